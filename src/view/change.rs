//! Changes: that a widget says something else is marked for a moment, by which
//! the style sheet knows what to move.

use super::{Marks, Stage, Words, value_text};
use crate::browser::watch;
use leptos::prelude::*;
use std::sync::Arc;
use std::time::Duration;

/// A value that is not what it was.
#[derive(Clone)]
pub(super) struct Change {
    /// How it changes, as `data-changed` tells the style sheet: with motion,
    /// `won` for a goal that has just been reached, `still` where nothing may
    /// move.
    pub(super) how: &'static str,
    /// What was said before.
    words: Words,
}

/// How long a changed value is marked; the themes' motion is shorter.
const MARKED: Duration = Duration::from_millis(1_500);
/// The same where a goal was reached.
const MARKED_WON: Duration = Duration::from_millis(2_900);

/// Something for a moment after the value changed, though not when it first
/// came.
pub(super) fn watch_change(
    marks: Arc<dyn Fn() -> Marks + Send + Sync>,
    stage: Stage,
) -> RwSignal<Option<Change>> {
    let change = RwSignal::new(None);
    let ends = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |before: Option<Option<Marks>>| {
        let had_session = stage.begun.get();
        let marks = marks();
        let before = before.flatten();
        let is_same = |before: &Marks| value_text(&before.words.0) == value_text(&marks.words.0);
        let is_news = !before.as_ref().is_some_and(is_same);
        if had_session && is_news {
            (stage.on_change)();
        }
        if let Some(before) = before
            && is_news
        {
            let (how, lasts) = if watch::is_catching_up() {
                ("still", MARKED)
            } else if marks.passed > before.passed && !before.empty {
                ("won", MARKED_WON)
            } else {
                ("", MARKED)
            };
            let words = before.words;
            change.set(Some(Change { how, words }));
            let end = set_timeout_with_handle(move || change.set(None), lasts);
            if let Some(earlier) = ends.get_value() {
                earlier.clear();
            }
            ends.set_value(end.ok());
        }
        had_session.then_some(marks)
    });
    change
}

/// What leaves while something else arrives.
pub(super) fn before(change: RwSignal<Option<Change>>) -> Words {
    let change = change.read();
    let moves = change.as_ref().filter(|change| change.how.is_empty());
    moves.map(|change| change.words.clone()).unwrap_or_default()
}
