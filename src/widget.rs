//! Widgets: what an address asks for, and what that is with a session.
//!
//! Settings go in, a state comes out that a view only has to draw. All thinking
//! is here and is pure; the language, the session and the present are
//! arguments, together a [`Scene`].

pub mod counter;
pub mod goal;
pub mod label;
pub mod list;

use crate::catalogue::{self, Unit};
use crate::format::{self, Locale};
use crate::kind::Kind;
use crate::moment::Moment;
use crate::option;
use crate::session::{Entry, Event, Key, Session};
use crate::settings::{Reader, Writer, settings};
use crate::template::{Field, Piece, Template};
use crate::value::{Colour, Sources};
use counter::Counter;
use goal::Goal;
use label::Label;
use list::{List, Ticker};

/// What a state is made for.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// `None` before the first answer.
    pub session: Option<&'a Session>,
    /// The language and currency of the address.
    pub locale: &'a dyn Locale,
    /// The present.
    pub now: Moment,
}

/// What a widget speaks of.
#[derive(Clone, Debug, PartialEq)]
pub enum Subject {
    /// One entry of the session.
    Key(Key),
    /// All `*-recent` lists together, or those of some sources.
    Recent(Sources),
}

impl Subject {
    /// The word that stands for it in the address and the markup.
    pub fn name(&self) -> &str {
        match self {
            Subject::Key(key) => key.as_str(),
            Subject::Recent(_) => "recent",
        }
    }

    /// Whether an entry of the session belongs to it.
    pub fn wants(&self, key: &str) -> bool {
        match self {
            Subject::Key(own) => own.as_str() == key,
            Subject::Recent(_) => key.ends_with("-recent"),
        }
    }

    /// Words for it.
    pub fn title(&self) -> String {
        match self {
            Subject::Key(key) => catalogue::title(key.as_str()),
            Subject::Recent(_) => "Recent events".to_owned(),
        }
    }

    fn unit(&self) -> Unit {
        match self {
            Subject::Key(key) => catalogue::unit(key.as_str()),
            Subject::Recent(_) => Unit::Plain,
        }
    }

    fn entry<'a>(&self, session: Option<&'a Session>) -> Option<&'a Entry> {
        match self {
            Subject::Key(key) => session?.get(key.as_str()),
            Subject::Recent(_) => None,
        }
    }

    /// `None` while there is none, or no figure.
    fn figure(&self, session: Option<&Session>) -> Option<f64> {
        match self.entry(session) {
            Some(Entry::Figure(figure)) => Some(*figure),
            Some(Entry::Event(_) | Entry::Recent(_)) | None => None,
        }
    }
}

settings! {
    /// The colours that an address gives to a widget; `None` is the theme's.
    Colours {
        /// Of bars and names.
        accent: Option<Colour> = ACCENT,
        /// Of text.
        text: Option<Colour> = TEXT,
        /// Of the part of a bar that is still empty.
        track: Option<Colour> = TRACK,
        /// Behind everything.
        back: Option<Colour> = BACK,
    }
}

/// What every kind of widget has.
#[derive(Clone, Debug, PartialEq)]
pub struct Face {
    /// What it speaks of.
    pub subject: Subject,
    /// `None` is the subject's own words, empty is no title.
    pub title: Option<String>,
    /// `None` is the kind's own.
    pub template: Option<Template>,
    /// Digits behind the point; `None` is the unit's own. At most 4.
    pub decimals: Option<u8>,
    /// Colours of its own.
    pub colours: Colours,
}

impl Face {
    /// The title that stands above the widget; empty where there is none.
    pub fn title(&self) -> String {
        match &self.title {
            Some(title) => title.clone(),
            None => self.subject.title(),
        }
    }

    fn read(subject: Subject, kind: Kind, from: &mut Reader) -> Option<Face> {
        let title = from.take(&option::TITLE);
        let template = from.take_template(kind);
        let decimals = from.take(&option::DECIMALS);
        let colours = Colours::read(from);
        Some(Face {
            subject,
            title: title?,
            template: template?,
            decimals: decimals?,
            colours: colours?,
        })
    }

    fn write(&self, to: &mut Writer) {
        to.put(&option::TITLE, &self.title);
        to.put(&option::TEMPLATE, &self.template);
        to.put(&option::DECIMALS, &self.decimals);
        self.colours.write(to);
    }

    /// A figure in the subject's unit.
    fn figure(&self, value: f64, on: &Scene) -> String {
        format::figure(value, self.subject.unit(), self.decimals, on.locale)
    }

