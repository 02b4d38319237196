use super::*;
use crate::config::Config;
use crate::config::properties::{corrupted_query, query, some_of};
use crate::config::tests::CHANNEL;
use proptest::prelude::*;

#[test]
fn queries_are_normalized() {
    for (query, written) in [
        ("", ""),
        (
            "widget=tip-goal&target=100&theme=neon",
            "theme=neon&widget=tip-goal&target=100",
        ),
        (
            "channel=577c0455f9a31ea72a36b2b3&currency=EUR&widget=tip-goal&target=10000&title=New%20PC&widget=follower-latest",
            "channel=577c0455f9a31ea72a36b2b3&currency=EUR&widget=tip-goal&title=New%20PC&target=10000&widget=follower-latest",
        ),
        // Default values are left out, and page options may be anywhere.
        (
            "widget=tip-goal&as=goal&target=5&start=0&direction=right&layout=column&interval=15&scale=2&widget=cheer-recent&limit=5&empty=%E2%80%94",
            "scale=2&widget=tip-goal&target=5&widget=cheer-recent",
        ),
        (
            "widget=tip-goal&as=counter&widget=theirs&as=goal&target=5",
            "widget=tip-goal&as=counter&widget=theirs&as=goal&target=5",
        ),
        (
            "accent=F00&template={name}!&as=ticker&target=9&widget=tip-goal&widget=tip-recent",
            "widget=tip-goal&target=9&accent=F00&widget=tip-recent&as=ticker&template=%7Bname%7D%21&accent=F00",
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
fn problems_are_reported_per_page_and_widget() {
    let draft = Draft::from_query("theme=plat&widget=tip-latest&widget=tip-goal&colour=1");
    let DraftErrors { page, widgets } = draft.errors();
    let texts = |problems: &[Problem]| problems.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(
        texts(&page),
        [
            "theme takes plate, clear, neon, paper, pixel or glass, not “plat”; did you mean “plate”?"
        ]
    );
    assert_eq!(widgets.len(), 2);
    assert!(widgets[0].is_empty(), "{widgets:?}");
    assert_eq!(
        texts(&widgets[1]),
        [
            "there is no option “colour”; the nearest is “layout”",
            "target is missing: add target= with a number above 0, such as 2500 or 49.99",
        ]
    );
}

#[test]
fn widgets_are_added_duplicated_moved_and_removed() {
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
    draft.set(Scope::Widget(copy), "title", None);
    draft.set(Scope::Widget(77), "title", Some("ignored"));
    draft.set(Scope::Page, "theme", Some("neon"));
    assert_eq!(
        draft.to_query(),
        "theme=neon&widget=cheer-latest&widget=tip-total&widget=tip-latest"
    );
}

#[test]
fn edits_are_undone_and_redone() {
    let mut history = History::new(Draft::from_query("widget=tip-latest"));
    let typed = |text: &'static str| {
        move |draft: &mut Draft| draft.set(Scope::Widget(1), "title", Some(text))
    };
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
fn keys_have_the_kinds_of_their_shape() {
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

fn parse(query: &str) -> Result<Config, Vec<Problem>> {
    Config::parse(query, "apikey=made-up", &|_| None)
}

proptest! {
    #[test]
    fn writing_is_the_inverse_of_parsing(query in query()) {
        let query = format!("{CHANNEL}&{query}");
        let written = Draft::from_query(&query).to_query();
        let config = parse(&query);
        prop_assert!(config.is_ok(), "{query}: {config:?}");
        prop_assert_eq!(parse(&written), config, "{}", written);
        prop_assert_eq!(Draft::from_query(&written).to_query(), written);
    }

    #[test]
    fn defaults_are_written_to_the_widgets_that_accept_them(
        defaults in some_of(options::WIDGET.to_vec()),
        query in query(),
    ) {
        let query = format!("{CHANNEL}&{}&{query}", Query(defaults).encode());
        let written = Draft::from_query(&query).to_query();
        let is_widget = |slot: &WidgetSlot| matches!(slot, WidgetSlot::Widget(_));
        let config = parse(&query);
        if config.as_ref().is_ok_and(|config| config.slots.iter().all(is_widget)) {
            prop_assert_eq!(parse(&written), config, "{}", written);
        }
    }

    #[test]
    fn writing_leaves_defaults_out(query in query()) {
        for (name, value) in Query::parse(&Draft::from_query(&query).to_query()).0 {
            let default = OptionSpec::find(&name).and_then(|spec| spec.default);
            prop_assert_ne!(default, Some(value.as_str()), "{}", name);
        }
    }

    #[test]
    fn a_corrupted_address_is_written_as_it_is_parsed(query in corrupted_query()) {
        let query = format!("{CHANNEL}&{query}");
        let written = Draft::from_query(&query).to_query();
        let is_widget = |slot: &WidgetSlot| matches!(slot, WidgetSlot::Widget(_));
        if let Ok(config) = parse(&query)
            && config.slots.iter().all(is_widget)
        {
            prop_assert_eq!(parse(&written), Ok(config), "{}", written);
        }
        prop_assert_eq!(Draft::from_query(&written).to_query(), written);
    }
}

#[test]
fn all_widgets_have_a_value_in_common_or_none() {
    let mut draft = Draft::from_query("widget=tip-goal&target=9&accent=f00&widget=tip-latest");
    assert_eq!(draft.get(Scope::AllWidgets, "accent"), None);
    draft.set(Scope::AllWidgets, "accent", Some("0f0"));
    assert_eq!(draft.get(Scope::AllWidgets, "accent"), Some("0f0"));
    // A new widget looks like the others.
    let id = draft.add_alike("follower-latest");
    assert_eq!(draft.get(Scope::Widget(id), "accent"), Some("0f0"));
    draft.set(Scope::AllWidgets, "accent", None);
    assert_eq!(
        draft.to_query(),
        "widget=tip-goal&target=9&widget=tip-latest&widget=follower-latest"
    );
    assert_eq!(Draft::default().get(Scope::AllWidgets, "accent"), None);
}
