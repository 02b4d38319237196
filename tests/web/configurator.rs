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
    page.click(".widget-editor [aria-label^=Remove]").await;
    assert_eq!(widgets(), 1);
    // A text field has an undo of its own.
    page.press("#search", "z", true).await;
    page.press("#address", "z", false).await;
    assert_eq!(widgets(), 1);
    page.press(".configurator", "z", true).await;
    assert_eq!(widgets(), 2);
    page.press(".configurator", "y", true).await;
    assert_eq!(widgets(), 1);
}

#[wasm_bindgen_test]
async fn a_found_widget_is_added_with_open_options() {
    let page = mount_page("widget=tip-latest").await;
    page.enter("#search", "monthly tipper").await;
    assert_eq!(page.count(".catalogue [data-key]"), 1);
    page.click(".catalogue [data-key]").await;
    assert_eq!(page.count(".widget-editor"), 2);
    let expanded = ".widget-editor:nth-child(2) [aria-expanded=true]";
    assert_eq!((page.count(expanded), page.count(".body")), (1, 1));
    page.click(expanded).await;
    assert_eq!((page.count(expanded), page.count(".body")), (0, 0));
    assert!(
        page.value("#address")
            .ends_with("?widget=tip-latest&widget=tip-monthly-top-donator")
    );
}

#[wasm_bindgen_test]
async fn the_source_size_menu_lists_a_size_of_its_own() {
    let page = mount_page("").await;
    let selected = || {
        page.find::<HtmlSelectElement>(".source-size select")
            .value()
    };
    let count = || page.count(".source-size option");
    let listed = count();
    assert_eq!(selected(), "800 × 600");
    page.click("[data-preset=ticker]").await;
    assert_eq!((selected().as_str(), count()), ("1920 × 110", listed + 1));
    page.choose(".source-size select", "1280 × 720").await;
    assert_eq!((selected().as_str(), count()), ("1280 × 720", listed));
    let frame: HtmlElement = page.find("iframe");
    assert_eq!(frame.style().get_property_value("width").unwrap(), "1280px");
}
