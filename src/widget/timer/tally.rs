//! What figures have added to a timer so far. It never falls, whatever becomes of the figures.
//!
//! All sources of a browser that show the same timer share one stored tally. Each reads it
//! before it counts and writes it after that. A source can lag behind another, so it may see
//! a figure that is lower than the tally knows: that is a fall only if the source itself has
//! seen it higher, and no other source has counted the fall already.

use crate::options::values::Terms;
use crate::session::{LastReset, Session};

/// What figures have added.
#[derive(Clone, Debug, PartialEq)]
pub struct Tally {
    /// The last reset of the session that was counted.
    reset: LastReset,
    /// How many falls were counted, of any figure.
    falls: f64,
    /// One for each figure.
    parts: Vec<Part>,
}

/// What one figure has added.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Part {
    /// Before its last fall.
    before: f64,
    /// The figure after its last fall, or the one from which counting began.
    base: f64,
    /// The highest figure since then.
    peak: f64,
}

/// A tally, and the figures with which this page has counted last.
#[derive(Clone, Debug, PartialEq)]
pub struct Count {
    /// The tally.
    pub tally: Tally,
    /// How often this page has counted.
    pub number: u32,
    figures: Vec<f64>,
    /// Of the session with these figures.
    reset: LastReset,
}

fn figures(terms: &Terms, session: &Session) -> Vec<f64> {
    terms.0.iter().map(|term| term.figure(session)).collect()
}

impl Count {
    /// A stored tally, with which this page has not counted yet.
    pub fn restored(tally: Tally) -> Count {
        Count {
            tally,
            number: 0,
            figures: Vec::new(),
            reset: LastReset::default(),
        }
    }

    /// Whether it has counted this session already.
    pub fn is_of(&self, terms: &Terms, session: &Session) -> bool {
        self.figures == figures(terms, session) && self.reset == session.last_reset
    }
}

impl Part {
    fn added(self) -> f64 {
        self.before + (self.peak - self.base)
    }

    /// After a fall of the figure: it counts from here.
    fn fall_to(&mut self, figure: f64) {
        *self = Part {
            before: self.added(),
            base: figure,
            peak: figure,
        };
    }
}

impl Tally {
    /// The tally before anything is counted.
    fn new(terms: &Terms, session: &Session) -> Tally {
        let part = |base: f64| Part {
            before: 0.0,
            base,
            peak: base,
        };
        Tally {
            reset: session.last_reset,
            falls: 0.0,
            parts: terms.0.iter().map(|term| part(term.base)).collect(),
        }
    }

    /// The seconds that were added.
    pub fn seconds(&self, terms: &Terms) -> f64 {
        let terms = terms.0.iter().zip(&self.parts);
        terms.map(|(term, part)| term.factor * part.added()).sum()
    }

    /// Counts the figures of a session, which the server has confirmed. Of the tally of this
    /// page and the stored one, the larger counts.
    pub fn count(
        terms: &Terms,
        session: &Session,
        previous: Option<&Count>,
        stored: Option<Tally>,
    ) -> Count {
        let own = previous.map(|previous| previous.tally.clone());
        let rank = |tally: &Tally| (tally.seconds(terms), tally.falls);
        let stored = stored.filter(|stored| stored.parts.len() == terms.0.len());
        let mut tally = match (own, stored) {
            (Some(own), Some(stored)) if rank(&own) > rank(&stored) => own,
            (_, Some(stored)) => stored,
            (Some(own), None) => own,
            (None, None) => Tally::new(terms, session),
        };
        let figures = figures(terms, session);
        let number = previous.map_or(0, |previous| previous.number) + 1;
        let reset = session.last_reset;
        let is_behind = |own: LastReset| own.is_before(tally.reset);
        if is_behind(reset) && previous.is_some_and(|previous| is_behind(previous.reset)) {
            // Another source knows a newer session.
            return Count {
                tally,
                number,
                figures,
                reset,
            };
        }
        if reset.is_new(tally.reset) {
            for part in &mut tally.parts {
                part.fall_to(0.0);
            }
            tally.falls += 1.0;
        }
        tally.reset = reset.or(tally.reset);
        let is_first_to_see = previous.is_none_or(|previous| previous.tally.falls >= tally.falls);
        let mut has_fallen = false;
        for (index, (part, figure)) in tally.parts.iter_mut().zip(&figures).enumerate() {
            let seen = previous.and_then(|previous| previous.figures.get(index));
            if *figure >= part.peak {
                part.peak = *figure;
            } else if is_first_to_see && seen.is_none_or(|seen| seen > figure) {
                part.fall_to(*figure);
                has_fallen = true;
            }
        }
        tally.falls += f64::from(u8::from(has_fallen));
        Count {
            tally,
            number,
            figures,
            reset,
        }
    }

    /// The text to store.
    pub fn encode(&self) -> String {
        serde_json::to_string(&self.to_numbers()).unwrap_or_default()
    }

    /// The tally of a stored text; `None` if it is not that of one.
    pub fn decode(text: &str) -> Option<Tally> {
        let numbers: Vec<f64> = serde_json::from_str(text).ok()?;
        Tally::from_numbers(&numbers)
    }

    fn to_numbers(&self) -> Vec<f64> {
        let parts = self.parts.iter();
        let [at, is_pushed] = self.reset.to_numbers();
        [at, is_pushed, self.falls]
            .into_iter()
            .chain(parts.flat_map(|part| [part.before, part.base, part.peak]))
            .collect()
    }

    fn from_numbers(numbers: &[f64]) -> Option<Tally> {
        let (&[at, is_pushed, falls], parts) = numbers.split_first_chunk()?;
        let (parts, rest) = parts.as_chunks();
        let part = |&[before, base, peak]: &[f64; 3]| Part { before, base, peak };
        let is_part = |part: &Part| part.before >= 0.0 && part.base <= part.peak;
        let tally = Tally {
            reset: LastReset::from_numbers([at, is_pushed]),
            falls,
            parts: parts.iter().map(part).collect(),
        };
        let is_valid = rest.is_empty()
            && numbers.iter().all(|number| number.is_finite())
            && tally.parts.iter().all(is_part);
        is_valid.then_some(tally)
    }
}

#[cfg(test)]
mod tests;
