use super::*;
use crate::config::Config;
use proptest::prelude::*;

const CHANNEL: &str = "channel=577c0455f9a31ea72a36b2b3";

#[test]
fn a_draft_says_what_its_query_says() {
    for (query, written) in [
        ("", ""),
        (
            "widget=tip-goal&target=100&theme=neon",
            "theme=neon&widget=tip-goal&target=100",
        ),
        (
            "theme=plate&widget=tip-latest&title=",
            "widget=tip-latest&title=",
        ),
        (
            "accent=f00&limit=3&widget=tip-latest&widget=tip-recent&limit=9",
            "widget=tip-latest&accent=f00&widget=tip-recent&limit=9&accent=f00",
        ),
        (
            "page=configurator&v=3&layer-name=x&colour=red&widget=tip-latest&siez=4",
            "colour=red&widget=tip-latest&siez=4",
        ),
    ] {
        assert_eq!(Draft::from_query(query).to_query(), written, "{query}");
    }
}

#[test]
fn what_is_wrong_is_told_where_it_can_be_mended() {
    let draft = Draft::from_query("theme=plat&widget=tip-latest&widget=tip-goal&colour=1");
    let DraftErrors { page, widgets } = draft.errors();
    let told = |problems: &[Problem]| problems.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(
        told(&page),
        [
            "theme takes plate, clear, neon, paper, pixel or glass, not “plat”; did you mean “plate”?"
        ]
    );
    assert_eq!(widgets.len(), 2);
    assert!(widgets[0].is_empty(), "{widgets:?}");
    assert_eq!(
        told(&widgets[1]),
        [
            "there is no option “colour”; the nearest is “layout”",
            "target is missing: add target= with a number above 0, such as 2500 or 49.99",
        ]
    );
}

#[test]
fn widgets_are_added_copied_moved_and_removed() {
    let mut draft = Draft::from_query("widget=tip-latest&title=A&widget=tip-total");
    let added = draft.add("cheer-latest");
    let copy = draft.duplicate(1).unwrap_or_default();
    assert_eq!(
        draft.to_query(),
        "widget=tip-latest&title=A&widget=tip-latest&title=A&widget=tip-total&widget=cheer-latest"
    );
    draft.move_to(added, 0);
    draft.move_to(copy, 99);
    draft.move_to(77, 0);
    draft.remove(1);
    assert_eq!(
        draft.to_query(),
        "widget=cheer-latest&widget=tip-total&widget=tip-latest&title=A"
    );
    draft.set(Some(copy), "title", None);
    draft.set(Some(77), "title", Some("nobody"));
    draft.set(None, "theme", Some("neon"));
    assert_eq!(
        draft.to_query(),
        "theme=neon&widget=cheer-latest&widget=tip-total&widget=tip-latest"
    );
}

#[test]
fn a_history_goes_back_and_forth() {
    let mut history = History::new(Draft::from_query("widget=tip-latest"));
    let typed =
        |text: &'static str| move |draft: &mut Draft| draft.set(Some(1), "title", Some(text));
    history.edit("1 title", typed("N"));
    history.edit("1 title", typed("New"));
    history.edit("1 title", typed("New"));
    history.edit("", |draft| {
        draft.add("tip-total");
    });
    let newest = history.current().clone();
    history.undo();
    assert_eq!(history.current().to_query(), "widget=tip-latest&title=New");
    history.undo();
    assert_eq!(history.current().to_query(), "widget=tip-latest");
    assert!(!history.can_undo());
    history.undo();
    history.redo();
    history.redo();
    history.redo();
    assert_eq!(history.current(), &newest);
    history.undo();
    history.edit("", |draft| draft.remove(1));
    assert!(!history.can_redo());
}

#[test]
fn kinds_fit_their_keys() {
    let names = |key| {
        kinds_of(key)
            .into_iter()
            .map(WidgetKind::name)
            .collect::<Vec<_>>()
    };
    assert_eq!(names("tip-goal"), ["goal", "counter"]);
    assert_eq!(names("recent"), ["list", "ticker"]);
    assert_eq!(names("tip-latest"), ["label"]);
    assert_eq!(names("theirs").len(), 5);
    let widget = |query| {
        Draft::from_query(query).widgets[0]
            .kind()
            .map(WidgetKind::name)
    };
    assert_eq!(widget("widget=recent&as=ticker"), Some("ticker"));
    assert_eq!(widget("widget=recent&as=nonsense"), Some("list"));
    assert_eq!(widget("widget=theirs"), None);
}

proptest! {
    /// What the overlay reads is the same, whether the address went through the
    /// form or not.
    #[test]
    fn a_draft_changes_nothing_that_the_overlay_reads(query in crate::config::properties::query()) {
        let query = format!("{CHANNEL}&{query}");
        let kept = |_: &crate::config::credential::ChannelId| None;
        let direct = Config::read(&query, "apikey=made-up", &kept);
        let draft = Draft::from_query(&query);
        let through = Config::read(&draft.to_query(), "apikey=made-up", &kept);
        if direct.is_ok() {
            prop_assert_eq!(&through, &direct, "{}", draft.to_query());
        }
        prop_assert_eq!(Draft::from_query(&draft.to_query()).to_query(), draft.to_query());
    }
}
