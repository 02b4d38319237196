//! The controls of a form: which option is asked for how, and under what name.

use crate::options::kind::WidgetKind;
use crate::options::{self, OptionSpec};
use crate::session::catalogue::{self, RECENT};

/// How a person is asked for an option.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Control {
    /// One of a few words.
    Choice,
    /// A number; with a slider where both ends are known.
    Number {
        /// Least, greatest and step of the slider.
        slider: Option<(f64, f64, f64)>,
    },
    /// A colour.
    Colour,
    /// A date or a date with a time.
    Date,
    /// Text with `{fields}`.
    Template,
    /// Text; empty hides what it is for, in these words.
    Hiding(&'static str),
    /// Some of the types of event.
    EventTypes,
    /// Text.
    Text,
}

/// The control of an option.
pub fn of(spec: &OptionSpec) -> Control {
    let (least, most) = spec.range;
    match spec.name {
        "accent" | "text" | "track" | "back" => Control::Colour,
        "ends" => Control::Date,
        "template" => Control::Template,
        "title" => Control::Hiding("No title"),
        "empty" => Control::Hiding("Hide it while there is nobody"),
        "only" => Control::EventTypes,
        "interval" => Control::Number {
            slider: Some((5.0, 120.0, 5.0)),
        },
        "every" => Control::Number {
            slider: Some((2.0, 60.0, 1.0)),
        },
        "scale" => Control::Number {
            slider: Some((0.25, 4.0, 0.05)),
        },
        _ if !spec.choices.is_empty() => Control::Choice,
        "target" | "start" | "step" | "least" => Control::Number { slider: None },
        _ if least.is_finite() && most < 1e6 => Control::Number {
            slider: Some((least, most, 1.0)),
        },
        _ => Control::Text,
    }
}

/// What an option is called in a form.
pub fn label(spec: &OptionSpec) -> String {
    let words = match spec.name {
        "as" => "Kind",
        "api" => "Server",
        "interval" => "Seconds between looks",
        "every" => "Seconds each",
        "scale" => "Size",
        "locale" => "Language",
        "motion" => "Motion",
        "debug" => "Debug panel",
        "empty" => "Empty text",
        "template" => "Words",
        "ends" => "Ends on",
        "decimals" => "Decimals",
        "limit" => "How many",
        "only" => "Only these",
        "least" => "At least",
        "speed" => "Speed",
        "accent" => "Accent colour",
        "text" => "Text colour",
        "track" => "Track colour",
        "back" => "Back colour",
        name => name,
    };
    catalogue::capitalize(words)
}

/// The groups of a widget's options, in the order in which a person needs them.
pub const GROUPS: &[(&str, &[&OptionSpec])] = &[
    (
        "What it says",
        &[
            &options::AS,
            &options::TITLE,
            &options::TARGET,
            &options::START,
            &options::STEP,
            &options::ENDS,
            &options::LIMIT,
            &options::ONLY,
            &options::LEAST,
            &options::TEMPLATE,
            &options::EMPTY,
            &options::DECIMALS,
        ],
    ),
    (
        "How it looks",
        &[
            &options::DIRECTION,
            &options::SPEED,
            &options::ACCENT,
            &options::TEXT,
            &options::TRACK,
            &options::BACK,
        ],
    ),
];

/// The options of the page that make its look, and those that few need.
pub const PAGE_GROUPS: &[(&str, &[&OptionSpec])] = &[
    (
        "Look",
        &[
            &options::THEME,
            &options::LAYOUT,
            &options::EVERY,
            &options::ALIGN,
            &options::SCALE,
            &options::CURRENCY,
        ],
    ),
    (
        "For few",
        &[
            &options::FONT,
            &options::LOCALE,
            &options::MOTION,
            &options::INTERVAL,
            &options::API,
            &options::DEBUG,
        ],
    ),
];

/// Whether an option of a widget is of any use to one of this key and kind;
/// without a kind it may be.
pub fn applies(spec: &OptionSpec, key: &str, kind: Option<WidgetKind>) -> bool {
    match spec.name {
        "only" => key == RECENT.key,
        "as" => crate::studio::draft::kinds_of(key).len() > 1,
        _ => kind.is_none_or(|kind| spec.kinds.contains(&kind)),
    }
}

