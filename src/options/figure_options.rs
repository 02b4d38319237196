//! The options of goals, counters and timers.

use super::kind::WidgetKind::{Counter, Goal, Timer};
use super::{Control, Group, OptionSpec, ROW};
use crate::options::values::Direction;

const ABOVE_ZERO: (f64, f64) = (f64::MIN_POSITIVE, f64::MAX);

/// The row of `target`.
pub static TARGET: OptionSpec = OptionSpec {
    name: "target",
    label: "Target",
    group: Group::Content,
    control: Control::Number { slider: None },
    expected: "a number above 0, such as 2500 or 49.99",
    range: ABOVE_ZERO,
    kinds: &[Goal],
    help: "The figure to reach; required without milestones",
    ..ROW
};

/// The row of `start`.
pub static START: OptionSpec = OptionSpec {
    name: "start",
    label: "Start",
    group: Group::Advanced,
    control: Control::Number { slider: None },
    expected: "a number, such as 0 or 1200",
    default: Some("0"),
    kinds: &[Goal],
    help: "The figure at which the bar is empty",
    ..ROW
};

/// The row of `step`.
pub static STEP: OptionSpec = OptionSpec {
    name: "step",
    label: "Step",
    group: Group::Behaviour,
    control: Control::Number { slider: None },
    expected: "a number above 0, such as 500",
    range: ABOVE_ZERO,
    kinds: &[Goal],
    help: "How much the target rises each time it is reached",
    ..ROW
};

/// The row of `ends`.
pub static ENDS: OptionSpec = OptionSpec {
    name: "ends",
    label: "Ends on",
    group: Group::Behaviour,
    control: Control::Date,
    expected: "a date such as 2026-12-24 or 2026-12-24T20:00",
    kinds: &[Goal],
    help: "When the goal ends; shows the time left",
    ..ROW
};

/// The row of `plus`.
pub static PLUS: OptionSpec = OptionSpec {
    name: "plus",
    label: "Added figures",
    group: Group::Content,
    control: Control::Figures,
    expected: "figures with factors, such as cheer-session*0.01,subscriber-session*2.5",
    kinds: &[Goal, Counter],
    help: "Figures that are added, each times its factor",
    ..ROW
};

/// The row of `milestones`.
pub static MILESTONES: OptionSpec = OptionSpec {
    name: "milestones",
    label: "Milestones",
    group: Group::Content,
    control: Control::Milestones,
    expected: "figures and words, such as 500:Karaoke;1000:Cosplay",
    kinds: &[Goal],
    help: "Marks on the bar; the highest is the target if there is none",
    ..ROW
};

/// The row of `from`.
pub static FROM: OptionSpec = OptionSpec {
    name: "from",
    label: "Starts at",
    group: Group::Content,
    control: Control::Start,
    expected: "a date and time with its zone, such as 2026-12-24T18:00Z or 2026-12-24T18:00-05:00",
    kinds: &[Timer],
    help: "When the timer starts; required",
    ..ROW
};

/// The row of `time`.
pub static TIME: OptionSpec = OptionSpec {
    name: "time",
    label: "Time at the start",
    group: Group::Content,
    control: Control::Text,
    expected: "a length such as 4h, 1h30m or 45m",
    kinds: &[Timer],
    help: "How long it runs if nothing is added; required",
    ..ROW
};

/// The row of `add`.
pub static ADD: OptionSpec = OptionSpec {
    name: "add",
    label: "Added time",
    group: Group::Content,
    control: Control::AddedTime,
    expected: "figures with seconds, such as tip-session*60,subscriber-session*300@12",
    kinds: &[Timer],
    help: "How many seconds each of a figure adds, counted from the figure after @",
    ..ROW
};

/// The row of `most`.
pub static MOST: OptionSpec = OptionSpec {
    name: "most",
    label: "Longest time",
    group: Group::Behaviour,
    control: Control::Text,
    expected: "a length such as 24h or 2d",
    kinds: &[Timer],
    help: "The longest that it runs in all, whatever is added",
    ..ROW
};

/// The row of `direction`.
pub static DIRECTION: OptionSpec = OptionSpec {
    name: "direction",
    label: "Direction",
    group: Group::Look,
    control: Control::Choice,
    expected: "right, left, up or down",
    choices: Direction::NAMES,
    default: Some("right"),
    kinds: &[Goal],
    help: "The direction in which the bar grows",
    ..ROW
};
