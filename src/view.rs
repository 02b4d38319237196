//! Views: a state in, elements out. One small component a kind.
//!
//! Knows nothing of clients, polls and addresses. Style sees classes, `data-*`
//! and numbers as custom properties; it decides all the rest.

mod change;
// The macro of components writes `pub` into these private modules.
#[allow(unreachable_pub)]
mod goal;
#[allow(unreachable_pub)]
mod list;
pub mod problem;
#[allow(unreachable_pub)]
mod text;
#[allow(unreachable_pub)]
mod ticker;

use crate::browser::clock;
use crate::browser::intl::IntlLocale;
use crate::kind::Kind;
use crate::session::{Entry, Key, Session};
use crate::template::{Field, Piece};
use crate::value::Direction;
use crate::widget::counter::CounterState;
use crate::widget::label::LabelState;
use crate::widget::{Colours, Face, Scene, Subject, Widget};
use change::{before, watch_change};
use leptos::either::{Either, EitherOf5};
use leptos::prelude::*;
use std::sync::Arc;

/// What every widget on a page is drawn from.
#[derive(Clone, Copy)]
pub struct Stage {
    /// The session; `None` before there is one.
    pub session: Memo<Option<Arc<Session>>>,
    /// Whether there is a session.
    pub begun: Memo<bool>,
    /// Notified when time alone has changed what widgets say.
    pub wake: Trigger,
    /// The language and currency.
    pub locale: StoredValue<IntlLocale>,
    /// Whether things may move.
    pub moves: bool,
    /// Seconds per page of a ticker that may not move.
    pub every: f64,
    /// Called when what is shown has changed.
    pub on_change: fn(),
}

impl Stage {
    /// Looks at the present scene, and again when the session or the time
    /// changes what is to be seen.
    pub fn look<T>(self, at: impl FnOnce(&Scene) -> T) -> T {
        let _ = self.session.read();
        self.glance(at)
    }

    /// The same, again only when the time changes what is to be seen.
    fn glance<T>(self, at: impl FnOnce(&Scene) -> T) -> T {
        self.wake.track();
        let session = self.session.read_untracked();
        self.locale.with_value(|locale| {
            at(&Scene {
                session: session.as_deref(),
                locale,
                now: clock::now(),
            })
        })
    }

    /// A state that changes no more often than what it says, made from the
    /// scene and from the state before; not even looked at where the session
    /// changed elsewhere.
    fn state<T: PartialEq + Send + Sync + 'static>(self, of: &Subject, make: Make<T>) -> Memo<T> {
        let seen = self.seen(of.clone());
        Memo::new(move |before| {
            let _ = seen.read();
            self.glance(|scene| make(scene, before))
        })
    }

    /// What of the session a widget of this subject is made of.
    fn seen(self, of: Subject) -> Memo<Entries> {
        let entries = move |_: Option<&Entries>| {
            let session = self.session.read();
            session
                .as_ref()
                .map(|session| of.entries(session))
                .unwrap_or_default()
        };
        Memo::new_with_compare(entries, |before, now| match (before, now) {
            (Some(before), Some(now)) => {
                let mut pairs = before.iter().zip(now);
                before.len() != now.len() || !pairs.all(|(before, now)| Arc::ptr_eq(before, now))
            }
            (before, now) => before.is_some() != now.is_some(),
        })
    }
}

type Entries = Vec<Arc<(Key, Entry)>>;

/// What makes states, behind one type a state.
type Make<T> = Box<dyn Fn(&Scene, Option<&T>) -> T + Send + Sync>;

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
            let goal = Arc::new(goal);
            let told = goal.clone();
            let state = stage.state(
                &goal.face.subject,
                Box::new(move |scene, _| told.state(scene)),
            );
            EitherOf5::A(view! { <goal::GoalView goal state stage /> })
        }
        Widget::Label(label) => {
            let face = label.face.clone();
            let hides = label.empty.is_empty();
            let state = stage.state(&face.subject, Box::new(move |scene, _| label.state(scene)));
            EitherOf5::B(view! { <text::TextView face kind=Kind::Label hides state stage /> })
        }
        Widget::Counter(counter) => {
            let face = counter.face.clone();
            // A counter is a line like a label's, whose figure needs no unit.
            let state = stage.state(
                &face.subject,
                Box::new(move |scene, _| {
                    let CounterState { pieces, empty } = counter.state(scene);
                    let unit = None;
                    LabelState {
                        pieces,
                        unit,
                        empty,
                    }
                }),
            );
            EitherOf5::C(
                view! { <text::TextView face kind=Kind::Counter hides=false state stage /> },
            )
        }
        Widget::List(list) => {
            let (face, empty) = (list.face.clone(), list.choice.empty.clone());
            let state = stage.state(
                &face.subject,
                Box::new(move |scene, before| list.state(scene).after(before)),
            );
            EitherOf5::D(view! { <list::ListView face empty state stage /> })
        }
        Widget::Ticker(ticker) => {
            let (face, empty, speed) = (
                ticker.face.clone(),
                ticker.choice.empty.clone(),
                ticker.speed,
            );
            let state = stage.state(
                &face.subject,
                Box::new(move |scene, before| ticker.state(scene).after(before)),
            );
            EitherOf5::E(view! { <ticker::TickerView face empty speed state stage /> })
        }
    }
}

