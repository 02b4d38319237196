//! The address that the configurator makes: whose it is, what opens it, and the
//! ways in and out.

use super::stub::{APIKEY, CHANNEL, JWT};
use super::tab::TIMEOUT;
use super::test_page::{TestPage, in_both_engines};
use std::time::Duration;

in_both_engines! {
    an_address_is_dragged_into_obs_with_its_size,
    a_credential_is_shown_for_ten_seconds_and_left_nowhere,
    an_address_that_exists_is_taken_in,
    a_channel_is_found_by_its_name,
    what_is_pasted_as_a_token_is_recognised,
    a_token_is_kept_in_the_browser_instead,
    presets_of_ones_own_come_back,
}

async fn an_address_is_dragged_into_obs_with_its_size(page: &TestPage) {
    let tab = page
        .studio(&format!(
            "channel={CHANNEL}&widget=follower-latest&title=Welcome%20in"
        ))
        .await;
    tab.fill("Overlay token", APIKEY).await;
    tab.wait_for_words("The widgets take").await;
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
    // A label takes no more than its words.
    let (width, height) = (number("layer-width="), number("layer-height="));
    assert!(
        width > 80.0 && width < 500.0 && height > 30.0 && height < 200.0,
        "{width} × {height}"
    );
    let overlay = page.open(address).await;
    overlay.wait_until_live().await;
    assert_eq!(overlay.count(".problem").await, 0);
}

async fn a_credential_is_shown_for_ten_seconds_and_left_nowhere(page: &TestPage) {
    let tab = page
        .studio(&format!(
            "channel={CHANNEL}&widget=tip-latest#apikey={APIKEY}"
        ))
        .await;
    tab.wait_for_address("#apikey=••••••••").await;
    tab.click("Reveal for 10 s").await;
    tab.wait_for_address(APIKEY).await;
    tokio::time::sleep(Duration::from_secs(9)).await;
    assert!(tab.address().await.contains(APIKEY));
    tab.wait_for(
        &format!("!document.querySelector('#address').value.includes({APIKEY:?})"),
        Duration::from_secs(3),
    )
    .await;
    let left: String = tab
        .eval("document.documentElement.outerHTML + document.title + location.href + JSON.stringify([localStorage, sessionStorage])")
        .await;
    assert!(!left.contains(APIKEY));
    assert!(page.api.requests().is_empty());
}

async fn an_address_that_exists_is_taken_in(page: &TestPage) {
    let tab = page.studio("").await;
    let existing = page.address("theme=neon&widget=cheer-latest&title=Bits");
    tab.fill("Paste or drop an address to edit it", &existing)
        .await;
    tab.wait_for_address("widget=cheer-latest&title=Bits#apikey=••••••••")
        .await;
    assert_eq!(tab.value("#taken").await, "");
    assert_eq!(tab.value("#channel").await, CHANNEL);
    tab.drop_text(".take", &existing.replace("cheer-latest", "tip-latest"))
        .await;
    tab.wait_for_address("widget=tip-latest&title=Bits").await;
    tab.fill(
        "Paste or drop an address to edit it",
        "https://example.com/",
    )
    .await;
    tab.wait_for_words("There is no widget in that").await;
}

async fn a_channel_is_found_by_its_name(page: &TestPage) {
    page.expect_failed_requests();
    let tab = page.studio("widget=tip-latest").await;
    tab.fill("Channel", "nobody_at_all").await;
    tab.click("Find").await;
    tab.wait_for_words("knows no channel called “nobody_at_all”")
        .await;
    tab.fill("Channel", "moss_and_fern").await;
    tab.press_key("Enter").await;
    tab.wait_for_words("on twitch").await;
    tab.wait_for_address(&format!("channel={CHANNEL}")).await;
    let asked = page
        .api
        .requests()
        .into_iter()
        .filter(|call| call.path.contains("/channels/"));
    assert!(asked.clone().count() >= 2);
    assert!(
        asked
            .into_iter()
            .all(|call| !call.headers.contains_key("authorization"))
    );
}

async fn what_is_pasted_as_a_token_is_recognised(page: &TestPage) {
    page.expect_failed_requests();
    let tab = page
        .studio(&format!("channel={CHANNEL}&widget=tip-latest"))
        .await;
    tab.fill(
        "Overlay token",
        &format!("https://streamelements.com/overlay/0123456789abcdef01234567/{APIKEY}"),
    )
    .await;
    tab.wait_for_words("whole overlay address").await;
    assert_eq!(tab.value("#credential").await, "");
    tab.wait_for_address("#apikey=").await;
    tab.fill("Overlay token", JWT).await;
    tab.wait_for_words("This is a JWT").await;
    tab.wait_for_words("The JWT expires on 2100-01-01").await;
    tab.wait_for_address("#token=").await;
    tab.fill("Overlay token", "made-up-and-wrong-token").await;
    tab.click("Test the connection").await;
    tab.wait_for_words("does not accept the token").await;
    tab.fill("Overlay token", "no").await;
    tab.wait_for_words("That is no token yet").await;
}

async fn a_token_is_kept_in_the_browser_instead(page: &TestPage) {
    let tab = page
        .studio(&format!("channel={CHANNEL}&widget=tip-latest"))
        .await;
    tab.fill("Overlay token", APIKEY).await;
    tab.click("Save the token in this browser, not in the address")
        .await;
    tab.wait_for(
        "!document.querySelector('#address').value.includes('#')",
        TIMEOUT,
    )
    .await;
    let overlay = page.open(&tab.address().await).await;
    overlay.wait_until_live().await;
    // Taken away again, the same address asks for it.
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

async fn presets_of_ones_own_come_back(page: &TestPage) {
    let tab = page
        .studio(&format!("channel={CHANNEL}&theme=paper&widget=tip-latest"))
        .await;
    tab.click("Begin with a preset").await;
    tab.fill("Name of the preset", "My corner").await;
    tab.click("Save").await;
    tab.wait_for_words("is saved in this browser").await;
    tab.click_on("[data-preset=ticker]").await;
    tab.wait_for_address("as=ticker").await;
    tab.click("My corner").await;
    tab.wait_for_address("theme=paper&locale=en-US&widget=tip-latest")
        .await;
    let kept: String = tab.eval("localStorage['session-overlay:presets']").await;
    assert!(
        kept.contains("My corner") && !kept.contains(CHANNEL),
        "{kept}"
    );
    let file = page.saved(&tab, "Export as a file").await;
    assert!(
        file.contains("My corner") && !file.contains(CHANNEL),
        "{file}"
    );
    // From a file, as another machine would.
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
    tab.wait_for_words("1 presets were taken in").await;
    tab.click("Theirs").await;
    tab.wait_for_address("widget=cheer-latest").await;
}
