//! Properties of decoding: no text makes it panic, and it agrees with `serde_json`.

use super::*;
use crate::session::Event;
use proptest::prelude::*;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

fn json() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        any::<bool>().prop_map(|b| b.to_string()),
        any::<f64>()
            .prop_filter("JSON has no NaN", |n| n.is_finite())
            .prop_map(|n| format!("{n:e}")),
        "-?[0-9]{1,40}(\\.[0-9]{1,40})?(e[0-9]{1,4})?"
            .prop_filter("a number", |n| serde_json::from_str::<&RawValue>(n).is_ok()),
        any::<String>().prop_map(|s| serde_json::to_string(&s).unwrap_or_default()),
        "(\\\\u[0-9a-f]{4}|\\\\n|x){0,6}".prop_map(|s| format!("\"{s}\"")),
    ];
    let name = prop_oneof![
        any::<String>(),
        proptest::sample::select(vec![
            "data",
            "name",
            "Name",
            "amount",
            "count",
            "value",
            "createdAt",
            "tip-goal",
            "tip-latest",
            "tip-recent",
            "new-key"
        ])
        .prop_map(str::to_owned),
    ];
    leaf.prop_recursive(6, 120, 8, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..8)
                .prop_map(|items| format!("[{}]", items.join(","))),
            proptest::collection::vec((name.clone(), inner), 0..8).prop_map(|pairs| {
                let pairs: Vec<_> = pairs
                    .into_iter()
                    .map(|(name, value)| {
                        format!(
                            "{}:{value}",
                            serde_json::to_string(&name).unwrap_or_default()
                        )
                    })
                    .collect();
                format!("{{{}}}", pairs.join(","))
            }),
        ]
    })
}

/// The real documents that [`corrupted`] changes.
const CORPUS: [&str; 3] = [
    include_str!("../../../tests/fixtures/session-2018.json"),
    include_str!("../../../tests/fixtures/session-get.json"),
    include_str!("../../../tests/fixtures/session-reset.json"),
];

/// Tokens of JSON and words with a meaning in a session.
const WORDS: [&str; 24] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "null",
    "true",
    "-",
    "1e999",
    "0.1e-400",
    "\\ud83d",
    "\\u0000",
    "\u{202e}",
    "\u{301}",
    "\"name\":",
    "\"amount\":",
    "\"data\":",
    "\"createdAt\":",
    "\"2018-13-45T99:99:99Z\"",
    "99999999999999999999999",
    "\"\"",
];

/// A real document with parts removed, doubled or replaced.
pub(crate) fn corrupted() -> impl Strategy<Value = String> {
    use proptest::sample::{Index, select};
    let change = (any::<Index>(), 0..40_usize, 0..3_u8, select(WORDS.to_vec()));
    let changes = proptest::collection::vec(change, 0..12);
    (select(CORPUS.to_vec()), changes).prop_map(|(document, changes)| {
        let mut letters: Vec<char> = document.chars().collect();
        for (start, length, change, word) in changes {
            let from = start.index(letters.len());
            let part = from..(from + length).min(letters.len());
            match change {
                0 => drop(letters.drain(part)),
                1 => {
                    let doubled = letters[part].to_vec();
                    letters.splice(from..from, doubled);
                }
                _ => drop(letters.splice(part, word.chars())),
            }
            if letters.is_empty() {
                letters.push(' ');
            }
        }
        letters.into_iter().collect()
    })
}

/// Asserts what holds for every decoded session.
fn check_session(session: &Session) -> Result<(), TestCaseError> {
    let is_clean = |text: &str| text.chars().count() <= 500 && !text.chars().any(char::is_control);
    let check_event = |event: &Event| {
        let texts = [
            &event.name,
            &event.message,
            &event.tier,
            &event.sender,
            &event.id,
        ];
        prop_assert!(texts.into_iter().all(|text| is_clean(text)), "{event:?}");
        prop_assert!(
            !event.name.is_empty() && event.amount.is_none_or(f64::is_finite),
            "{event:?}"
        );
        Ok(())
    };
    for (_, entry) in session.entries() {
        match entry {
            Entry::Figure(figure) => prop_assert!(figure.is_finite()),
            Entry::Event(event) => event.iter().try_for_each(check_event)?,
            Entry::Recent(events) => {
                prop_assert!(events.len() <= MAX_LIST);
                events.iter().try_for_each(check_event)?;
            }
        }
    }
    Ok(())
}

