//! Feeds and faults.

use super::*;

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

#[test]
fn a_cached_session_is_stale_until_a_poll_confirms_it() {
    let mut feed = Feed::default();
    feed.restore_cached(Session::default());
    assert_eq!(feed.status(), Status::Stale);
    assert!(feed.receive(Err(Fault::Server)));
    assert_eq!(feed.status(), Status::Stale);
    assert!(feed.receive(Ok(None)));
    assert_eq!(feed.status(), Status::Live);
    assert!(!feed.receive(Ok(None)));
    let mut feed = Feed::default();
    feed.restore_cached(Session::default());
    assert!(feed.receive(Ok(Some(Session::default()))));
    assert_eq!(feed.status(), Status::Live);
}

#[test]
fn every_status_but_2xx_is_a_fault() {
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
