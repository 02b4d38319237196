//! Every widget has a valid state for every session.

use super::*;
use crate::config::{Config, WidgetSlot};
use crate::session::decode::{self, properties::corrupted};
use crate::widget::format::tests::PlainLocale;
use crate::widget::state::ChangeContext;
use proptest::prelude::*;

proptest! {
    #[test]
    fn every_widget_has_a_state_for_every_session(
        query in crate::config::properties::query(),
        text in corrupted(),
        now in -1e13..1e14_f64,
    ) {
        let Ok(decoded) = decode::session(&text) else {
            return Ok(());
        };
        let locale = PlainLocale { currency: Some("EUR") };
        let config = Config::parse(&format!("{query}&source=demo"), "", &|_| None);
        let slots = config.map(|config| config.slots).unwrap_or_default();
        for session in [None, Some(&decoded.session)] {
            let ctx = RenderContext { session, locale: &locale, now: Timestamp(now), stored: &|_| None };
            for slot in &slots {
                let WidgetSlot::Widget(widget) = slot else { continue };
                match widget {
                    Widget::Goal(goal) => {
                        let state = goal.state(&ctx);
                        prop_assert!((0.0..=1.0).contains(&state.progress), "{state:?}");
                    }
                    Widget::Label(label) => drop(label.state(&ctx)),
                    Widget::Counter(counter) => drop(counter.state(&ctx)),
                    Widget::Alert(_, alerts) => {
                        let state = alerts.state(&ctx, None, ChangeContext::default());
                        prop_assert!(state.queue.shown().is_none());
                    }
                    Widget::Credits(_, credits) => {
                        let state = credits.state(&ctx, None, ChangeContext::default());
                        prop_assert!(state.groups.iter().all(|group| !group.people.is_empty()));
                    }
                    Widget::Timer(_, timer) => {
                        let end = timer.state(&ctx, None).end;
                        let tick = end.and_then(|end| timer.next_tick(end, ctx.now));
                        prop_assert!(tick.is_none_or(|tick| (0.0..=3_600_000.0).contains(&tick)));
                    }
                    Widget::List(list) => {
                        prop_assert!(list.state(&ctx).items.len() <= 25);
                    }
                    Widget::Ticker(ticker) => {
                        prop_assert!(ticker.state(&ctx).items.len() <= 25);
                    }
                }
                let wait = widget.changes_in(&ctx);
                prop_assert!(wait.is_none_or(|wait| wait >= 0.0), "{query} at {now}: {wait:?}");
            }
        }
    }
}
