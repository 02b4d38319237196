//! Leaderboards: the viewers with the highest sums, which are no part of the session.

use crate::session::{Entry, Event, Key, Received, Session, catalogue};

/// What a leaderboard counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TopOf {
    /// Money.
    Tip,
    /// Bits.
    Cheer,
}

impl TopOf {
    /// Its name in the API, and the event type of its places.
    pub fn name(self) -> &'static str {
        match self {
            TopOf::Tip => "tip",
            TopOf::Cheer => "cheer",
        }
    }

    /// What this name means.
    pub fn of_name(name: &str) -> Option<TopOf> {
        let mut all = [TopOf::Tip, TopOf::Cheer].into_iter();
        all.find(|of| of.name() == name)
    }
}

/// The time that a leaderboard counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// Since the start of the session.
    Session,
    /// Seven days.
    Weekly,
    /// Thirty days.
    Monthly,
    /// No limit.
    Alltime,
}

impl Span {
    /// The names of all, in order.
    pub const NAMES: &[&str] = &["session", "weekly", "monthly", "alltime"];

    const ALL: [Span; 4] = [Span::Session, Span::Weekly, Span::Monthly, Span::Alltime];

    /// Its name in the API and in an address.
    pub fn name(self) -> &'static str {
        match self {
            Span::Session => "session",
            Span::Weekly => "weekly",
            Span::Monthly => "monthly",
            Span::Alltime => "alltime",
        }
    }

    /// The span of this name.
    pub fn of_name(name: &str) -> Option<Span> {
        Span::ALL.into_iter().find(|span| span.name() == name)
    }

    /// The span at the end of a title.
    pub fn in_words(self) -> &'static str {
        match self {
            Span::Session => "this stream",
            Span::Weekly => "this week",
            Span::Monthly => "this month",
            Span::Alltime => "of all time",
        }
    }
}

/// Which leaderboard of a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TopList {
    /// What it counts.
    pub of: TopOf,
    /// The time that it counts.
    pub span: Span,
}

impl TopList {
    /// The value of `widget` that shows it.
    pub fn key(self) -> &'static str {
        match self.of {
            TopOf::Tip => catalogue::TIP_TOP.key,
            TopOf::Cheer => catalogue::CHEER_TOP.key,
        }
    }

    /// The figures of a session that change whenever this leaderboard may have changed.
    pub fn figures(self, session: &Session) -> Session {
        let is_own = |key: &Key| {
            let rest = key.as_str().strip_prefix(self.of.name());
            rest.is_some_and(|rest| rest.starts_with('-'))
        };
        let is_figure = |entry: &Entry| matches!(entry, Entry::Figure(_));
        let mut figures = session.filter(|key, entry| is_own(key) && is_figure(entry));
        // How it was received changes no leaderboard.
        figures.received = Received::default();
        figures
    }
}

/// A leaderboard as it was answered last.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaderboard {
    /// Which leaderboard.
    pub list: TopList,
    /// Name and sum of each place, in the order of the answer. `None` before the first.
    pub places: Option<Vec<Event>>,
    /// The name of the last request's fault; `None` after a good one.
    pub fault: Option<&'static str>,
}

/// All leaderboards that pages of a channel show.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Leaderboards(Vec<Leaderboard>);

impl Leaderboards {
    /// A leaderboard; `None` before its first answer.
    pub fn get(&self, list: TopList) -> Option<&Leaderboard> {
        self.0.iter().find(|board| board.list == list)
    }

    /// Receives the outcome of a request. A fault keeps the places. Returns whether anything
    /// has changed.
    pub fn receive(&mut self, list: TopList, outcome: Result<Vec<Event>, &'static str>) -> bool {
        let places = self.get(list).and_then(|board| board.places.clone());
        let (places, fault) = match outcome {
            Ok(places) => (Some(places), None),
            Err(fault) => (places, Some(fault)),
        };
        let board = Leaderboard {
            list,
            places,
            fault,
        };
        match self.0.iter_mut().find(|old| old.list == list) {
            Some(old) if *old == board => return false,
            Some(old) => *old = board,
            None => self.0.push(board),
        }
        true
    }

