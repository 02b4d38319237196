//! The state of a widget: what it shows, and the last change of that.

use super::alerts::AlertState;
use super::credits::CreditsState;
use super::goal::{CountProgress, GoalState};
use super::list::ListState;
use super::text::TextState;
use super::timer::TimerState;
use super::{RenderContext, Widget};
use crate::options::full::Full;
use crate::options::template::{Field, Segment};

/// The segments of a rendered template, and the name of the amount's unit in the markup.
pub type RenderedText = (Vec<Segment>, Option<&'static str>);

/// Everything that the component of a widget draws.
#[derive(Clone, Debug, PartialEq)]
pub struct WidgetState {
    /// What the widget shows.
    pub content: Content,
    /// The last change of the content.
    pub change: Change,
}

/// What a widget shows, by the way in which it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Of a goal.
    Goal(GoalState),
    /// Of a label or a counter.
    Text(TextState),
    /// Of a list or a ticker.
    List(ListState),
    /// Of a timer.
    Timer(Full, TimerState),
    /// Of alerts.
    Alert(Full, AlertState),
    /// Of credits.
    Credits(Full, CreditsState),
}

/// The last change of a widget's text. The page marks it for a moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Change {
    /// The number of changes so far. The first session is one.
    pub number: u32,
    /// The value of `data-changed` for this change.
    pub mark: ChangeMark,
    /// The text of a label or a counter before this change.
    pub old_text: RenderedText,
}

/// How a change is marked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChangeMark {
    /// As an ordinary change.
    #[default]
    Changed,
    /// A goal was reached.
    Won,
    /// The change is not animated.
    Still,
}

/// How a change that happens now is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ChangeContext {
    /// Whether the page allows animations.
    pub has_motion: bool,
    /// Whether the page is hidden, or was a moment ago: changes are not animated then.
    pub is_suppressed: bool,
    /// How far the figure of a goal has counted. Of credits, the number of the last run that
    /// has ended.
    pub progress: CountProgress,
    /// Whether the page is hidden.
    pub is_hidden: bool,
    /// How often the page was shown or hidden.
    pub visibility: u32,
}

impl ChangeMark {
    /// The value of `data-changed`.
    pub fn name(self) -> &'static str {
        match self {
            ChangeMark::Changed => "",
            ChangeMark::Won => "won",
            ChangeMark::Still => "still",
        }
    }

    /// How long the change is marked, in milliseconds. The animations of the themes are
    /// shorter.
    pub fn duration(self) -> f64 {
        match self {
            ChangeMark::Changed | ChangeMark::Still => 1_500.0,
            ChangeMark::Won => 2_900.0,
        }
    }
}

impl Widget {
    /// The state in this context, which follows the previous one.
    pub fn state(
        &self,
        ctx: &RenderContext,
        previous: Option<&WidgetState>,
        now: ChangeContext,
    ) -> WidgetState {
        let old = previous.map(|previous| &previous.content);
        let content = match self {
            Widget::Goal(goal) => {
                Content::Goal(goal.state(ctx).after(old.and_then(Content::goal), now))
            }
            Widget::Label(label) => Content::Text(label.state(ctx)),
            Widget::Counter(counter) => Content::Text(counter.state(ctx)),
            Widget::List(list) => Content::List(list.state(ctx).after(old.and_then(Content::list))),
            Widget::Ticker(ticker) => {
                Content::List(ticker.state(ctx).after(old.and_then(Content::list)))
            }
            Widget::Timer(full, timer) => {
                Content::Timer(*full, timer.state(ctx, old.and_then(Content::timer)))
            }
            Widget::Alert(full, alerts) => {
                Content::Alert(*full, alerts.state(ctx, old.and_then(Content::alert), now))
            }
            Widget::Credits(full, credits) => Content::Credits(
                *full,
                credits.state(ctx, old.and_then(Content::credits), now),
            ),
        };
        let change = match previous {
            Some(previous) if ctx.session.is_some() => previous.change_to(&content, now),
            Some(previous) => previous.change.clone(),
            None => Change {
                number: u32::from(ctx.session.is_some()),
                ..Change::default()
            },
        };
        WidgetState { content, change }
    }

    /// Whether the widget is hidden in this state: it is empty, and so is its text for that.
    pub fn is_hidden(&self, state: &WidgetState) -> bool {
        let empty = match self {
            Widget::Label(label) => &label.empty,
            Widget::List(list) => &list.options.empty,
            Widget::Ticker(ticker) => &ticker.options.empty,
            Widget::Goal(_)
            | Widget::Counter(_)
            | Widget::Timer(..)
            | Widget::Alert(..)
            | Widget::Credits(..) => return false,
        };
        empty.is_empty() && state.content.is_empty()
    }
}

