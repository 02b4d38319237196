//! When leaderboards are requested.

use super::*;
use crate::polling::Fault;
use crate::session::leaderboard::{Span, TopOf};
use crate::session::{Entry, Key};

fn wanted(span: Span, limit: u8) -> Wanted {
    let list = TopList {
        of: TopOf::Tip,
        span,
    };
    Wanted { list, limit }
}

fn session(key: &str, figure: f64) -> Session {
    Session::new(vec![(Key::from(key), Entry::Figure(figure))])
}

const WEEK: Span = Span::Weekly;

/// A leaderboard that was requested at the time 0 with this outcome.
fn requested(session: &Session, error: Option<RequestError>) -> TopLists {
    let mut lists = TopLists::default();
    lists.want(wanted(WEEK, 5), Timestamp(0.0));
    assert_eq!(lists.due(session), Some(Timestamp(0.0)));
    let request = lists.request(session, Timestamp(0.0));
    assert_eq!(request, Some(wanted(WEEK, 5)));
    let list = wanted(WEEK, 5).list;
    lists.receive(list, error, true, session, Timestamp(0.0), 0.5);
    lists
}

fn due_in_seconds(lists: &TopLists, session: &Session) -> f64 {
    lists.due(session).map_or(f64::NAN, |due| due.0 / 1000.0)
}

#[test]
fn nothing_is_requested_that_no_page_shows() {
    let mut lists = TopLists::default();
    let session = session("tip-session", 1.0);
    assert_eq!(lists.due(&session), None);
    assert_eq!(lists.request(&session, Timestamp(0.0)), None);
}

#[test]
fn a_leaderboard_follows_the_figures_of_its_kind() {
    let mut before = session("tip-session", 1.0);
    before.received.is_follower = true;
    let lists = requested(&before, None);
    before.received.is_follower = false;
    for (session, seconds) in [
        (&before, 600.0),
        (&session("tip-session", 2.0), 30.0),
        (&session("tip-count", 1.0), 30.0),
        (
            &before.with(Key::from("cheer-session"), Entry::Figure(9.0)),
            600.0,
        ),
    ] {
        let due = due_in_seconds(&lists, session);
        assert!((due - seconds).abs() < 1e-9, "{session:?}: {due}");
    }
}

#[test]
fn all_pages_share_one_request_with_the_largest_limit() {
    let session = session("tip-session", 1.0);
    let mut lists = requested(&session, None);
    lists.want(wanted(WEEK, 3), Timestamp(1.0));
    assert!((due_in_seconds(&lists, &session) - 600.0).abs() < 1e-9);
    lists.want(wanted(WEEK, 10), Timestamp(1.0));
    assert!((due_in_seconds(&lists, &session) - 30.0).abs() < 1e-9);
    let request = lists.request(&session, Timestamp(30_000.0));
    assert_eq!(request, Some(wanted(WEEK, 10)));
    assert_eq!(lists.request(&session, Timestamp(30_000.0)), None);
    lists.want(wanted(Span::Session, 1), Timestamp(30_000.0));
    let request = lists.request(&session, Timestamp(30_000.0));
    assert_eq!(request, Some(wanted(Span::Session, 1)));
}

#[test]
fn what_another_page_has_requested_is_not_due() {
    let session = session("tip-session", 1.0);
    let mut lists = TopLists::default();
    lists.want(wanted(WEEK, 5), Timestamp(0.0));
    let list = wanted(WEEK, 5).list;
    lists.receive(list, None, false, &session, Timestamp(7_000.0), 0.5);
    assert_eq!(lists.due(&session), Some(Timestamp(607_000.0)));
}

#[test]
fn after_failures_the_waits_grow() {
    let session = session("tip-session", 1.0);
    let list = wanted(WEEK, 5).list;
    let mut lists = requested(&session, Some(Fault::Server.into()));
    let mut now = 0.0;
    for seconds in [30.0, 60.0, 120.0, 240.0, 300.0, 300.0] {
        let due = due_in_seconds(&lists, &session);
        assert!((due - now - seconds).abs() < 1e-9, "{seconds}: {due}");
        now = due;
        let at = Timestamp(now * 1000.0);
        assert!(lists.request(&session, at).is_some());
        lists.receive(list, Some(Fault::Server.into()), true, &session, at, 0.5);
    }
    let lists = requested(&session, Some(Fault::Forbidden.into()));
    assert!((due_in_seconds(&lists, &session) - 300.0).abs() < 1e-9);
    let error = RequestError {
        fault: Fault::RateLimited,
        retry_after: Some(700_000.0),
    };
    let lists = requested(&session, Some(error));
    assert!((due_in_seconds(&lists, &session) - 700.0).abs() < 1e-9);
    // The jitter never makes two requests closer than the shortest wait.
    let mut lists = requested(&session, None);
    lists.receive(
        list,
        Some(Fault::Server.into()),
        true,
        &session,
        Timestamp(0.0),
        0.0,
    );
    assert!((due_in_seconds(&lists, &session) - 30.0).abs() < 1e-9);
}

#[test]
fn a_page_that_says_nothing_any_more_is_gone() {
    let session = session("tip-session", 1.0);
    let mut lists = requested(&session, None);
    assert_eq!(lists.request(&session, Timestamp(7_200_001.0)), None);
    assert_eq!(lists.due(&session), None);
}
