//! The configurator, from the first visit to the address that OBS gets.

use super::stage::{Stage, in_both_engines};
use super::stub::{APIKEY, CHANNEL, JWT};
use super::tab::Tab;
use session_overlay::option::{PAGE, Spec, WIDGET};
use std::time::Duration;

in_both_engines! {
    a_first_visit_ends_with_an_address_that_works,
    every_option_goes_through_form_and_address,
    what_is_wrong_is_said_at_its_field,
    steps_are_undone_and_done_again,
    widgets_are_ordered_by_hand_and_by_keyboard,
    things_happen_in_the_preview,
    an_address_is_dragged_into_obs_with_its_size,
    a_credential_is_shown_for_ten_seconds_and_left_nowhere,
    an_address_that_exists_is_taken_in,
    a_channel_is_found_by_its_name,
    what_is_pasted_as_a_token_is_recognised,
    a_token_is_kept_in_the_browser_instead,
    presets_of_ones_own_come_back,
    the_studio_is_a_bundle_of_its_own,
    it_fits_from_phones_to_walls,
}

const LIMIT: Duration = Duration::from_secs(10);
const SIZE: (u32, u32) = (1280, 900);

impl Stage {
    /// The configurator, its draft on the stub's server.
    async fn studio(&self, query: &str) -> Tab {
        let tab = self.tab(SIZE).await;
        let (base, api) = (&self.site.base, &self.api.origin);
        tab.goto(&format!(
            "{base}?page=configurator&api={api}&locale=en-US&{query}"
        ))
        .await;
        tab.wait_for("document.querySelector('#address')", LIMIT)
            .await;
        tab
    }
}

async fn address(tab: &Tab) -> String {
    tab.value("#address").await
}

async fn wait_for_words(tab: &Tab, words: &str) {
    tab.wait_for(
        &format!("document.body.innerText.includes({words:?})"),
        LIMIT,
    )
    .await;
}

async fn wait_for_address(tab: &Tab, part: &str) {
    tab.wait_for(
        &format!("document.querySelector('#address').value.includes({part:?})"),
        LIMIT,
    )
    .await;
}

/// What the preview shows.
const SHOWN: &str = "(document.querySelector('iframe').contentDocument.body.innerText)";

async fn wait_for_preview(tab: &Tab, words: &str) {
    tab.wait_for(&format!("{SHOWN}.includes({words:?})"), LIMIT)
        .await;
}

async fn a_first_visit_ends_with_an_address_that_works(stage: &Stage) {
    stage.allow_clipboard().await;
    let tab = stage.studio("").await;
    wait_for_words(&tab, "There is no widget yet").await;
    tab.click_on("[data-preset=new-pc]").await;
    wait_for_preview(&tab, "NEW PC").await;
    wait_for_words(&tab, "Your channel is missing").await;
    tab.fill("Channel", CHANNEL).await;
    wait_for_words(&tab, "Your overlay token is missing").await;
    tab.fill("Overlay token", APIKEY).await;
    tab.click("Test the connection").await;
    wait_for_words(&tab, "It works").await;
    tab.click("Copy").await;
    wait_for_words(&tab, "Copied").await;
    let copied = tab.clipboard().await;
    assert!(copied.ends_with(&format!("#apikey={APIKEY}")), "{copied}");
    let overlay = stage.open(&copied).await;
    overlay.wait_until_live().await;
    assert_eq!(overlay.mark("page").await.as_deref(), Some("overlay"));
    assert_eq!(overlay.text(".title").await.as_deref(), Some("New PC"));
    tab.shoot(&stage.folder(), "configurator").await;
}

