//! The stage: what every widget on a page is drawn from.

use super::drawn::whenever;
use crate::browser::clock;
use crate::components::intl::IntlLocale;
use crate::session::Session;
use crate::widget::{DataSource, RenderContext};
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

/// What every widget on a page is drawn from.
pub struct WidgetContext {
    /// The session; `None` before there is one.
    session: RefCell<Option<Arc<Session>>>,
    /// Who looks at what.
    lookers: RefCell<Vec<Rc<(DataSource, ArcTrigger)>>>,
    /// Notified when time alone has changed what widgets say.
    pub wake: ArcTrigger,
    /// The language and currency.
    pub locale: IntlLocale,
    /// Whether things may move.
    pub moves: bool,
    /// Seconds per page of a ticker that may not move.
    pub every: f64,
    /// Called when what is shown has changed.
    pub on_change: fn(),
}

impl WidgetContext {
    /// A stage without a session.
    pub fn new(locale: IntlLocale, moves: bool, every: f64, on_change: fn()) -> WidgetContext {
        WidgetContext {
            session: RefCell::default(),
            lookers: RefCell::default(),
            wake: ArcTrigger::new(),
            locale,
            moves,
            every,
            on_change,
        }
    }

    /// The session; `None` before there is one.
    pub fn session(&self) -> Option<Arc<Session>> {
        self.session.borrow().clone()
    }

    /// Takes in a session, and wakes who looks at what is not as it was in it.
    pub fn receive(&self, now: Option<Arc<Session>>) {
        let before = self.session.replace(now.clone());
        let is_news: Box<dyn Fn(&DataSource) -> bool> = match (&before, &now) {
            (Some(before), Some(now)) => {
                let changed = before.changed_entries(now);
                Box::new(move |data_source| {
                    changed.iter().any(|entry| data_source.is_drawn_from(entry))
                })
            }
            (before, now) => {
                let is_other = before.is_some() != now.is_some();
                Box::new(move |_| is_other)
            }
        };
        for looker in &*self.lookers.borrow() {
            let (data_source, trigger) = &**looker;
            if is_news(data_source) {
                trigger.notify();
            }
        }
    }

    /// What is notified when the session says something else of this subject, as
    /// long as the owner of this call lives.
    pub fn watch(self: &Rc<WidgetContext>, data_source: &DataSource) -> ArcTrigger {
        let looker = Rc::new((data_source.clone(), ArcTrigger::new()));
        let trigger = looker.1.clone();
        self.lookers.borrow_mut().push(looker.clone());
        let kept = SendWrapper::new((self.clone(), looker));
        on_cleanup(move || {
            let (stage, looker) = kept.take();
            let mut lookers = stage.lookers.borrow_mut();
            lookers.retain(|other| !Rc::ptr_eq(other, &looker));
        });
        trigger
    }

    /// Looks at the present scene.
    pub fn look<T>(&self, at: impl FnOnce(&RenderContext) -> T) -> T {
        let session = self.session();
        at(&RenderContext {
            session: session.as_deref(),
            locale: &self.locale,
            now: clock::now(),
        })
    }
}

/// What makes a state, given the one before.
pub(super) type Make<S> = Box<dyn Fn(&RenderContext, Option<&S>) -> S>;

/// Draws a state of this subject at once, and again whenever it is another.
pub(super) fn follow<S: PartialEq + 'static>(
    stage: &Rc<WidgetContext>,
    data_source: &DataSource,
    make: Make<S>,
    mut draw: Box<dyn FnMut(&S)>,
) {
    let trigger = stage.watch(data_source);
    let stage = stage.clone();
    let mut last: Option<(bool, S)> = None;
    whenever(move || {
        trigger.track();
        stage.wake.track();
        // That there is a session is news, whatever it says.
        let begun = stage.session().is_some();
        let before = last.as_ref().map(|(_, state)| state);
        let now = (begun, stage.look(|scene| make(scene, before)));
        if last.as_ref() != Some(&now) {
            draw(&now.1);
            last = Some(now);
        }
    });
}
