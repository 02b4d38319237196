//! The address, read and written.
//!
//! Reading finds every problem at once: those of the page take the page, those
//! of a widget take that widget alone. Writing is the inverse, and leaves
//! defaults out.

use crate::account::{Channel, Credential, CredentialKind};
use crate::catalogue::{self, ROWS, nearest};
use crate::kind::{Kind, shape_of};
use crate::option::{self, Spec};
use crate::problem::{Problem, shown};
use crate::query::Query;
use crate::session::{Key, Session, Shape};
use crate::settings::{Given, Reader, Writer, settings};
use crate::value::{
    Align, Currency, Font, Layout, LocaleTag, Motion, Origin, Source, Sources, Theme, Value,
};
use crate::widget::{Subject, Widget};

settings! {
    /// The options of the page.
    Page {
        /// Whose session; there is one whenever the source is live.
        channel: Option<Channel> = CHANNEL,
        /// Where the session comes from.
        source: Source = SOURCE,
        /// The server.
        api: Origin = API,
        /// Seconds between polls, from 5 to 3600.
        interval: f64 = INTERVAL,
        /// How the widgets stand together.
        layout: Layout = LAYOUT,
        /// Seconds per widget, from 2 to 3600.
        every: f64 = EVERY,
        /// Where widgets and their text stand.
        align: Align = ALIGN,
        /// The look.
        theme: Theme = THEME,
        /// The size of everything, from 0.25 to 8.
        scale: f64 = SCALE,
        /// The typeface; `None` is the theme's.
        font: Option<Font> = FONT,
        /// The language; `None` is the browser's.
        locale: Option<LocaleTag> = LOCALE,
        /// The currency; `None` writes plain decimals.
        currency: Option<Currency> = CURRENCY,
        /// Whether things move.
        motion: Motion = MOTION,
        /// Whether the panel is shown.
        debug: bool = DEBUG,
    }
}

impl Value for Channel {
    fn read(text: &str, spec: &Spec) -> Result<Self, Problem> {
        Channel::read(text.trim()).ok_or_else(|| spec.refuses(text))
    }

    fn write(&self) -> Option<String> {
        Some(self.as_str().to_owned())
    }
}

/// What stands in the place of one `widget` in the address.
#[derive(Clone, Debug, PartialEq)]
pub enum Slot {
    /// A widget that can be drawn.
    Widget(Widget),
    /// A key outside the catalogue, whose kind only the session can tell.
    Open(Open),
    /// A widget with problems; never without one.
    Broken {
        /// What stood behind `widget=`, as it may be repeated.
        name: String,
        /// All of them.
        problems: Vec<Problem>,
    },
}

/// A widget whose kind is not known yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Open {
    key: Key,
    given: Vec<Given>,
}

impl Slot {
    /// Whether only the session can tell what this is: its key is not in the
    /// catalogue.
    pub fn awaits_session(&self) -> bool {
        match self {
            Slot::Widget(widget) => match &widget.face().subject {
                Subject::Key(key) => catalogue::find(key.as_str()).is_none(),
                Subject::Recent(_) => false,
            },
            Slot::Open(_) => true,
            Slot::Broken { .. } => false,
        }
    }

    /// What this is, now that the session has told which keys there are and
    /// what shapes they have; never open.
    pub fn settle(&self, session: &Session) -> Slot {
        let (key, problem) = match self {
            Slot::Broken { .. } => return self.clone(),
            Slot::Widget(widget) => {
                let trouble = || trouble(widget, session);
                let Some(problem) = self.awaits_session().then(trouble).flatten() else {
                    return self.clone();
                };
                (widget.face().subject.name(), problem)
            }
            Slot::Open(Open { key, given }) => {
                if let Some(entry) = session.get(key.as_str()) {
                    let (shape, subject) = (entry.shape(), Subject::Key(key.clone()));
                    return read_widget(subject, shape, Kind::usual(key.as_str(), shape), given);
                }
                (key.as_str(), unknown_key(key.as_str(), session))
            }
        };
        Slot::Broken {
            name: key.to_owned(),
            problems: vec![problem],
        }
    }
}

