use super::*;
use serde_json::json;

fn document(data: &Value) -> SessionDocument {
    SessionDocument::parse(&json!({ "data": data }).to_string())
}

fn event(name: &str, amount: f64, message: &str) -> EntryEdit {
    EntryEdit::Event(EventEdit {
        name: name.to_owned(),
        amount,
        message: message.to_owned(),
    })
}

fn current(document: &SessionDocument) -> Vec<(String, EntryEdit)> {
    let entries = document.editable_entries().into_iter();
    entries.map(|entry| (entry.key, entry.current)).collect()
}

#[test]
fn an_edit_keeps_all_other_fields() {
    let document = document(&json!({
        "tip-goal": { "amount": 12.5 },
        "follower-session": { "count": 3 },
        "subscriber-latest": { "name": "moss", "amount": 2, "tier": "1000", "sender": null },
    }));
    for (key, edit, expected) in [
        (
            "tip-goal",
            EntryEdit::Figure(0.0),
            Some(json!({ "amount": 0 })),
        ),
        (
            "follower-session",
            EntryEdit::Figure(4.5),
            Some(json!({ "count": 4.5 })),
        ),
        ("follower-session", EntryEdit::Figure(3.0), None),
        (
            "new-goal",
            EntryEdit::Figure(7.0),
            Some(json!({ "amount": 7 })),
        ),
        (
            "subscriber-latest",
            event("fern", 2.0, ""),
            Some(json!({ "name": "fern", "amount": 2, "tier": "1000", "sender": null })),
        ),
        ("subscriber-latest", event("moss", 2.0, ""), None),
    ] {
        assert_eq!(document.edited(key, &edit), expected, "{key}: {edit:?}");
    }
}

#[test]
fn an_edit_writes_the_field_that_the_overlay_reads() {
    for (entry, shown, expected) in [
        (
            json!({ "amount": 5, "count": 3 }),
            5.0,
            json!({ "amount": 7, "count": 3 }),
        ),
        (
            json!({ "count": 3, "value": 9 }),
            3.0,
            json!({ "count": 7, "value": 9 }),
        ),
        (
            json!({ "amount": null, "count": 3 }),
            3.0,
            json!({ "amount": null, "count": 7 }),
        ),
        (json!({ "value": 3 }), 3.0, json!({ "value": 7 })),
        (json!({ "Amount": 5 }), 5.0, json!({ "Amount": 7 })),
        (json!({ "amount": "12.5" }), 12.5, json!({ "amount": 7 })),
        (json!(5), 5.0, json!(7)),
    ] {
        let document = document(&json!({ "tip-goal": entry }));
        let unchanged = EntryEdit::Figure(shown);
        assert_eq!(
            current(&document),
            [("tip-goal".to_owned(), unchanged.clone())],
            "{entry}"
        );
        assert_eq!(document.edited("tip-goal", &unchanged), None, "{entry}");
        let edited = document.edited("tip-goal", &EntryEdit::Figure(7.0));
        assert_eq!(edited, Some(expected), "{entry}");
    }
}

#[test]
fn an_event_edit_writes_only_changed_fields() {
    let direction_override = "mo\u{202e}ss";
    let document = document(&json!({
        "tip-latest": { "Name": direction_override, "amount": "5", "MESSAGE": "hi" },
        "cheer-latest": { "name": "", "amount": 5 },
        "follower-latest": {},
    }));
    assert_eq!(
        current(&document),
        [
            ("follower-latest".to_owned(), event("", 0.0, "")),
            ("tip-latest".to_owned(), event("moss", 5.0, "hi")),
            ("cheer-latest".to_owned(), event("", 5.0, "")),
        ]
    );
    for (key, edit, expected) in [
        ("tip-latest", event("moss", 5.0, "hi"), None),
        (
            "tip-latest",
            event("moss", 6.0, "hi"),
            Some(json!({ "Name": direction_override, "amount": 6, "MESSAGE": "hi" })),
        ),
        (
            "tip-latest",
            event("fern", 5.0, ""),
            Some(json!({ "Name": "fern", "amount": "5", "MESSAGE": "" })),
        ),
        (
            "cheer-latest",
            event("fern", 0.0, ""),
            Some(json!({ "name": "fern", "amount": 0 })),
        ),
        (
            "follower-latest",
            event("fern", 0.0, ""),
            Some(json!({ "name": "fern" })),
        ),
    ] {
        assert_eq!(document.edited(key, &edit), expected, "{key}: {edit:?}");
    }
}

