//! Views: a state in, elements out. One small component a kind.
//!
//! Knows nothing of clients, polls and addresses. Style sees classes, `data-*`
//! and numbers as custom properties; it decides all the rest.

mod goal;
mod list;
pub mod problem;
mod text;
mod ticker;

use crate::browser::clock;
use crate::browser::intl::IntlLocale;
use crate::kind::Kind;
use crate::session::Session;
use crate::template::Piece;
use crate::value::{Colour, Direction};
use crate::widget::{Face, Scene, Widget};
use leptos::prelude::*;
use std::sync::Arc;
use std::time::Duration;

/// What every widget on a page is drawn from.
#[derive(Clone, Copy)]
pub struct Stage {
    /// The session; `None` before there is one.
    pub session: Signal<Option<Arc<Session>>>,
    /// Notified when time alone has changed what widgets say.
    pub wake: Trigger,
    /// The language and currency.
    pub locale: StoredValue<IntlLocale>,
    /// Whether things may move.
    pub moves: bool,
    /// Seconds per page of a ticker that may not move.
    pub every: f64,
}

impl Stage {
    /// Looks at the present scene, and again when the session or the time
    /// changes what is to be seen.
    pub fn look<T>(self, at: impl FnOnce(&Scene) -> T) -> T {
        self.wake.track();
        let session = self.session.read();
        self.locale.with_value(|locale| {
            at(&Scene {
                session: session.as_deref(),
                locale,
                now: clock::now(),
            })
        })
    }

    /// A state that changes no more often than what it says.
    fn state<T: PartialEq + Send + Sync + 'static>(
        self,
        make: impl Fn(&Scene) -> T + Send + Sync + 'static,
    ) -> Signal<T> {
        Memo::new(move |_| self.look(&make)).into()
    }
}

/// Draws a widget of any kind.
#[component]
pub fn AnyWidget(
    /// What to draw.
    widget: Widget,
    /// From what.
    stage: Stage,
) -> impl IntoView {
    // Matched once; within, only memos run again.
    match widget {
        Widget::Goal(goal) => {
            let (face, direction) = (goal.face.clone(), goal.run.direction);
            let start = goal.run.start;
            let state = stage.state(move |scene| goal.state(scene));
            view! { <goal::GoalView face direction start state stage /> }.into_any()
        }
        Widget::Label(label) => {
            let face = label.face.clone();
            let hides = label.empty.is_empty();
            let state = stage.state(move |scene| {
                let state = label.state(scene);
                (state.pieces, state.unit, state.empty)
            });
            view! { <text::TextView face kind=Kind::Label hides state stage /> }.into_any()
        }
        Widget::Counter(counter) => {
            let face = counter.face.clone();
            let state = stage.state(move |scene| {
                let state = counter.state(scene);
                (state.pieces, None, state.empty)
            });
            view! { <text::TextView face kind=Kind::Counter hides=false state stage /> }.into_any()
        }
        Widget::List(list) => {
            let (face, empty) = (list.face.clone(), list.choice.empty.clone());
            let state = stage.state(move |scene| list.state(scene));
            view! { <list::ListView face empty state stage /> }.into_any()
        }
        Widget::Ticker(ticker) => {
            let (face, empty, speed) = (
                ticker.face.clone(),
                ticker.choice.empty.clone(),
                ticker.speed,
            );
            let state = stage.state(move |scene| ticker.state(scene));
            view! { <ticker::TickerView face empty speed state stage /> }.into_any()
        }
    }
}

/// The frame of every widget: its marks, its colours and its title.
#[component]
fn Frame(
    face: Face,
    kind: Kind,
    stage: Stage,
    /// Whether there is nobody or nothing yet.
    #[prop(into)]
    empty: Signal<bool>,
    /// Whether the widget is not there while it is empty.
    #[prop(optional)]
    hides: bool,
    /// Whether a goal is met.
    #[prop(optional, into)]
    reached: Signal<bool>,
    /// Where a goal's bar grows.
    #[prop(optional)]
    direction: Option<Direction>,
    /// What counts as the widget's value; its changes are marked for a moment.
    #[prop(into)]
    value: Signal<String>,
    children: Children,
) -> impl IntoView {
    let title = face.title();
    let changed = changed(value, stage);
    let own = |colour: &Option<Colour>| {
        colour
            .as_ref()
            .map(|colour| "#".to_owned() + colour.as_str())
    };
    let colours = &face.colours;
    view! {
        <section
            class="widget"
            data-widget=face.subject.name().to_owned()
            data-kind=kind.name()
            data-direction=direction.map(Direction::name)
            data-empty=move || empty.get().then_some("")
            data-reached=move || reached.get().then_some("")
            data-changed=move || changed.get().then_some("")
            hidden=move || hides && empty.get()
            style:--accent=own(&colours.accent)
            style:--text=own(&colours.text)
            style:--track=own(&colours.track)
            style:--back=own(&colours.back)
        >
            {(!title.is_empty()).then(|| view! { <h2 class="title">{title}</h2> })}
            {children()}
        </section>
    }
}

/// How long a changed value is marked; the themes' motion is shorter.
const MARKED: Duration = Duration::from_millis(1500);

/// True for a moment after the value changed, though not when it first came.
fn changed(value: Signal<String>, stage: Stage) -> Signal<bool> {
    let changed = RwSignal::new(false);
    let ends = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |before: Option<Option<String>>| {
        let had_session = stage.session.read().is_some();
        let value = value.get();
        if let Some(Some(before)) = before
            && before != value
        {
            changed.set(true);
            let end = set_timeout_with_handle(move || changed.set(false), MARKED);
            if let Some(earlier) = ends.get_value() {
                earlier.clear();
            }
            ends.set_value(end.ok());
        }
        had_session.then_some(value)
    });
    changed.into()
}

/// The pieces of a filled template, each an element of its field's class.
fn pieces(pieces: Vec<Piece>, unit: Option<&'static str>) -> Vec<AnyView> {
    use crate::template::Field;
    let element = |piece: Piece| {
        let Piece { field, text } = piece;
        match field {
            None => view! { <span class="text">{text}</span> }.into_any(),
            Some(Field::Name) => view! { <bdi class="name">{text}</bdi> }.into_any(),
            Some(Field::Sender) => view! { <bdi class="sender">{text}</bdi> }.into_any(),
            Some(Field::Message) => {
                view! { <span class="message" dir="auto">{text}</span> }.into_any()
            }
            Some(Field::Amount) => {
                view! { <span class="amount" data-unit=unit>{text}</span> }.into_any()
            }
            Some(field) => view! { <span class=field.name()>{text}</span> }.into_any(),
        }
    };
    pieces.into_iter().map(element).collect()
}

/// What of these pieces is a value, and not the passing of time.
fn value_text(pieces: &[Piece]) -> String {
    use crate::template::Field;
    let lasts = |piece: &&Piece| !matches!(piece.field, Some(Field::Ago | Field::TimeLeft));
    let texts: Vec<&str> = pieces
        .iter()
        .filter(lasts)
        .map(|piece| piece.text.as_str())
        .collect();
    texts.concat()
}
