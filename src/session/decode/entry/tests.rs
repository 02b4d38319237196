//! Decoding single entries: the forms that real documents have, as listed in
//! `tests/fixtures/README.md`.

use super::*;
use crate::session::Session;
use crate::session::decode::tests::{decode, names};

/// Decodes a document with one entry.
#[track_caller]
pub(in super::super) fn one(key: &str, raw: &str) -> Option<Entry> {
    decode(&format!(r#"{{"data":{{"{key}":{raw}}}}}"#))
        .session
        .get(key)
        .cloned()
}

#[track_caller]
pub(in super::super) fn event_of(key: &str, raw: &str) -> Event {
    match one(key, raw) {
        Some(Entry::Event(Some(event))) => event,
        other => panic!("{key} {raw} gave {other:?}"),
    }
}

#[test]
fn the_amount_of_a_goal_is_its_progress() {
    assert_eq!(
        one("tip-goal", r#"{"amount":77}"#),
        Some(Entry::Figure(77.0))
    );
}

#[test]
fn a_currency_is_ignored() {
    let with = one("tip-total", r#"{"amount":5,"currency":"EUR"}"#);
    assert_eq!(with, Some(Entry::Figure(5.0)));
}

#[test]
fn amount_is_preferred_to_count_and_count_to_value() {
    for (raw, expected) in [
        (r#"{"amount":5,"count":3}"#, 5.0),
        (r#"{"count":3,"amount":5}"#, 5.0),
        (r#"{"value":1,"count":3}"#, 3.0),
        (r#"{"amount":null,"count":3}"#, 3.0),
    ] {
        assert_eq!(one("tip-goal", raw), Some(Entry::Figure(expected)), "{raw}");
    }
}

#[test]
fn an_empty_name_is_no_event() {
    for raw in [
        r#"{"name":"","amount":0}"#,
        r#"{"name":" "}"#,
        r#"{"name":null}"#,
        "{}",
    ] {
        assert_eq!(one("tip-latest", raw), Some(Entry::Event(None)), "{raw}");
    }
    assert_eq!(decode(r#"{"data":{}}"#).session, Session::default());
    assert_eq!(
        event_of("tip-latest", r#"{"name":"ada","amount":0}"#).amount,
        None
    );
}

#[test]
fn null_and_blank_texts_are_empty() {
    let event = event_of(
        "subscriber-latest",
        r#"{"name":"ada","message":" ","sender":null,"gifted":null,"tier":null}"#,
    );
    assert_eq!(
        (
            event.message.as_str(),
            event.sender.as_str(),
            event.tier.as_str()
        ),
        ("", "", "")
    );
}

#[test]
fn tiers_are_text_or_numbers() {
    for (raw, tier) in [
        (r#""1000""#, "1000"),
        (r#""prime""#, "prime"),
        ("1", "1"),
        (r#""""#, ""),
    ] {
        let event = event_of(
            "subscriber-latest",
            &format!(r#"{{"name":"ada","tier":{raw}}}"#),
        );
        assert_eq!(event.tier, tier);
    }
}

#[test]
fn a_gifted_subscription_is_named_after_its_receiver() {
    let event = event_of(
        "subscriber-gifted-latest",
        r#"{"name":"ada","sender":"grace","gifted":true,"amount":17}"#,
    );
    assert_eq!(
        (event.name.as_str(), event.sender.as_str()),
        ("ada", "grace")
    );
    assert_eq!(
        (event.event_type.as_str(), event.amount),
        ("subscriber", Some(17.0))
    );
}

#[test]
fn names_of_all_scripts_are_kept() {
    for name in ["xd", "Ms. Aniyah Bernhard", "日本の視聴者", "مشاهد", "👩‍👩‍👧"]
    {
        assert_eq!(
            event_of("follower-latest", &format!(r#"{{"name":"{name}"}}"#)).name,
            name
        );
    }
}

#[test]
fn lists_are_sorted_and_undated_events_come_last() {
    let raw = r#"[{"name":"undated"},{"name":"old","createdAt":"2018-05-10T11:24:04.127Z"},
        {"name":""},{"name":"new","createdAt":"2018-05-11T11:24:04Z"},{"name":"also undated"},
        {"name":"old","createdAt":"2018-05-10T11:24:04.127Z"}]"#;
    let entry = one("follower-recent", raw);
    assert_eq!(
        names(entry.as_ref()),
        ["new", "old", "old", "undated", "also undated"]
    );
}

#[test]
fn hand_written_entries_are_decoded() {
    for raw in [
        r#"{"Amount":7}"#,
        "7",
        r#"{"value":7}"#,
        r#"{"amount":"7"}"#,
        r#"" 7 ""#,
        r#"{"amount":null,"count":7.0}"#,
    ] {
        assert_eq!(one("tip-goal", raw), Some(Entry::Figure(7.0)), "{raw}");
    }
    let event = event_of("tip-latest", r#"{"Name":"ada","Amount":"7.5"}"#);
    assert_eq!((event.name.as_str(), event.amount), ("ada", Some(7.5)));
    assert_eq!(
        one("tip-goal", r#"{"name":"","amount":7}"#),
        Some(Entry::Figure(7.0))
    );
}

#[test]
fn an_unknown_key_has_the_shape_of_its_json() {
    assert_eq!(
        one("stars-total", r#"{"count":4}"#),
        Some(Entry::Figure(4.0))
    );
    assert_eq!(
        event_of("sponsor-latest", r#"{"name":"ada"}"#).event_type,
        "sponsor"
    );
    assert_eq!(
        names(one("sponsor-recent", r#"[{"name":"ada"}]"#).as_ref()),
        ["ada"]
    );
    assert_eq!(one("mystery", r#"{"nested":{}}"#), None);
}

#[test]
fn text_is_sanitized() {
    let event = event_of(
        "tip-latest",
        r#"{"name":" a\u202eb\u0007c ","message":"one\ntwo"}"#,
    );
    assert_eq!(
        (event.name.as_str(), event.message.as_str()),
        ("ab c", "one two")
    );
    assert_eq!(
        one("tip-latest", r#"{"name":"\u202e\n"}"#),
        Some(Entry::Event(None))
    );
}

#[test]
fn overlong_text_is_truncated() {
    let name = "é".repeat(100_000);
    let event = event_of("tip-latest", &format!(r#"{{"name":"{name}"}}"#));
    assert_eq!(event.name.chars().count(), 120);
}

#[test]
fn items_of_an_unknown_list_name_their_type() {
    let data = r#"{"activities":[{"type":"cheer","name":"a","amount":5},{"type":"odd","name":"b"}],"tip-recent":[{"type":"cheer","name":"c"}]}"#;
    let session = decode(&format!(r#"{{"data":{data}}}"#)).session;
    let types = |key: &str| match session.get(key) {
        Some(Entry::Recent(events)) => events
            .iter()
            .map(|event| event.event_type.clone())
            .collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    assert_eq!(types("activities"), ["cheer", "activities"]);
    assert_eq!(types("tip-recent"), ["tip"]);
}
