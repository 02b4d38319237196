//! The milestones of a goal: `500:Karaoke;1000:Cosplay`.

use crate::options::OptionSpec;
use crate::options::full::Full;
use crate::options::problem::{Problem, redact};
use crate::options::values::{OptionValue, parse_number};

/// A figure on the way to a goal's target.
#[derive(Clone, Debug, PartialEq)]
pub struct Milestone {
    /// The figure at which it is passed.
    pub figure: f64,
    /// What happens then, as the streamer names it. May be empty.
    pub words: String,
    /// Figure and words as they stand in the address.
    pub text: String,
}

/// The milestones of a goal, by figure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Milestones(Vec<Milestone>);

impl Milestones {
    /// All of them, the lowest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Milestone> {
        self.0.iter()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many a figure has passed.
    pub fn passed(&self, current: Option<f64>) -> usize {
        let is_passed = |milestone: &Milestone| current >= Some(milestone.figure);
        self.0.partition_point(is_passed)
    }

    /// The words of the first that a figure has not passed; empty after the last.
    pub fn next_words(&self, current: Option<f64>) -> &str {
        let next = self.0.get(self.passed(current));
        next.map_or("", |next| &next.words)
    }
}

fn parse_one(text: &str) -> Option<Milestone> {
    let (figure, words) = text.split_once(':').unwrap_or((text, ""));
    Some(Milestone {
        figure: parse_number(figure)?,
        words: words.trim().to_owned(),
        text: text.trim().to_owned(),
    })
}

/// The parts between semicolons. The last may be empty.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let text = text.trim();
    text.strip_suffix(';').unwrap_or(text).split(';')
}

impl OptionValue for Milestones {
    fn parse(text: &str, _: &OptionSpec) -> Option<Self> {
        // In the small overlay the compiler leaves out what follows.
        Full::get()?;
        let mut milestones: Vec<Milestone> = Vec::new();
        for part in parts(text) {
            let milestone = parse_one(part)?;
            // They are few, and a general sort would add to the download.
            let at = milestones.partition_point(|other| other.figure <= milestone.figure);
            milestones.insert(at, milestone);
        }
        Some(Milestones(milestones))
    }

    fn problem(text: &str, spec: &OptionSpec) -> Problem {
        let part = parts(text).find(|part| parse_one(part).is_none());
        Problem::Value {
            name: spec.name,
            found: redact(spec.name, part.unwrap_or(text).trim()),
            expected: spec.expected,
            nearest: None,
        }
    }

    fn when_absent() -> Option<Self> {
        Some(Milestones::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::MILESTONES;

    fn parse(text: &str) -> Option<Milestones> {
        Milestones::parse(text, &MILESTONES)
    }

    #[test]
    fn milestones_are_sorted_and_the_first_colon_splits() {
        let milestones = parse("1000: Song: two ; 500:Karaoke;2e3").unwrap_or_default();
        let texts: Vec<String> = milestones
            .iter()
            .map(|own| format!("{}={}", own.figure, own.words))
            .collect();
        assert_eq!(texts, ["500=Karaoke", "1000=Song: two", "2000="]);
        for text in ["", ";", "x:y", "500:a;;700:b", ":a", "1,000:a"] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert!(parse("5:a;").is_some());
    }

    #[test]
    fn the_next_one_is_the_first_that_is_not_passed() {
        let milestones = parse("500:a;1000:b").unwrap_or_default();
        for (current, passed, next) in [
            (None, 0, "a"),
            (Some(499.99), 0, "a"),
            (Some(500.0), 1, "b"),
            (Some(1000.0), 2, ""),
        ] {
            assert_eq!(milestones.passed(current), passed, "{current:?}");
            assert_eq!(milestones.next_words(current), next, "{current:?}");
        }
    }

    #[test]
    fn the_problem_names_the_part() {
        let problem = Milestones::problem("500:a;x:b", &MILESTONES).to_string();
        assert!(problem.contains("not “x:b”"), "{problem}");
    }
}
