//! Properties of addresses: parsing never panics, and accepts what the table allows.

use super::tests::CHANNEL;
use super::*;
use crate::options::WIDGET;
use crate::options::kind::{WidgetKind, shape_of};
use crate::session::catalogue;
use proptest::prelude::*;

/// A value that the option takes.
fn value(spec: &'static OptionSpec) -> BoxedStrategy<String> {
    let number = |least: f64, most: f64| {
        (0..1_000_000_i64, 0..4_i32).prop_map(move |(digits, places)| {
            #[allow(clippy::cast_precision_loss)]
            let number = digits as f64 / 10_f64.powi(places);
            number.clamp(least.max(0.01), most).to_string()
        })
    };
    match spec.name {
        _ if !spec.choices.is_empty() => proptest::sample::select(spec.choices)
            .prop_map(str::to_owned)
            .boxed(),
        "channel" => "[0-9a-fA-F]{24}".boxed(),
        "api" => "https?://[a-z0-9.-]{1,12}(:[1-9][0-9]{0,3})?/?".boxed(),
        "gateway" => "wss?://[a-z0-9.-]{1,12}(:[1-9][0-9]{0,3})?/?".boxed(),
        "font" => "[A-Za-z][A-Za-z é0-9]{0,12}".boxed(),
        "locale" => proptest::sample::select(&["en", "de-AT", "zh-Hant-TW", "ar-EG-u-nu-latn"][..])
            .prop_map(str::to_owned)
            .boxed(),
        "currency" => proptest::sample::select(&["EUR", "usd", "JPY"][..])
            .prop_map(str::to_owned)
            .boxed(),
        "title" | "empty" => any::<String>().boxed(),
        "template" => "(\\{\\{|\\}|[^{}]){0,9}".boxed(),
        "ends" => {
            "20[0-9]{2}-(0[1-9]|1[0-2])-[0-2][1-8](T[01][0-9]:[0-5][0-9](Z|\\+0[0-9]:00)?)?".boxed()
        }
        "limit" => (1..=25_u8).prop_map(|n| n.to_string()).boxed(),
        "only" => proptest::sample::subsequence(&["tip", "cheer", "sponsor"][..], 1..=3)
            .prop_map(|types| types.join(","))
            .boxed(),
        "accent" | "text" | "track" | "back" => {
            "([0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})".boxed()
        }
        "target" => number(100.0, f64::MAX).boxed(),
        "start" => number(0.0, 99.0).boxed(),
        "milestones" => "[1-9][0-9]:[^;&#+%]{0,6}(;99:[a-z:]{0,9})?".boxed(),
        "plus" => "tip-week(\\*-?[1-9][0-9]?\\.[0-9])?(,theirs)?".boxed(),
        "from" => "20[0-9]{2}-0[1-9]-1[0-9]T[01][0-9]:[0-5][0-9](Z|-0[0-9]:30)".boxed(),
        "time" => "[1-9][0-9]{0,3}m".boxed(),
        "add" => {
            "tip-session\\*[1-9][0-9]{0,3}(@-?[1-9][0-9]{0,2})?(,cheer-total\\*0\\.5)?".boxed()
        }
        "most" => "[8-9]d([1-9]h)?".boxed(),
        _ => number(spec.range.0, spec.range.1).boxed(),
    }
}

/// Some of these options, each at most once, with values that they take.
pub(crate) fn some_of(
    specs: Vec<&'static OptionSpec>,
) -> impl Strategy<Value = Vec<(String, String)>> {
    let count = specs.len();
    proptest::sample::subsequence(specs, 0..=count).prop_flat_map(|specs| {
        specs
            .into_iter()
            .map(|spec| value(spec).prop_map(|text| (spec.name.to_owned(), text)))
            .collect::<Vec<_>>()
    })
}

