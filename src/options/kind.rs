//! The kinds of widget, and which shape each draws.

use crate::session::Shape;
use crate::session::catalogue;

/// What a widget looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A figure on its way to a target.
    Goal,
    /// One event.
    Label,
    /// A figure.
    Counter,
    /// Recent events below each other.
    List,
    /// Recent events running past.
    Ticker,
}

impl Kind {
    /// Every kind, in declaration order.
    pub const ALL: &[Kind] = &[
        Kind::Goal,
        Kind::Label,
        Kind::Counter,
        Kind::List,
        Kind::Ticker,
    ];

    /// Its name in an address.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Goal => "goal",
            Kind::Label => "label",
            Kind::Counter => "counter",
            Kind::List => "list",
            Kind::Ticker => "ticker",
        }
    }

    /// The shape that it draws.
    pub fn shape(self) -> Shape {
        match self {
            Kind::Goal | Kind::Counter => Shape::Figure,
            Kind::Label => Shape::Event,
            Kind::List | Kind::Ticker => Shape::Recent,
        }
    }

    /// The kind that a key of this shape is drawn as unless the address says
    /// otherwise.
    pub fn usual(key: &str, shape: Shape) -> Kind {
        match shape {
            Shape::Figure if is_goal(key) => Kind::Goal,
            Shape::Figure => Kind::Counter,
            Shape::Event => Kind::Label,
            Shape::Recent => Kind::List,
        }
    }

    /// The names of the kinds that draw a shape, as words.
    pub fn names_for(shape: Shape) -> &'static str {
        match shape {
            Shape::Figure => "goal or counter",
            Shape::Event => "label",
            Shape::Recent => "list or ticker",
        }
    }
}

/// Whether a key counts towards something by its name.
pub fn is_goal(key: &str) -> bool {
    key.split('-').skip(1).any(|part| part == "goal")
}

/// The shape that a key's entry must have, as far as can be known before the
/// session is: the catalogue's, or a goal's.
pub fn shape_of(key: &str) -> Option<Shape> {
    catalogue::find(key)
        .map(|row| row.shape)
        .or_else(|| is_goal(key).then_some(Shape::Figure))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_keys_usual_kind_follows_its_shape() {
        for (key, kind) in [
            ("tip-goal", Kind::Goal),
            ("merch-goal-items", Kind::Goal),
            ("hypetrain-level-goal", Kind::Goal),
            ("fan-goal", Kind::Goal),
            ("subscriber-points", Kind::Counter),
            ("tip-alltime-top-donator", Kind::Label),
            ("cheer-recent", Kind::List),
        ] {
            let shape = shape_of(key);
            assert_eq!(
                shape.map(|shape| Kind::usual(key, shape)),
                Some(kind),
                "{key}"
            );
        }
        assert_eq!(shape_of("sponsor-latest"), None);
    }

    #[test]
    fn the_words_for_a_shape_name_every_kind_that_draws_it() {
        for kind in Kind::ALL {
            assert!(
                Kind::names_for(kind.shape()).contains(kind.name()),
                "{kind:?}"
            );
        }
    }
}
