//! The request that the loader sends before the program is loaded.

use super::tab::TIMEOUT;
use super::test_page::{TestPage, in_both_engines};

in_both_engines! {
    the_loader_requests_the_session,
    an_invalid_address_causes_no_early_request,
}

async fn the_loader_requests_the_session(page: &TestPage) {
    let tab = page.live("theme=neon&widget=tip-latest&title=x").await;
    assert_eq!(page.api.poll_times().len(), 1, "{:?}", page.api.requests());
    // The program has taken the answer to the loader's only request.
    let is_taken = "'early' in window && window.early === undefined";
    assert!(tab.eval::<bool>(is_taken).await);
}

async fn an_invalid_address_causes_no_early_request(page: &TestPage) {
    let address = page.address("widget=tip-latest");
    let (before, after) = address.split_once("widget=tip-latest").unwrap();
    for invalid in [
        "theme=pink&widget=tip-latest",
        "title=x&colour=red&widget=tip-latest",
        "widget=tip-latest&scale=9",
        "widget=tip-latest&interval=7",
        "widget=tip-latest&apikey=made-up",
        "widget=tip-latest&currency=EURO",
        "align=left&widget=tip-latest",
        "page=overlay",
    ] {
        let tab = page.open(&[before, invalid, after].concat()).await;
        tab.wait_for("document.querySelector('.problem')", TIMEOUT)
            .await;
        assert!(page.api.requests().is_empty(), "{invalid}");
        tab.goto("about:blank").await;
    }
    for fragment in [
        "",
        "#apikey=a&token=b",
        "#apikey=",
        "#key=made-up",
        "#apikey=two%20words",
    ] {
        let tab = page
            .open(&[before, "widget=tip-latest", fragment].concat())
            .await;
        tab.wait_for("document.querySelector('.problem')", TIMEOUT)
            .await;
        assert!(page.api.requests().is_empty(), "{fragment}");
        tab.goto("about:blank").await;
    }
}
