//! The fields of the configurator: what is entered changes the draft, and the draft, its
//! problems and its history change the field.

use super::mounted::Mounted;
use leptos::prelude::*;
use session_overlay::options::kind::WidgetKind;
use session_overlay::options::{self, OptionSpec};
use session_overlay::studio::configurator::{ConfiguratorState, Field};
use session_overlay::studio::draft::{Draft, Scope, WidgetDraft};
use std::ops::Deref;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

/// A field and its state.
struct Form {
    mounted: Mounted,
    state: ConfiguratorState,
}

impl Deref for Form {
    type Target = Mounted;

    fn deref(&self) -> &Mounted {
        &self.mounted
    }
}

/// Mounts the field of an option of the first widget, or of the page for a page option.
async fn mount_field(query: &str, spec: &'static OptionSpec) -> Form {
    let state = ConfiguratorState::new(Draft::from_query(query), None);
    let widget = state.draft_untracked(|draft| draft.widgets.first().cloned());
    let widget = widget.filter(|_| !spec.is_page_option());
    let kind: Option<WidgetKind> = widget.as_ref().and_then(WidgetDraft::kind);
    let scope = widget.map_or(Scope::Page, |widget| Scope::Widget(widget.id));
    let mounted = Mounted::new(move || {
        provide_context(state);
        view! { <Field scope spec kind /> }
    });
    Form {
        mounted: mounted.await,
        state,
    }
}

impl Form {
    fn query(&self) -> String {
        self.state.draft_untracked(Draft::to_query)
    }

    async fn undo(&self) {
        self.state.undo();
        self.settle().await;
    }

    async fn redo(&self) {
        self.state.redo();
        self.settle().await;
    }
}

#[wasm_bindgen_test]
async fn a_text_is_bound_in_both_directions_and_undone_at_once() {
    let form = mount_field("widget=tip-latest", &options::EMPTY).await;
    for text in ["N", "No", "Nobody yet"] {
        form.enter("input[type=text]", text).await;
    }
    assert_eq!(form.query(), "widget=tip-latest&empty=Nobody%20yet");
    form.undo().await;
    assert_eq!(form.value("input[type=text]"), "");
    form.redo().await;
    assert_eq!(form.value("input[type=text]"), "Nobody yet");
    form.enter("input[type=text]", " ").await;
    assert_eq!(form.query(), "widget=tip-latest");
}

#[wasm_bindgen_test]
async fn a_field_has_a_label_and_a_description() {
    let form = mount_field("widget=tip-goal&target=9", &options::TARGET).await;
    assert_eq!(form.text("label"), options::TARGET.label);
    assert_eq!(
        form.attribute("label", "for"),
        form.attribute("input", "id")
    );
    let description = form.attribute("input", "aria-describedby");
    assert_eq!(description, form.attribute(".tooltip", "id"));
}

#[wasm_bindgen_test]
async fn an_invalid_value_shows_its_problem() {
    let form = mount_field("widget=tip-goal&target=9", &options::TARGET).await;
    assert_eq!(form.count(".error, [aria-invalid]"), 0);
    form.enter("input", "none").await;
    let text = form.text(".error");
    assert!(text.contains("target takes a number above 0"), "{text}");
    assert_eq!(form.count("input[aria-invalid=true]"), 1);
    form.enter("input", "250").await;
    assert_eq!(form.count(".error, [aria-invalid]"), 0);
}

#[wasm_bindgen_test]
async fn a_menu_selects_the_value_and_keeps_an_invalid_one() {
    let form = mount_field("layout=colum&widget=tip-latest", &options::LAYOUT).await;
    let choices = u32::try_from(options::LAYOUT.choices.len()).unwrap();
    let selected = || form.value("select");
    assert_eq!(
        (selected(), form.count("option")),
        ("colum".to_owned(), choices + 1)
    );
    form.choose("select", "row").await;
    assert_eq!(form.query(), "layout=row&widget=tip-latest");
    assert_eq!(
        (selected(), form.count("option")),
        ("row".to_owned(), choices)
    );
    form.choose("select", options::LAYOUT.default.unwrap())
        .await;
    assert_eq!(form.query(), "widget=tip-latest");
    form.undo().await;
    form.undo().await;
    assert_eq!(
        (selected(), form.count("option")),
        ("colum".to_owned(), choices + 1)
    );
}

