//! The studio's forms: the options of each group, the widgets to add, and typed numbers.

use crate::options::kind::WidgetKind;
use crate::options::{self, Group, OptionSpec};
use crate::session::catalogue::{self, RECENT};
use crate::studio::draft::kinds_of;

/// The groups of page options in the form, in order.
pub const PAGE_GROUPS: &[Group] = &[Group::Look, Group::Advanced];

/// The groups of widget options in the form, in order.
pub const WIDGET_GROUPS: &[Group] = &[Group::Content, Group::Appearance];

/// The options of a group.
pub fn options_in(group: Group) -> impl Iterator<Item = &'static OptionSpec> {
    let rows = options::PAGE.iter().chain(options::WIDGET).copied();
    rows.filter(move |spec| spec.group == group)
}

/// Whether the form of a widget of this key and kind shows an option. The kind is shown
/// if there is a choice of kinds.
pub fn applies(spec: &OptionSpec, key: &str, kind: Option<WidgetKind>) -> bool {
    let has_choice = spec != &options::AS || kinds_of(key).len() > 1;
    has_choice && spec.applies_to(key, kind)
}

/// The title of the group of keys of an event type: `Tips` for `tip`.
fn group_title(event_type: &str) -> &str {
    match event_type {
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

/// The widgets that can be added and whose key, title and group contain every word of a
/// search, ignoring case: groups, each with its keys and their titles.
pub fn find_widgets(search: &str) -> Vec<(&'static str, Vec<(&'static str, &'static str)>)> {
    let search = search.to_ascii_lowercase();
    let words: Vec<&str> = search.split_whitespace().collect();
    let recent = std::iter::once((&RECENT, "All events"));
    let rows = catalogue::ROWS.iter();
    let rows = rows.map(|row| (row, group_title(catalogue::event_type_of(row.key))));
    let mut found: Vec<(&str, Vec<(&str, &str)>)> = Vec::new();
    for (row, group) in recent.chain(rows) {
        let text = format!("{} {} {group}", row.key, row.title).to_ascii_lowercase();
        if !words.iter().all(|word| text.contains(word)) {
            continue;
        }
        match found.last_mut() {
            Some((last, list)) if *last == group => list.push((row.key, row.title)),
            _ => found.push((group, vec![(row.key, row.title)])),
        }
    }
    found
}

/// Parses a number as people type it, also with a decimal comma. Never infinite.
pub fn parse_number(text: &str) -> Option<f64> {
    let number: f64 = text.trim().replace(',', ".").parse().ok()?;
    number.is_finite().then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Control;

    #[test]
    fn numbers_may_have_a_decimal_comma() {
        for (text, expected) in [
            ("25", Some(25.0)),
            (" -2,5 ", Some(-2.5)),
            ("2.5", Some(2.5)),
            (".5", Some(0.5)),
            ("", None),
            ("five", None),
            ("1,000.5", None),
            ("inf", None),
            ("1e999", None),
        ] {
            assert_eq!(parse_number(text), expected, "{text}");
        }
    }

    #[test]
    fn the_form_has_every_option_once() {
        let in_form = |groups: &[Group]| groups.iter().copied().flat_map(options_in).count();
        assert_eq!(in_form(WIDGET_GROUPS), options::WIDGET.len());
        let page = options_in(Group::Channel).count() + in_form(PAGE_GROUPS);
        assert_eq!(page, options::PAGE.len());
        let in_channel: Vec<_> = options_in(Group::Channel).map(|spec| spec.name).collect();
        assert_eq!(in_channel, ["channel", "source"]);
    }

    #[test]
    fn labels_are_capitalized_and_unique() {
        let mut labels: Vec<&str> = options::PAGE
            .iter()
            .chain(options::WIDGET)
            .map(|spec| spec.label)
            .collect();
        for label in &labels {
            assert!(
                label.starts_with(|first: char| first.is_ascii_uppercase()),
                "{label}"
            );
        }
        let count = labels.len();
        labels.sort_unstable();
        labels.dedup();
        assert_eq!(labels.len(), count);
    }

    #[test]
    fn sliders_and_menus_offer_allowed_values() {
        for spec in options::PAGE.iter().chain(options::WIDGET) {
            if let Control::Number {
                slider: Some((min, max, step)),
            } = spec.control
            {
                let is_allowed = spec.range.0 <= min && max <= spec.range.1;
                assert!(is_allowed && step > 0.0 && min < max, "{}", spec.name);
            }
            let is_menu = spec.control == Control::Choice;
            assert_eq!(is_menu, !spec.choices.is_empty(), "{}", spec.name);
            for choice in spec.choices {
                assert!(spec.expected.contains(choice), "{}: {choice}", spec.name);
            }
        }
    }

    #[test]
    fn the_kind_is_shown_where_there_is_a_choice() {
        assert!(!applies(
            &options::AS,
            "tip-latest",
            Some(WidgetKind::Label)
        ));
        assert!(applies(
            &options::AS,
            "tip-total",
            Some(WidgetKind::Counter)
        ));
        assert!(!applies(
            &options::ONLY,
            "tip-recent",
            Some(WidgetKind::List)
        ));
    }

    #[test]
    fn widgets_are_found_by_search() {
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
        let mut titles: Vec<_> = find_widgets("").iter().map(|(title, _)| *title).collect();
        let count = titles.len();
        titles.sort_unstable();
        titles.dedup();
        assert_eq!(titles.len(), count, "each group once");
    }
}
