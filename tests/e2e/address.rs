//! The configurator's address: channel, credential, drag and drop, import and
//! presets.

use super::stub::{APIKEY, CHANNEL, JWT};
use super::tab::TIMEOUT;
use super::test_page::{TestPage, in_both_engines};
use std::time::Duration;

in_both_engines! {
    a_dragged_address_carries_the_size_of_its_source,
    a_credential_is_revealed_for_ten_seconds_and_not_stored,
    an_existing_address_is_imported,
    a_channel_is_found_by_name,
    pasted_tokens_are_recognized,
    a_token_is_saved_in_the_browser,
    saved_presets_are_restored,
}

async fn a_dragged_address_carries_the_size_of_its_source(page: &TestPage) {
    let tab = page
        .open_configurator(&format!(
            "channel={CHANNEL}&widget=follower-latest&title=Welcome%20in"
        ))
        .await;
    tab.fill("Overlay token or address", APIKEY).await;
    tab.wait_for_text("The widgets need").await;
    let drag_data = tab.drag_data(".drag").await;
    let address = &drag_data["text/uri-list"];
    assert!(
        address.contains("layer-name=Welcome%20in&layer-width="),
        "{address}"
    );
    assert!(address.ends_with(&format!("#apikey={APIKEY}")), "{address}");
    let number = |name: &str| -> f64 {
        let rest = address.split_once(name).unwrap().1;
        rest.split(['&', '#']).next().unwrap().parse().unwrap()
    };
    // A label is only as large as its text.
    let (width, height) = (number("layer-width="), number("layer-height="));
    assert!(
        width > 80.0 && width < 500.0 && height > 30.0 && height < 200.0,
        "{width} × {height}"
    );
    let overlay = page.open(address).await;
    overlay.wait_until_live().await;
    assert_eq!(overlay.count(".problem").await, 0);
}

async fn a_credential_is_revealed_for_ten_seconds_and_not_stored(page: &TestPage) {
    let tab = page
        .open_configurator(&format!(
            "channel={CHANNEL}&widget=tip-latest#apikey={APIKEY}"
        ))
        .await;
    tab.wait_for_address("#apikey=••••••••").await;
    tab.click("Show the address for 10 s").await;
    tab.wait_for_address(APIKEY).await;
    tokio::time::sleep(Duration::from_secs(9)).await;
    assert!(tab.address().await.contains(APIKEY));
    tab.wait_for(
        &format!("!document.querySelector('#address').value.includes({APIKEY:?})"),
        Duration::from_secs(3),
    )
    .await;
    let readable: String = tab
        .eval("document.documentElement.outerHTML + document.title + location.href + JSON.stringify([localStorage, sessionStorage])")
        .await;
    assert!(!readable.contains(APIKEY));
}

async fn an_existing_address_is_imported(page: &TestPage) {
    let tab = page.open_configurator("").await;
    let existing = page.address("theme=neon&widget=cheer-latest&title=Bits");
    tab.fill("Overlay token or address", &existing).await;
    tab.wait_for_address("widget=cheer-latest&title=Bits#apikey=••••••••")
        .await;
    assert_eq!(tab.value("#credential").await, "");
    assert_eq!(tab.value("#channel").await, CHANNEL);
    // Dropped anywhere.
    tab.drop_text(".stage", &existing.replace("cheer-latest", "tip-latest"))
        .await;
    tab.wait_for_address("widget=tip-latest&title=Bits").await;
    tab.fill("Paste an address to edit it", "https://example.com/")
        .await;
    tab.wait_for_text("This address has no widget and no token")
        .await;
    // Nothing is lost.
    tab.wait_for_address("widget=tip-latest&title=Bits#apikey=••••••••")
        .await;
}

async fn a_channel_is_found_by_name(page: &TestPage) {
    page.expect_failed_requests();
    let tab = page.open_configurator("widget=tip-latest").await;
    tab.fill("Channel", "no_such_channel").await;
    tab.click("Find").await;
    tab.wait_for_text("no channel named “no_such_channel”")
        .await;
    tab.fill("Channel", "moss_and_fern").await;
    tab.press_key("Enter").await;
    tab.wait_for_text("on twitch").await;
    tab.wait_for_address(&format!("channel={CHANNEL}")).await;
    assert_eq!(tab.value("#channel").await, CHANNEL);
    tab.click("Undo").await;
    tab.wait_for(
        "document.querySelector('#channel').value === 'moss_and_fern'",
        TIMEOUT,
    )
    .await;
    let lookups = page
        .api
        .requests()
        .into_iter()
        .filter(|call| call.path.contains("/channels/"));
    assert!(lookups.clone().count() >= 2);
    assert!(
        lookups
            .into_iter()
            .all(|call| !call.headers.contains_key("authorization"))
    );
}

