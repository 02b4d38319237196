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
        /// The time until an end.
        Timer = "timer",
        /// Shows each new event once, one after another.
        Alert = "alert",
        /// Everybody of a stream, rolling upwards.
        Credits = "credits",
    }
}

impl WidgetKind {
    /// The shape that it draws.
    pub fn shape(self) -> Shape {
        match self {
            WidgetKind::Goal | WidgetKind::Counter | WidgetKind::Timer => Shape::Figure,
            WidgetKind::Label => Shape::Event,
            WidgetKind::List | WidgetKind::Ticker | WidgetKind::Alert | WidgetKind::Credits => {
                Shape::Recent
            }
        }
    }

    /// The kinds that can draw a key of this shape, the default one first.
    pub fn all_for(key: &str, shape: Shape) -> &'static [WidgetKind] {
        use WidgetKind::{Alert, Counter, Credits, Goal, Label, List, Ticker, Timer};
        match shape {
            _ if key == catalogue::TIMER.key => &[Timer],
            _ if key == catalogue::ALERTS.key => &[Alert],
            _ if key == catalogue::CREDITS.key => &[Credits],
            Shape::Figure if is_goal(key) => &[Goal, Counter],
            Shape::Figure => &[Counter, Goal],
            Shape::Event => &[Label],
            Shape::Recent => &[List, Ticker],
        }
    }

    /// The kind of a key's widget if the address does not say `as`.
    pub fn default_for(key: &str, shape: Shape) -> WidgetKind {
        let kinds = WidgetKind::all_for(key, shape);
        kinds.first().copied().unwrap_or(WidgetKind::Label)
    }

    /// The template of a key's widget whose address has none.
    pub fn default_template(self, key: &str) -> &'static str {
        match self {
            WidgetKind::Goal => "{current} / {target} {percent} {time-left}",
            WidgetKind::Counter => "{count}",
            WidgetKind::Timer => "{time-left}",
            WidgetKind::Alert => "{name} {amount} {message}",
            WidgetKind::Credits => "{name}",
            _ if catalogue::is_leaderboard(key) => "{rank}. {name} {amount}",
            WidgetKind::Label | WidgetKind::List | WidgetKind::Ticker => "{name} {amount}",
        }
    }

    /// The names of the kinds that draw a key of this shape, joined with "or".
    pub fn names_for(key: &str, shape: Shape) -> &'static str {
        match shape {
            _ if key == catalogue::TIMER.key => "timer",
            _ if key == catalogue::ALERTS.key => "alert",
            _ if key == catalogue::CREDITS.key => "credits",
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

/// The shape that a widget of this key draws. `None` for a key that is neither in the
/// catalogue nor named a goal: then only the session tells.
pub fn shape_of(key: &str) -> Option<Shape> {
    let row = catalogue::find_widget(key).map(|row| row.shape);
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
            ("recent", WidgetKind::List),
            ("tip-top", WidgetKind::List),
            ("timer", WidgetKind::Timer),
            ("alerts", WidgetKind::Alert),
            ("credits", WidgetKind::Credits),
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
    fn the_names_are_of_every_kind_that_draws_a_key() {
        for row in catalogue::widgets() {
            let kinds = WidgetKind::all_for(row.key, row.shape);
            let names: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
            let mut written: Vec<&str> = WidgetKind::names_for(row.key, row.shape)
                .split(" or ")
                .collect();
            written.sort_by_key(|name| names.iter().position(|own| own == name));
            assert_eq!(names, written, "{}", row.key);
            assert!(kinds.iter().all(|kind| kind.shape() == row.shape));
        }
    }
}