/// A whole address, as far as it could be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// The page's options.
    pub page: Page,
    /// What opens the session; there is one whenever the source is live.
    pub credential: Option<Credential>,
    /// The widgets, in order.
    pub slots: Vec<Slot>,
}

impl Config {
    /// Reads the query and the fragment of an address, both without their first
    /// sign.
    ///
    /// # Errors
    /// When something is wrong that takes the whole page: then every problem
    /// there is, the widgets' included.
    pub fn read(query: &str, fragment: &str) -> Result<Config, Vec<Problem>> {
        let Sorted {
            page: given,
            groups,
            mut problems,
        } = sort(&Query::read(query));
        let mut from = Reader::new(&given);
        let page = Page::read(&mut from);
        problems.append(&mut from.problems);
        let is_demo =
            |given: &Given| given.spec == &option::SOURCE && given.value == Source::Demo.name();
        let live = !given.iter().any(is_demo);
        if live && !given.iter().any(|given| given.spec == &option::CHANNEL) {
            problems.push(Problem::Missing {
                name: option::CHANNEL.name,
                wanted: option::CHANNEL.wanted,
            });
        }
        let credential = match credential(fragment) {
            Ok(None) if live => {
                problems.push(Problem::NoCredential);
                None
            }
            Ok(credential) => credential,
            Err(problem) => {
                problems.push(problem);
                None
            }
        };
        if groups.is_empty() {
            problems.push(Problem::NoWidget);
        }
        let slots: Vec<Slot> = groups.iter().map(Group::read).collect();
        match page {
            Some(page) if problems.is_empty() => Ok(Config {
                page,
                credential,
                slots,
            }),
            _ => {
                for slot in slots {
                    if let Slot::Broken { problems: own, .. } = slot {
                        problems.extend(own);
                    }
                }
                Err(problems)
            }
        }
    }

    /// The query that reads as this. Slots with problems are left out, for what
    /// cannot be read cannot be written.
    pub fn to_query(&self) -> String {
        let mut to = Writer::default();
        self.page.write(&mut to);
        for slot in &self.slots {
            match slot {
                Slot::Widget(widget) => write_widget(widget, &mut to),
                Slot::Open(open) => {
                    to.pairs
                        .push(("widget".to_owned(), open.key.as_str().to_owned()));
                    for given in &open.given {
                        to.pairs
                            .push((given.spec.name.to_owned(), given.value.clone()));
                    }
                }
                Slot::Broken { .. } => {}
            }
        }
        Query(to.pairs).write()
    }
}

fn write_widget(widget: &Widget, to: &mut Writer) {
    let subject = &widget.face().subject;
    to.pairs
        .push(("widget".to_owned(), subject.name().to_owned()));
    let usual = match subject {
        Subject::Key(key) => shape_of(key.as_str()).map(|shape| Kind::usual(key.as_str(), shape)),
        Subject::Recent(_) => Some(Kind::List),
    };
    if usual != Some(widget.kind()) {
        to.put(&option::AS, &widget.kind());
    }
    if let Subject::Recent(only) = subject {
        to.put(&option::ONLY, only);
    }
    widget.write(to);
}

/// The pairs of a query, each where it belongs.
struct Sorted {
    page: Vec<Given>,
    groups: Vec<Group>,
    problems: Vec<Problem>,
}

/// One `widget` of the address and the options that reach it.
struct Group {
    name: String,
    /// Its own, and the defaults that stand before the first widget.
    given: Vec<Given>,
    problems: Vec<Problem>,
}

/// OBS reads these out of a link that is dragged into it; the others are
/// left behind by those who share links.
const IGNORED: &[&str] = &[
    "layer-name",
    "layer-width",
    "layer-height",
    "layer-css",
    "v",
];

