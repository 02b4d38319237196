//! Feeds and waits.

use super::*;
use proptest::prelude::*;

#[test]
fn a_failed_poll_keeps_the_session() {
    let mut feed = Feed::default();
    assert_eq!(feed.status(), Status::Waiting);
    assert!(feed.receive(Err(Fault::Server)));
    assert_eq!(feed.status(), Status::Down);
    assert!(feed.receive(Ok(Some(Session::default()))));
    assert_eq!(feed.status(), Status::Live);
    for fault in Fault::ALL {
        assert!(feed.receive(Err(fault)));
        assert_eq!(feed.status(), Status::Stale);
        assert!(feed.session.is_some());
        assert!(!feed.receive(Err(fault)));
    }
    assert!(feed.receive(Ok(None)));
    assert_eq!(feed.status(), Status::Live);
    assert!(!feed.receive(Ok(None)));
    assert!(!feed.receive(Ok(Some(Session::default()))));
}

#[track_caller]
fn check_wait(failures: u32, fault: Option<Fault>, hint: Option<f64>, least: f64, most: f64) {
    let waits = [0.0, 1.0].map(|chance| wait(15_000.0, failures, fault, hint, chance) / 1000.0);
    assert!(
        (waits[0] - least).abs() < 1e-6 && (waits[1] - most).abs() < 1e-6,
        "{waits:?}, not {least} to {most}"
    );
}

#[test]
fn waits_double_after_failures() {
    let server = Some(Fault::Server);
    check_wait(0, None, None, 13.5, 16.5);
    check_wait(1, server, None, 13.5, 16.5);
    check_wait(2, server, None, 27.0, 33.0);
    check_wait(5, server, None, 216.0, 264.0);
    check_wait(6, server, None, 270.0, 300.0);
    check_wait(u32::MAX, server, None, 270.0, 300.0);
}

#[test]
fn what_a_person_must_mend_is_asked_every_five_minutes() {
    for fault in Fault::ALL {
        let slow = fault.is_permanent();
        let (least, most) = if slow { (270.0, 300.0) } else { (13.5, 16.5) };
        check_wait(1, Some(fault), None, least, most);
    }
    let hourly = wait(3_600_000.0, 3, Some(Fault::Forbidden), None, 0.5);
    assert!((hourly - 3_600_000.0).abs() < 1e-6);
}

#[test]
fn the_server_may_ask_for_a_longer_wait() {
    let limited = Some(Fault::RateLimited);
    check_wait(1, limited, Some(60_000.0), 60.0, 60.0);
    check_wait(1, limited, Some(1_000.0), 13.5, 16.5);
}

#[test]
fn hints_are_read_from_seconds_and_dates() {
    let now = Timestamp(1_800_000_000_000.0);
    let date = |text: &str| (text == "a date").then_some(Timestamp(now.0 + 9_000.0));
    for (after, reset, expected) in [
        (Some("7"), None, Some(7_000.0)),
        (Some("a date"), Some("3"), Some(9_000.0)),
        (None, Some("3"), Some(3_000.0)),
        (None, Some("1800000004"), Some(4_000.0)),
        (None, Some("1800000005000"), Some(5_000.0)),
        (None, Some("1700000000"), None),
        (Some("86400"), None, Some(900_000.0)),
        (Some("soon"), None, None),
        (Some("-3"), None, None),
        (None, None, None),
    ] {
        assert_eq!(
            hint(after, reset, now, date),
            expected,
            "{after:?} {reset:?}"
        );
    }
}

#[test]
fn somebody_who_looks_gets_what_is_fresh() {
    let last = |good, not_before| LastPoll {
        ended: Timestamp(10_000.0),
        good,
        not_before: Timestamp(not_before),
    };
    for (last, now, expected) in [
        (last(true, 0.0), 11_000.0, None),
        (last(true, 0.0), 12_000.0, Some(12_000.0)),
        (last(false, 0.0), 10_500.0, Some(12_000.0)),
        (last(false, 0.0), 60_000.0, Some(60_000.0)),
        (last(false, 90_000.0), 60_000.0, Some(90_000.0)),
    ] {
        assert_eq!(when_asked(last, Timestamp(now)), expected.map(Timestamp));
    }
}