fn some_widget() -> impl Strategy<Value = Vec<(String, String)>> {
    let keys: Vec<&str> = catalogue::widgets()
        .map(|row| row.key)
        .chain(["supporter-latest", "fan-goal"])
        .collect();
    (proptest::sample::select(keys), any::<bool>()).prop_flat_map(|(key, other_kind)| {
        let shape = shape_of(key);
        let kinds = shape.map_or(&[][..], |shape| WidgetKind::all_for(key, shape));
        let usual = shape.map(|shape| WidgetKind::default_for(key, shape));
        let kind = kinds
            .iter()
            .copied()
            .find(|kind| (Some(*kind) != usual) == other_kind)
            .or(usual);
        let fitting = |spec: &&&'static OptionSpec| {
            !["as", "target", "from", "time"].contains(&spec.name)
                && kind.is_some()
                && spec.applies_to(key, kind)
        };
        let options = WIDGET.iter().filter(fitting).copied().collect();
        let required: &[&'static OptionSpec] = match kind {
            Some(WidgetKind::Goal) => &[&crate::options::TARGET],
            Some(WidgetKind::Timer) => &[&crate::options::FROM, &crate::options::TIME],
            _ => &[],
        };
        let with_value = |spec: &&'static OptionSpec| {
            let name = spec.name.to_owned();
            value(spec).prop_map(move |text| (name.clone(), text))
        };
        let required: Vec<_> = required.iter().map(with_value).collect();
        (some_of(options), required).prop_map(move |(options, required)| {
            let mut pairs = vec![("widget".to_owned(), key.to_owned())];
            let named = kind.filter(|kind| other_kind && Some(*kind) != usual);
            pairs.extend(named.map(|kind| ("as".to_owned(), kind.name().to_owned())));
            pairs.extend(required);
            pairs.extend(options);
            pairs
        })
    })
}

/// A query without a channel that has no problems otherwise.
pub(crate) fn query() -> impl Strategy<Value = String> {
    let page = crate::options::PAGE
        .iter()
        .filter(|spec| spec.name != "channel");
    let page = some_of(page.copied().collect());
    let widgets = proptest::collection::vec(some_widget(), 1..4);
    (page, widgets).prop_map(|(page, widgets)| {
        Query(
            page.into_iter()
                .chain(widgets.into_iter().flatten())
                .collect(),
        )
        .encode()
    })
}

/// A [`query`] of which a few characters are replaced.
pub(crate) fn corrupted_query() -> impl Strategy<Value = String> {
    let word = "[&=%#?+{},.0-9a-z\\PC]{0,6}";
    (query(), any::<proptest::sample::Index>(), 0..9_usize, word).prop_map(
        |(query, place, length, word)| {
            let mut letters: Vec<char> = query.chars().chain([' ']).collect();
            let from = place.index(letters.len());
            let to = (from + length).min(letters.len());
            letters.splice(from..to, word.chars());
            letters.into_iter().collect()
        },
    )
}

proptest! {
    #[test]
    fn parsing_never_panics(query: String, fragment: String) {
        let _ = Config::parse(&query, &fragment, &|_| None);
    }

    #[test]
    fn a_corrupted_address_has_problems_at_worst(query in corrupted_query()) {
        if let Err(problems) = Config::parse(&format!("{CHANNEL}&{query}"), "apikey=made-up", &|_| None) {
            prop_assert!(!problems.is_empty());
        }
    }

    #[test]
    fn parsing_options_never_panics(
        pairs in proptest::collection::vec((proptest::sample::select(OptionSpec::names().collect::<Vec<_>>()), any::<String>()), 0..12),
        fragment: String,
    ) {
        let pairs = pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        if let Err(problems) = Config::parse(&Query(pairs).encode(), &fragment, &|_| None) {
            prop_assert!(!problems.is_empty());
        }
    }

    #[test]
    fn allowed_values_are_no_problems(query in query(), channel in value(&crate::options::CHANNEL)) {
        let query = format!("channel={channel}&{query}");
        let config = Config::parse(&query, "apikey=made-up", &|_| None);
        let config = config.map_err(|problems| TestCaseError::fail(format!("{query}: {problems:?}")))?;
        for slot in &config.slots {
            prop_assert!(!matches!(slot, WidgetSlot::Invalid { .. }), "{query}: {slot:?}");
        }
    }
}
