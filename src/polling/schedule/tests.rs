//! Waits.

use super::*;
use proptest::prelude::*;

#[track_caller]
fn check_wait(failures: u32, fault: Option<Fault>, retry_after: Option<f64>, min: f64, max: f64) {
    let waits =
        [0.0, 1.0].map(|random| wait(15_000.0, failures, fault, retry_after, random) / 1000.0);
    assert!(
        (waits[0] - min).abs() < 1e-6 && (waits[1] - max).abs() < 1e-6,
        "{waits:?}, not {min} to {max}"
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
fn permanent_faults_are_retried_every_five_minutes() {
    for fault in Fault::ALL {
        let (min, max) = if fault.is_permanent() {
            (270.0, 300.0)
        } else {
            (13.5, 16.5)
        };
        check_wait(1, Some(fault), None, min, max);
    }
    let hourly = wait(3_600_000.0, 3, Some(Fault::Forbidden), None, 0.5);
    assert!((hourly - 3_600_000.0).abs() < 1e-6);
}

#[test]
fn retry_after_extends_the_wait() {
    let limited = Some(Fault::RateLimited);
    check_wait(1, limited, Some(60_000.0), 60.0, 60.0);
    check_wait(1, limited, Some(1_000.0), 13.5, 16.5);
}

#[test]
fn retry_after_is_parsed_from_seconds_and_dates() {
    let now = Timestamp(1_800_000_000_000.0);
    let parse_date = |text: &str| (text == "a date").then_some(Timestamp(now.0 + 9_000.0));
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
        let wait = retry_after(after, reset, now, parse_date);
        assert_eq!(wait, expected, "{after:?} {reset:?}");
    }
}

#[test]
fn a_refresh_polls_unless_data_is_fresh() {
    let last = |is_good, not_before| LastPoll {
        ended: Timestamp(10_000.0),
        is_good,
        not_before: Timestamp(not_before),
    };
    for (last, now, expected) in [
        (last(true, 0.0), 11_000.0, None),
        (last(true, 0.0), 12_000.0, Some(12_000.0)),
        (last(false, 0.0), 10_500.0, Some(12_000.0)),
        (last(false, 0.0), 60_000.0, Some(60_000.0)),
        (last(false, 90_000.0), 60_000.0, Some(90_000.0)),
    ] {
        let time = poll_time_on_refresh(last, Timestamp(now));
        assert_eq!(time, expected.map(Timestamp));
    }
}

#[test]
fn a_follower_waits_a_little_longer_than_announced() {
    for (own, announced, expected) in [
        (30_000.0, 30_000.0, 30_500.0),
        (27_000.0, 33_000.0, 33_500.0),
        (60_000.0, 10_000.0, 60_500.0),
        // A leader with a long interval does not slow its followers down.
        (10_000.0, 60_000.0, 10_000.0),
        // The wait that the server asks for is in both.
        (600_000.0, 600_000.0, 600_500.0),
        // Invalid times from another page.
        (30_000.0, -5.0, 30_500.0),
        (30_000.0, f64::INFINITY, 30_000.0),
    ] {
        let wait = follower_wait(own, announced);
        assert!((wait - expected).abs() < 1e-6, "{own} {announced}: {wait}");
    }
    assert!(follower_wait(30_000.0, f64::NAN).is_finite());
}

proptest! {
    #[test]
    fn every_wait_is_within_its_bounds(failures: u32, retry_after in proptest::option::of(0.0..1e7_f64), random: f64, announced: f64) {
        for fault in [None].into_iter().chain(Fault::ALL.map(Some)) {
            let own = wait(5_000.0, failures, fault, retry_after, random.clamp(0.0, 1.0));
            prop_assert!((4_500.0..=1e7).contains(&own), "{own}");
            let follower = follower_wait(own, announced);
            prop_assert!((4_500.0..=2e7).contains(&follower), "{follower}");
        }
    }
}
