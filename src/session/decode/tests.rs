//! Decoding whole documents, and one after another.

use super::*;
use crate::session::catalogue;

const OF_2018: &str = include_str!("../../../tests/fixtures/session-2018.json");
const OF_GET: &str = include_str!("../../../tests/fixtures/session-get.json");
const OF_RESET: &str = include_str!("../../../tests/fixtures/session-reset.json");

#[track_caller]
pub(super) fn decode(text: &str) -> Decoded {
    session(text)
        .unwrap_or_else(|_| panic!("unreadable: {}", text.chars().take(80).collect::<String>()))
}

#[track_caller]
pub(super) fn names(entry: Option<&Entry>) -> Vec<&str> {
    match entry {
        Some(Entry::Recent(events)) => events.iter().map(|event| event.name.as_str()).collect(),
        other => panic!("no list: {other:?}"),
    }
}

#[test]
fn documents_of_the_api_are_decoded_completely() {
    for (text, count) in [(OF_2018, 51), (OF_GET, 62), (OF_RESET, 62)] {
        let Decoded { session, skipped } = decode(text);
        assert_eq!(skipped, [""; 0]);
        assert_eq!(session.entries().count(), count);
        for (key, entry) in session.entries() {
            let row = catalogue::find(key.as_str()).unwrap_or_else(|| panic!("{key:?}"));
            assert_eq!(entry.shape(), row.shape, "{key:?}");
        }
    }
    let session = decode(OF_2018).session;
    assert_eq!(session.get("follower-total"), Some(&Entry::Figure(49.0)));
    let Some(Entry::Event(Some(tip))) = session.get("tip-latest") else {
        panic!("no tip")
    };
    assert_eq!((tip.name.as_str(), tip.amount), ("rhaegal_meh", Some(5.0)));
    assert!(
        tip.message.starts_with("Iâ€™m not that rich"),
        "{}",
        tip.message
    );
}

#[test]
fn float_noise_is_kept_for_the_formatter() {
    let session = decode(OF_2018).session;
    assert_eq!(
        session.get("tip-goal"),
        Some(&Entry::Figure(5_859.600_000_000_002))
    );
}

#[test]
fn contradicting_figures_are_kept() {
    let data =
        r#"{"data":{"tip-week":{"amount":0},"tip-weekly-top-donation":{"name":"ada","amount":5}}}"#;
    assert_eq!(decode(data).skipped, [""; 0]);
}

#[test]
fn week_and_weekly_are_different_keys() {
    let session = decode(OF_2018).session;
    assert_eq!(session.get("tip-week"), Some(&Entry::Figure(5.0)));
    assert!(matches!(
        session.get("tip-weekly-top-donator"),
        Some(Entry::Event(Some(_)))
    ));
    assert_eq!(session.get("tip-weekly"), None);
}

#[test]
fn odd_entries_are_skipped_and_named() {
    let Decoded { session, skipped } = decode(
        r#"{"data":{"tip-goal":true,"follower-goal":{"amount":1e999},"tip-latest":[],
        "cheer-goal":{},"tip-recent":[{"name":"ada"},5,null,{"name":"bob"}],"follower-recent":{"name":"x"},
        "raid-latest":"text","follower-total":{"count":3}}}"#,
    );
    assert_eq!(
        skipped,
        [
            "tip-goal",
            "follower-goal",
            "tip-latest",
            "cheer-goal",
            "tip-recent[1]",
            "tip-recent[2]",
            "follower-recent",
            "raid-latest"
        ]
    );
    assert_eq!(session.get("follower-total"), Some(&Entry::Figure(3.0)));
    assert_eq!(names(session.get("tip-recent")), ["ada", "bob"]);
}

#[test]
fn the_response_to_a_reset_is_decoded_like_any_other() {
    let (before, after) = (decode(OF_GET).session, decode(OF_RESET).session);
    assert_eq!(before.get("tip-session"), Some(&Entry::Figure(279.0)));
    assert_eq!(after.get("tip-session"), Some(&Entry::Figure(0.0)));
    assert_eq!(
        after.get("tip-session-top-donator"),
        Some(&Entry::Event(None))
    );
}

#[test]
fn documents_without_data_are_unreadable() {
    for text in [
        "",
        "ok",
        "null",
        "[]",
        "7",
        "\"text\"",
        "{}",
        r#"{"data":null}"#,
        r#"{"data":[]}"#,
        r#"{"data":7}"#,
        "<!doctype html><title>502</title>",
        r#"{"data":{"tip-goal":{"amount":5"#,
        r#"{"data":{}} x"#,
        r#"{"statusCode":401,"error":"Unauthorized"}"#,
    ] {
        assert_eq!(session(text), Err(Unreadable), "{text}");
    }
}

