//! The configurator's controls of added figures, milestones and added time.

#[path = "show_forms/start.rs"]
mod start;

use super::tab::{TIMEOUT, Tab};
use super::test_page::{TestPage, in_both_engines};
use serde_json::json;

in_both_engines! {
    added_figures_have_a_row_each,
    milestones_have_a_row_each,
    added_time_keeps_its_bases,
    the_rows_are_operated_by_keyboard,
    the_rows_fit_a_narrow_column,
}

/// The value of an option in the address.
fn value_in_address(name: &str) -> String {
    format!("new URL(document.querySelector('#address').value).searchParams.get('{name}')")
}

/// Waits until the address has exactly this value of an option; without one for `None`.
async fn wait_for_value(tab: &Tab, name: &str, value: Option<&str>) {
    let condition = format!("{} === {}", value_in_address(name), json!(value));
    tab.wait_for(&condition, TIMEOUT).await;
}

/// The values of a field's rows, with their hints.
async fn rows(tab: &Tab, option: &str) -> Vec<Vec<String>> {
    tab.eval(&format!(
        "[...document.querySelectorAll('[data-option={option}] .list-row')].map((row) =>
            [...row.querySelectorAll('select, input, .help')].map((own) => own.value ?? own.textContent))"
    ))
    .await
}

async fn added_figures_have_a_row_each(page: &TestPage) {
    let tab = page
        .open_configurator(
            "widget=tip-goal&target=500&plus=cheer-session*0.01,subscriber-session,theirs*x",
        )
        .await;
    tab.wait_for_text("not “theirs*x”").await;
    assert_eq!(
        rows(&tab, "plus").await,
        [
            ["cheer-session", "0.01"],
            ["subscriber-session", "1"],
            ["theirs", "x"]
        ]
    );
    // Only the row that is wrong is marked.
    assert_eq!(tab.count("[data-option=plus] [aria-invalid]").await, 2);
    tab.fill("× factor, figure 1", "0,02").await;
    let rest = "subscriber-session,theirs*x";
    let expected = format!("cheer-session*0.02,{rest}");
    wait_for_value(&tab, "plus", Some(&expected)).await;
    tab.fill("× factor, figure 1", "1").await;
    let expected = format!("cheer-session,{rest}");
    wait_for_value(&tab, "plus", Some(&expected)).await;
    tab.fill("× factor, figure 3", "2.5").await;
    wait_for_value(
        &tab,
        "plus",
        Some("cheer-session,subscriber-session,theirs*2.5"),
    )
    .await;
    tab.wait_for("!document.querySelector('.error')", TIMEOUT)
        .await;
    // The row's own key stays among the choices as long as it is chosen.
    let count = "document.querySelectorAll('[data-option=plus] li:nth-child(3) option').length";
    let with_own: usize = tab.eval(count).await;
    tab.select_option(
        "[data-option=plus] li:nth-child(3) select",
        "superchat-session",
    )
    .await;
    wait_for_value(
        &tab,
        "plus",
        Some("cheer-session,subscriber-session,superchat-session*2.5"),
    )
    .await;
    assert_eq!(tab.eval::<usize>(count).await, with_own - 1);
    tab.click("Undo").await;
    tab.wait_for(
        "document.querySelector('[data-option=plus] li:nth-child(3) select').value === 'theirs'",
        TIMEOUT,
    )
    .await;
    tab.click("Add a figure").await;
    tab.click("Remove figure 1").await;
    wait_for_value(
        &tab,
        "plus",
        Some("subscriber-session,theirs*2.5,tip-session"),
    )
    .await;
    assert_eq!(
        rows(&tab, "plus").await,
        [
            ["subscriber-session", "1"],
            ["theirs", "2.5"],
            ["tip-session", "1"]
        ]
    );
    for _ in 0..3 {
        tab.click("Remove figure 1").await;
    }
    wait_for_value(&tab, "plus", None).await;
}

async fn milestones_have_a_row_each(page: &TestPage) {
    let tab = page
        .open_configurator("widget=tip-goal&milestones=500:Karaoke;x:Song:%20two;1000")
        .await;
    tab.wait_for_text("not “x:Song: two”").await;
    assert_eq!(
        rows(&tab, "milestones").await,
        [["500", "Karaoke"], ["x", "Song: two"], ["1000", ""]]
    );
    tab.fill("Figure of milestone 2", "750").await;
    tab.fill("Words of milestone 3", "Cosplay; ").await;
    tab.type_text("all day").await;
    let before = "500:Karaoke;750:Song: two;1000:Cosplay, all day";
    wait_for_value(&tab, "milestones", Some(before)).await;
    tab.click("Add a milestone").await;
    let expected = format!("{before};2000");
    wait_for_value(&tab, "milestones", Some(&expected)).await;
    // A figure that is typed anew does not lose its row.
    tab.fill("Figure of milestone 4", "").await;
    tab.fill("Figure of milestone 4", "2500").await;
    let expected = format!("{before};2500");
    wait_for_value(&tab, "milestones", Some(&expected)).await;
    tab.wait_for("!document.querySelector('.error')", TIMEOUT)
        .await;
    tab.click("Remove milestone 1").await;
    wait_for_value(
        &tab,
        "milestones",
        Some("750:Song: two;1000:Cosplay, all day;2500"),
    )
    .await;
    tab.click("Use the default of Milestones").await;
    wait_for_value(&tab, "milestones", None).await;
    tab.click("Add a milestone").await;
    wait_for_value(&tab, "milestones", Some("100")).await;
}

