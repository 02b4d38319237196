//! The configurator as a whole.

use super::mounted::Mounted;
use leptos::prelude::*;
use session_overlay::studio::configurator::Configurator;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, HtmlSelectElement};

/// Mounts the whole page.
async fn mount_page(query: &'static str) -> Mounted {
    Mounted::new(move || view! { <Configurator query=query.to_owned() fragment=String::new() /> })
        .await
}

#[wasm_bindgen_test]
async fn keys_undo_and_redo_except_in_text_fields() {
    let page = mount_page("widget=tip-latest&widget=cheer-latest").await;
    let widgets = || page.count(".widget-editor");
    page.click("[aria-label^=Remove]").await;
    assert_eq!(widgets(), 1);
    // A text field has an undo of its own.
    page.press("#channel", "z", true).await;
    page.press("#address", "z", false).await;
    assert_eq!(widgets(), 1);
    page.press(".configurator", "z", true).await;
    assert_eq!(widgets(), 2);
    page.press(".configurator", "y", true).await;
    assert_eq!(widgets(), 1);
}

#[wasm_bindgen_test]
async fn a_found_widget_is_added_and_selected() {
    let page = mount_page("widget=tip-latest").await;
    page.click(".widgets-panel .main").await;
    page.enter("#search", "monthly tipper").await;
    assert_eq!(page.count("[data-key]"), 1);
    page.click("[data-key]").await;
    assert_eq!(
        (page.count(".widget-editor"), page.count("[data-key]")),
        (2, 0)
    );
    let selected = ".widget-editor:nth-child(2) [aria-pressed=true]";
    assert_eq!(page.count(selected), 1);
    assert_eq!(page.text(".inspector code"), "tip-monthly-top-donator");
    page.click(".widgets-panel > .entry").await;
    assert_eq!(page.count(selected), 0);
    assert_eq!(page.text(".inspector h2"), "Whole overlay");
    assert!(
        page.value("#address")
            .ends_with("?widget=tip-latest&widget=tip-monthly-top-donator")
    );
}

#[wasm_bindgen_test]
async fn the_source_size_has_a_name_or_is_typed() {
    let page = mount_page("widget=tip-latest").await;
    let selected = || page.find::<HtmlSelectElement>("#source-size").value();
    assert_eq!(selected(), "Default");
    page.choose("#source-size", "Lower third").await;
    let frame: HtmlElement = page.find("iframe");
    let width = || frame.style().get_property_value("width").unwrap();
    assert_eq!(width(), "1920px");
    page.choose("[aria-label='Width of the source']", "700")
        .await;
    assert_eq!(
        (selected().as_str(), width().as_str()),
        ("Own size", "700px")
    );
    page.choose("[aria-label='Width of the source']", "wide")
        .await;
    assert_eq!(width(), "700px");
}
