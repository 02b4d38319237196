//! The studio's forms: the options of each group, and typed numbers.

use crate::options::kind::WidgetKind;
use crate::options::{self, Group, OptionSpec};
use crate::studio::draft::kinds_of;

/// The groups of the form, in order. [`Group::Channel`] has a form of its own.
pub const GROUPS: [Group; 4] = [
    Group::Content,
    Group::Look,
    Group::Behaviour,
    Group::Advanced,
];

/// The options of the page in a group. The themes have pictures instead of a field.
pub fn page_options_in(group: Group) -> impl Iterator<Item = &'static OptionSpec> {
    let rows = options::PAGE.iter().copied();
    rows.filter(move |spec| spec.group == group && *spec != &options::THEME)
}

/// The options in a group that a widget of this key and kind has. The kind is one of them
/// if there is a choice of kinds.
pub fn widget_options_in(
    group: Group,
    key: &str,
    kind: Option<WidgetKind>,
) -> impl Iterator<Item = &'static OptionSpec> {
    let rows = options::WIDGET.iter().copied();
    rows.filter(move |spec| {
        let has_choice = *spec != &options::AS || kinds_of(key).len() > 1;
        spec.group == group && has_choice && spec.applies_to(key, kind)
    })
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
        let count = GROUPS.iter().copied().flat_map(page_options_in).count();
        // Three have a place of their own: channel, source and theme.
        assert_eq!(count + 3, options::PAGE.len());
        let widget = |group| widget_options_in(group, "theirs", None);
        let count = GROUPS.iter().copied().flat_map(widget).count();
        // `only` and `span` belong to some keys.
        assert_eq!(count + 2, options::WIDGET.len());
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
        for (spec, key, kind, expected) in [
            (&options::AS, "tip-latest", WidgetKind::Label, false),
            (&options::AS, "tip-total", WidgetKind::Counter, true),
            (&options::ONLY, "tip-recent", WidgetKind::List, false),
            (&options::ONLY, "recent", WidgetKind::List, true),
        ] {
            let mut own = widget_options_in(spec.group, key, Some(kind));
            assert_eq!(own.any(|own| own == spec), expected, "{} {key}", spec.name);
        }
    }
}
