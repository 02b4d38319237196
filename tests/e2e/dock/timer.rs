//! The timer of an overlay in the dock.

use crate::stub::APIKEY;
use crate::tab::TIMEOUT;
use crate::test_page::{TestPage, in_both_engines};
use serde_json::json;

in_both_engines! {
    the_timer_of_an_overlay_gets_more_time,
    the_address_of_another_overlay_is_pasted,
}

const LEFT: &str = "document.querySelector('.timer-left')?.textContent";
const SHOWN: &str = "document.querySelector('.value')?.textContent";

async fn the_timer_of_an_overlay_gets_more_time(page: &TestPage) {
    page.allow_clipboard().await;
    page.api.set("tip-session", json!({ "amount": 5 }));
    let query = "widget=timer&from=2099-01-01T00:00Z&time=1h&add=tip-session*60&widget=tip-total";
    let overlay = page.live(query).await;
    overlay
        .wait_for(&format!("{SHOWN} === '1:05:00'"), TIMEOUT)
        .await;
    // What was added before a reset is stored.
    page.api.reset();
    page.api.set("tip-session", json!({ "amount": 2 }));
    overlay
        .wait_for(&format!("{SHOWN} === '1:07:00'"), TIMEOUT)
        .await;
    let dock = page.writing_dock().await;
    dock.wait_for(&format!("{LEFT} === '1:07:00'"), TIMEOUT)
        .await;
    dock.wait_for_text("0:07:00 was added").await;
    dock.click("+15 min").await;
    dock.click("−5 min").await;
    dock.wait_for_text("10 minutes more").await;
    dock.screenshot(&page.screenshot_dir(), "dock-timer").await;
    dock.click("Copy the new address").await;
    dock.wait_for_text("Copied without a token").await;
    let address = dock.clipboard().await;
    let expected = "&from=2099-01-01T00:00Z&time=1h17m&add=tip-session%2A60%402&";
    assert!(address.contains(expected), "{address}");
    assert!(
        address.contains("widget=tip-total") && !address.contains('#'),
        "{address}"
    );
    overlay.goto(&format!("{address}#apikey={APIKEY}")).await;
    overlay
        .wait_for(&format!("{SHOWN} === '1:17:00'"), TIMEOUT)
        .await;
}

async fn the_address_of_another_overlay_is_pasted(page: &TestPage) {
    page.allow_clipboard().await;
    let dock = page.dock(&format!("apikey={APIKEY}")).await;
    dock.wait_until_live().await;
    dock.click("Another overlay's timer").await;
    let field = "Address of an overlay with a timer";
    dock.fill(field, "https://example.org/?widget=tip-total")
        .await;
    dock.wait_for_text("There is no timer in this address")
        .await;
    let timer =
        "https://example.org/?widget=timer&from=2099-01-01T00:00Z&time=45m#apikey=made-up-token";
    dock.fill(field, timer).await;
    dock.wait_for_text("Its timer is shown at the top").await;
    dock.wait_for(&format!("{LEFT} === '0:45:00'"), TIMEOUT)
        .await;
    dock.click("+60 min").await;
    dock.click("Copy the new address").await;
    dock.wait_for_text("Copied. Paste it as the URL").await;
    let copied = dock.clipboard().await;
    assert!(
        copied.ends_with("&time=1h45m#apikey=made-up-token"),
        "{copied}"
    );
    // The token is nowhere in the page.
    let text: String = dock.eval("document.documentElement.outerHTML").await;
    assert!(!text.contains("made-up-token"));
}