/// The fields of an object, as `serde_json` reads them.
fn raw_fields(text: &str) -> Option<BTreeMap<String, &RawValue>> {
    serde_json::from_str(text).ok()
}

/// The keys under `data`, as `serde_json` reads them; empty if it rejects the text.
fn keys_of_data(text: &str) -> Vec<String> {
    let document = raw_fields(text).unwrap_or_default();
    let data = document.get("data").and_then(|raw| raw_fields(raw.get()));
    data.into_iter().flatten().map(|(key, _)| key).collect()
}

proptest! {
    #[test]
    fn every_key_of_a_corrupted_document_is_decoded_or_skipped(text in corrupted()) {
        if let Ok(decoded) = session(&text) {
            check_session(&decoded.session)?;
            for key in keys_of_data(&text) {
                let is_decoded = decoded.session.get(&key).is_some();
                prop_assert!(is_decoded || decoded.skipped.contains(&key), "{}", key);
            }
        }
    }

    #[test]
    fn earlier_documents_do_not_change_the_result(texts in proptest::collection::vec(corrupted(), 1..4), first in 0..3_usize) {
        let mut decoder = Decoder::default();
        prop_assert_eq!(decoder.decode(CORPUS[first]), Ok(true));
        for text in texts {
            let before = decoder.latest();
            let expected = session(&text);
            match decoder.decode(&text) {
                Ok(has_changed) => {
                    prop_assert_eq!(Ok(decoder.latest()), expected);
                    prop_assert!(has_changed || decoder.latest() == before);
                    prop_assert_eq!(decoder.decode(&text), Ok(false));
                }
                Err(unreadable) => {
                    prop_assert_eq!(Err(unreadable), expected);
                    prop_assert_eq!(decoder.latest(), before);
                }
            }
        }
    }

    #[test]
    fn a_document_is_readable_if_data_is_an_object(data in json(), cut in any::<proptest::sample::Index>()) {
        let text = format!(r#"{{"data":{data}}}"#);
        if let Ok(decoded) = session(&text) {
            check_session(&decoded.session)?;
        }
        let has_data = raw_fields(&data).is_some_and(|fields| {
            fields.get("data").is_some_and(|raw| raw.get().starts_with('{'))
        });
        prop_assert_eq!(session(&data).is_ok(), has_data);
        let cut: String = text.chars().take(cut.index(text.chars().count())).collect();
        prop_assert_eq!(session(&cut), Err(Unreadable));
    }

    #[test]
    fn a_corrupted_document_has_the_entries_that_serde_json_finds(text in corrupted()) {
        let own: Option<BTreeMap<String, &str>> = raw_entries(&text).map(|entries| entries.into_iter().collect());
        prop_assert!(own.is_none() || serde_json::from_str::<&RawValue>(&text).is_ok());
        // A name with a lone surrogate is no `String`.
        if let Some(document) = raw_fields(&text) {
            let data = document.get("data").filter(|raw| raw.get().starts_with('{'));
            prop_assert_eq!(own.is_some(), data.is_some());
            let theirs = data.and_then(|raw| raw_fields(raw.get())).into_iter().flatten();
            for (key, raw) in theirs {
                prop_assert_eq!(own.as_ref().and_then(|own| own.get(&key)), Some(&raw.get()));
            }
        }
    }

    #[test]
    fn texts_are_decoded_as_by_serde_json(expected: String) {
        let raw = serde_json::to_string(&expected).unwrap_or_default();
        prop_assert_eq!(super::text(&raw), Some(expected));
    }

    #[test]
    fn figures_are_almost_exact(expected in proptest::num::f64::NORMAL) {
        let Some(Entry::Figure(found)) = decode_entry("tip-goal", &format!("{expected:e}")) else {
            return Err(TestCaseError::fail("no figure"));
        };
        prop_assert!(((found - expected) / expected).abs() < 1e-14, "{} {}", found, expected);
    }

    #[test]
    fn no_text_makes_the_decoder_panic(text in any::<String>()) {
        let _ = session(&text);
    }
}
