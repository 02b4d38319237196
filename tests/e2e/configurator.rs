//! The configurator, from the first visit to the address that OBS gets.

use super::stub::{APIKEY, CHANNEL};
use super::tab::{TIMEOUT, Tab};
use super::test_page::{TestPage, in_both_engines};
use session_overlay::config::query::Query;
use session_overlay::options::{OptionSpec, PAGE, WIDGET};

in_both_engines! {
    a_first_visit_ends_with_an_address_that_works,
    every_option_goes_through_form_and_address,
    what_is_wrong_is_said_at_its_field,
    steps_are_undone_and_done_again,
    widgets_are_ordered_by_hand_and_by_keyboard,
}

async fn a_first_visit_ends_with_an_address_that_works(page: &TestPage) {
    page.allow_clipboard().await;
    let tab = page.studio("").await;
    tab.wait_for_words("There is no widget yet").await;
    tab.click_on("[data-preset=new-pc]").await;
    tab.wait_for_preview("NEW PC").await;
    tab.wait_for_words("Your channel is missing").await;
    tab.fill("Channel", CHANNEL).await;
    tab.wait_for_words("Your overlay token is missing").await;
    tab.fill("Overlay token", APIKEY).await;
    tab.click("Test the connection").await;
    tab.wait_for_words("It works").await;
    tab.click("Copy").await;
    tab.wait_for_words("Copied").await;
    let copied = tab.clipboard().await;
    assert!(copied.ends_with(&format!("#apikey={APIKEY}")), "{copied}");
    let overlay = page.open(&copied).await;
    overlay.wait_until_live().await;
    assert_eq!(overlay.root_data("page").await.as_deref(), Some("overlay"));
    assert_eq!(overlay.text(".title").await.as_deref(), Some("New PC"));
    tab.screenshot(&page.screenshot_dir(), "configurator").await;
}