#[test]
fn documents_that_are_not_json_are_unreadable() {
    for wrong in [
        "",
        "{",
        "}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{,}",
        "{\"a\":1 \"b\":2}",
        "{a:1}",
        "{\"a\":[1}",
        "{\"a\":[}",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[]]",
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":1.}",
        "{\"a\":.5}",
        "{\"a\":1e}",
        "{\"a\":nul}",
        "{\"a\":\"\t\"}",
        "{\"\t\":1}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12\"}",
        "{\"\\u12\":1}",
        "{}x",
        "{} {}",
        "{\"a\":\"",
    ] {
        for text in [
            format!(r#"{{"data":{wrong}}}"#),
            format!(r#"{{"data":{{}},"other":{wrong}}}"#),
            format!(r#"{{"data":{{}}}}{wrong}x"#),
            format!(r#"{{"data":{{"tip-recent":[0,{wrong}]}}}}"#),
        ] {
            assert_eq!(session(&text), Err(Unreadable), "{text}");
        }
    }
    let names_with_line_breaks = "{\"a\n\":1,\"data\":{}}";
    assert_eq!(session(names_with_line_breaks), Err(Unreadable));
}

#[test]
fn space_and_escapes_between_and_in_names_are_decoded() {
    let text = "\t{ \"d\\u0061ta\" :\r\n{ \"tip-go\\u0061l\" : { \"amount\" : -0.5e+1 } , \"tip-recent\" : [ { \"name\" : \"}]\" } ] } } ";
    let session = decode(text).session;
    assert_eq!(session.get("tip-goal"), Some(&Entry::Figure(-5.0)));
    assert_eq!(names(session.get("tip-recent")), ["}]"]);
}

#[test]
fn the_last_field_of_a_name_counts() {
    let figure = |text: &str| decode(text).session.get("tip-goal").cloned();
    let one = r#"{"amount":1}"#;
    let two = r#"{"amount":1,"amount":2}"#;
    for (text, expected) in [
        (
            format!(r#"{{"data":{{"tip-goal":{one}}},"data":{{"tip-goal":{two}}}}}"#),
            Some(2.0),
        ),
        (
            format!(r#"{{"data":7,"data":{{"tip-goal":{one}}}}}"#),
            Some(1.0),
        ),
        (
            format!(r#"{{"data":{{"tip-goal":{one}}},"d\u0061ta":{{}}}}"#),
            None,
        ),
        (
            format!(r#"{{"data":{{"tip-goal":{one},"tip-goal":{two}}}}}"#),
            Some(2.0),
        ),
        (
            format!(r#"{{"data":{{"tip-goal":{one},"tip-goal":true}}}}"#),
            None,
        ),
    ] {
        assert_eq!(figure(&text), expected.map(Entry::Figure), "{text}");
    }
    let null_last = r#"{"data":{"tip-goal":{"amount":1}},"data":null}"#;
    assert_eq!(session(null_last), Err(Unreadable));
}

#[test]
fn deep_nesting_does_not_overflow_the_stack() {
    let deep = "[".repeat(100_000) + &"]".repeat(100_000);
    let objects = r#"{"a":"#.repeat(100_000) + "1" + &"}".repeat(100_000);
    for raw in [&deep, &objects] {
        let text = format!(
            r#"{{"data":{{"x":{raw},"tip-recent":[{raw}],"tip-goal":{{"amount":{raw}}},"follower-goal":{{"amount":3}}}},"y":{raw}}}"#
        );
        let Decoded { session, .. } = decode(&text);
        assert_eq!(session.get("follower-goal"), Some(&Entry::Figure(3.0)));
        assert_eq!(super::session(raw), Err(Unreadable));
        let unclosed = raw.get(..raw.len() / 2).unwrap_or_default();
        assert_eq!(super::session(unclosed), Err(Unreadable));
    }
}

#[test]
fn five_megabytes_are_decoded() {
    let item = format!(
        r#"{{"name":"{}","amount":5,"createdAt":"2018-05-10T11:24:04.127Z"}}"#,
        "n".repeat(220)
    );
    let items = vec![item; 20_000].join(",");
    let text = format!(r#"{{"data":{{"tip-recent":[{items}],"tip-goal":{{"amount":1}}}}}}"#);
    assert!(text.len() > 5_000_000);
    assert_eq!(
        names(decode(&text).session.get("tip-recent")).len(),
        MAX_LIST
    );
}

#[test]
fn unchanged_entries_are_not_decoded_again() {
    let mut decoder = Decoder::default();
    let text = |updated_at: &str, name: &str| {
        format!(
            r#"{{"updatedAt":"{updated_at}","data":{{"tip-goal":{{"amount":7}},"tip-latest":{{"name":"{name}"}},"odd":"x"}}}}"#
        )
    };
    assert_eq!(decoder.decode(&text("1", "owl")), Ok(true));
    let first = decoder.latest();
    assert_eq!(first.skipped, ["odd"]);
    assert_eq!(decoder.decode(&text("10", "owl")), Ok(false));
    assert_eq!(decoder.latest(), first);
    assert_eq!(decoder.decode("{}"), Err(Unreadable));
    assert_eq!(Decoder::default().decode(r#"{"data":{}}"#), Ok(true));
    assert_eq!(decoder.decode(&text("11", "eel")), Ok(true));
    let last = decoder.latest();
    assert_eq!(Ok(&last), session(&text("11", "eel")).as_ref());
    let goal = |decoded: &Decoded| decoded.session.get("tip-goal").map(std::ptr::from_ref);
    assert_eq!(goal(&last), goal(&first));
}
