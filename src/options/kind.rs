//! The kinds of widget, and the shape of entry that each draws.

use crate::options::OptionSpec;
use crate::options::values::{OptionValue, choices};
use crate::session::Shape;
use crate::session::catalogue;

choices! {
    /// The kind of a widget.
    WidgetKind {
        /// A figure and a target.
        Goal = "goal",
        /// One event.
        Label = "label",
        /// A figure.
        Counter = "counter",
        /// Recent events, one below the other.
        List = "list",
        /// Recent events that run across the screen.
        Ticker = "ticker",
    }
}

impl WidgetKind {
    /// The shape that it draws.
    pub fn shape(self) -> Shape {
        match self {
            WidgetKind::Goal | WidgetKind::Counter => Shape::Figure,
            WidgetKind::Label => Shape::Event,
            WidgetKind::List | WidgetKind::Ticker => Shape::Recent,
        }
    }

    /// The kind of a key's widget if the address does not say `as`.
    pub fn default_for(key: &str, shape: Shape) -> WidgetKind {
        match shape {
            Shape::Figure if is_goal(key) => WidgetKind::Goal,
            Shape::Figure => WidgetKind::Counter,
            Shape::Event => WidgetKind::Label,
            Shape::Recent => WidgetKind::List,
        }
    }

    /// The template of a widget whose address has none.
    pub fn default_template(self) -> &'static str {
        match self {
            WidgetKind::Goal => "{current} / {target} {percent} {time-left}",
            WidgetKind::Counter => "{count}",
            WidgetKind::Label | WidgetKind::List | WidgetKind::Ticker => "{name} {amount}",
        }
    }

    /// The names of the kinds that draw a shape, joined with "or".
    pub fn names_for(shape: Shape) -> &'static str {
        match shape {
            Shape::Figure => "goal or counter",
            Shape::Event => "label",
            Shape::Recent => "list or ticker",
        }
    }
}

/// Whether a part of the key after the first is `goal`.
pub fn is_goal(key: &str) -> bool {
    key.split('-').skip(1).any(|part| part == "goal")
}

/// The shape that a key's entry has. `None` for a key that is neither in the
/// catalogue nor named a goal: then only the session tells.
pub fn shape_of(key: &str) -> Option<Shape> {
    if key == catalogue::RECENT.key {
        return Some(Shape::Recent);
    }
    let row = catalogue::find(key).map(|row| row.shape);
    row.or_else(|| is_goal(key).then_some(Shape::Figure))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_kind_follows_from_the_shape() {
        for (key, kind) in [
            ("tip-goal", WidgetKind::Goal),
            ("merch-goal-items", WidgetKind::Goal),
            ("hypetrain-level-goal", WidgetKind::Goal),
            ("fan-goal", WidgetKind::Goal),
            ("subscriber-points", WidgetKind::Counter),
            ("tip-alltime-top-donator", WidgetKind::Label),
            ("cheer-recent", WidgetKind::List),
        ] {
            let shape = shape_of(key);
            assert_eq!(
                shape.map(|shape| WidgetKind::default_for(key, shape)),
                Some(kind),
                "{key}"
            );
        }
        assert_eq!(shape_of("supporter-latest"), None);
    }

    #[test]
    fn the_names_for_a_shape_are_of_every_kind_that_draws_it() {
        for kind in WidgetKind::ALL {
            assert!(
                WidgetKind::names_for(kind.shape()).contains(kind.name()),
                "{kind:?}"
            );
        }
    }
}
