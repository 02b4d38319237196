//! What the loader asks for while the program is still on its way.

use super::test_page::{TestPage, in_both_engines};
use std::time::Duration;

in_both_engines! {
    the_session_is_asked_for_before_the_program_is_there,
    nothing_is_asked_for_early_where_the_address_is_wrong,
}

const LIMIT: Duration = Duration::from_secs(15);

async fn the_session_is_asked_for_before_the_program_is_there(stage: &TestPage) {
    let tab = stage.live("theme=neon&widget=tip-latest&title=x").await;
    assert_eq!(stage.api.polls().len(), 1, "{:?}", stage.api.calls());
    // The one answer is the loader's, and was taken up.
    let taken = "'early' in window && window.early === undefined";
    assert!(tab.eval::<bool>(taken).await);
}

async fn nothing_is_asked_for_early_where_the_address_is_wrong(stage: &TestPage) {
    let address = stage.address("widget=tip-latest");
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
        let tab = stage.open(&[before, wrong, after].concat()).await;
        tab.wait_for("document.querySelector('.problem')", LIMIT)
            .await;
        assert!(stage.api.calls().is_empty(), "{wrong}");
        tab.goto("about:blank").await;
    }
    for fragment in [
        "",
        "#apikey=a&token=b",
        "#apikey=",
        "#key=made-up",
        "#apikey=two%20words",
    ] {
        let tab = stage
            .open(&[before, "widget=tip-latest", fragment].concat())
            .await;
        tab.wait_for("document.querySelector('.problem')", LIMIT)
            .await;
        assert!(stage.api.calls().is_empty(), "{fragment}");
        tab.goto("about:blank").await;
    }
}
