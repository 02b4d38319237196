//! The options of the page.

use super::{Control, Group, OptionSpec, ROW};
use crate::options::values::{Align, Layout, Motion, Source, Theme, Updates};

/// The page options, in the order of a written address and of the form.
pub static PAGE: &[&OptionSpec] = &[
    &CHANNEL, &SOURCE, &THEME, &LAYOUT, &EVERY, &ALIGN, &SCALE, &CURRENCY, &FONT, &LOCALE, &MOTION,
    &INTERVAL, &UPDATES, &GATEWAY, &API, &DEBUG,
];

pub(super) const ON_OR_OFF: &[&str] = &["off", "on"];

/// The row of `channel`.
pub static CHANNEL: OptionSpec = OptionSpec {
    name: "channel",
    label: "Channel",
    group: Group::Channel,
    expected: "a channel id of 24 hex digits (0 to 9 and a to f)",
    help: "The channel whose session is shown",
    ..ROW
};

/// The row of `source`.
pub static SOURCE: OptionSpec = OptionSpec {
    name: "source",
    label: "Source",
    group: Group::Channel,
    control: Control::Choice,
    expected: "live or demo",
    choices: Source::NAMES,
    default: Some("live"),
    help: "Where the session comes from; demo is built in and needs no channel",
    ..ROW
};

/// The row of `theme`.
pub static THEME: OptionSpec = OptionSpec {
    name: "theme",
    label: "Theme",
    group: Group::Look,
    control: Control::Choice,
    expected: "plate, clear, neon, paper, pixel or glass",
    choices: Theme::NAMES,
    default: Some("plate"),
    help: "The look of all widgets",
    ..ROW
};

/// The row of `layout`.
pub static LAYOUT: OptionSpec = OptionSpec {
    name: "layout",
    label: "Layout",
    group: Group::Look,
    control: Control::Choice,
    expected: "column, row or rotate",
    choices: Layout::NAMES,
    default: Some("column"),
    help: "How the widgets are arranged; rotate shows one at a time",
    ..ROW
};

/// The row of `every`.
pub static EVERY: OptionSpec = OptionSpec {
    name: "every",
    label: "Seconds per widget",
    group: Group::Behaviour,
    control: Control::Number {
        slider: Some((2.0, 60.0, 1.0)),
    },
    expected: "a number of seconds from 2 to 3600",
    range: (2.0, 3600.0),
    default: Some("8"),
    help: "How long rotate shows each widget",
    ..ROW
};

/// The row of `align`.
pub static ALIGN: OptionSpec = OptionSpec {
    name: "align",
    label: "Alignment",
    group: Group::Look,
    control: Control::Choice,
    expected: "start, center or end",
    choices: Align::NAMES,
    default: Some("start"),
    help: "The alignment of the widgets and their text",
    ..ROW
};

/// The row of `scale`.
pub static SCALE: OptionSpec = OptionSpec {
    name: "scale",
    label: "Size",
    group: Group::Look,
    control: Control::Number {
        slider: Some((0.25, 4.0, 0.05)),
    },
    expected: "a number from 0.25 to 8",
    range: (0.25, 8.0),
    default: Some("1"),
    help: "The size of everything; 2 is twice as large",
    ..ROW
};

/// The row of `currency`.
pub static CURRENCY: OptionSpec = OptionSpec {
    name: "currency",
    label: "Currency",
    group: Group::Content,
    expected: "a currency code of three letters, such as EUR",
    help: "The currency of amounts; without it they are plain numbers",
    ..ROW
};

/// The row of `font`.
pub static FONT: OptionSpec = OptionSpec {
    name: "font",
    label: "Font",
    group: Group::Look,
    control: Control::Font,
    expected: "the name of one font family, without quotes",
    help: "The font: a face of another theme or one that is installed; without it the theme's",
    ..ROW
};

/// The row of `locale`.
pub static LOCALE: OptionSpec = OptionSpec {
    name: "locale",
    label: "Language",
    group: Group::Content,
    expected: "a language tag such as en-GB",
    help: "The language of numbers and times; without it the browser's",
    ..ROW
};

/// The row of `motion`.
pub static MOTION: OptionSpec = OptionSpec {
    name: "motion",
    label: "Motion",
    group: Group::Behaviour,
    control: Control::Choice,
    expected: "auto, on or off",
    choices: Motion::NAMES,
    default: Some("auto"),
    help: "Whether things move; auto follows the setting of the system",
    ..ROW
};

/// The row of `interval`.
pub static INTERVAL: OptionSpec = OptionSpec {
    name: "interval",
    label: "Seconds between polls",
    group: Group::Advanced,
    control: Control::Number {
        slider: Some((5.0, 120.0, 5.0)),
    },
    expected: "a number of seconds from 5 to 3600",
    range: (5.0, 3600.0),
    default: Some("15"),
    help: "How often the session is requested",
    ..ROW
};

/// The row of `api`.
pub static API: OptionSpec = OptionSpec {
    name: "api",
    label: "Server",
    group: Group::Advanced,
    expected: "an origin such as https://api.example.com, without a path",
    default: Some("https://api.streamelements.com"),
    help: "The server; another one must have the same protocol",
    ..ROW
};

/// The row of `updates`.
pub static UPDATES: OptionSpec = OptionSpec {
    name: "updates",
    label: "Updates",
    group: Group::Advanced,
    control: Control::Choice,
    expected: "auto or poll",
    choices: Updates::NAMES,
    default: Some("auto"),
    help: "Whether StreamElements also pushes changes at once; poll only asks for them",
    ..ROW
};

/// The row of `gateway`.
pub static GATEWAY: OptionSpec = OptionSpec {
    name: "gateway",
    label: "Gateway",
    group: Group::Advanced,
    expected: "an origin such as wss://gateway.example.com, without a path",
    help: "The server that pushes changes; without it that of StreamElements, and none with a \
        server of your own",
    ..ROW
};

/// The row of `debug`.
pub static DEBUG: OptionSpec = OptionSpec {
    name: "debug",
    label: "Debug panel",
    group: Group::Advanced,
    control: Control::Choice,
    expected: "on or off",
    choices: ON_OR_OFF,
    default: Some("off"),
    help: "Shows a small panel with the status and times of polls",
    ..ROW
};
