//! Decoding texts and numbers.

use crate::session::Entry;
use crate::session::decode::entry::tests::{event_of, one};

#[test]
fn lone_surrogates_are_replaced() {
    let event = event_of(
        "tip-latest",
        r#"{"name":"a\ud83d","message":"\udc00 \ud83d\ude00 \"\\u\"\ud800\n"}"#,
    );
    assert_eq!(event.name, "a\u{fffd}");
    assert_eq!(
        one("tip-goal", r#"{"\ud800":1,"amount":2}"#),
        Some(Entry::Figure(2.0))
    );
    assert_eq!(event.message, "\u{fffd} 😀 \"\\u\"\u{fffd}");
}

#[test]
fn escapes_are_resolved() {
    for (raw, expected) in [
        (r#""a\"\\\/z""#, "a\"\\/z"),
        (r#""a\b\f\n\r\tz""#, "a     z"),
        (r#""\u00e9\ud83d\ude00""#, "é😀"),
        (r#""\ud83dx\ude00\ud83d""#, "\u{fffd}x\u{fffd}\u{fffd}"),
        (r#""\ud83d\u0041""#, "\u{fffd}A"),
        (r#""\ud83d\ud83d\ude00""#, "\u{fffd}😀"),
        (r#""\ufffd\ufffd\ufffd""#, "\u{fffd}\u{fffd}\u{fffd}"),
        ("-5.0", "-5.0"),
        ("true", ""),
        ("{}", ""),
        ("[]", ""),
    ] {
        let event = event_of(
            "tip-latest",
            &format!(r#"{{"name":"ada","message":{raw}}}"#),
        );
        assert_eq!(event.message, expected, "{raw}");
    }
}

#[test]
fn figures_are_the_nearest_floats() {
    for number in [
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
        "1e-999",
        "0e99999999999",
    ] {
        let expected: f64 = number.parse().unwrap_or(f64::NAN);
        for raw in [
            format!(r#"{{"amount":{number}}}"#),
            format!(r#"" {number} ""#),
        ] {
            let found = one("tip-goal", &raw);
            let Some(Entry::Figure(found)) = found else {
                panic!("{raw} gave {found:?}")
            };
            assert!(found.total_cmp(&expected).is_eq(), "{raw} gave {found}");
        }
    }
}

#[test]
fn texts_that_are_not_numbers_are_no_figures() {
    for raw in [
        "1e999",
        "-1e99999999999",
        "true",
        "null",
        r#""""#,
        r#""-""#,
        r#""\"5\"""#,
        r#""1 2""#,
        r#""0x1""#,
        r#""NaN""#,
        r#""1e999""#,
        r#""12px""#,
        r#"".5""#,
        r#""+5""#,
        r#""5.""#,
    ] {
        assert_eq!(one("tip-goal", raw), None, "{raw}");
        assert_eq!(
            one("tip-goal", &format!(r#"{{"amount":{raw}}}"#)),
            None,
            "{raw}"
        );
    }
}
