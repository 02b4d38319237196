//! The thirteen notes on real data.
//!
//! Long because each note is a test, and each odd form a line.

use super::*;

const OF_2018: &str = include_str!("../../../tests/fixtures/session-2018.json");
const OF_GET: &str = include_str!("../../../tests/fixtures/session-get.json");
const OF_RESET: &str = include_str!("../../../tests/fixtures/session-reset.json");

#[track_caller]
fn decode(text: &str) -> Decoded {
    session(text)
        .unwrap_or_else(|_| panic!("unreadable: {}", text.chars().take(80).collect::<String>()))
}

/// Decodes one entry.
#[track_caller]
fn one(key: &str, raw: &str) -> Option<Entry> {
    decode(&format!(r#"{{"data":{{"{key}":{raw}}}}}"#))
        .session
        .get(key)
        .cloned()
}

#[track_caller]
fn somebody(key: &str, raw: &str) -> Event {
    match one(key, raw) {
        Some(Entry::Event(Some(event))) => event,
        other => panic!("{key} {raw} gave {other:?}"),
    }
}

#[track_caller]
fn names(entry: Option<&Entry>) -> Vec<&str> {
    match entry {
        Some(Entry::Recent(events)) => events.iter().map(|event| event.name.as_str()).collect(),
        other => panic!("no list: {other:?}"),
    }
}

#[test]
fn the_documents_of_the_api_are_read_whole() {
    for (text, count) in [(OF_2018, 51), (OF_GET, 62), (OF_RESET, 62)] {
        let Decoded { session, skipped } = decode(text);
        assert_eq!(skipped, [""; 0]);
        assert_eq!(session.entries().count(), count);
        for (key, entry) in session.entries() {
            let row = catalogue::find(key.as_str()).unwrap_or_else(|| panic!("{key:?}"));
            assert_eq!(entry.shape(), row.shape, "{key:?}");
        }
    }
    let seed = decode(OF_2018).session;
    assert_eq!(seed.get("follower-total"), Some(&Entry::Figure(49.0)));
    let Some(Entry::Event(Some(tip))) = seed.get("tip-latest") else {
        panic!("nobody tipped")
    };
    assert_eq!((tip.name.as_str(), tip.amount), ("rhaegal_meh", Some(5.0)));
    assert!(
        tip.message.starts_with("Iâ€™m not that rich"),
        "{}",
        tip.message
    );
}

#[test]
fn note_1_a_goals_amount_is_its_progress() {
    assert_eq!(
        one("tip-goal", r#"{"amount":77}"#),
        Some(Entry::Figure(77.0))
    );
}

#[test]
fn note_2_a_figure_has_no_currency() {
    let with = one("tip-total", r#"{"amount":5,"currency":"EUR"}"#);
    assert_eq!(with, Some(Entry::Figure(5.0)));
}

#[test]
fn note_3_noise_is_kept_for_the_formatter_to_drop() {
    let seed = decode(OF_2018).session;
    assert_eq!(
        seed.get("tip-goal"),
        Some(&Entry::Figure(5_859.600_000_000_002))
    );
}

#[test]
fn note_4_nobody_yet_is_no_event() {
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
        somebody("tip-latest", r#"{"name":"ada","amount":0}"#).amount,
        None
    );
}

#[test]
fn note_5_null_and_blank_texts_are_none() {
    let event = somebody(
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
fn note_6_tiers_come_as_text_or_number() {
    for (raw, tier) in [
        (r#""1000""#, "1000"),
        (r#""prime""#, "prime"),
        ("1", "1"),
        (r#""""#, ""),
    ] {
        let event = somebody(
            "subscriber-latest",
            &format!(r#"{{"name":"ada","tier":{raw}}}"#),
        );
        assert_eq!(event.tier, tier);
    }
}

#[test]
fn note_7_the_receiver_is_the_name_and_months_are_the_amount() {
    let event = somebody(
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
fn note_8_figures_that_contradict_each_other_are_kept() {
    let data =
        r#"{"data":{"tip-week":{"amount":0},"tip-weekly-top-donation":{"name":"ada","amount":5}}}"#;
    assert_eq!(decode(data).skipped, [""; 0]);
}

#[test]
fn note_9_week_and_weekly_are_two_keys() {
    let seed = decode(OF_2018).session;
    assert_eq!(seed.get("tip-week"), Some(&Entry::Figure(5.0)));
    assert!(matches!(
        seed.get("tip-weekly-top-donator"),
        Some(Entry::Event(Some(_)))
    ));
    assert_eq!(seed.get("tip-weekly"), None);
}

#[test]
fn note_10_names_are_kept_as_they_are() {
    for name in ["xd", "Ms. Aniyah Bernhard", "日本の視聴者", "مشاهد", "👩‍👩‍👧"]
    {
        assert_eq!(
            somebody("follower-latest", &format!(r#"{{"name":"{name}"}}"#)).name,
            name
        );
    }
}

#[test]
fn note_11_lists_are_sorted_and_undated_events_come_last() {
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
fn note_12_a_hand_written_entry_is_read_leniently() {
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
    let event = somebody("tip-latest", r#"{"Name":"ada","Amount":"7.5"}"#);
    assert_eq!((event.name.as_str(), event.amount), ("ada", Some(7.5)));
    assert_eq!(
        one("tip-goal", r#"{"name":"","amount":7}"#),
        Some(Entry::Figure(7.0))
    );
}

#[test]
fn note_12_an_odd_entry_is_skipped_and_named() {
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
fn note_13_a_reset_is_read_like_any_other_answer() {
    let (before, after) = (decode(OF_GET).session, decode(OF_RESET).session);
    assert_eq!(before.get("tip-session"), Some(&Entry::Figure(279.0)));
    assert_eq!(after.get("tip-session"), Some(&Entry::Figure(0.0)));
    assert_eq!(
        after.get("tip-session-top-donator"),
        Some(&Entry::Event(None))
    );
}

#[test]
fn an_unknown_key_has_the_shape_it_came_in() {
    assert_eq!(
        one("stars-total", r#"{"count":4}"#),
        Some(Entry::Figure(4.0))
    );
    assert_eq!(
        somebody("sponsor-latest", r#"{"name":"ada"}"#).event_type,
        "sponsor"
    );
    assert_eq!(
        names(one("sponsor-recent", r#"[{"name":"ada"}]"#).as_ref()),
        ["ada"]
    );
    assert_eq!(one("mystery", r#"{"nested":{}}"#), None);
}

#[test]
fn halves_of_characters_cost_nothing_but_themselves() {
    let event = somebody(
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
fn text_is_made_fit_to_be_drawn() {
    let event = somebody(
        "tip-latest",
        r#"{"name":" a\u202eb\u0007c ","message":"one\ntwo"}"#,
    );
    assert_eq!(
        (event.name.as_str(), event.message.as_str()),
        ("ab c", "one two")
    );
    let flood = format!(r#"{{"name":"{}"}}"#, "é".repeat(100_000));
    assert_eq!(somebody("tip-latest", &flood).name.chars().count(), 120);
    assert_eq!(
        one("tip-latest", r#"{"name":"\u202e\n"}"#),
        Some(Entry::Event(None))
    );
}

#[test]
fn what_holds_no_data_is_unreadable() {
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
fn depth_is_no_danger() {
    let deep = "[".repeat(10_000) + &"]".repeat(10_000);
    let objects = r#"{"a":"#.repeat(10_000) + "1" + &"}".repeat(10_000);
    for raw in [&deep, &objects] {
        let text = format!(
            r#"{{"data":{{"x":{raw},"tip-recent":[{raw}],"tip-goal":{{"amount":{raw}}},"follower-goal":{{"amount":3}}}},"y":{raw}}}"#
        );
        let Decoded { session, .. } = decode(&text);
        assert_eq!(session.get("follower-goal"), Some(&Entry::Figure(3.0)));
        assert_eq!(super::session(raw), Err(Unreadable));
    }
}

#[test]
fn five_megabytes_are_read() {
    let item = format!(
        r#"{{"name":"{}","amount":5,"createdAt":"2018-05-10T11:24:04.127Z"}}"#,
        "n".repeat(220)
    );
    let items = vec![item; 20_000].join(",");
    let text = format!(r#"{{"data":{{"tip-recent":[{items}],"tip-goal":{{"amount":1}}}}}}"#);
    assert!(text.len() > 5_000_000);
    assert_eq!(
        names(decode(&text).session.get("tip-recent")).len(),
        LONGEST_LIST
    );
}

#[test]
fn what_chat_piles_up_is_levelled() {
    for (said, expected) in [
        ("z\u{301}\u{302}", "z\u{301}\u{302}"),
        (
            &["z", &"\u{301}".repeat(500), "b"].concat(),
            "z\u{301}\u{301}\u{301}\u{301}b",
        ),
        (
            &["a", &"\u{200b}".repeat(500), "b"].concat(),
            "a\u{200b}\u{200b}\u{200b}\u{200b}b",
        ),
        ("กี้ น้ำ", "กี้ น้ำ"),
        (
            "👩\u{200d}👩\u{200d}👧\u{200d}👦🏳\u{fe0f}\u{200d}🌈",
            "👩\u{200d}👩\u{200d}👧\u{200d}👦🏳\u{fe0f}\u{200d}🌈",
        ),
        ("one\u{2028}two\nthree\u{0}", "one two three"),
        ("\u{202e}evil\u{2066}", "evil"),
    ] {
        assert_eq!(sanitize(said, 60), expected, "{said:?}");
    }
}

#[test]
fn what_stands_there_unchanged_is_not_read_again() {
    let mut decoder = Decoder::default();
    let text = |moved: &str, name: &str| {
        format!(
            r#"{{"updatedAt":"{moved}","data":{{"tip-goal":{{"amount":7}},"tip-latest":{{"name":"{name}"}},"odd":"x"}}}}"#
        )
    };
    assert_eq!(decoder.read(&text("1", "owl")), Ok(true));
    let first = decoder.decoded();
    assert_eq!(first.skipped, ["odd"]);
    assert_eq!(decoder.read(&text("10", "owl")), Ok(false));
    assert_eq!(decoder.decoded(), first);
    assert_eq!(decoder.read("{}"), Err(Unreadable));
    assert_eq!(Decoder::default().read(r#"{"data":{}}"#), Ok(true));
    assert_eq!(decoder.read(&text("11", "eel")), Ok(true));
    let last = decoder.decoded();
    assert_eq!(Ok(&last), session(&text("11", "eel")).as_ref());
    let goal = |decoded: &Decoded| decoded.session.get("tip-goal").map(std::ptr::from_ref);
    assert_eq!(goal(&last), goal(&first));
}