/// A value that is not the default, and that the option takes.
fn sample(spec: &OptionSpec) -> String {
    match spec.name {
        "channel" => CHANNEL.to_owned(),
        "api" => "https://api.example.com".to_owned(),
        "font" => "Comic Neue".to_owned(),
        "locale" => "de-AT".to_owned(),
        "currency" => "EUR".to_owned(),
        "title" | "empty" => "Words & more".to_owned(),
        "template" => "plain {{ words".to_owned(),
        "ends" => "2030-12-24T20:00".to_owned(),
        "only" => "tip,cheer".to_owned(),
        "target" => "2500".to_owned(),
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
    if spec.name == "only" {
        // A check box each, in the order of the table.
        tab.click_on(&format!("{field} .check:nth-child(1)")).await;
        tab.click_on(&format!("{field} .check:nth-child(2)")).await;
    } else if tab.count(&format!("{field} select")).await == 1 {
        tab.select_option(&format!("{field} select"), value).await;
    } else {
        tab.fill_on(&format!("{field} input[id]"), value).await;
    }
}

async fn every_option_goes_through_form_and_address(page: &TestPage) {
    let tab = page
        .studio("layout=rotate&widget=tip-goal&target=9&widget=recent&as=ticker&widget=tip-latest&widget=tip-recent")
        .await;
    tab.click("For few").await;
    let own = ["channel", "source", "api", "layout"];
    for spec in PAGE.iter().filter(|spec| !own.contains(&spec.name)) {
        set(&tab, "section[aria-labelledby=page]", spec, &sample(spec)).await;
        let written = Query(vec![(spec.name.to_owned(), sample(spec))]).write();
        tab.wait_for_address(&written).await;
    }
    let mut seen: Vec<&str> = Vec::new();
    for piece in 1..=4 {
        let within = format!(".piece:nth-child({piece})");
        tab.click_on(&format!("{within} .name")).await;
        for spec in WIDGET {
            let field = format!("{within} [data-option={}]", spec.name);
            if seen.contains(&spec.name) || spec.name == "as" || tab.count(&field).await == 0 {
                continue;
            }
            seen.push(spec.name);
            set(&tab, &within, spec, &sample(spec)).await;
            let written = Query(vec![(spec.name.to_owned(), sample(spec))]).write();
            tab.wait_for_address(&written).await;
        }
    }
    // Last, for it makes another kind of the widget, with other fields.
    tab.select_option(".piece:nth-child(4) [data-option=as] select", "ticker")
        .await;
    tab.wait_for(
        "document.querySelector('#address').value.split('as=ticker').length === 3",
        TIMEOUT,
    )
    .await;
    assert_eq!(seen.len(), WIDGET.len() - 1, "{seen:?}");
    // Read again from the address alone, the form says the same.
    let before = tab.address().await;
    let again = page.tab((1280, 900)).await;
    again
        .goto(&before.replace('?', "?page=configurator&"))
        .await;
    again
        .wait_for("document.querySelector('#address')", TIMEOUT)
        .await;
    assert_eq!(again.address().await, before);
    assert_eq!(again.count(".wrong").await, tab.count(".wrong").await);
}

async fn what_is_wrong_is_said_at_its_field(page: &TestPage) {
    let tab = page.studio("widget=tip-goal&theme=neom&siez=3").await;
    let told = |option: &str| format!("[data-option={option}] .wrong");
    tab.wait_for("document.querySelector('.piece .wrong')", TIMEOUT)
        .await;
    assert_eq!(
        tab.text(&told("theme")).await.as_deref(),
        Some(
            "theme takes plate, clear, neon, paper, pixel or glass, not “neom”; did you mean “neon”?"
        )
    );
    tab.click_on(".piece .name").await;
    tab.wait_for_words("target is missing").await;
    assert_eq!(
        tab.count("[data-option=target] [aria-invalid=true]").await,
        1
    );
    tab.fill("Target", "none").await;
    tab.wait_for_words("target takes a number above 0").await;
    tab.fill("Target", "250").await;
    tab.select_option("[data-option=theme] select", "neon")
        .await;
    tab.wait_for_words("there is no option “siez”").await;
    tab.click("Take “siez” out").await;
    tab.wait_for("!document.querySelector('.wrong')", TIMEOUT)
        .await;
    tab.wait_for_address("theme=neon&locale=en-US&widget=tip-goal&target=250")
        .await;
}

async fn steps_are_undone_and_done_again(page: &TestPage) {
    let tab = page.studio("widget=tip-latest").await;
    tab.click_on(".piece .name").await;
    tab.fill("Title", "Thanks").await;
    tab.wait_for_address("title=Thanks").await;
    tab.click("Remove Thanks").await;
    tab.wait_for("!document.querySelector('.piece')", TIMEOUT)
        .await;
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
    // A visit later it is still there, without any address.
    tab.goto(&page.site.base).await;
    tab.wait_for("document.querySelector('#address')", TIMEOUT)
        .await;
    tab.wait_for_address("widget=tip-latest&title=Thanks").await;
}

async fn widgets_are_ordered_by_hand_and_by_keyboard(page: &TestPage) {
    let tab = page
        .studio("widget=tip-latest&widget=cheer-latest&widget=follower-latest")
        .await;
    let order = async || -> Vec<String> {
        tab.eval("[...document.querySelectorAll('.piece .name small:first-of-type')].map((key) => key.textContent.split(' ')[0])").await
    };
    tab.click("Move Latest cheer up").await;
    assert_eq!(
        order().await,
        ["cheer-latest", "tip-latest", "follower-latest"]
    );
    tab.drag(".piece:nth-child(1) .handle", ".piece:nth-child(3)")
        .await;
    tab.wait_for(
        "document.querySelector('.piece:nth-child(3)').textContent.includes('cheer-latest')",
        TIMEOUT,
    )
    .await;
    assert_eq!(
        order().await,
        ["tip-latest", "follower-latest", "cheer-latest"]
    );
    // By keyboard alone: the copy comes behind its original.
    let _: bool = tab
        .eval("document.querySelector('[aria-label=\"Duplicate Latest tip\"]').focus(), true")
        .await;
    tab.press_key("Enter").await;
    tab.wait_for("document.querySelectorAll('.piece').length === 4", TIMEOUT)
        .await;
    assert_eq!(order().await[..2], ["tip-latest", "tip-latest"]);
    // Found by its words and added.
    tab.click("Add a widget").await;
    tab.fill("Search", "monthly tipper").await;
    tab.click("Top tipper this month").await;
    tab.wait_for_address("widget=cheer-latest&widget=tip-monthly-top-donator")
        .await;
    tab.wait_for_preview("TOP TIPPER THIS MONTH").await;
}
