//! Problems in an address, and their cards.

use super::tab::TIMEOUT;
use super::test_page::{TestPage, in_both_engines};
use serde_json::json;

in_both_engines! {
    an_invalid_widget_does_not_affect_the_others,
    a_problem_of_the_page_replaces_the_page,
    a_key_that_the_session_lacks_names_the_nearest,
    a_misspelt_key_is_its_widgets_only_problem,
    a_new_key_is_drawn_by_its_shape,
    an_empty_key_of_the_catalogue_is_no_problem,
}

const CARD: &str = "document.querySelector('.problem[role=alert]')";

async fn an_invalid_widget_does_not_affect_the_others(page: &TestPage) {
    let tab = page
        .live(
            "widget=tip-latest&widget=tip-goal&target=lots&widget=tip-total&speed=50&widget=tip-recent&as=goal&widget=cheer-latest&tilte=x&widget=follower-total",
        )
        .await;
    let widgets: Vec<String> = tab
        .eval("[...document.querySelectorAll('.widget')].map((widget) => widget.dataset.widget)")
        .await;
    assert_eq!(widgets, ["tip-latest", "follower-total"]);
    assert_eq!(tab.text(".name").await.as_deref(), Some("rhaegal_meh"));
    let cards: Vec<String> = tab
        .eval(
            "[...document.querySelectorAll('.problem[role=alert]')].map((card) => card.innerText)",
        )
        .await;
    assert_eq!(cards.len(), 4, "{cards:#?}");
    for (card, expected) in cards.iter().zip([
        ["tip-goal", "target", "lots", "above 0"],
        ["tip-total", "speed", "ticker", "counter"],
        ["tip-recent", "goal", "list", "ticker"],
        ["cheer-latest", "tilte", "title", "nearest"],
    ]) {
        for words in expected {
            assert!(card.contains(words), "{words}: {card}");
        }
    }
    // Each card replaces its widget.
    let order: Vec<String> = tab
        .eval(
            "[...document.querySelectorAll('.widget, .problem')].map((node) => node.classList[0])",
        )
        .await;
    assert_eq!(
        order,
        [
            "widget", "problem", "problem", "problem", "problem", "widget"
        ]
    );
}

async fn a_problem_of_the_page_replaces_the_page(page: &TestPage) {
    for (query, expected) in [
        (
            "layout=colum&widget=tip-latest",
            ["layout", "colum", "column", "rotate"],
        ),
        (
            "scale=9&theme=plaet&widget=tip-latest",
            ["scale", "0.25", "plaet", "plate"],
        ),
        (
            "widget=tip-latest&every=1&locale=en-US",
            ["every", "2", "3600", "locale"],
        ),
        ("", ["widget", "address", "add", "="]),
    ] {
        let tab = page
            .open(&(page.address(query).replacen('?', "?page=overlay&", 1)))
            .await;
        tab.wait_for(CARD, TIMEOUT).await;
        let card: String = tab
            .eval("document.querySelector('.problem').innerText")
            .await;
        for words in expected {
            assert!(card.contains(words), "{words}: {card}");
        }
        assert_eq!(tab.count(".problem").await, 1);
        assert_eq!(tab.count(".widget").await, 0);
    }
    assert!(page.api.requests().is_empty());
}

async fn a_key_that_the_session_lacks_names_the_nearest(page: &TestPage) {
    page.api.set("stream-hearts", json!({ "count": 7 }));
    let tab = page
        .live("widget=tip-latset&widget=stream-heart&widget=tip-latest")
        .await;
    tab.wait_for(CARD, TIMEOUT).await;
    let cards: Vec<String> = tab
        .eval("[...document.querySelectorAll('.problem')].map((card) => card.innerText)")
        .await;
    assert_eq!(cards.len(), 2, "{cards:?}");
    assert!(
        cards[0].contains("tip-latset") && cards[0].contains("tip-latest"),
        "{cards:?}"
    );
    assert!(
        cards[1].contains("stream-heart”") && cards[1].contains("stream-hearts"),
        "{cards:?}"
    );
    assert_eq!(tab.count(".widget").await, 1);
    // The key may come with a later session.
    page.api.set("stream-heart", json!({ "count": 8 }));
    tab.wait_for(
        "document.querySelector('[data-widget=stream-heart][data-kind=counter]')",
        TIMEOUT,
    )
    .await;
}

async fn a_misspelt_key_is_its_widgets_only_problem(page: &TestPage) {
    let tab = page
        .live("widget=tip-gaol&target=0&widget=tip-latset&targt=5&decimals=9&widget=tip-goal&target=5&decimals=7&widget=tip-latest")
        .await;
    let cards: Vec<String> = tab
        .eval("[...document.querySelectorAll('.problem')].map((card) => card.innerText)")
        .await;
    assert_eq!(cards.len(), 3, "{cards:?}");
    for (card, found, nearest) in [
        (&cards[0], "tip-gaol", "tip-goal"),
        (&cards[1], "tip-latset", "tip-latest"),
    ] {
        assert!(card.contains(&format!("“{found}”")), "{card}");
        assert!(card.contains(&format!("“{nearest}”")), "{card}");
        for other in ["target", "targt", "decimals", "list"] {
            assert!(!card.contains(other), "{card}");
        }
    }
    assert!(
        cards[2].contains("decimals") && !cards[2].contains("did you mean"),
        "{cards:?}"
    );
    assert_eq!(tab.count(".widget").await, 1);
}

async fn a_new_key_is_drawn_by_its_shape(page: &TestPage) {
    page.api.set("stars-total", json!({ "amount": 1234 }));
    page.api.set(
        "supporter-latest",
        json!({ "name": "karl_kaktus", "amount": 3 }),
    );
    page.api.set(
        "supporter-recent",
        json!([{ "name": "ember.ash" }, { "name": "m4rble" }]),
    );
    page.api.set("fan-goal", json!({ "amount": 5 }));
    let tab = page
        .live("widget=stars-total&widget=supporter-latest&widget=supporter-recent&widget=fan-goal&target=20")
        .await;
    tab.wait_for("document.querySelectorAll('.widget').length === 4", TIMEOUT)
        .await;
    let seen: Vec<[String; 3]> = tab
        .eval(
            "[...document.querySelectorAll('.widget')].map((widget) => [widget.dataset.widget, widget.dataset.kind,
                (widget.querySelector('.value .name') ?? widget.querySelector('.value, .event')).textContent.trim()])",
        )
        .await;
    let seen: Vec<[&str; 3]> = seen
        .iter()
        .map(|own| own.each_ref().map(String::as_str))
        .collect();
    assert_eq!(
        seen[..3],
        [
            ["stars-total", "counter", "1,234"],
            ["supporter-latest", "label", "karl_kaktus"],
            ["supporter-recent", "list", "ember.ash"],
        ]
    );
    assert_eq!(seen[3][..2], ["fan-goal", "goal"]);
    assert!(seen[3][2].starts_with("5 "), "{seen:?}");
}

async fn an_empty_key_of_the_catalogue_is_no_problem(page: &TestPage) {
    let tab = page
        .live("widget=superchat-latest&widget=superchat-total&widget=raid-recent")
        .await;
    assert_eq!(tab.count(".widget[data-empty]").await, 3);
    assert_eq!(tab.count(".problem").await, 0);
}
