//! Feeds and waits.

use super::*;

const FAULTS: [Fault; 8] = [
    Fault::Unreachable,
    Fault::Timeout,
    Fault::Unauthorized,
    Fault::Forbidden,
    Fault::UnknownChannel,
    Fault::RateLimited,
    Fault::Server,
    Fault::Unreadable,
];

#[test]
fn a_failed_poll_keeps_the_session() {
    let mut feed = Feed::default();
    assert_eq!(feed.status(), Status::Waiting);
    assert!(feed.receive(Err(Fault::Server)));
    assert_eq!(feed.status(), Status::Down);
    assert!(feed.receive(Ok(Some(Session::default()))));
    assert_eq!(feed.status(), Status::Live);
    for fault in FAULTS {
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
    for fault in FAULTS {
        let slow = fault.advice().is_some();
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
    let now = Moment(1_800_000_000_000.0);
    let date = |text: &str| (text == "a date").then_some(Moment(now.0 + 9_000.0));
    for (after, reset, wanted) in [
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
        assert_eq!(hint(after, reset, now, date), wanted, "{after:?} {reset:?}");
    }
}

#[test]
fn somebody_who_looks_gets_what_is_fresh() {
    let last = |good, not_before| LastPoll {
        ended: Moment(10_000.0),
        good,
        not_before: Moment(not_before),
    };
    for (last, now, wanted) in [
        (last(true, 0.0), 11_000.0, None),
        (last(true, 0.0), 12_000.0, Some(12_000.0)),
        (last(false, 0.0), 10_500.0, Some(12_000.0)),
        (last(false, 0.0), 60_000.0, Some(60_000.0)),
        (last(false, 90_000.0), 60_000.0, Some(90_000.0)),
    ] {
        assert_eq!(when_asked(last, Moment(now)), wanted.map(Moment));
    }
}

#[test]
fn a_status_is_a_fault_or_none() {
    for (status, wanted) in [
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
        assert_eq!(Fault::of_status(status), wanted, "{status}");
    }
}
