//! The configurator: the form, its history, and the address that results.

use super::stub::{APIKEY, CHANNEL};
use super::tab::{TIMEOUT, Tab};
use super::test_page::{TestPage, in_both_engines};
use session_overlay::config::query::Query;
use session_overlay::options::{Control, OptionSpec, PAGE, WIDGET};

in_both_engines! {
    a_first_visit_produces_a_working_address,
    every_option_round_trips_through_form_and_address,
    problems_are_shown_at_their_field,
    edits_are_undone_and_redone,
    widgets_are_reordered_by_mouse_and_keyboard,
}

/// Three clicks and one paste: the field, an accent, and *Copy address*.
async fn a_first_visit_produces_a_working_address(page: &TestPage) {
    page.allow_clipboard().await;
    let tab = page.open_configurator("").await;
    // A finished overlay, before anything is requested.
    tab.wait_for_preview("NEW PC").await;
    tab.wait_for_preview("LATEST FOLLOWER").await;
    tab.wait_for_text("Paste your overlay token").await;
    assert!(page.api.requests().is_empty());
    tab.click_on("#credential").await;
    tab.type_text(&format!(
        "https://streamelements.com/overlay/0123456789abcdef01234567/{APIKEY}"
    ))
    .await;
    tab.wait_for_text("Connected to moss_and_fern on twitch.")
        .await;
    tab.wait_for_text("Ready for OBS").await;
    tab.wait_for_address("currency=EUR").await;
    tab.wait_for_preview("€").await;
    tab.click("Sky accent").await;
    tab.click("Copy address").await;
    tab.wait_for_text("Copied").await;
    let copied = tab.clipboard().await;
    let expected = format!("channel={CHANNEL}&currency=EUR");
    assert!(copied.contains(&expected), "{copied}");
    assert_eq!(copied.matches("accent=58b8ff").count(), 2, "{copied}");
    assert!(copied.ends_with(&format!("#apikey={APIKEY}")), "{copied}");
    let overlay = page.open(&copied).await;
    overlay.wait_until_live().await;
    assert_eq!(overlay.root_data("page").await.as_deref(), Some("overlay"));
    assert_eq!(overlay.text(".title").await.as_deref(), Some("New PC"));
    tab.screenshot(&page.screenshot_dir(), "configurator").await;
    // The message is about the address that was copied.
    tab.choose_theme("neon").await;
    tab.wait_for("!document.body.innerText.includes('Copied')", TIMEOUT)
        .await;
    // The next visit continues there.
    let (base, api) = (&page.site.base, &page.api.origin);
    tab.goto("about:blank").await;
    tab.goto(&format!("{base}?page=configurator&api={api}"))
        .await;
    tab.wait_for("document.querySelector('#address')", TIMEOUT)
        .await;
    tab.wait_for_address("theme=neon").await;
    tab.wait_for_address("accent=58b8ff").await;
}

/// A valid value that is not the default.
fn sample(spec: &OptionSpec) -> String {
    match spec.name {
        "channel" => CHANNEL.to_owned(),
        "api" => "https://api.example.com".to_owned(),
        "gateway" => "wss://gateway.example.com".to_owned(),
        "font" => "Comic Neue".to_owned(),
        "locale" => "de-AT".to_owned(),
        "currency" => "EUR".to_owned(),
        "title" | "empty" => "Words & more".to_owned(),
        "template" => "plain {{ words".to_owned(),
        "ends" => "2030-12-24T20:00".to_owned(),
        "only" => "tip,cheer".to_owned(),
        "target" => "2500".to_owned(),
        "plus" | "add" => "tip-session*12".to_owned(),
        "milestones" => "100:Words & more".to_owned(),
        "from" => "2026-12-24T18:05Z".to_owned(),
        "time" => "4h".to_owned(),
        "most" => "24h".to_owned(),
        "accent" | "text" | "track" | "back" => "ff8800cc".to_owned(),
        _ if !spec.choices.is_empty() => {
            let others = spec
                .choices
                .iter()
                .find(|choice| spec.default != Some(**choice));
            (*others.unwrap()).to_owned()
        }
        _ => "12".to_owned(),
    }
}

async fn set(tab: &Tab, within: &str, spec: &OptionSpec, value: &str) {
    let field = format!("{within} [data-option={}]", spec.name);
    if matches!(spec.control, Control::Figures | Control::AddedTime) {
        tab.click_on(&format!("{field} > button")).await;
        tab.fill_on(&format!("{field} .short"), "12").await;
    } else if spec.control == Control::Milestones {
        tab.click_on(&format!("{field} > button")).await;
        let (_, words) = value.split_once(':').unwrap();
        tab.fill_on(&format!("{field} input:not(.short)"), words)
            .await;
    } else if spec.name == "only" {
        // One check box per event type, in the order of the table.
        tab.click_on(&format!("{field} .check:nth-child(1)")).await;
        tab.click_on(&format!("{field} .check:nth-child(2)")).await;
    } else if spec.name == "theme" {
        tab.choose_theme(value).await;
    } else if tab.count(&format!("{field} select")).await == 1 {
        tab.select_option(&format!("{field} select"), value).await;
    } else {
        tab.fill_on(&format!("{field} input[id]"), value).await;
    }
}