impl WidgetState {
    /// The change to this content, or else the one before.
    fn change_to(&self, content: &Content, now: ChangeContext) -> Change {
        let old = &self.content;
        let is_first = self.change.number == 0;
        if !is_first && old.is_alike(content) {
            return self.change.clone();
        }
        let mark = if now.is_suppressed {
            ChangeMark::Still
        } else if content.targets_reached() > old.targets_reached() && !old.is_empty() {
            ChangeMark::Won
        } else {
            ChangeMark::Changed
        };
        Change {
            number: self.change.number + 1,
            mark,
            old_text: old.text(),
        }
    }
}

impl Content {
    /// Whether there is no event or figure.
    pub fn is_empty(&self) -> bool {
        match self {
            Content::Goal(goal) => goal.current.is_none(),
            Content::Text(text) => text.is_empty,
            Content::List(list) => list.items.is_empty(),
            Content::Timer(_, timer) => timer.end.is_none(),
            Content::Alert(_, alert) => alert.queue.shown().is_none(),
            Content::Credits(_, credits) => credits.groups.is_empty(),
        }
    }

    /// The text of a label, a counter, a timer or an alert; empty for the others.
    pub fn text(&self) -> RenderedText {
        match self {
            Content::Text(text) => (text.segments.clone(), text.unit),
            Content::Timer(_, timer) => (timer.segments.clone(), None),
            Content::Alert(_, alert) if !self.is_empty() => (alert.segments.clone(), alert.unit),
            Content::Alert(..) | Content::Credits(..) | Content::Goal(_) | Content::List(_) => {
                RenderedText::default()
            }
        }
    }

    /// Whether a goal is reached, or the end of a timer.
    pub fn is_reached(&self) -> bool {
        match self {
            Content::Goal(goal) => goal.is_reached,
            Content::Timer(_, timer) => timer.is_reached,
            Content::Text(_) | Content::List(_) | Content::Alert(..) | Content::Credits(..) => {
                false
            }
        }
    }

    fn goal(&self) -> Option<&GoalState> {
        match self {
            Content::Goal(goal) => Some(goal),
            _ => None,
        }
    }

    fn list(&self) -> Option<&ListState> {
        match self {
            Content::List(list) => Some(list),
            _ => None,
        }
    }

    /// The state of a timer.
    pub fn timer(&self) -> Option<&TimerState> {
        match self {
            Content::Timer(_, timer) => Some(timer),
            _ => None,
        }
    }

    /// The state of alerts.
    pub fn alert(&self) -> Option<&AlertState> {
        match self {
            Content::Alert(_, alert) => Some(alert),
            _ => None,
        }
    }

    /// The state of credits.
    pub fn credits(&self) -> Option<&CreditsState> {
        match self {
            Content::Credits(_, credits) => Some(credits),
            _ => None,
        }
    }

    /// The name of the fault of a leaderboard's requests.
    pub fn fault(&self) -> Option<&'static str> {
        self.list()?.fault
    }

    fn targets_reached(&self) -> f64 {
        self.goal().map_or(0.0, |goal| goal.targets_reached)
    }

    /// Whether another content differs at most in what time alone changes.
    fn is_alike(&self, other: &Content) -> bool {
        match (self, other) {
            (Content::Timer(_, own), Content::Timer(_, other)) => own.end == other.end,
            (Content::Alert(_, own), Content::Alert(_, other)) => {
                own.queue.number == other.queue.number
            }
            (Content::Credits(_, own), Content::Credits(_, other)) => own.run == other.run,
            _ => self.lasting_text() == other.lasting_text(),
        }
    }

    /// The text that does not change with time alone. That of a list are the ids of its
    /// events: it changes when an event arrives, not when the text of one does.
    fn lasting_text(&self) -> Vec<&str> {
        let segments = match self {
            Content::Goal(goal) => &goal.segments,
            Content::Text(text) => &text.segments,
            Content::Timer(..) | Content::Alert(..) | Content::Credits(..) => return Vec::new(),
            Content::List(list) => {
                return list.items.iter().map(|item| item.id.as_str()).collect();
            }
        };
        let is_lasting =
            |segment: &&Segment| !matches!(segment.field, Some(Field::Ago | Field::TimeLeft));
        let segments = segments.iter().filter(is_lasting);
        segments.map(|segment| segment.text.as_str()).collect()
    }
}

#[cfg(test)]
mod tests;