    /// Those of the demo: the sums of its recent events, for every span.
    pub fn of_demo(session: &Session) -> Leaderboards {
        let mut boards = Leaderboards::default();
        for of in [TopOf::Tip, TopOf::Cheer] {
            let places = sums(session, of);
            for span in Span::ALL {
                boards.receive(TopList { of, span }, Ok(places.clone()));
            }
        }
        boards
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Leaderboard> {
        self.0.iter()
    }

    /// This one alone.
    #[must_use]
    pub fn only(&self, list: TopList) -> Leaderboards {
        Leaderboards(self.get(list).cloned().into_iter().collect())
    }
}

/// The sums of a recent list by name, highest first.
fn sums(session: &Session, of: TopOf) -> Vec<Event> {
    let Some(Entry::Recent(events)) = session.get(&[of.name(), "-recent"].concat()) else {
        return Vec::new();
    };
    let mut places: Vec<Event> = Vec::new();
    for Event { name, .. } in events {
        if places.iter().any(|own| own.name == *name) {
            continue;
        }
        let own = events.iter().filter(|event| event.name == *name);
        let sum = own.filter_map(|event| event.amount).sum();
        let at = places.partition_point(|own| own.amount >= Some(sum));
        places.insert(at, place(of, name, sum));
    }
    places
}

/// A place of a leaderboard, as an event.
pub fn place(of: TopOf, name: &str, sum: f64) -> Event {
    Event {
        amount: Some(sum),
        ..Event::of(of.name(), name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::demo::Demo;
    use crate::session::timestamp::Timestamp;

    const LIST: TopList = TopList {
        of: TopOf::Tip,
        span: Span::Weekly,
    };

    fn places(names: &[&str]) -> Vec<Event> {
        let names = names.iter();
        names.map(|name| place(TopOf::Tip, name, 5.0)).collect()
    }

    #[test]
    fn a_fault_keeps_the_places() {
        let mut boards = Leaderboards::default();
        let board = |boards: &Leaderboards| {
            let board = boards.get(LIST).cloned();
            let (places, fault) = board.map_or((None, None), |own| (own.places, own.fault));
            let names = places.map(|places| {
                let names = places.into_iter().map(|place| place.name);
                names.collect::<Vec<_>>().join(" ")
            });
            (names, fault)
        };
        assert!(boards.receive(LIST, Err("timeout")));
        assert_eq!(board(&boards), (None, Some("timeout")));
        assert!(boards.receive(LIST, Ok(places(&["ada", "bob"]))));
        assert!(!boards.receive(LIST, Ok(places(&["ada", "bob"]))));
        assert!(boards.receive(LIST, Err("server")));
        let shown = Some("ada bob".to_owned());
        assert_eq!(board(&boards), (shown.clone(), Some("server")));
        assert!(boards.receive(LIST, Ok(places(&["ada", "bob"]))));
        assert_eq!(board(&boards), (shown, None));
    }

    #[test]
    fn the_demo_has_sums_in_order() {
        let session = Demo::new(Timestamp(0.0)).session();
        let boards = Leaderboards::of_demo(&session);
        assert_eq!(boards.iter().count(), 8);
        let places = boards.get(LIST).and_then(|board| board.places.clone());
        let places = places.unwrap_or_default();
        assert!(places.len() > 3);
        assert!(places.is_sorted_by(|one, next| one.amount >= next.amount));
        let Some(Entry::Recent(tips)) = session.get("tip-recent") else {
            panic!("no tips")
        };
        let total = |events: &[Event]| events.iter().filter_map(|event| event.amount).sum::<f64>();
        assert!((total(&places) - total(tips)).abs() < 1e-9);
    }

    #[test]
    fn only_the_figures_of_its_kind_change_a_leaderboard() {
        let session = Session::new(vec![
            (Key::from("tip-session"), Entry::Figure(1.0)),
            (Key::from("tips"), Entry::Figure(1.0)),
            (Key::from("tip-latest"), Entry::Event(None)),
            (Key::from("cheer-session"), Entry::Figure(1.0)),
        ]);
        let figures = LIST.figures(&session);
        let keys: Vec<&str> = figures.entries().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, ["tip-session"]);
    }

    #[test]
    fn names_are_read_back() {
        for name in Span::NAMES {
            assert_eq!(Span::of_name(name).map(Span::name), Some(*name));
        }
        for of in [TopOf::Tip, TopOf::Cheer] {
            assert_eq!(TopOf::of_name(of.name()), Some(of));
        }
        assert_eq!(Span::of_name("week"), None);
    }
}