    /// An event in the template's words, or as its name and its amount.
    fn event(&self, event: &Event, on: &Scene) -> Vec<Piece> {
        let unit = match &self.subject {
            Subject::Key(key) => catalogue::unit(key.as_str()),
            Subject::Recent(_) => catalogue::source_unit(&event.source),
        };
        let amount = || {
            event.amount.map_or_else(String::new, |amount| {
                format::figure(amount, unit, self.decimals, on.locale)
            })
        };
        let say = |field| match field {
            Field::Name => event.name.clone(),
            Field::Amount => amount(),
            Field::Message => event.message.clone(),
            Field::Tier => format::tier(&event.tier),
            Field::Months if unit == Unit::Months => amount(),
            Field::Sender => event.sender.clone(),
            Field::Ago => event.created.map_or_else(String::new, |then| {
                format::ago(on.now.since(then), on.locale)
            }),
            Field::Months
            | Field::Current
            | Field::Target
            | Field::Left
            | Field::Percent
            | Field::TimeLeft
            | Field::Count => String::new(),
        };
        fill(self.template.as_ref(), "{name} {amount}", say)
    }

    /// What stands behind an event's amount where the template is the usual
    /// one and says nothing of it; a name that the style sheet knows.
    fn amount_unit(&self, source: &str) -> Option<&'static str> {
        let unit = match &self.subject {
            Subject::Key(key) => catalogue::unit(key.as_str()),
            Subject::Recent(_) => catalogue::source_unit(source),
        };
        match unit {
            _ if self.template.is_some() => None,
            Unit::Bits => Some("bits"),
            Unit::Months => Some("months"),
            Unit::Viewers => Some("viewers"),
            Unit::Money | Unit::Count | Unit::Plain => None,
        }
    }

    /// Milliseconds until the age of one of these events reads differently.
    fn ages_change_in<'a>(
        &self,
        events: impl Iterator<Item = &'a Event>,
        now: Moment,
    ) -> Option<f64> {
        let speaks_of_age = self.template.as_ref()?.has(Field::Ago);
        let ages = events.filter_map(|event| Some(now.since(event.created?)));
        ages.map(format::ago_changes_in)
            .filter(|_| speaks_of_age)
            .reduce(f64::min)
    }
}

/// Fills a template, or the usual one.
fn fill(own: Option<&Template>, usual: &str, say: impl Fn(Field) -> String) -> Vec<Piece> {
    match own {
        Some(template) => template.fill(say),
        None => Template::parse(usual).map_or_else(|_| Vec::new(), |usual| usual.fill(say)),
    }
}

/// A widget of one of the kinds.
#[derive(Clone, Debug, PartialEq)]
pub enum Widget {
    /// A figure on its way to a target.
    Goal(Goal),
    /// One event.
    Label(Label),
    /// A figure.
    Counter(Counter),
    /// Recent events below each other.
    List(List),
    /// Recent events running past.
    Ticker(Ticker),
}

impl Widget {
    /// Reads a widget of this kind; `None` after a problem.
    pub fn read(subject: Subject, kind: Kind, from: &mut Reader) -> Option<Widget> {
        let face = Face::read(subject, kind, from);
        match kind {
            Kind::Goal => Goal::read(face, from).map(Widget::Goal),
            Kind::Label => Label::read(face, from).map(Widget::Label),
            Kind::Counter => Some(Widget::Counter(Counter { face: face? })),
            Kind::List => List::read(face, from).map(Widget::List),
            Kind::Ticker => Ticker::read(face, from).map(Widget::Ticker),
        }
    }

    /// Writes everything but its subject and its kind.
    pub fn write(&self, to: &mut Writer) {
        self.face().write(to);
        match self {
            Widget::Goal(goal) => goal.run.write(to),
            Widget::Label(label) => to.put(&option::EMPTY, &label.empty),
            Widget::Counter(_) => {}
            Widget::List(list) => list.choice.write(to),
            Widget::Ticker(ticker) => {
                ticker.choice.write(to);
                to.put(&option::SPEED, &ticker.speed);
            }
        }
    }

    /// What it has in common with every other.
    pub fn face(&self) -> &Face {
        match self {
            Widget::Goal(goal) => &goal.face,
            Widget::Label(label) => &label.face,
            Widget::Counter(counter) => &counter.face,
            Widget::List(list) => &list.face,
            Widget::Ticker(ticker) => &ticker.face,
        }
    }

    /// Its kind.
    pub fn kind(&self) -> Kind {
        match self {
            Widget::Goal(_) => Kind::Goal,
            Widget::Label(_) => Kind::Label,
            Widget::Counter(_) => Kind::Counter,
            Widget::List(_) => Kind::List,
            Widget::Ticker(_) => Kind::Ticker,
        }
    }

    /// Milliseconds until it reads differently though the session is the same;
    /// `None` for never.
    pub fn changes_in(&self, on: &Scene) -> Option<f64> {
        match self {
            Widget::Goal(goal) => goal.changes_in(on),
            Widget::Label(label) => label.changes_in(on),
            Widget::Counter(_) => None,
            Widget::List(list) => list.choice.changes_in(&list.face, on),
            Widget::Ticker(ticker) => ticker.choice.changes_in(&ticker.face, on),
        }
    }
}

#[cfg(test)]
mod tests;
