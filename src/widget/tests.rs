//! Helpers for the tests of all kinds, and what the kinds have in common.

use super::*;
use crate::config::{Config, WidgetSlot};
use crate::options::template::join_text;
use crate::options::values::EventTypes;
use crate::session::Key;
use crate::session::decode;
use crate::widget::format::tests::PlainLocale;

/// 20 s after the newest follower of the document of 2018.
pub(super) const NOW: f64 = 1_525_951_464_128.0;

pub(super) fn session(data: &str) -> Session {
    let text = format!(r#"{{"data":{data}}}"#);
    match decode::session(&text) {
        Ok(decoded) => decoded.session,
        Err(decode::Unreadable) => panic!("{data}"),
    }
}

fn of_2018() -> Session {
    let text = include_str!("../../tests/fixtures/session-2018.json");
    decode::session(text)
        .map(|decoded| decoded.session)
        .unwrap_or_default()
}

#[track_caller]
pub(super) fn widget(query: &str) -> Widget {
    let config = Config::parse(&format!("source=demo&{query}"), "", &|_| None);
    match config.map(|config| config.slots).as_deref() {
        Ok([WidgetSlot::Widget(widget)]) => widget.clone(),
        other => panic!("{query}: {other:?}"),
    }
}

pub(super) fn with_context<T>(
    session: Option<&Session>,
    currency: Option<&'static str>,
    render: impl Fn(&RenderContext) -> T,
) -> T {
    render(&RenderContext {
        session,
        locale: &PlainLocale { currency },
        now: Timestamp(NOW),
        stored: &|_| None,
    })
}

/// The text of a widget; that of a list or a ticker has one line per item.
fn lines(query: &str, ctx: &RenderContext) -> Vec<String> {
    let items = match widget(query) {
        Widget::Goal(goal) => return vec![goal.state(ctx).text],
        Widget::Label(label) => return vec![join_text(&label.state(ctx).segments)],
        Widget::Counter(counter) => return vec![join_text(&counter.state(ctx).segments)],
        Widget::Timer(_, timer) => return vec![join_text(&timer.state(ctx, None).segments)],
        Widget::Alert(..) | Widget::Credits(..) => return Vec::new(),
        Widget::List(list) => list.state(ctx).items,
        Widget::Ticker(ticker) => ticker.state(ctx).items,
    };
    let texts = items.iter().map(|item| join_text(&item.segments));
    texts.collect()
}

#[track_caller]
pub(super) fn check(query: &str, data: &str, expected: &[&str]) {
    let session = session(data);
    let lines = with_context(Some(&session), None, |ctx| lines(query, ctx));
    assert_eq!(lines, expected, "{query} on {data}");
}

#[test]
fn a_widget_is_drawn_from_its_own_entries_alone() {
    let session = session(r#"{"tip-goal":{"amount":7},"tip-recent":[],"cheer-recent":[]}"#);
    let keys = |data_source: DataSource| {
        let own = data_source.select(&session);
        let keys: Vec<&str> = own.entries().map(|(key, _)| key.as_str()).collect();
        keys.join(" ")
    };
    assert_eq!(keys(DataSource::Entry(Key::from("tip-goal"))), "tip-goal");
    assert_eq!(keys(DataSource::Entry(Key::from("tip-week"))), "");
    let recent = keys(DataSource::MergedRecent(EventTypes::default()));
    assert_eq!(recent, "tip-recent cheer-recent");
}

#[test]
fn money_is_formatted_in_the_currency_of_the_address() {
    for (query, expected) in [
        ("widget=tip-total", vec!["10139.13 EUR"]),
        ("widget=cheer-total", vec!["496"]),
        ("widget=recent", vec!["xd", "rhaegal_meh 5.00 EUR"]),
    ] {
        let lines = with_context(Some(&of_2018()), Some("EUR"), |ctx| lines(query, ctx));
        assert_eq!(lines, expected, "{query}");
    }
}
