//! What the loader asks for while the program is still on its way.

use super::tab::TIMEOUT;
use super::test_page::{TestPage, in_both_engines};

in_both_engines! {
    the_session_is_asked_for_before_the_program_is_there,
    nothing_is_asked_for_early_where_the_address_is_wrong,
}

async fn the_session_is_asked_for_before_the_program_is_there(page: &TestPage) {
    let tab = page.live("theme=neon&widget=tip-latest&title=x").await;
    assert_eq!(page.api.poll_times().len(), 1, "{:?}", page.api.requests());
    // The one answer is the loader's, and was taken up.
    let taken = "'early' in window && window.early === undefined";
    assert!(tab.eval::<bool>(taken).await);
}

async fn nothing_is_asked_for_early_where_the_address_is_wrong(page: &TestPage) {
    let address = page.address("widget=tip-latest");
    let (before, after) = address.split_once("widget=tip-latest").unwrap();
    for wrong in [
        "theme=pink&widget=tip-latest",
        "title=x&colour=red&widget=tip-latest",
        "widget=tip-latest&scale=9",
        "widget=tip-latest&interval=7",
        "widget=tip-latest&apikey=made-up",
        "widget=tip-latest&currency=EURO",
        "align=left&widget=tip-latest",
        "page=overlay",
    ] {
        let tab = page.open(&[before, wrong, after].concat()).await;
        tab.wait_for("document.querySelector('.problem')", TIMEOUT)
            .await;
        assert!(page.api.requests().is_empty(), "{wrong}");
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