/// A value that is not the default, and that the option takes.
fn sample(spec: &Spec) -> String {
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

async fn set(tab: &Tab, within: &str, spec: &Spec, value: &str) {
    let field = format!("{within} [data-option={}]", spec.name);
    if spec.name == "only" {
        // A check box each, in the order of the table.
        tab.click_on(&format!("{field} .check:nth-child(1)")).await;
        tab.click_on(&format!("{field} .check:nth-child(2)")).await;
    } else if tab.count(&format!("{field} select")).await == 1 {
        tab.choose(&format!("{field} select"), value).await;
    } else {
        tab.fill_on(&format!("{field} input[id]"), value).await;
    }
}

async fn every_option_goes_through_form_and_address(stage: &Stage) {
    let tab = stage
        .studio("layout=rotate&widget=tip-goal&target=9&widget=recent&as=ticker&widget=tip-latest&widget=tip-recent")
        .await;
    tab.click("For few").await;
    let own = ["channel", "source", "api", "layout"];
    for spec in PAGE.iter().filter(|spec| !own.contains(&spec.name)) {
        set(&tab, "section[aria-labelledby=page]", spec, &sample(spec)).await;
        let written =
            session_overlay::query::Query(vec![(spec.name.to_owned(), sample(spec))]).write();
        wait_for_address(&tab, &written).await;
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
            let written =
                session_overlay::query::Query(vec![(spec.name.to_owned(), sample(spec))]).write();
            wait_for_address(&tab, &written).await;
        }
    }
    // Last, for it makes another kind of the widget, with other fields.
    tab.choose(".piece:nth-child(4) [data-option=as] select", "ticker")
        .await;
    tab.wait_for(
        "document.querySelector('#address').value.split('as=ticker').length === 3",
        LIMIT,
    )
    .await;
    assert_eq!(seen.len(), WIDGET.len() - 1, "{seen:?}");
    // Read again from the address alone, the form says the same.
    let before = address(&tab).await;
    let again = stage.tab(SIZE).await;
    again
        .goto(&before.replace('?', "?page=configurator&"))
        .await;
    again
        .wait_for("document.querySelector('#address')", LIMIT)
        .await;
    assert_eq!(address(&again).await, before);
    assert_eq!(again.count(".wrong").await, tab.count(".wrong").await);
}

async fn what_is_wrong_is_said_at_its_field(stage: &Stage) {
    let tab = stage.studio("widget=tip-goal&theme=neom&siez=3").await;
    let told = |option: &str| format!("[data-option={option}] .wrong");
    tab.wait_for("document.querySelector('.piece .wrong')", LIMIT)
        .await;
    assert_eq!(
        tab.text(&told("theme")).await.as_deref(),
        Some(
            "theme takes plate, clear, neon, paper, pixel or glass, not “neom”; did you mean “neon”?"
        )
    );
    tab.click_on(".piece .name").await;
    wait_for_words(&tab, "target is missing").await;
    assert_eq!(
        tab.count("[data-option=target] [aria-invalid=true]").await,
        1
    );
    tab.fill("Target", "none").await;
    wait_for_words(&tab, "target takes a number above 0").await;
    tab.fill("Target", "250").await;
    tab.choose("[data-option=theme] select", "neon").await;
    wait_for_words(&tab, "there is no option “siez”").await;
    tab.click("Take “siez” out").await;
    tab.wait_for("!document.querySelector('.wrong')", LIMIT)
        .await;
    wait_for_address(&tab, "theme=neon&locale=en-US&widget=tip-goal&target=250").await;
}

async fn steps_are_undone_and_done_again(stage: &Stage) {
    let tab = stage.studio("widget=tip-latest").await;
    tab.click_on(".piece .name").await;
    tab.fill("Title", "Thanks").await;
    wait_for_address(&tab, "title=Thanks").await;
    tab.click("Remove Thanks").await;
    tab.wait_for("!document.querySelector('.piece')", LIMIT)
        .await;
    tab.click("Undo").await;
    wait_for_address(&tab, "title=Thanks").await;
    tab.press("Ctrl+z").await;
    tab.wait_for(
        "!document.querySelector('#address').value.includes('Thanks')",
        LIMIT,
    )
    .await;
    tab.press("Ctrl+Shift+z").await;
    wait_for_address(&tab, "title=Thanks").await;
    // A visit later it is still there, without any address.
    tab.goto(&stage.site.base).await;
    tab.wait_for("document.querySelector('#address')", LIMIT)
        .await;
    wait_for_address(&tab, "widget=tip-latest&title=Thanks").await;
}

async fn widgets_are_ordered_by_hand_and_by_keyboard(stage: &Stage) {
    let tab = stage
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
        LIMIT,
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
    tab.press("Enter").await;
    tab.wait_for("document.querySelectorAll('.piece').length === 4", LIMIT)
        .await;
    assert_eq!(order().await[..2], ["tip-latest", "tip-latest"]);
    // Found by its words and added.
    tab.click("Add a widget").await;
    tab.fill("Search", "monthly tipper").await;
    tab.click("Top tipper this month").await;
    wait_for_address(&tab, "widget=cheer-latest&widget=tip-monthly-top-donator").await;
    wait_for_preview(&tab, "TOP TIPPER THIS MONTH").await;
}