/// A source of events as a heading of keys: `tip` as `Tips`.
pub fn heading(source: &str) -> &str {
    match source {
        "follower" => "Followers",
        "subscriber" => "Subscribers",
        "tip" => "Tips",
        "cheer" => "Cheers",
        "host" => "Hosts",
        "raid" => "Raids",
        "community-gift" => "Community gifts",
        "channel-points" => "Channel points",
        "hypetrain" => "Hype train",
        "superchat" => "Super Chats",
        "merch" => "Merch",
        "purchase" => "Purchases",
        "charityCampaignDonation" => "Charity",
        "cheerPurchase" => "Bits purchases",
        other => other,
    }
}

/// What there is to add: headings, and keys with their words below each, that
/// have every word of a search in them.
pub fn find_widgets(search: &str) -> Vec<(&'static str, Vec<(&'static str, &'static str)>)> {
    let search = search.to_ascii_lowercase();
    let words: Vec<&str> = search.split_whitespace().collect();
    let all = std::iter::once((RECENT.key, RECENT.title, "Everything"));
    let rows = catalogue::ROWS.iter();
    let all = all.chain(rows.map(|row| {
        (
            row.key,
            row.title,
            heading(catalogue::event_type_of(row.key)),
        )
    }));
    let mut found: Vec<(&str, Vec<(&str, &str)>)> = Vec::new();
    for (key, title, heading) in all {
        let text = [key, " ", title, " ", heading]
            .concat()
            .to_ascii_lowercase();
        if !words.iter().all(|word| text.contains(word)) {
            continue;
        }
        match found.last_mut() {
            Some((last, list)) if *last == heading => list.push((key, title)),
            _ => found.push((heading, vec![(key, title)])),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_option_has_its_place_in_the_form() {
        let in_form = |groups: &[(&str, &[&OptionSpec])]| {
            let specs = groups.iter().flat_map(|(_, specs)| *specs);
            let mut names: Vec<&str> = specs.map(|spec| spec.name).collect();
            names.sort_unstable();
            names
        };
        let in_table = |table: &[&'static OptionSpec], elsewhere: &[&str]| {
            let mut names: Vec<&str> = table.iter().map(|spec| spec.name).collect();
            names.retain(|name| !elsewhere.contains(name));
            names.sort_unstable();
            names
        };
        assert_eq!(in_form(GROUPS), in_table(options::WIDGET, &[]));
        // These two are asked for where the channel is.
        let elsewhere = ["channel", "source"];
        assert_eq!(in_form(PAGE_GROUPS), in_table(options::PAGE, &elsewhere));
    }

    #[test]
    fn a_slider_stays_within_what_the_option_takes() {
        for spec in options::PAGE.iter().chain(options::WIDGET) {
            assert!(label(spec).starts_with(|first: char| first.is_ascii_uppercase()));
            if let Control::Number {
                slider: Some((least, most, _)),
            } = of(spec)
            {
                assert!(
                    spec.range.0 <= least && most <= spec.range.1,
                    "{}",
                    spec.name
                );
            }
        }
        assert_eq!(of(&options::THEME), Control::Choice);
        assert_eq!(of(&options::ACCENT), Control::Colour);
        assert_eq!(of(&options::TARGET), Control::Number { slider: None });
    }

    #[test]
    fn options_show_where_they_apply() {
        for (spec, key, kind, expected) in [
            (&options::TARGET, "tip-goal", Some(WidgetKind::Goal), true),
            (
                &options::TARGET,
                "tip-goal",
                Some(WidgetKind::Counter),
                false,
            ),
            (&options::ONLY, "recent", Some(WidgetKind::Ticker), true),
            (
                &options::ONLY,
                "tip-recent",
                Some(WidgetKind::Ticker),
                false,
            ),
            (&options::AS, "tip-latest", Some(WidgetKind::Label), false),
            (&options::AS, "tip-total", Some(WidgetKind::Counter), true),
            (&options::SPEED, "theirs", None, true),
        ] {
            assert_eq!(applies(spec, key, kind), expected, "{} {key}", spec.name);
        }
    }

    #[test]
    fn widgets_are_found_by_their_words() {
        let found = find_widgets("TIPPER month");
        assert_eq!(
            found,
            [(
                "Tips",
                vec![("tip-monthly-top-donator", "Top tipper this month")]
            )]
        );
        assert!(find_widgets("xyzzy").is_empty());
        let all: usize = find_widgets(" ").iter().map(|(_, list)| list.len()).sum();
        assert_eq!(all, catalogue::ROWS.len() + 1);
        let mut headings: Vec<_> = find_widgets("")
            .iter()
            .map(|(heading, _)| *heading)
            .collect();
        let count = headings.len();
        headings.sort_unstable();
        headings.dedup();
        assert_eq!(headings.len(), count, "each heading once");
    }
}
