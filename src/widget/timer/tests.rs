//! Timers: texts, ends and problems.

use super::*;
use crate::config::{Config, WidgetSlot};
use crate::session::{Entry, Key, Session};
use crate::widget::Widget;
use crate::widget::format::tests::PlainLocale;
use crate::widget::tests::widget;

/// 2026-12-24T18:00Z.
const START: f64 = 1_798_135_200_000.0;
const ADDRESS: &str = "widget=timer&from=2026-12-24T18:00Z";

fn timer(query: &str) -> std::sync::Arc<Timer> {
    match widget(&format!("{ADDRESS}&{query}")) {
        Widget::Timer(_, timer) => timer,
        other => panic!("{query}: {other:?}"),
    }
}

/// The state this many seconds after the start, with this figure of `tip-session`.
fn state(query: &str, seconds: f64, tips: Option<f64>) -> TimerState {
    let session =
        tips.map(|tips| Session::new(vec![(Key::from("tip-session"), Entry::Figure(tips))]));
    let ctx = RenderContext {
        session: session.as_ref(),
        locale: &PlainLocale::default(),
        now: Timestamp(START + seconds * 1000.0),
        stored: &|_| None,
    };
    timer(query).state(&ctx, None)
}

#[track_caller]
fn check(query: &str, seconds: f64, added: Option<f64>, text: &str) {
    let state = state(query, seconds, added);
    let segments = state.segments.iter();
    let own: String = segments.map(|segment| segment.text.as_str()).collect();
    assert_eq!(own, text, "{query} after {seconds} s with {added:?}");
}

#[test]
fn the_time_left_is_rounded_up() {
    check("time=4h", 0.0, None, "4:00:00");
    check("time=4h", 0.001, None, "4:00:00");
    check("time=4h", 1.0, None, "3:59:59");
    check("time=90m", 5_399.5, None, "0:00:01");
    check("time=30d", 0.0, None, "720:00:00");
    for seconds in [5_400.0, 1e9] {
        check("time=90m", seconds, None, "0:00:00");
    }
}

#[test]
fn before_its_start_it_stands_still() {
    check("time=1h", -86_400.0, None, "1:00:00");
    check("time=1h&add=tip-session*1", -5.0, Some(90.0), "1:01:30");
}

#[test]
fn what_is_added_puts_off_the_end() {
    let query = "time=1h&add=tip-session*60&template={added} until {end}";
    check(query, 0.0, Some(1.5), "0:01:30 until 19:01");
    check(query, 5_000.0, Some(0.0), "0:00:00 until 19:00");
    check(query, 0.0, Some(1_440.0), "24:00:00 until +1d 19:00");
    // Without a session it is not known.
    check(query, 0.0, None, "—");
    let query = "time=1h&add=tip-session*60&most=1h30m&template={added} {time-left}";
    check(query, 0.0, Some(1e15), "0:30:00 1:30:00");
}

#[test]
fn zero_is_not_final() {
    let query = "time=1h&add=tip-session*60";
    assert!(state(query, 3_600.0, Some(0.0)).is_reached);
    assert!(!state(query, 3_600.0, Some(1.0)).is_reached);
    check(query, 3_600.0, Some(1.0), "0:01:00");
}

#[test]
fn the_next_tick_is_at_the_next_second() {
    let timer = timer("time=1h");
    let end = Timestamp(START + 3_600_000.0);
    for (now, expected) in [
        (0.0, Some(3_600_000.0)),
        (START - 5_000.0, Some(5_000.0)),
        (START, Some(1_000.0)),
        (START + 1.0, Some(999.0)),
        (START + 3_599_999.0, Some(1.0)),
        (START + 3_600_000.0, None),
        (START + 9e9, None),
    ] {
        assert_eq!(timer.next_tick(end, Timestamp(now)), expected, "{now}");
    }
}

#[test]
fn a_mistake_in_the_address_is_explained() {
    for (query, expected) in [
        ("widget=timer&time=1h", "from is missing"),
        ("widget=timer&from=2026-12-24T18:00Z", "time is missing"),
        (
            "widget=timer&from=2026-12-24T18:00&time=1h",
            "from takes a date and time with its zone",
        ),
        (
            "widget=timer&from=2026-12-24&time=1h",
            "from takes a date and time with its zone",
        ),
        (
            "widget=timer&from=2026-12-24T18:00Z&time=1",
            "time takes a length such as 4h",
        ),
        (
            "widget=timer&from=2026-12-24T18:00Z&time=30m1h",
            "time takes a length such as 4h",
        ),
        (
            "widget=timer&from=2026-12-24T18:00Z&time=2h&most=90m",
            "most takes a length that is not below time, and 90m is below 2h",
        ),
        (
            "widget=timer&from=2026-12-24T18:00Z&time=1h&add=tip-latest*60",
            "add takes figures with seconds",
        ),
        (
            "widget=timer&from=2026-12-24T18:00Z&time=1h&as=counter",
            "timer cannot be drawn as counter; it can be drawn as timer",
        ),
        (
            "widget=tip-week&as=timer",
            "as takes goal, label, counter, list or ticker",
        ),
        ("widget=tip-week&time=1h", "time is for timers"),
        (
            "widget=timer&from=2026-12-24T18:00Z&time=1h&decimals=1",
            "decimals is for",
        ),
    ] {
        let slots = Config::parse_lenient(query).slots;
        let [WidgetSlot::Invalid { problems, .. }] = slots.as_slice() else {
            panic!("{query}: {slots:?}")
        };
        let texts: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert!(
            texts.len() == 1 && texts[0].contains(expected),
            "{query}: {texts:?}"
        );
    }
}

#[test]
fn what_is_stored_is_shown_at_once_and_counted_on() {
    let timer = timer("time=1h&add=tip-session*60");
    // A tip of 5 before a reset, and one of 2 after it.
    let stored = "[-1,0,1,5,0,2]";
    let seconds = |tips: Option<f64>, is_cached: bool| {
        let session = tips.map(|tips| {
            let entries = vec![(Key::from("tip-session"), Entry::Figure(tips))];
            let mut session = Session::new(entries);
            session.received.is_cached = is_cached;
            session
        });
        let ctx = RenderContext {
            session: session.as_ref(),
            locale: &PlainLocale::default(),
            now: Timestamp(START),
            stored: &|name| (name == timer.store).then(|| stored.to_owned()),
        };
        let state = timer.state(&ctx, None);
        state.end.map(|end| end.since(Timestamp(START)) / 1000.0)
    };
    assert_eq!(seconds(None, false), Some(4_020.0));
    assert_eq!(seconds(Some(1.0), true), Some(4_020.0));
    assert_eq!(seconds(Some(2.0), false), Some(4_020.0));
    assert_eq!(seconds(Some(3.0), false), Some(4_080.0));
}
