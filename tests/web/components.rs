//! Each component with a session that changes.

use leptos::mount::mount_to;
use leptos::prelude::*;
use session_overlay::browser::intl::IntlLocale;
use session_overlay::components::{WidgetContext, WidgetView};
use session_overlay::config::{Config, WidgetSlot};
use session_overlay::session::Session;
use session_overlay::session::decode;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlElement};

/// A widget that is mounted in the document.
struct MountedWidget {
    parent: HtmlElement,
    session: ArcRwSignal<Option<Arc<Session>>>,
    _mounted: Box<dyn std::any::Any>,
}

impl Drop for MountedWidget {
    fn drop(&mut self) {
        self.parent.remove();
    }
}

fn session(data: &str) -> Arc<Session> {
    let text = format!(r#"{{"data":{data}}}"#);
    Arc::new(decode::session(&text).unwrap().session)
}

async fn mount(query: &str, data: &str) -> MountedWidget {
    let config = Config::parse(&format!("source=demo&{query}"), "", &|_| None).unwrap();
    let Some(WidgetSlot::Widget(widget)) = config.slots.into_iter().next() else {
        panic!("{query}");
    };
    let parent: HtmlElement = document().create_element("div").unwrap().unchecked_into();
    document().body().unwrap().append_child(&parent).unwrap();
    let locale = IntlLocale {
        tag: "en-US".to_owned(),
        currency: String::new(),
    };
    let session = ArcRwSignal::new(Some(session(data)));
    let shown = session.clone();
    let mounted = mount_to(parent.clone(), move || {
        let session = Memo::new(move |_| shown.get());
        let context = WidgetContext::new(session, None, locale, true, 8.0, || {});
        view! { <WidgetView widget context /> }
    });
    settle().await;
    MountedWidget {
        parent,
        session,
        _mounted: Box::new(mounted),
    }
}

/// Waits until effects have run.
async fn settle() {
    for _ in 0..3 {
        leptos::task::tick().await;
    }
}

impl MountedWidget {
    fn find(&self, selector: &str) -> Element {
        let found = self.parent.query_selector(selector).unwrap();
        found.unwrap_or_else(|| panic!("no {selector} in {}", self.parent.inner_html()))
    }

    fn text(&self, selector: &str) -> String {
        self.find(selector).text_content().unwrap_or_default()
    }

    fn all(&self, selector: &str) -> Vec<Element> {
        let found = self.parent.query_selector_all(selector).unwrap();
        (0..found.length())
            .map(|index| found.item(index).unwrap().unchecked_into())
            .collect()
    }

    async fn set_session(&self, data: &str) {
        self.session.set(Some(session(data)));
        settle().await;
    }
}

#[wasm_bindgen_test]
async fn a_goal_is_a_progress_bar() {
    let widget = mount(
        "widget=tip-goal&target=10000&start=5000&title=New%20PC",
        r#"{"tip-goal":{"amount":5859.600000000002}}"#,
    )
    .await;
    let section = widget.find("section.widget[data-widget=tip-goal][data-kind=goal]");
    assert_eq!(widget.text(".title"), "New PC");
    assert_eq!(widget.text(".value"), "5,859.6 / 10,000 17%");
    let bar = widget.find("[role=progressbar]");
    let attribute = |name: &str| bar.get_attribute(name).unwrap_or_default();
    assert_eq!(
        [
            "aria-valuemin",
            "aria-valuemax",
            "aria-valuenow",
            "aria-valuetext",
            "aria-label"
        ]
        .map(attribute),
        [
            "5000",
            "10000",
            "5859.600000000002",
            "5,859.6 / 10,000 17%",
            "New PC"
        ]
    );
    let progress = || -> f64 {
        let style = attribute("style");
        let value = style.strip_prefix("--progress: ").unwrap();
        value.strip_suffix(';').unwrap().parse().unwrap()
    };
    assert!((progress() - 0.171_92).abs() < 1e-9);
    assert!(!section.has_attribute("data-reached") && !section.has_attribute("data-empty"));

    widget.set_session(r#"{"tip-goal":{"amount":12000}}"#).await;
    assert!(section.has_attribute("data-reached") && section.has_attribute("data-changed"));
    assert_eq!(bar.get_attribute("aria-valuenow").as_deref(), Some("12000"));
    assert!((progress() - 1.0).abs() < 1e-9);

    widget.set_session("{}").await;
    assert!(section.has_attribute("data-empty") && !section.has_attribute("data-reached"));
    assert_eq!(widget.text(".value"), "— / 10,000");
    assert!(!bar.has_attribute("aria-valuenow"));
}

#[wasm_bindgen_test]
async fn a_label_isolates_names_and_escapes_markup() {
    let widget = mount("widget=tip-latest&template={name}:%20{message}%20({amount})", r#"{"tip-latest":{"name":"<b>ada</b>","amount":5,"message":"مرحبا <img src=x onerror=alert(1)>"}}"#).await;
    assert_eq!(widget.text("bdi.name"), "<b>ada</b>");
    assert_eq!(
        widget.text(".message[dir=auto]"),
        "مرحبا <img src=x onerror=alert(1)>"
    );
    assert_eq!(widget.text(".amount"), "5");
    assert!(widget.all("b, img").is_empty());
    let name = widget.find(".name");
    widget
        .set_session(r#"{"tip-latest":{"name":"grace","amount":7,"message":"hi"}}"#)
        .await;
    assert_eq!(widget.text(".value"), "grace: hi (7)");
    assert_eq!(
        widget.find(".name"),
        name,
        "the element must stay while its text changes"
    );
}

#[wasm_bindgen_test]
async fn an_empty_label_shows_its_placeholder_or_is_hidden() {
    let shown = mount("widget=tip-latest", r#"{"tip-latest":{"name":""}}"#).await;
    assert_eq!(shown.text(".value"), "—");
    assert!(shown.find(".widget").has_attribute("data-empty"));
    let hidden = mount("widget=tip-latest&empty=", "{}").await;
    assert!(hidden.find(".widget").has_attribute("hidden"));
    hidden.set_session(r#"{"tip-latest":{"name":"ada"}}"#).await;
    assert!(!hidden.find(".widget").has_attribute("hidden"));
}

#[wasm_bindgen_test]
async fn a_counter_has_no_title_if_that_is_empty() {
    let widget = mount(
        "widget=follower-total&title=&accent=F00&back=11223344",
        r#"{"follower-total":{"count":1234}}"#,
    )
    .await;
    assert_eq!(widget.text(".value"), "1,234");
    assert!(widget.all(".title").is_empty());
    let style = widget.find(".widget").get_attribute("style");
    assert_eq!(style.as_deref(), Some("--accent:#f00;--back:#11223344;"));
}

#[wasm_bindgen_test]
async fn an_event_keeps_its_element_when_another_arrives() {
    let two = r#"{"tip-recent":[{"name":"b","_id":"2","amount":1},{"name":"a","_id":"1"}]}"#;
    let three = r#"{"tip-recent":[{"name":"c","_id":"3"},{"name":"b","_id":"2","amount":1},{"name":"a","_id":"1"}]}"#;
    for kind in ["list", "ticker"] {
        let widget = mount(&format!("widget=tip-recent&as={kind}"), two).await;
        let names = || {
            widget
                .all("ul > li.event[data-event=tip] .name")
                .iter()
                .map(|name| name.text_content().unwrap())
                .collect::<String>()
        };
        assert_eq!(names(), "ba");
        let previous = widget.all("li");
        widget.set_session(three).await;
        assert_eq!(names(), "cba");
        assert_eq!(widget.all("li")[1..], previous[..], "{kind}");
        widget.set_session("{}").await;
        assert_eq!(
            (names().as_str(), widget.text(".value").as_str()),
            ("", "—")
        );
    }
}

#[wasm_bindgen_test]
async fn merged_events_have_a_type_label() {
    let widget = mount("widget=recent", r#"{"cheer-recent":[{"name":"ada","amount":50}],"raid-recent":[{"name":"bob","amount":3}]}"#).await;
    let lines: Vec<_> = widget
        .all("li")
        .iter()
        .map(|line| {
            (
                line.get_attribute("data-event").unwrap(),
                line.text_content().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        lines,
        [
            ("cheer".to_owned(), "Cheerada 50".to_owned()),
            ("raid".to_owned(), "Raidbob 3".to_owned())
        ]
    );
    assert_eq!(
        widget.find(".amount").get_attribute("data-unit").as_deref(),
        Some("bits")
    );
}

#[wasm_bindgen_test]
async fn an_unchanged_session_mutates_no_node() {
    for query in [
        "widget=tip-goal&target=9",
        "widget=tip-latest",
        "widget=tip-total",
        "widget=tip-recent",
        "widget=recent&as=ticker",
    ] {
        let data =
            r#"{"tip-goal":1,"tip-total":2,"tip-latest":{"name":"a"},"tip-recent":[{"name":"a"}]}"#;
        let widget = mount(query, data).await;
        let mutations = js_sys::Array::new();
        let recorded = mutations.clone();
        let closure = wasm_bindgen::prelude::Closure::<dyn Fn(js_sys::Array)>::new(
            move |records: js_sys::Array| {
                for record in records.iter() {
                    recorded.push(&record);
                }
            },
        );
        let observer = web_sys::MutationObserver::new(closure.as_ref().unchecked_ref()).unwrap();
        let init = web_sys::MutationObserverInit::new();
        init.set_attributes(true);
        init.set_character_data(true);
        init.set_child_list(true);
        init.set_subtree(true);
        observer
            .observe_with_options(&widget.parent, &init)
            .unwrap();
        widget.set_session(data).await;
        settle().await;
        assert_eq!(mutations.length(), 0, "{query}");
        widget.set_session(r#"{"tip-goal":5,"tip-total":5,"tip-latest":{"name":"b"},"tip-recent":[{"name":"b"}]}"#).await;
        settle().await;
        assert_ne!(
            mutations.length(),
            0,
            "{query}: the observer must see changes"
        );
        observer.disconnect();
    }
}