async fn things_happen_in_the_preview(stage: &Stage) {
    let tab = stage
        .studio(
            "widget=tip-goal&target=20000&widget=follower-latest&widget=tip-latest&currency=EUR",
        )
        .await;
    wait_for_preview(&tab, "20,000").await;
    tab.click("New follower").await;
    wait_for_preview(&tab, "newest_friend").await;
    tab.fill("Amount of the tip", "77").await;
    tab.click("Tip").await;
    wait_for_preview(&tab, "generous_guest").await;
    wait_for_preview(&tab, "€77").await;
    tab.click("Goal reached").await;
    tab.wait_for(
        "document.querySelector('iframe').contentDocument.querySelector('[data-reached]')",
        LIMIT,
    )
    .await;
    tab.click("Very long name").await;
    wait_for_preview(&tab, "TheVeryLongestName").await;
    tab.click("Nobody yet").await;
    tab.wait_for(
        "document.querySelector('iframe').contentDocument.querySelectorAll('[data-empty]').length >= 2",
        LIMIT,
    )
    .await;
    for background in ["Dark", "Bright", "Game"] {
        tab.click(background).await;
        assert_eq!(tab.count("[data-backdrop] ").await, 1);
        tab.shoot(&stage.folder(), &format!("preview-{background}"))
            .await;
    }
    // At its true size, shown smaller.
    let size: (f64, f64) = tab.eval("[document.querySelector('iframe').contentWindow.innerWidth, document.querySelector('iframe').contentWindow.innerHeight]").await;
    assert_eq!(size, (800.0, 600.0));
    // And the live session.
    tab.fill("Channel", CHANNEL).await;
    tab.fill("Overlay token", APIKEY).await;
    tab.click("Live session").await;
    wait_for_preview(&tab, "rhaegal_meh").await;
}

async fn an_address_is_dragged_into_obs_with_its_size(stage: &Stage) {
    let tab = stage
        .studio(&format!(
            "channel={CHANNEL}&widget=follower-latest&title=Welcome%20in"
        ))
        .await;
    tab.fill("Overlay token", APIKEY).await;
    wait_for_words(&tab, "The widgets take").await;
    let carried = tab.carried(".drag").await;
    let address = &carried["text/uri-list"];
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
    let overlay = stage.open(address).await;
    overlay.wait_until_live().await;
    assert_eq!(overlay.count(".problem").await, 0);
}

async fn a_credential_is_shown_for_ten_seconds_and_left_nowhere(stage: &Stage) {
    let tab = stage
        .studio(&format!(
            "channel={CHANNEL}&widget=tip-latest#apikey={APIKEY}"
        ))
        .await;
    wait_for_address(&tab, "#apikey=••••••••").await;
    tab.click("Reveal for 10 s").await;
    wait_for_address(&tab, APIKEY).await;
    tokio::time::sleep(Duration::from_secs(9)).await;
    assert!(address(&tab).await.contains(APIKEY));
    tab.wait_for(
        &format!("!document.querySelector('#address').value.includes({APIKEY:?})"),
        Duration::from_secs(3),
    )
    .await;
    let left: String = tab
        .eval("document.documentElement.outerHTML + document.title + location.href + JSON.stringify([localStorage, sessionStorage])")
        .await;
    assert!(!left.contains(APIKEY));
    assert!(stage.api.calls().is_empty());
}

async fn an_address_that_exists_is_taken_in(stage: &Stage) {
    let tab = stage.studio("").await;
    let existing = stage.address("theme=neon&widget=cheer-latest&title=Bits");
    tab.fill("Paste or drop an address to edit it", &existing)
        .await;
    wait_for_address(&tab, "widget=cheer-latest&title=Bits#apikey=••••••••").await;
    assert_eq!(tab.value("#taken").await, "");
    assert_eq!(tab.value("#channel").await, CHANNEL);
    tab.drop_text(".take", &existing.replace("cheer-latest", "tip-latest"))
        .await;
    wait_for_address(&tab, "widget=tip-latest&title=Bits").await;
    tab.fill(
        "Paste or drop an address to edit it",
        "https://example.com/",
    )
    .await;
    wait_for_words(&tab, "There is no widget in that").await;
}

async fn a_channel_is_found_by_its_name(stage: &Stage) {
    stage.expect_failed_requests();
    let tab = stage.studio("widget=tip-latest").await;
    tab.fill("Channel", "nobody_at_all").await;
    tab.click("Find").await;
    wait_for_words(&tab, "knows no channel called “nobody_at_all”").await;
    tab.fill("Channel", "moss_and_fern").await;
    tab.press("Enter").await;
    wait_for_words(&tab, "on twitch").await;
    wait_for_address(&tab, &format!("channel={CHANNEL}")).await;
    let asked = stage
        .api
        .calls()
        .into_iter()
        .filter(|call| call.path.contains("/channels/"));
    assert!(asked.clone().count() >= 2);
    assert!(
        asked
            .into_iter()
            .all(|call| !call.headers.contains_key("authorization"))
    );
}

