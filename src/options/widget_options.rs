//! The options of widgets.

use super::figure_options::{
    ADD, DIRECTION, ENDS, FROM, MILESTONES, MOST, PLUS, START, STEP, TARGET, TIME,
};
use super::kind::WidgetKind::{self, Alert, Counter, Credits, Goal, Label, List, Ticker};
use super::{Control, Group, OptionSpec, ROW};
use crate::options::page_options::ON_OR_OFF;
use crate::options::values::Sound;
use crate::session::leaderboard::Span;

/// The widget options, in the order of a written address and of the form.
pub static WIDGET: &[&OptionSpec] = &[
    &AS,
    &TITLE,
    &TARGET,
    &START,
    &STEP,
    &ENDS,
    &PLUS,
    &MILESTONES,
    &FROM,
    &TIME,
    &ADD,
    &MOST,
    &SPAN,
    &LIMIT,
    &ONLY,
    &LEAST,
    &TEMPLATE,
    &EMPTY,
    &DECIMALS,
    &DIRECTION,
    &SPEED,
    &HOLD,
    &SOUND,
    &VOLUME,
    &REPEAT,
    &ACCENT,
    &TEXT,
    &TRACK,
    &BACK,
];

/// What most rows have in common: an option of every kind.
const FOR_ALL_KINDS: OptionSpec = OptionSpec {
    kinds: WidgetKind::ALL,
    ..ROW
};

/// The row of `as`.
pub static AS: OptionSpec = OptionSpec {
    name: "as",
    label: "Kind",
    group: Group::Content,
    control: Control::Choice,
    expected: "goal, label, counter, list or ticker",
    choices: &["goal", "label", "counter", "list", "ticker"],
    help: "The kind of widget; without it the key's shape decides",
    ..FOR_ALL_KINDS
};

/// The row of `title`.
pub static TITLE: OptionSpec = OptionSpec {
    name: "title",
    label: "Title",
    group: Group::Content,
    control: Control::OptionalText("No title"),
    expected: "text",
    help: "The text above the widget; empty hides it",
    ..FOR_ALL_KINDS
};

/// The row of `span`.
pub static SPAN: OptionSpec = OptionSpec {
    name: "span",
    label: "Period",
    group: Group::Content,
    control: Control::Choice,
    expected: "session, weekly, monthly or alltime",
    choices: Span::NAMES,
    default: Some("session"),
    kinds: &[List, Ticker],
    help: "The time that a leaderboard counts",
    ..ROW
};

/// The row of `limit`.
pub static LIMIT: OptionSpec = OptionSpec {
    name: "limit",
    label: "Number of events",
    group: Group::Content,
    control: Control::Number {
        slider: Some((1.0, 25.0, 1.0)),
    },
    expected: "a whole number from 1 to 25",
    range: (1.0, 25.0),
    default: Some("5"),
    kinds: &[List, Ticker],
    help: "How many events are shown",
    ..ROW
};

/// The row of `only`.
pub static ONLY: OptionSpec = OptionSpec {
    name: "only",
    label: "Event types",
    group: Group::Content,
    control: Control::EventTypes,
    expected: "event types separated by commas, such as tip,cheer",
    kinds: &[List, Ticker, Alert, Credits],
    help: "The event types that are shown; without it all",
    ..ROW
};

/// The row of `least`.
pub static LEAST: OptionSpec = OptionSpec {
    name: "least",
    label: "Smallest amount",
    group: Group::Behaviour,
    control: Control::Number { slider: None },
    expected: "a number, such as 5",
    kinds: &[List, Ticker, Alert, Credits],
    help: "Hides what is smaller; in credits the sum of a person",
    ..ROW
};

/// The row of `template`.
pub static TEMPLATE: OptionSpec = OptionSpec {
    name: "template",
    label: "Template",
    group: Group::Content,
    control: Control::Template,
    expected: "text with {fields}",
    help: "The text, with fields",
    ..FOR_ALL_KINDS
};

