//! Goals and counters that add several figures, and milestones.

use super::tab::{TIMEOUT, Tab};
use super::test_page::{TestPage, in_both_engines};
use serde::Deserialize;
use serde_json::json;

in_both_engines! {
    other_figures_are_added,
    a_wrong_figure_is_a_problem_of_its_widget,
    milestones_are_marks_with_words,
    a_passed_milestone_is_celebrated,
    a_wrong_milestone_is_a_problem_of_its_widget,
}

/// A goal's bar and its milestones.
#[derive(Debug, PartialEq, Deserialize)]
struct Bar {
    max: String,
    now: Option<String>,
    /// The position of each mark, and whether it is passed.
    marks: Vec<(String, bool)>,
    /// The words of each mark, and whether it is passed.
    words: Vec<(String, bool)>,
}

async fn bar(tab: &Tab) -> Bar {
    tab.eval(
        "(() => {
            const bar = document.querySelector('[role=progressbar]');
            const of = (selector, read) => [...document.querySelectorAll(selector)].map((own) => [read(own), 'passed' in own.dataset]);
            return {
                max: bar.getAttribute('aria-valuemax'),
                now: bar.getAttribute('aria-valuenow'),
                marks: of('[role=progressbar] > i.mark', (own) => own.style.getPropertyValue('--at').trim()),
                words: of('.milestone', (own) => own.textContent),
            };
        })()",
    )
    .await
}

async fn other_figures_are_added(page: &TestPage) {
    page.api.set("tip-session", json!({ "amount": 0.1 }));
    page.api.set("cheer-session", json!({ "amount": 20 }));
    page.api.set("subscriber-session", json!({ "count": 1 }));
    let plus = "plus=cheer-session*0.01,subscriber-session*2.5,superchat-session";
    let query = format!(
        "currency=EUR&widget=tip-session&as=goal&target=10&{plus}&widget=tip-session&{plus}&widget=merch-goal-total&as=counter&plus=superchat-week"
    );
    let tab = page.live(&query).await;
    let values: Vec<String> = tab
        .eval("[...document.querySelectorAll('.value')].map((own) => own.textContent)")
        .await;
    assert_eq!(values[0].trim(), "€2.80 / €10.00 28%");
    assert_eq!(values[1], "€2.80");
    assert_eq!(bar(&tab).await.now.as_deref(), Some("2.8"));
    // All figures of the last one are absent.
    assert_eq!(values[2], "—");
    assert_eq!(tab.count(".widget[data-empty]").await, 1);
    page.api.set("cheer-session", json!({ "amount": 120 }));
    tab.wait_for_text("€3.80").await;
}

async fn a_wrong_figure_is_a_problem_of_its_widget(page: &TestPage) {
    let tab = page
        .live(
            "widget=tip-week&plus=tip-latest&widget=tip-week&plus=cheer-sesion&widget=tip-week&plus=tip-month*x\
             &widget=tip-recent&plus=tip-week&widget=tip-total",
        )
        .await;
    tab.wait_for(
        "document.querySelectorAll('.problem').length === 4",
        TIMEOUT,
    )
    .await;
    let cards: Vec<String> = tab
        .eval("[...document.querySelectorAll('.problem')].map((own) => own.textContent)")
        .await;
    for (card, words) in cards.iter().zip([
        &["plus takes figures", "“tip-latest”"][..],
        &["“cheer-sesion” is not a known key", "“cheer-session”"],
        &["plus takes figures", "“tip-month*x”"],
        &["plus is for goals and counters"],
    ]) {
        assert!(words.iter().all(|word| card.contains(word)), "{card}");
    }
    assert_eq!(tab.count(".widget").await, 1);
}

const MILESTONES: &str =
    "milestones=1000:Cosplay:%20a%20fox;250:Karaoke&template=%7Bcurrent%7D%20next:%20%7Bnext%7D";

async fn milestones_are_marks_with_words(page: &TestPage) {
    page.api.set("tip-goal", json!({ "amount": 300 }));
    let tab = page.live(&format!("widget=tip-goal&{MILESTONES}")).await;
    let own = |text: &str, is_passed| (text.to_owned(), is_passed);
    let expected = Bar {
        max: "1000".to_owned(),
        now: Some("300".to_owned()),
        marks: vec![own("0.25", true), own("1", false)],
        words: vec![own("Karaoke", true), own("Cosplay: a fox", false)],
    };
    assert_eq!(bar(&tab).await, expected);
    assert_eq!(
        tab.text(".value").await.as_deref(),
        Some("300 next: Cosplay: a fox")
    );
    // An own target, and a bar that does not begin at zero.
    let tab = page
        .live("widget=tip-goal&start=200&target=1200&milestones=700:Half%20way")
        .await;
    let bar = bar(&tab).await;
    assert_eq!(
        (bar.max.as_str(), bar.marks),
        ("1200", vec![own("0.5", false)])
    );
}

async fn a_passed_milestone_is_celebrated(page: &TestPage) {
    page.api.set("tip-goal", json!({ "amount": 200 }));
    let tab = page
        .live(&format!("motion=on&widget=tip-goal&{MILESTONES}"))
        .await;
    page.api.set("tip-goal", json!({ "amount": 240 }));
    tab.wait_for(
        "document.querySelector('.widget').dataset.changed === ''",
        TIMEOUT,
    )
    .await;
    page.api.set("tip-goal", json!({ "amount": 260 }));
    tab.wait_for(
        "document.querySelector('.widget').dataset.changed === 'won'",
        TIMEOUT,
    )
    .await;
    assert_eq!(tab.count(".mark[data-passed]").await, 1);
    assert_eq!(tab.count(".widget[data-reached]").await, 0);
}

async fn a_wrong_milestone_is_a_problem_of_its_widget(page: &TestPage) {
    let tab = page
        .live(
            "widget=tip-goal&target=500&milestones=600:Song&widget=tip-goal&milestones=half:Song\
             &widget=tip-goal&start=700&milestones=600:Song&widget=tip-week&milestones=600:Song&widget=tip-total",
        )
        .await;
    let cards: Vec<String> = tab
        .eval("[...document.querySelectorAll('.problem')].map((own) => own.textContent)")
        .await;
    for (card, words) in cards.iter().zip([
        &["“600:Song” is above 500"][..],
        &["milestones takes figures and words", "“half:Song”"],
        &["start takes a number below the highest milestone"],
        &["milestones is for goals"],
    ]) {
        assert!(words.iter().all(|word| card.contains(word)), "{card}");
    }
    assert_eq!((cards.len(), tab.count(".widget").await), (4, 1));
}
