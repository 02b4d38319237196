//! Alerts: each new event once, one at a time.

pub mod queue;
pub mod sound;

use super::text::placeholder;
use super::{DataSource, RenderContext, WidgetBase};
use crate::options::reader::{OptionReader, settings};
use crate::options::template::Segment;
use crate::options::values::{EventTypes, Sound};
use crate::session::catalogue;
use crate::widget::state::ChangeContext;
use queue::{Alert, AlertQueue, Filter};

/// How many milliseconds an alert takes to leave.
const LEAVE: f64 = 500.0;

settings! {
    /// The options of alerts.
    AlertOptions {
        /// The smallest amount. An event of unknown amount is always shown.
        least: Option<f64> = LEAST,
        /// For how many seconds each is shown, from 2 to 30.
        hold: f64 = HOLD,
        /// What is played with each.
        sound: Sound = SOUND,
        /// How loud, from 0 to 100.
        volume: f64 = VOLUME,
    }
}

/// The settings of alerts.
#[derive(Clone, Debug, PartialEq)]
pub struct Alerts {
    /// The settings that all widgets have.
    pub base: WidgetBase,
    /// Their options.
    pub options: AlertOptions,
}

/// The state of alerts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AlertState {
    /// Everything that was shown, is shown and waits.
    pub queue: AlertQueue,
    /// How often the page was shown or hidden.
    visibility: u32,
    /// Whether the alert that is shown leaves.
    pub is_leaving: bool,
    /// The rendered template; that of the last alert while none is shown.
    pub segments: Vec<Segment>,
    /// The name of the amount's unit in the markup; `None` for no unit.
    pub unit: Option<&'static str>,
    /// The default title: `New tip`.
    pub title: String,
    /// Whether another page of this browser rings.
    pub is_mute: bool,
}

impl Alerts {
    pub(super) fn parse(base: Option<WidgetBase>, reader: &mut OptionReader) -> Option<Alerts> {
        let options = AlertOptions::parse(reader)?;
        Some(Alerts {
            base: base?,
            options,
        })
    }

    /// The state in this context, which follows the previous one.
    pub fn state(
        &self,
        ctx: &RenderContext,
        previous: Option<&AlertState>,
        now: ChangeContext,
    ) -> AlertState {
        let mut state = previous.cloned().unwrap_or_default();
        if let Some(session) = ctx.session {
            let only = match &self.base.data_source {
                DataSource::Alerts(only) => only,
                _ => &EventTypes::default(),
            };
            let least = self.options.least;
            state.queue.receive(session, Filter { only, least });
            state.is_mute = session.received.is_follower;
        }
        if std::mem::replace(&mut state.visibility, now.visibility) != now.visibility {
            state.queue.clear();
        }
        let before = state.queue.number;
        let leave = if now.has_motion { LEAVE } else { 0.0 };
        state
            .queue
            .advance(ctx.now, self.options.hold * 1000.0, leave);
        state.is_leaving = state.queue.is_leaving(ctx.now);
        if state.queue.number != before {
            self.render(&mut state, ctx);
        }
        state
    }

    fn render(&self, state: &mut AlertState, ctx: &RenderContext) {
        let Some(alert) = state.queue.shown() else {
            return;
        };
        let event_type = alert.event_type();
        state.title = match alert {
            Alert::Event(_) => catalogue::new_event_title(event_type),
            Alert::More(..) => catalogue::event_type_title(event_type),
        };
        state.unit = self.base.unit_name(event_type);
        state.segments = match alert {
            Alert::Event(event) => self.base.render_event(event, None, ctx),
            Alert::More(_, count) => {
                let count = u32::try_from(*count).unwrap_or(u32::MAX);
                let count = ctx.locale.number(f64::from(count), 0, 0);
                placeholder(&["and ", &count, " more"].concat())
            }
        };
    }
}