#[wasm_bindgen_test]
async fn a_menu_of_kinds_offers_those_that_fit_the_key() {
    let form = mount_field("widget=tip-goal&target=9", &options::AS).await;
    assert_eq!(form.value("select"), "");
    let text = form.text("select");
    assert!(
        text.contains("counter") && !text.contains("ticker"),
        "{text}"
    );
    form.choose("select", "counter").await;
    assert_eq!(form.query(), "widget=tip-goal&as=counter&target=9");
}

#[wasm_bindgen_test]
async fn a_slider_and_its_text_show_the_same_number() {
    let form = mount_field("widget=recent", &options::LIMIT).await;
    let default = options::LIMIT.default.unwrap();
    assert_eq!(form.value("[type=range]"), default);
    assert_eq!(form.value("[type=text]"), "");
    form.enter("[type=text]", "9").await;
    assert_eq!(form.value("[type=range]"), "9");
    form.enter("[type=range]", "3").await;
    assert_eq!(form.value("[type=text]"), "3");
    assert_eq!(form.query(), "widget=recent&limit=3");
    form.enter("[type=range]", default).await;
    assert_eq!(form.query(), "widget=recent");
}

#[wasm_bindgen_test]
async fn a_picked_colour_keeps_the_typed_opacity() {
    let form = mount_field("widget=tip-latest", &options::ACCENT).await;
    assert_eq!(form.count(".reset"), 0);
    // The theme's own.
    assert_eq!(form.value("[type=color]"), "#4be3a4");
    assert_eq!(form.attribute("[type=text]", "placeholder"), "4be3a4");
    form.enter("[type=text]", "#ff8800cc").await;
    assert_eq!(form.value("[type=text]"), "ff8800cc");
    assert_eq!(form.value("[type=color]"), "#ff8800");
    form.enter("[type=color]", "#00ff00").await;
    assert_eq!(form.value("[type=text]"), "00ff00cc");
    form.click(".reset").await;
    assert_eq!(form.value("[type=text]"), "");
    assert_eq!(form.query(), "widget=tip-latest");
    form.click(".swatch:nth-child(2)").await;
    assert_eq!(form.query(), "widget=tip-latest&accent=ffb52e");
    form.click(".swatch:nth-child(1)").await;
    assert_eq!(form.query(), "widget=tip-latest");
}

#[wasm_bindgen_test]
async fn a_picked_date_is_written_as_text() {
    let form = mount_field("widget=tip-goal&target=9", &options::ENDS).await;
    form.enter("[type=datetime-local]", "2030-12-24T20:00")
        .await;
    assert_eq!(form.value("[type=text]"), "2030-12-24T20:00");
    form.enter("[type=text]", "2031-01-01T00:00:00Z").await;
    assert_eq!(form.value("[type=datetime-local]"), "2031-01-01T00:00");
    form.enter("[type=datetime-local]", "").await;
    assert_eq!(form.query(), "widget=tip-goal&target=9");
}

#[wasm_bindgen_test]
async fn a_template_field_is_appended_and_the_text_gets_the_focus() {
    let form = mount_field("widget=tip-latest", &options::TEMPLATE).await;
    form.enter("input", "Thanks,").await;
    form.click(".buttons button").await;
    let first = form.text(".buttons button");
    assert_eq!(form.value("input"), format!("Thanks, {first}"));
    assert!(form.has_focus("input"));
}

#[wasm_bindgen_test]
async fn a_check_box_hides_an_optional_text() {
    let form = mount_field("widget=tip-latest", &options::TITLE).await;
    assert_eq!(form.attribute("[type=text]", "placeholder"), "Latest tip");
    form.click("[type=checkbox]").await;
    assert_eq!(form.query(), "widget=tip-latest&title=");
    assert!(form.is_disabled("[type=text]"));
    form.click("[type=checkbox]").await;
    assert_eq!(form.query(), "widget=tip-latest");
    assert!(!form.is_disabled("[type=text]"));
}

#[wasm_bindgen_test]
async fn event_types_are_a_group_of_check_boxes() {
    let form = mount_field("widget=recent&only=tip", &options::ONLY).await;
    assert_eq!(form.count("[role=group][aria-label]"), 1);
    assert_eq!(form.count("label[for]"), 0);
    let is_checked = |position: u32| {
        let selector = format!(".check:nth-child({position}) input");
        form.find::<HtmlInputElement>(&selector).checked()
    };
    assert!(is_checked(1) && !is_checked(2));
    form.click(".check:nth-child(2) input").await;
    assert_eq!(form.query(), "widget=recent&only=tip,cheer");
    form.click(".check:nth-child(1) input").await;
    form.click(".check:nth-child(2) input").await;
    assert_eq!(form.query(), "widget=recent");
}