/// The names that a credential has, both in the fragment and where it must not
/// stand.
const CREDENTIALS: &[(&str, CredentialKind)] = &[
    ("apikey", CredentialKind::OverlayToken),
    ("token", CredentialKind::Jwt),
];

fn sort(query: &Query) -> Sorted {
    let mut sorted = Sorted {
        page: Vec::new(),
        groups: Vec::new(),
        problems: Vec::new(),
    };
    let mut defaults: Vec<Given> = Vec::new();
    for (name, value) in &query.0 {
        if IGNORED.contains(&name.as_str()) || name.starts_with("utm_") {
            continue;
        }
        if name == "page" {
            if value != "overlay" {
                sorted.problems.push(Problem::Value {
                    name: "page",
                    found: shown("page", value),
                    wanted: "overlay, configurator or dock",
                    nearest: nearest(value, ["overlay", "configurator", "dock"].into_iter()),
                });
            }
            continue;
        }
        if name == "widget" {
            sorted.groups.push(Group {
                name: value.trim().to_owned(),
                given: Vec::new(),
                problems: Vec::new(),
            });
            continue;
        }
        if let Some((name, _)) = CREDENTIALS
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
        {
            sorted.problems.push(Problem::CredentialInQuery { name });
            continue;
        }
        // What is wrong within a widget is that widget's alone.
        let (list, problems) = match (Spec::find(name), sorted.groups.last_mut()) {
            (Some(spec), _) if spec.is_of_page() => (&mut sorted.page, &mut sorted.problems),
            (_, Some(group)) => (&mut group.given, &mut group.problems),
            (_, None) => (&mut defaults, &mut sorted.problems),
        };
        match Spec::find(name) {
            None => problems.push(Problem::unknown_option(name, Spec::names())),
            Some(spec) if list.iter().any(|given| given.spec == spec) => {
                problems.push(Problem::Twice { name: spec.name });
            }
            Some(spec) => list.push(Given {
                spec,
                value: value.clone(),
                is_default: false,
            }),
        }
    }
    for group in &mut sorted.groups {
        for given in &defaults {
            group.given.push(Given {
                is_default: true,
                ..given.clone()
            });
        }
    }
    sorted
}

impl Group {
    fn read(&self) -> Slot {
        let slot = self.read_options();
        if self.problems.is_empty() {
            return slot;
        }
        let mut problems = self.problems.clone();
        if let Slot::Broken { problems: own, .. } = slot {
            problems.extend(own);
        }
        Slot::Broken {
            name: shown("widget", &self.name),
            problems,
        }
    }

    fn read_options(&self) -> Slot {
        let name = self.name.as_str();
        let could_be_a_key = (1..=64).contains(&name.len())
            && name.bytes().all(|byte| {
                byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b':')
            });
        let key = || Subject::Key(Key::from(name));
        let (subject, shape) = if name == "recent" {
            (Subject::Recent(Sources::default()), Shape::Recent)
        } else if !could_be_a_key {
            let problem = Problem::Value {
                name: "widget",
                found: shown("widget", name),
                wanted: "a session key such as tip-goal, or recent",
                nearest: nearest(name, ROWS.iter().map(|row| row.key)).filter(|_| !name.is_empty()),
            };
            return Slot::Broken {
                name: shown("widget", name),
                problems: vec![problem],
            };
        } else if let Some(shape) = shape_of(name) {
            (key(), shape)
        } else {
            return self.read_unknown();
        };
        let usual = Kind::usual(name, shape);
        read_widget(subject, shape, usual, &self.given)
    }

    /// A key of unknown shape: as the kind that was asked for, or open.
    fn read_unknown(&self) -> Slot {
        let key = Key::from(self.name.as_str());
        let mut from = Reader::new(&self.given);
        let is_default = from
            .given(&option::AS)
            .is_some_and(|given| given.is_default);
        match from.take::<Option<Kind>>(&option::AS) {
            Some(Some(kind)) if !is_default => {
                read_widget(Subject::Key(key), kind.shape(), kind, &self.given)
            }
            Some(_) => Slot::Open(Open {
                key,
                given: self.given.clone(),
            }),
            None => Slot::Broken {
                name: self.name.clone(),
                problems: from.problems,
            },
        }
    }
}