/// The row of `empty`.
pub static EMPTY: OptionSpec = OptionSpec {
    name: "empty",
    label: "Empty text",
    group: Group::Behaviour,
    control: Control::OptionalText("Hide the widget"),
    expected: "text",
    default: Some("—"),
    kinds: &[Label, List, Ticker],
    help: "The text as long as there is no event; empty hides the widget",
    ..ROW
};

/// The row of `decimals`.
pub static DECIMALS: OptionSpec = OptionSpec {
    name: "decimals",
    label: "Decimals",
    group: Group::Advanced,
    control: Control::Choice,
    expected: "0, 1, 2, 3 or 4",
    choices: &["0", "1", "2", "3", "4"],
    kinds: &[Goal, Label, Counter, List, Ticker, Alert, Credits],
    help: "The number of decimal places",
    ..ROW
};

/// The row of `speed`.
pub static SPEED: OptionSpec = OptionSpec {
    name: "speed",
    label: "Speed",
    group: Group::Behaviour,
    control: Control::Number {
        slider: Some((10.0, 400.0, 1.0)),
    },
    expected: "a number of pixels per second from 10 to 400",
    range: (10.0, 400.0),
    default: Some("60"),
    kinds: &[Ticker, Credits],
    help: "How fast they move",
    ..ROW
};

/// The row of `hold`.
pub static HOLD: OptionSpec = OptionSpec {
    name: "hold",
    label: "Seconds shown",
    group: Group::Behaviour,
    control: Control::Number {
        slider: Some((2.0, 30.0, 1.0)),
    },
    expected: "a number of seconds from 2 to 30",
    range: (2.0, 30.0),
    default: Some("6"),
    kinds: &[Alert],
    help: "How long each alert is shown",
    ..ROW
};

/// The row of `sound`.
pub static SOUND: OptionSpec = OptionSpec {
    name: "sound",
    label: "Sound",
    group: Group::Behaviour,
    control: Control::Choice,
    expected: "none, chime, bell or coin",
    choices: Sound::NAMES,
    default: Some("none"),
    kinds: &[Alert],
    help: "What is played with each alert; of all sources in one OBS, one plays",
    ..ROW
};

/// The row of `volume`.
pub static VOLUME: OptionSpec = OptionSpec {
    name: "volume",
    label: "Volume",
    group: Group::Behaviour,
    control: Control::Number {
        slider: Some((0.0, 100.0, 1.0)),
    },
    expected: "a number from 0 to 100",
    range: (0.0, 100.0),
    default: Some("50"),
    kinds: &[Alert],
    help: "How loud the sound is",
    ..ROW
};

/// The row of `repeat`.
pub static REPEAT: OptionSpec = OptionSpec {
    name: "repeat",
    label: "Repeat",
    group: Group::Behaviour,
    control: Control::Choice,
    expected: "on or off",
    choices: ON_OR_OFF,
    default: Some("off"),
    kinds: &[Credits],
    help: "Whether the credits repeat after their end",
    ..ROW
};

/// The row of `accent`.
pub static ACCENT: OptionSpec = OptionSpec {
    name: "accent",
    label: "Accent colour",
    group: Group::Look,
    control: Control::Colour,
    expected: "a colour as 3, 6 or 8 hex digits without #",
    help: "The colour of bars and amounts",
    ..FOR_ALL_KINDS
};

/// The row of `text`.
pub static TEXT: OptionSpec = OptionSpec {
    name: "text",
    label: "Text colour",
    group: Group::Look,
    control: Control::Colour,
    expected: "a colour as 3, 6 or 8 hex digits without #",
    help: "The colour of text",
    ..FOR_ALL_KINDS
};

/// The row of `track`.
pub static TRACK: OptionSpec = OptionSpec {
    name: "track",
    label: "Track colour",
    group: Group::Look,
    control: Control::Colour,
    expected: "a colour as 3, 6 or 8 hex digits without #",
    help: "The colour of the empty part of the bar",
    ..FOR_ALL_KINDS
};

/// The row of `back`.
pub static BACK: OptionSpec = OptionSpec {
    name: "back",
    label: "Background colour",
    group: Group::Look,
    control: Control::Colour,
    expected: "a colour as 3, 6 or 8 hex digits without #",
    help: "The colour behind the widget",
    ..FOR_ALL_KINDS
};