async fn pasted_tokens_are_recognized(page: &TestPage) {
    page.expect_failed_requests();
    let tab = page
        .open_configurator(&format!("channel={CHANNEL}&widget=tip-latest"))
        .await;
    tab.fill(
        "Overlay token or address",
        &format!("https://streamelements.com/overlay/0123456789abcdef01234567/{APIKEY}"),
    )
    .await;
    tab.wait_for_text("the address of an overlay on StreamElements")
        .await;
    assert_eq!(tab.value("#credential").await, "");
    tab.wait_for_address("#apikey=").await;
    tab.fill("Overlay token or address", JWT).await;
    tab.wait_for_text("This is a JWT").await;
    tab.wait_for_text("The JWT expires on 2100-01-01").await;
    tab.wait_for_address("#token=").await;
    tab.fill("Overlay token or address", "made-up-and-wrong-token")
        .await;
    tab.wait_for_text("does not accept the token").await;
    tab.click("Try again").await;
    tab.wait_for_text("Connecting").await;
    tab.wait_for_text("does not accept the token").await;
    tab.fill("Overlay token or address", "no").await;
    tab.wait_for_text("This does not look like a token").await;
}

async fn a_token_is_saved_in_the_browser(page: &TestPage) {
    let tab = page
        .open_configurator(&format!("channel={CHANNEL}&widget=tip-latest"))
        .await;
    tab.fill("Overlay token or address", APIKEY).await;
    tab.click("Save the token in this browser, not in the address")
        .await;
    tab.wait_for(
        "!document.querySelector('#address').value.includes('#')",
        TIMEOUT,
    )
    .await;
    let overlay = page.open(&tab.address().await).await;
    overlay.wait_until_live().await;
    // Once removed, the same address has no credential.
    tab.click("Save the token in this browser, not in the address")
        .await;
    tab.wait_for_address("#apikey=").await;
    overlay
        .goto(tab.address().await.split('#').next().unwrap())
        .await;
    overlay
        .wait_for("document.querySelector('.problem')", TIMEOUT)
        .await;
}

async fn saved_presets_are_restored(page: &TestPage) {
    let tab = page
        .open_configurator(&format!("channel={CHANNEL}&theme=paper&widget=tip-latest"))
        .await;
    tab.click("Presets").await;
    tab.fill("Name of the preset", "My corner").await;
    tab.click("Save").await;
    tab.wait_for_text("Saved “My corner” in this browser").await;
    tab.click_on("[data-preset=ticker]").await;
    tab.wait_for_address("as=ticker").await;
    tab.click("Presets").await;
    tab.click("My corner").await;
    tab.wait_for_address("theme=paper&locale=en-US&").await;
    tab.wait_for_address("&widget=tip-latest").await;
    let stored: String = tab.eval("localStorage['session-overlay:presets']").await;
    assert!(
        stored.contains("My corner") && !stored.contains(CHANNEL),
        "{stored}"
    );
    tab.click("Presets").await;
    let file = page.download(&tab, "Export as a file").await;
    assert!(
        file.contains("My corner") && !file.contains(CHANNEL),
        "{file}"
    );
    // Import of a file.
    let _: bool = tab
        .eval(
            "(() => {
                const data = new DataTransfer();
                data.items.add(new File([JSON.stringify([{ name: 'Theirs', query: 'widget=cheer-latest' }])], 'presets.json', { type: 'application/json' }));
                const input = document.querySelector('input[type=file]');
                input.files = data.files;
                return input.dispatchEvent(new Event('change', { bubbles: true }));
            })()",
        )
        .await;
    tab.wait_for_text("Presets imported: 1").await;
    tab.click("Delete Theirs").await;
    tab.wait_for_text("Deleted “Theirs”").await;
    tab.click("Undo the deletion").await;
    tab.wait_for_text("Restored “Theirs”").await;
    tab.click("Theirs").await;
    tab.wait_for_address("widget=cheer-latest").await;
}
