//! Credits: groups, sums and runs.

use super::*;
use crate::options::template::join_text;
use crate::session::timestamp::Timestamp;
use crate::widget::Widget;
use crate::widget::format::tests::PlainLocale;
use crate::widget::goal::CountProgress;
use crate::widget::tests::{session, widget};

fn roll(query: &str) -> std::sync::Arc<CreditsRoll> {
    match widget(query) {
        Widget::Credits(_, roll) => roll,
        other => panic!("{query}: {other:?}"),
    }
}

fn state(
    query: &str,
    data: Option<&str>,
    stored: Option<&str>,
    previous: Option<&CreditsState>,
    now: ChangeContext,
) -> CreditsState {
    let session = data.map(session);
    let ctx = RenderContext {
        session: session.as_ref(),
        locale: &PlainLocale::default(),
        now: Timestamp(0.0),
        stored: &|name| stored.filter(|_| name == credits::STORE).map(str::to_owned),
    };
    roll(query).state(&ctx, previous, now)
}

fn texts(state: &CreditsState) -> Vec<String> {
    let group = |group: &CreditsGroup| {
        let people: Vec<String> = group.people.iter().map(|own| join_text(own)).collect();
        format!("{}: {}", group.title, people.join(", "))
    };
    state.groups.iter().map(group).collect()
}

const DATA: &str = r#"{
    "follower-recent":[{"name":"eve"},{"name":"bob"}],
    "tip-recent":[{"_id":"2","name":"ada","amount":4},{"_id":"1","name":"ada","amount":3},{"_id":"3","name":"low","amount":1}],
    "subscriber-recent":[{"_id":"4","name":"sub","amount":3},{"_id":"5","name":"sub","amount":2}],
    "fan-recent":[{"name":"fan"}]}"#;

#[test]
fn everybody_is_listed_once_a_type_in_the_order_of_the_catalogue() {
    let now = ChangeContext::default();
    let own = state(
        "widget=credits&template={name}%20{amount}",
        Some(DATA),
        None,
        None,
        now,
    );
    assert_eq!(
        texts(&own),
        [
            "Tips: low 1, ada 7",
            "Followers: bob, eve",
            "Subscribers: sub 3",
            "Fan: fan"
        ]
    );
    let own = state(
        "widget=credits&only=tip,fan&least=5",
        Some(DATA),
        None,
        None,
        now,
    );
    assert_eq!(texts(&own), ["Tips: ada", "Fan: fan"]);
}

#[test]
fn those_whom_the_lists_have_dropped_are_stored() {
    let stored = "-1\t0\nraid\tearly\t12\t9\ntip\tada\t3\t1";
    let own = state(
        "widget=credits",
        Some(DATA),
        Some(stored),
        None,
        ChangeContext::default(),
    );
    assert_eq!(
        texts(&own),
        [
            "Tips: ada, low",
            "Followers: bob, eve",
            "Subscribers: sub",
            "Raids: early",
            "Fan: fan"
        ]
    );
}

#[test]
fn they_run_once_each_time_that_the_page_is_shown() {
    let at = |previous: Option<&CreditsState>, query: &str, visibility: u32, ended: u32| {
        let now = ChangeContext {
            is_hidden: visibility % 2 == 1,
            visibility,
            progress: CountProgress {
                number: ended,
                ratio: None,
            },
            ..ChangeContext::default()
        };
        state(query, Some(DATA), None, previous, now)
    };
    let once = "widget=credits";
    let waiting = state(once, None, None, None, ChangeContext::default());
    assert_eq!((waiting.run, waiting.groups.len()), (0, 0));
    let running = at(Some(&waiting), once, 0, 0);
    assert_eq!((running.run, running.groups.len()), (1, 4));
    assert_eq!(at(Some(&running), once, 0, 0), running);
    let over = at(Some(&running), once, 0, 1);
    assert_eq!((over.run, over.groups.len()), (1, 0));
    let hidden = at(Some(&over), once, 1, 1);
    assert_eq!(hidden.groups.len(), 0);
    let again = at(Some(&hidden), once, 2, 1);
    assert_eq!((again.run, again.groups.len()), (2, 4));
    let repeated = at(Some(&running), "widget=credits&repeat=on", 0, 1);
    assert_eq!((repeated.run, repeated.groups.len()), (2, 4));
}