/// Reads a widget whose shape is known, with the kind that is usual for it.
fn read_widget(subject: Subject, shape: Shape, usual: Kind, given: &[Given]) -> Slot {
    let name = subject.name().to_owned();
    let mut from = Reader::new(given);
    let kind = match from.take::<Option<Kind>>(&option::AS) {
        Some(Some(kind)) if kind.shape() == shape => kind,
        Some(Some(kind)) => {
            if from
                .given(&option::AS)
                .is_some_and(|given| !given.is_default)
            {
                from.problems.push(Problem::Pairing {
                    key: name.clone(),
                    kind: kind.name(),
                    fits: Kind::names_for(shape),
                });
            }
            usual
        }
        Some(None) | None => usual,
    };
    let is_merged = matches!(subject, Subject::Recent(_));
    let fits = |given: &Given| {
        given.spec.kinds.contains(&kind) && (is_merged || given.spec != &option::ONLY)
    };
    for misfit in given
        .iter()
        .filter(|given| !given.is_default && !fits(given))
    {
        let only_for = if misfit.spec == &option::ONLY {
            "widget=recent"
        } else {
            misfit.spec.only_for()
        };
        from.problems.push(Problem::Misfit {
            name: misfit.spec.name,
            only_for,
            kind: kind.name(),
        });
    }
    let subject = match subject {
        Subject::Recent(_) => from.take(&option::ONLY).map(Subject::Recent),
        Subject::Key(_) => Some(subject),
    };
    // With a subject that cannot be read the rest is read all the same, for
    // its problems.
    let readable = subject.is_some();
    let subject = subject.unwrap_or(Subject::Recent(Sources::default()));
    match Widget::read(subject, kind, &mut from) {
        Some(widget) if readable && from.problems.is_empty() => Slot::Widget(widget),
        _ => Slot::Broken {
            name,
            problems: from.problems,
        },
    }
}

/// What is wrong with a widget, now that the session is known: a key that
/// nobody knows, or one whose entry turned out to have another shape.
fn trouble(widget: &Widget, session: &Session) -> Option<Problem> {
    let key = widget.face().subject.name();
    match session.get(key) {
        None => Some(unknown_key(key, session)),
        Some(entry) if entry.shape() == widget.kind().shape() => None,
        Some(entry) => Some(Problem::Pairing {
            key: key.to_owned(),
            kind: widget.kind().name(),
            fits: Kind::names_for(entry.shape()),
        }),
    }
}

fn unknown_key(found: &str, session: &Session) -> Problem {
    let known = ROWS.iter().map(|row| row.key);
    let theirs = session.entries().map(|(key, _)| key.as_str());
    Problem::UnknownKey {
        found: shown("widget", found),
        nearest: nearest(found, known.chain(theirs))
            .unwrap_or("tip-goal")
            .to_owned(),
    }
}

fn credential(fragment: &str) -> Result<Option<Credential>, Problem> {
    let mut found = None;
    for (name, secret) in &Query::read(fragment).0 {
        let Some((name, kind)) = CREDENTIALS.iter().find(|(known, _)| known == name) else {
            return Err(Problem::UnknownFragment);
        };
        if secret.trim().is_empty() {
            continue;
        }
        let credential = Credential::new(*kind, secret).ok_or(Problem::BadCredential { name })?;
        if found.replace(credential).is_some() {
            return Err(Problem::TwoCredentials);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests;