/// What of a widget's state shows on its frame.
#[derive(Clone, Debug, Default, PartialEq)]
struct Marks {
    /// Whether there is nobody or nothing yet.
    empty: bool,
    /// Whether a goal is met.
    reached: bool,
    /// How many of a goal's targets lie behind.
    passed: f64,
    /// What the widget says; that it says something else is marked for a
    /// moment.
    words: Words,
}

/// The frame of every widget: its marks, its colours and its title.
#[component]
fn Frame(
    face: Face,
    kind: Kind,
    stage: Stage,
    marks: Arc<dyn Fn() -> Marks + Send + Sync>,
    /// Whether the widget is not there while it is empty.
    #[prop(optional)]
    hides: bool,
    /// Where a goal's bar grows.
    #[prop(optional)]
    direction: Option<Direction>,
    children: Children,
) -> impl IntoView {
    let title = face.title();
    let change = watch_change(marks.clone(), stage);
    let leaves = matches!(kind, Kind::Label | Kind::Counter);
    let empty = marks.clone();
    let hidden = marks.clone();
    view! {
        <section
            class="widget"
            data-widget=face.subject.name().to_owned()
            data-kind=kind.name()
            data-direction=direction.map(Direction::name)
            data-empty=flag(move || empty().empty)
            data-reached=flag(move || marks().reached)
            data-changed=attribute(move || change.read().as_ref().map(|change| change.how.to_owned()))
            hidden=flag(move || hides && hidden().empty)
            style=colours(&face)
        >
            {(!title.is_empty()).then(|| view! { <h2 class="title">{title}</h2> })}
            {children()}
            {leaves.then(|| view! { <p class="leaving" aria-hidden="true">{words(Box::new(move || before(change)))}</p> })}
        </section>
    }
}

/// A widget's own colours, as the custom properties that the themes draw with.
fn colours(face: &Face) -> String {
    let Colours {
        accent,
        text,
        track,
        back,
    } = &face.colours;
    let mut style = String::new();
    for (name, colour) in [
        ("accent", accent),
        ("text", text),
        ("track", track),
        ("back", back),
    ] {
        if let Some(colour) = colour {
            for part in ["--", name, ":#", colour.as_str(), ";"] {
                style.push_str(part);
            }
        }
    }
    style
}

/// A closure behind one type, so that the code that runs it again and again is
/// in the bundle once and not once for each closure.
type Live<T> = Box<dyn Fn() -> T + Send + Sync>;

/// An attribute that is there or not.
fn flag(is_there: impl Fn() -> bool + Send + Sync + 'static) -> Live<Option<&'static str>> {
    Box::new(move || is_there().then_some(""))
}

/// An attribute whose text changes; `None` takes it away.
fn attribute(text: impl Fn() -> Option<String> + Send + Sync + 'static) -> Live<Option<String>> {
    Box::new(text)
}

/// A filled template and the unit behind its amount.
type Words = (Vec<Piece>, Option<&'static str>);

/// The pieces of a filled template, each an element of its field's class.
fn words(words: Live<Words>) -> impl IntoView {
    move || {
        let (pieces, unit) = words();
        let elements = pieces.into_iter().map(|piece| element(piece, unit));
        elements.collect::<Vec<_>>()
    }
}

fn element(piece: Piece, unit: Option<&'static str>) -> impl IntoView + use<> {
    let Piece { field, text } = piece;
    let class = field.map_or("text", Field::name);
    // What people chose may run in any direction, and must not turn the rest of
    // the line.
    if matches!(field, Some(Field::Name | Field::Sender)) {
        return Either::Left(view! { <bdi class=class>{text}</bdi> });
    }
    let dir = (field == Some(Field::Message)).then_some("auto");
    let unit = unit.filter(|_| field == Some(Field::Amount));
    Either::Right(view! { <span class=class dir=dir data-unit=unit>{text}</span> })
}

/// What of these pieces is a value, and not the passing of time.
fn value_text(pieces: &[Piece]) -> String {
    let lasts = |piece: &&Piece| !matches!(piece.field, Some(Field::Ago | Field::TimeLeft));
    let texts: Vec<&str> = pieces
        .iter()
        .filter(lasts)
        .map(|piece| piece.text.as_str())
        .collect();
    texts.concat()
}