#[test]
fn one_unreadable_entry_does_not_hide_the_others() {
    let nested = ["[".repeat(9_000), "]".repeat(9_000)].concat();
    let text = r#"{"data": {
        "tip-goal": {"amount": 1, "name": "not an event"},
        "follower-goal": {"amount": 1e999},
        "cheer-latest": {"name": "half \ud83d of a pair", "Message": "\udc00", "x": {"\u00e9": 1}},
        "tip-session": {"amount": 2, "Amount": 3},
        "new-latest": {"NAME": "moss"},
        "deep": NESTED
    }}"#;
    let document = SessionDocument::parse(&text.replace("NESTED", &nested));
    assert_eq!(
        current(&document),
        [
            ("tip-goal".to_owned(), EntryEdit::Figure(1.0)),
            ("tip-session".to_owned(), EntryEdit::Figure(3.0)),
            (
                "cheer-latest".to_owned(),
                event("half \u{fffd} of a pair", 0.0, "\u{fffd}")
            ),
            ("new-latest".to_owned(), event("moss", 0.0, "")),
        ]
    );
    assert_eq!(
        document.edited("tip-session", &EntryEdit::Figure(4.0)),
        Some(json!({ "Amount": 4 }))
    );
    assert_eq!(
        document.edited("cheer-latest", &event("fern", 0.0, "\u{fffd}")),
        Some(json!({ "name": "fern", "Message": "\u{fffd}", "x": { "é": 1 } }))
    );
}

#[test]
fn featured_entries_come_first() {
    let document = include_str!("../../../tests/fixtures/session-2018.json");
    let entries = SessionDocument::parse(document).editable_entries();
    let keys: Vec<&str> = entries.iter().map(|entry| entry.key.as_str()).collect();
    assert_eq!(keys[0], "follower-latest");
    let index_of = |key| keys.iter().position(|own| *own == key);
    assert!(index_of("tip-goal").is_some_and(|goal| Some(goal) < index_of("follower-total")));
    assert!(!keys.contains(&"tip-recent"));
    for text in ["[]", ""] {
        assert!(SessionDocument::parse(text).editable_entries().is_empty());
    }
}

#[test]
fn a_backup_is_restored_except_for_its_lists() {
    let backup = document(&json!({
        "tip-session": { "amount": 50 }, "tip-total": { "amount": 90 },
        "tip-latest": { "name": "moss", "amount": 5 },
        "tip-recent": [{ "name": "moss" }], "odd": "text",
    }));
    let now = document(&json!({
        "tip-session": { "amount": 0 }, "tip-total": { "amount": 90 },
        "tip-latest": { "name": "", "amount": 0 }, "tip-recent": [],
    }));
    let expected = vec![
        (
            "tip-latest".to_owned(),
            json!({ "name": "moss", "amount": 5 }),
        ),
        ("tip-session".to_owned(), json!({ "amount": 50 })),
    ];
    assert_eq!(now.restore_diff(&backup), expected);
    assert_eq!(now.unrestorable_lists(&backup), ["Recent tips"]);
    assert_eq!(backup.lost_by_reset(), ["Recent tips", "Tips this stream"]);
    assert!(backup.contains(&expected) && !now.contains(&expected));
    let keys = ["tip-total".to_owned(), "none".to_owned()];
    assert_eq!(
        now.entries(&keys),
        [("tip-total".to_owned(), json!({ "amount": 90 }))]
    );
    let written = document(&json!({
        "tip-session": { "amount": 50.0, "more": 1 },
        "tip-latest": { "amount": 5, "name": "moss" },
    }));
    assert!(written.contains(&expected));
}