async fn every_option_round_trips_through_form_and_address(page: &TestPage) {
    let tab = page
        .open_configurator("layout=rotate&widget=tip-goal&target=9&widget=recent&as=ticker&widget=tip-latest&widget=tip-recent&widget=timer&widget=tip-top&widget=alerts&widget=credits")
        .await;
    tab.click("Whole overlay").await;
    tab.click("Advanced").await;
    let skipped = ["channel", "source", "api", "layout"];
    for spec in PAGE.iter().filter(|spec| !skipped.contains(&spec.name)) {
        set(&tab, "main", spec, &sample(spec)).await;
        let written = Query(vec![(spec.name.to_owned(), sample(spec))]).encode();
        tab.wait_for_address(&written).await;
    }
    let mut seen: Vec<&str> = Vec::new();
    for position in 1..=8 {
        let within = ".inspector";
        tab.select_widget(position).await;
        tab.open_advanced().await;
        for spec in WIDGET {
            let field = format!("{within} [data-option={}]", spec.name);
            if seen.contains(&spec.name) || spec.name == "as" || tab.count(&field).await == 0 {
                continue;
            }
            seen.push(spec.name);
            set(&tab, within, spec, &sample(spec)).await;
            let written = Query(vec![(spec.name.to_owned(), sample(spec))]).encode();
            tab.wait_for_address(&written).await;
        }
    }
    // Last, because another kind has other fields.
    tab.select_widget(6).await;
    tab.select_option(".inspector [data-option=as] select", "ticker")
        .await;
    tab.wait_for(
        "document.querySelector('#address').value.split('as=ticker').length === 3",
        TIMEOUT,
    )
    .await;
    assert_eq!(seen.len(), WIDGET.len() - 1, "{seen:?}");
    // The address alone restores the form.
    let before = tab.address().await;
    let restored = page.tab((1280, 900)).await;
    restored
        .goto(&before.replace('?', "?page=configurator&"))
        .await;
    restored
        .wait_for("document.querySelector('#address')", TIMEOUT)
        .await;
    assert_eq!(restored.address().await, before);
    assert_eq!(restored.count(".error").await, tab.count(".error").await);
}

async fn problems_are_shown_at_their_field(page: &TestPage) {
    let tab = page
        .open_configurator("widget=tip-goal&theme=neom&siez=3")
        .await;
    tab.wait_for("document.querySelector('.widget-editor .error')", TIMEOUT)
        .await;
    assert_eq!(
        tab.text(".canvas > .error").await.as_deref(),
        Some(
            "theme takes plate, clear, neon, paper, pixel or glass, not “neom”; did you mean “neon”?"
        )
    );
    tab.wait_for_text("target is missing").await;
    assert_eq!(
        tab.count("[data-option=target] [aria-invalid=true]").await,
        1
    );
    // The bar says the one thing that is missing and leads there.
    tab.click_on(".widgets-panel > .entry").await;
    tab.click("An option has a problem. Mend it.").await;
    tab.wait_for("document.activeElement.id.startsWith('target')", TIMEOUT)
        .await;
    tab.fill("Target", "none").await;
    tab.wait_for_text("target takes a number above 0").await;
    tab.fill("Target", "250").await;
    tab.choose_theme("neon").await;
    tab.wait_for_text("there is no option “siez”").await;
    tab.click("Remove “siez”").await;
    tab.wait_for("!document.querySelector('.error')", TIMEOUT)
        .await;
    tab.wait_for_address("theme=neon&locale=en-US&").await;
    tab.wait_for_address("&widget=tip-goal&target=250").await;
}

async fn edits_are_undone_and_redone(page: &TestPage) {
    let tab = page.open_configurator("widget=tip-latest").await;
    tab.fill("Title", "Thanks").await;
    tab.wait_for_address("title=Thanks").await;
    tab.click("Remove Thanks").await;
    tab.wait_for("!document.querySelector('.widget-editor')", TIMEOUT)
        .await;
    tab.wait_for_text("Add a first widget").await;
    tab.click("Undo").await;
    tab.wait_for_address("title=Thanks").await;
    tab.press_key("Ctrl+z").await;
    tab.wait_for(
        "!document.querySelector('#address').value.includes('Thanks')",
        TIMEOUT,
    )
    .await;
    tab.press_key("Ctrl+Shift+z").await;
    tab.wait_for_address("title=Thanks").await;
    // The next visit restores the draft without an address.
    tab.goto(&page.site.base).await;
    tab.wait_for("document.querySelector('#address')", TIMEOUT)
        .await;
    tab.wait_for_address("widget=tip-latest&title=Thanks").await;
}

/// The keys of the widgets, in the order of the list.
async fn order(tab: &Tab) -> Vec<String> {
    tab.eval("[...document.querySelectorAll('.widget-editor small')].map((key) => key.textContent)")
        .await
}

async fn widgets_are_reordered_by_mouse_and_keyboard(page: &TestPage) {
    let tab = page
        .open_configurator("widget=tip-latest&widget=cheer-latest&widget=follower-latest")
        .await;
    tab.select_widget(2).await;
    tab.click("Move Latest cheer up").await;
    assert_eq!(
        order(&tab).await,
        ["cheer-latest", "tip-latest", "follower-latest"]
    );
    tab.drag(
        ".widget-editor:nth-child(1) .handle",
        ".widget-editor:nth-child(3)",
    )
    .await;
    tab.wait_for(
        "document.querySelector('.widget-editor:nth-child(3)').textContent.includes('cheer-latest')",
        TIMEOUT,
    )
    .await;
    assert_eq!(
        order(&tab).await,
        ["tip-latest", "follower-latest", "cheer-latest"]
    );
    // By keyboard: the copy comes after its original.
    tab.select_widget(1).await;
    let _: bool = tab
        .eval("document.querySelector('[aria-label=\"Duplicate Latest tip\"]').focus(), true")
        .await;
    tab.press_key("Enter").await;
    tab.wait_for(
        "document.querySelectorAll('.widget-editor').length === 4",
        TIMEOUT,
    )
    .await;
    assert_eq!(order(&tab).await[..2], ["tip-latest", "tip-latest"]);
}