#[test]
fn a_status_is_a_fault_or_none() {
    for (status, expected) in [
        (200, None),
        (204, None),
        (301, Some(Fault::Server)),
        (400, Some(Fault::Server)),
        (401, Some(Fault::Unauthorized)),
        (403, Some(Fault::Forbidden)),
        (404, Some(Fault::UnknownChannel)),
        (429, Some(Fault::RateLimited)),
        (520, Some(Fault::Server)),
    ] {
        assert_eq!(Fault::of_status(status), expected, "{status}");
    }
}

#[test]
fn a_fault_is_known_by_its_name() {
    for fault in Fault::ALL {
        assert_eq!(Fault::of_name(fault.name()), Some(fault));
    }
    assert_eq!(Fault::of_name("Server"), None);
}

#[test]
fn what_was_kept_is_stale_until_a_poll_confirms_it() {
    let mut feed = Feed::default();
    feed.recall(Session::default());
    assert_eq!(feed.status(), Status::Stale);
    assert!(feed.receive(Err(Fault::Server)));
    assert_eq!(feed.status(), Status::Stale);
    assert!(feed.receive(Ok(None)));
    assert_eq!(feed.status(), Status::Live);
    assert!(!feed.receive(Ok(None)));
    let mut feed = Feed::default();
    feed.recall(Session::default());
    assert!(feed.receive(Ok(Some(Session::default()))));
    assert_eq!(feed.status(), Status::Live);
}

#[test]
fn a_session_is_kept_for_a_day() {
    let at = Timestamp(1_800_000_000_000.7);
    let kept = keep(3, at).unwrap_or_default() + "{\n}";
    let day = crate::session::timestamp::DAY_MS;
    for (after, expected) in [
        (0.0, Some("{\n}")),
        (day - 1.0, Some("{\n}")),
        (day, None),
        (-2.0, None),
        (f64::NAN, None),
    ] {
        assert_eq!(recall(&kept, Timestamp(at.0 + after)), expected, "{after}");
    }
    for foreign in [
        "",
        "{}",
        "\n{}",
        "x\n{}",
        "-1\n{}",
        "1e9\n{}",
        "1800000000000",
    ] {
        assert_eq!(recall(foreign, at), None, "{foreign:?}");
    }
    assert!(keep(1_000_000, at).is_some());
    assert!(keep(1_000_001, at).is_none());
}

#[test]
fn a_page_looks_after_the_poll_of_another_a_little_late() {
    for (own, announced, expected) in [
        (30_000.0, 30_000.0, 30_500.0),
        (27_000.0, 33_000.0, 33_500.0),
        (60_000.0, 10_000.0, 60_500.0),
        // Someone else's patience is not ours.
        (10_000.0, 60_000.0, 10_000.0),
        // What the server wants was heard, and is in both.
        (600_000.0, 600_000.0, 600_500.0),
        // Words that make no sense.
        (30_000.0, -5.0, 30_500.0),
        (30_000.0, f64::INFINITY, 30_000.0),
    ] {
        let waits = follow(own, announced);
        assert!(
            (waits - expected).abs() < 1e-6,
            "{own} {announced}: {waits}"
        );
    }
    assert!(follow(30_000.0, f64::NAN).is_finite());
}

proptest! {
    #[test]
    fn what_is_kept_is_recalled(text: String, at in 0.0..1e15_f64) {
        let kept = keep(1, Timestamp(at)).unwrap_or_default() + &text;
        prop_assert_eq!(recall(&kept, Timestamp(at)), Some(text.as_str()));
    }

    #[test]
    fn no_storage_panics_the_recall(kept: String, digits in "[0-9]{0,30}", now: f64) {
        let _ = recall(&kept, Timestamp(now));
        let kept = format!("{digits}\n{kept}");
        let _ = recall(&kept, Timestamp(now));
    }

    #[test]
    fn every_wait_is_one(failures: u32, hint in proptest::option::of(0.0..1e7_f64), chance: f64, announced: f64) {
        for fault in [None].into_iter().chain(Fault::ALL.map(Some)) {
            let own = wait(5_000.0, failures, fault, hint, chance.clamp(0.0, 1.0));
            prop_assert!((4_500.0..=1e7).contains(&own), "{own}");
            let follows = follow(own, announced);
            prop_assert!((4_500.0..=2e7).contains(&follows), "{follows}");
        }
    }
}