const TIMER: &str = "widget=timer&from=2026-12-24T18:00Z&time=4h";

async fn added_time_keeps_its_bases(page: &TestPage) {
    let tab = page
        .open_configurator(&format!(
            "{TIMER}&add=tip-session*60@120,subscriber-session*300"
        ))
        .await;
    tab.select_widget(1).await;
    assert_eq!(
        rows(&tab, "add").await,
        [
            vec!["tip-session", "60", "counts from 120"],
            vec!["subscriber-session", "300"]
        ]
    );
    tab.fill("seconds each, figure 1", "90").await;
    wait_for_value(
        &tab,
        "add",
        Some("tip-session*90@120,subscriber-session*300"),
    )
    .await;
    tab.select_option("[data-option=add] select", "tip-count")
        .await;
    tab.click("Remove figure 2").await;
    wait_for_value(&tab, "add", Some("tip-count*90@120")).await;
    tab.click("Add a figure").await;
    wait_for_value(&tab, "add", Some("tip-count*90@120,tip-session*60")).await;
    tab.fill("seconds each, figure 2", "").await;
    tab.wait_for_text("not “tip-session*”").await;
}

async fn the_rows_are_operated_by_keyboard(page: &TestPage) {
    let tab = page.open_configurator("widget=tip-goal&target=500").await;
    tab.select_widget(1).await;
    let focus_is = async |name: &str| {
        let focused = "document.activeElement.ariaLabel ?? document.activeElement.innerText.trim()";
        tab.wait_for(&format!("({focused}) === {name:?}"), TIMEOUT)
            .await;
    };
    let _: bool = tab
        .eval("document.querySelector('[data-option=milestones] > button').focus(), true")
        .await;
    tab.press_key("Enter").await;
    tab.press_key("Enter").await;
    wait_for_value(&tab, "milestones", Some("100;200")).await;
    focus_is("Add a milestone").await;
    tab.press_key("Shift+Tab").await;
    focus_is("Remove milestone 2").await;
    // The button is gone with its row.
    tab.press_key("Enter").await;
    focus_is("Add a milestone").await;
    tab.press_key("Shift+Tab").await;
    tab.press_key("Shift+Tab").await;
    focus_is("Words of milestone 1").await;
    // The field that is typed in keeps the focus.
    for letter in ["K", "a", "r"] {
        tab.type_text(letter).await;
    }
    wait_for_value(&tab, "milestones", Some("100:Kar")).await;
    focus_is("Words of milestone 1").await;
    // The next row takes the place of one that is removed.
    tab.press_key("Tab").await;
    tab.press_key("Tab").await;
    tab.press_key("Enter").await;
    tab.press_key("Shift+Tab").await;
    for _ in 0..3 {
        tab.press_key("Shift+Tab").await;
    }
    focus_is("Remove milestone 1").await;
    tab.press_key("Enter").await;
    wait_for_value(&tab, "milestones", Some("200")).await;
    focus_is("Remove milestone 1").await;
}

async fn the_rows_fit_a_narrow_column(page: &TestPage) {
    let tab = page
        .open_configurator(&format!(
            "theme=glass&widget=tip-goal&currency=EUR&plus=cheer-session*0.01,subscriber-session*2.5,theirs&milestones=500:Karaoke;1000:A%20cosplay%20of%20your%20choice;2500&{TIMER}&add=tip-session*60@120,subscriber-session*300,my-own-figure*1000000@1234567.89"
        ))
        .await;
    for (width, dark) in [(1180, false), (1280, true), (360, false), (360, true)] {
        tab.resize((width, 1800)).await;
        tab.prefer_dark(dark).await;
        for position in [1, 2] {
            tab.select_widget(position).await;
            let wide: Vec<String> = tab
                .eval(
                    "[...document.querySelectorAll('.inspector .field *, .inspector .field')]
                        .filter((own) => own.getClientRects().length && !own.closest('.tooltip, .visually-hidden, svg, option')
                            && own.getBoundingClientRect().right > document.querySelector('.inspector').getBoundingClientRect().right - 15)
                        .map((own) => own.outerHTML.slice(0, 99))",
                )
                .await;
            assert_eq!(wide, Vec::<String>::new(), "{width}");
            let name = format!("rows-{width}-{}-{position}", u8::from(dark));
            tab.screenshot(&page.screenshot_dir(), &name).await;
        }
    }
}
