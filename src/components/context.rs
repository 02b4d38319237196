//! What all widgets of a page share, and how a widget follows its state.

use super::elements::render_effect;
use crate::browser::clock;
use crate::browser::intl::IntlLocale;
use crate::session::Session;
use crate::widget::{DataSource, RenderContext};
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

/// What all widgets of a page share.
pub struct WidgetContext {
    /// `None` before the first session.
    session: RefCell<Option<Arc<Session>>>,
    /// The triggers to notify when the session changes, by the data they depend on.
    subscribers: RefCell<Vec<Rc<(DataSource, ArcTrigger)>>>,
    /// Notified when time alone changes what widgets show.
    pub tick: ArcTrigger,
    /// The language and the currency.
    pub locale: IntlLocale,
    /// Whether animations are allowed.
    pub has_motion: bool,
    /// Seconds per page of a ticker without motion.
    pub page_seconds: f64,
    /// Called when the content of a widget has changed.
    pub on_change: fn(),
}

impl WidgetContext {
    /// A context without a session.
    pub fn new(
        locale: IntlLocale,
        has_motion: bool,
        page_seconds: f64,
        on_change: fn(),
    ) -> WidgetContext {
        WidgetContext {
            session: RefCell::default(),
            subscribers: RefCell::default(),
            tick: ArcTrigger::new(),
            locale,
            has_motion,
            page_seconds,
            on_change,
        }
    }

    /// The session; `None` before the first one.
    pub fn session(&self) -> Option<Arc<Session>> {
        self.session.borrow().clone()
    }

    /// Replaces the session and notifies the subscribers whose data differs.
    pub fn set_session(&self, new: Option<Arc<Session>>) {
        let old = self.session.replace(new.clone());
        let is_changed: Box<dyn Fn(&DataSource) -> bool> = match (&old, &new) {
            (Some(old), Some(new)) => {
                let changed = old.changed_entries(new);
                Box::new(move |data_source| {
                    changed.iter().any(|entry| data_source.is_drawn_from(entry))
                })
            }
            (old, new) => {
                let is_changed = old.is_some() != new.is_some();
                Box::new(move |_| is_changed)
            }
        };
        for subscriber in &*self.subscribers.borrow() {
            let (data_source, trigger) = &**subscriber;
            if is_changed(data_source) {
                trigger.notify();
            }
        }
    }

    /// A trigger that is notified when the session's data for `data_source` changes,
    /// until the current owner is cleaned up.
    pub fn subscribe(self: &Rc<WidgetContext>, data_source: &DataSource) -> ArcTrigger {
        let subscriber = Rc::new((data_source.clone(), ArcTrigger::new()));
        let trigger = subscriber.1.clone();
        self.subscribers.borrow_mut().push(subscriber.clone());
        let subscription = SendWrapper::new((self.clone(), subscriber));
        on_cleanup(move || {
            let (context, subscriber) = subscription.take();
            let mut subscribers = context.subscribers.borrow_mut();
            subscribers.retain(|other| !Rc::ptr_eq(other, &subscriber));
        });
        trigger
    }

    /// Calls a function with the present session, locale and time.
    pub fn with_context<T>(&self, function: impl FnOnce(&RenderContext) -> T) -> T {
        let session = self.session();
        function(&RenderContext {
            session: session.as_deref(),
            locale: &self.locale,
            now: clock::now(),
        })
    }
}

/// Computes a widget's state. The second argument is the previous state.
pub(super) type ComputeState<S> = Box<dyn Fn(&RenderContext, Option<&S>) -> S>;

/// Renders a widget's state at once, and again whenever it changes, until the current
/// owner is cleaned up.
pub(super) fn render_state<S: PartialEq + 'static>(
    context: &Rc<WidgetContext>,
    data_source: &DataSource,
    compute: ComputeState<S>,
    mut render: Box<dyn FnMut(&S)>,
) {
    let trigger = context.subscribe(data_source);
    let context = context.clone();
    let mut last: Option<(bool, S)> = None;
    render_effect(move || {
        trigger.track();
        context.tick.track();
        // The first session counts as a change even if the state stays the same.
        let has_session = context.session().is_some();
        let previous = last.as_ref().map(|(_, state)| state);
        let state = context.with_context(|ctx| compute(ctx, previous));
        let new = (has_session, state);
        if last.as_ref() != Some(&new) {
            render(&new.1);
            last = Some(new);
        }
    });
}
