//! The parser accepts the same texts as `serde_json`.

use super::*;
use crate::session::decode::properties::corrupted;
use proptest::prelude::*;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

#[track_caller]
fn check(raw: &str, expected: Option<&[(&str, &str)]>) {
    let found = fields(raw);
    let found = found.as_ref().map(|fields| {
        let pairs = fields.iter().map(|(name, raw)| (name.as_ref(), *raw));
        pairs.collect::<Vec<_>>()
    });
    assert_eq!(found.as_deref(), expected, "{raw}");
}

#[test]
fn an_object_is_split_into_fields() {
    check("{}", Some(&[]));
    check(" { } ", Some(&[]));
    check(r#"{"a":1}"#, Some(&[("a", "1")]));
    check(
        r#" { "a" : [ 1 , {"b":"}"} ] , "a\u0062" : -0.5e+7 } "#,
        Some(&[("a", r#"[ 1 , {"b":"}"} ]"#), ("ab", "-0.5e+7")]),
    );
    for wrong in [
        "",
        "[]",
        "1",
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
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":1.}",
        "{\"a\":.5}",
        "{\"a\":1e}",
        "{\"a\":nul}",
        "{\"a\":\"\t\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12\"}",
        "{}x",
        "{} {}",
        "{\"a\":\"",
    ] {
        check(wrong, None);
    }
}

#[test]
fn the_last_field_of_a_name_counts() {
    let under = |raw| fields_under(raw, "data").map(|fields| fields.len());
    assert_eq!(under(r#"{"x":[],"data":{"a":1,"b":2}}"#), Some(2));
    assert_eq!(under(r#"{"data":{"a":1},"d\u0061ta":{}}"#), Some(0));
    assert_eq!(under(r#"{"data":{"a":1},"data":null}"#), None);
    assert_eq!(under(r#"{"data":{"a":1}"#), None);
    assert_eq!(under(r#"{"data":{"a":1}},"#), None);
    assert_eq!(under(r#"{"data":[]}"#), None);
    assert_eq!(under("{}"), None);
}

#[test]
fn an_array_is_split_into_items() {
    assert_eq!(items(" [ ] "), Some(vec![]));
    assert_eq!(
        items(r#"[1, [2,3] ,"],"]"#),
        Some(vec!["1", "[2,3]", "\"],\""])
    );
    for wrong in ["", "[", "{}", "[1,]", "[,1]", "[1 2]", "[]]"] {
        assert_eq!(items(wrong), None, "{wrong}");
    }
}

#[test]
fn deep_nesting_does_not_overflow_the_stack() {
    let deep = ["[".repeat(100_000), "]".repeat(100_000)].concat();
    assert_eq!(items(&deep).map(|items| items.len()), Some(1));
    assert_eq!(items(&"[".repeat(100_000)), None);
}

#[test]
fn numbers_are_the_nearest_floats() {
    for text in [
        "0",
        "-0",
        "7",
        "5859.600000000002",
        "10139.1255709",
        "0.1",
        "1e22",
        "1E-22",
        "123456789012345",
        "-9.5e+3",
    ] {
        let expected: f64 = text.parse().unwrap_or(f64::NAN);
        assert!(
            number(text).is_some_and(|found| found.total_cmp(&expected).is_eq()),
            "{text}"
        );
    }
    assert_eq!(number(r#"" 12.5 ""#), Some(12.5));
    assert_eq!(number("1e-999"), Some(0.0));
    for wrong in [
        "",
        "-",
        "1e999",
        "\"\"",
        r#""\"5\"""#,
        "1 2",
        "0x1",
        "NaN",
        "true",
        "12px",
    ] {
        assert_eq!(number(wrong), None, "{wrong}");
    }
}

#[test]
fn escapes_are_resolved() {
    for (raw, expected) in [
        (r#""""#, Some("")),
        (r#""a\"\\\/\b\f\n\r\tz""#, Some("a\"\\/\u{8}\u{c}\n\r\tz")),
        (r#""\u00e9\ud83d\ude00""#, Some("é😀")),
        (
            r#""\ud83dx\ude00\ud83d""#,
            Some("\u{fffd}x\u{fffd}\u{fffd}"),
        ),
        (r#""\ud83d\u0041""#, Some("\u{fffd}A")),
        ("-5.0", Some("-5.0")),
        ("null", None),
        ("\"a", None),
        ("{}", None),
    ] {
        assert_eq!(text(raw).as_deref(), expected, "{raw}");
    }
}

proptest! {
    #[test]
    fn the_same_objects_are_accepted_as_by_serde_json(text in corrupted()) {
        type RawFields<'a> = BTreeMap<String, &'a RawValue>;
        let theirs = serde_json::from_str::<RawFields>(&text).ok();
        let own = fields(&text);
        // `serde_json` rejects a name with a lone surrogate.
        let has_lone_surrogate = own.iter().flatten().any(|(name, _)| name.contains(char::REPLACEMENT_CHARACTER));
        prop_assert_eq!(theirs.is_some(), own.is_some() && !has_lone_surrogate);
        for (name, raw) in theirs.into_iter().flatten() {
            let last = own.iter().flatten().rev().find(|(own, _)| *own == name);
            prop_assert_eq!(last.map(|(_, raw)| *raw), Some(raw.get()));
        }
    }

    #[test]
    fn texts_are_decoded_as_by_serde_json(expected: String) {
        let raw = serde_json::to_string(&expected).unwrap_or_default();
        prop_assert_eq!(text(&raw), Some(expected));
    }

    #[test]
    fn numbers_are_almost_exact(expected: f64) {
        prop_assume!(expected.is_finite() && expected.abs() > 1e-290);
        let found = number(&format!("{expected:e}")).unwrap_or(f64::NAN);
        prop_assert!(((found - expected) / expected).abs() < 1e-14, "{} {}", found, expected);
    }
}