async fn what_is_pasted_as_a_token_is_recognised(stage: &Stage) {
    stage.expect_failed_requests();
    let tab = stage
        .studio(&format!("channel={CHANNEL}&widget=tip-latest"))
        .await;
    tab.fill(
        "Overlay token",
        &format!("https://streamelements.com/overlay/0123456789abcdef01234567/{APIKEY}"),
    )
    .await;
    wait_for_words(&tab, "whole overlay address").await;
    assert_eq!(tab.value("#credential").await, "");
    wait_for_address(&tab, "#apikey=").await;
    tab.fill("Overlay token", JWT).await;
    wait_for_words(&tab, "This is a JWT").await;
    wait_for_words(&tab, "It expires on 2100-01-01").await;
    wait_for_address(&tab, "#token=").await;
    tab.fill("Overlay token", "made-up-and-wrong-token").await;
    tab.click("Test the connection").await;
    wait_for_words(&tab, "does not accept the token").await;
    tab.fill("Overlay token", "no").await;
    wait_for_words(&tab, "That is no token yet").await;
}

async fn a_token_is_kept_in_the_browser_instead(stage: &Stage) {
    let tab = stage
        .studio(&format!("channel={CHANNEL}&widget=tip-latest"))
        .await;
    tab.fill("Overlay token", APIKEY).await;
    tab.click("Save the token in this browser, not in the address")
        .await;
    tab.wait_for(
        "!document.querySelector('#address').value.includes('#')",
        LIMIT,
    )
    .await;
    let overlay = stage.open(&address(&tab).await).await;
    overlay.wait_until_live().await;
    // Taken away again, the same address asks for it.
    tab.click("Save the token in this browser, not in the address")
        .await;
    wait_for_address(&tab, "#apikey=").await;
    overlay
        .goto(address(&tab).await.split('#').next().unwrap())
        .await;
    overlay
        .wait_for("document.querySelector('.problem')", LIMIT)
        .await;
}

async fn presets_of_ones_own_come_back(stage: &Stage) {
    let tab = stage
        .studio(&format!("channel={CHANNEL}&theme=paper&widget=tip-latest"))
        .await;
    tab.click("Begin with a preset").await;
    tab.fill("Name of the preset", "My corner").await;
    tab.click("Save").await;
    wait_for_words(&tab, "is saved in this browser").await;
    tab.click_on("[data-preset=ticker]").await;
    wait_for_address(&tab, "as=ticker").await;
    tab.click("My corner").await;
    wait_for_address(&tab, "theme=paper&locale=en-US&widget=tip-latest").await;
    let kept: String = tab.eval("localStorage['session-overlay:presets']").await;
    assert!(
        kept.contains("My corner") && !kept.contains(CHANNEL),
        "{kept}"
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
    wait_for_words(&tab, "1 presets were taken in").await;
    tab.click("Theirs").await;
    wait_for_address(&tab, "widget=cheer-latest").await;
}

/// All files until the preview is there, as the issue of its size wants it.
const MOST: usize = 350 * 1024;

async fn the_studio_is_a_bundle_of_its_own(stage: &Stage) {
    let tab = stage.studio("widget=tip-goal&target=10000").await;
    wait_for_preview(&tab, "10,000").await;
    let log = stage.site.log();
    let size: usize = log.iter().map(|served| served.size).sum();
    eprintln!("studio: {size} bytes gzip");
    assert!(
        log.iter().all(|served| !served.path.contains("/overlay-")),
        "{log:#?}"
    );
    assert!(size <= MOST, "{size} bytes: {log:#?}");
    let others: Vec<String> = tab
        .eval("performance.getEntriesByType('resource').map((entry) => entry.name).filter((name) => new URL(name).origin !== location.origin)")
        .await;
    assert!(others.is_empty(), "{others:?}");
    let overlay = stage.live("widget=tip-latest").await;
    assert!(overlay.eval::<bool>("performance.getEntriesByType('resource').every((entry) => !/studio|configurator|dock/.test(entry.name))").await);
}

async fn it_fits_from_phones_to_walls(stage: &Stage) {
    let tab = stage
        .studio("widget=tip-goal&target=10000&title=A%20rather%20long%20title%20for%20a%20goal&widget=recent")
        .await;
    tab.click_on(".piece .name").await;
    wait_for_preview(&tab, "10,000").await;
    for width in [360, 1280, 2560] {
        tab.resize((width, 1100)).await;
        tokio::time::sleep(Duration::from_millis(300)).await;
        tab.shoot(&stage.folder(), &format!("configurator-{width}"))
            .await;
        let overflow = "document.documentElement.scrollWidth > innerWidth";
        assert!(!tab.eval::<bool>(overflow).await, "{width}");
    }
}
