//! Figures that are added to another one, each with a factor.

use crate::options::kind::shape_of;
use crate::options::problem::{Problem, redact};
use crate::options::suggest::misspelt;
use crate::options::values::{OptionValue, parse_number};
use crate::options::{ADD, OptionSpec};
use crate::session::catalogue;
use crate::session::{Entry, Key, Session, Shape};

/// A figure with its factor.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// The figure's key.
    pub key: Key,
    /// What one of the figure counts. Of `add` it is not negative.
    pub factor: f64,
    /// The figure from which counting begins.
    pub base: f64,
}

/// Figures with their factors, such as `cheer-session*0.01,subscriber-session*2.5`. For
/// `add`, each has a factor and may have a base: `tip-session*60@120`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Terms(pub Vec<Term>);

impl Term {
    fn parse(text: &str, spec: &OptionSpec) -> Option<Term> {
        let is_added = spec == &ADD;
        let (text, base) = match text.rsplit_once('@') {
            Some((text, base)) if is_added => (text, parse_number(base)?),
            _ => (text, 0.0),
        };
        let (key, factor) = match text.rsplit_once('*') {
            Some((key, factor)) => (key, parse_number(factor)?),
            None if is_added => return None,
            None => (text, 1.0),
        };
        let key = key.trim();
        (is_figure(key) && !(is_added && factor < 0.0)).then(|| Term {
            key: Key::from(key),
            factor,
            base,
        })
    }

    /// The figure in a session; zero where it is absent.
    pub fn figure(&self, session: &Session) -> f64 {
        match session.get(self.key.as_str()) {
            Some(Entry::Figure(figure)) => *figure,
            Some(Entry::Event(_) | Entry::Recent(_)) | None => 0.0,
        }
    }
}

/// Whether a key is that of a figure, or may be.
fn is_figure(key: &str) -> bool {
    let is_entry = !catalogue::WIDGETS.iter().any(|row| row.key == key);
    let shape = shape_of(key).unwrap_or(Shape::Figure);
    is_entry && shape == Shape::Figure && catalogue::is_key_like(key)
}

impl OptionValue for Terms {
    fn parse(text: &str, spec: &OptionSpec) -> Option<Self> {
        let terms = text.split(',').map(|part| Term::parse(part, spec));
        terms.collect::<Option<_>>().map(Terms)
    }

    fn problem(text: &str, spec: &OptionSpec) -> Problem {
        let mut parts = text.split(',').map(str::trim);
        let part = parts.find(|part| Term::parse(part, spec).is_none());
        let part = part.unwrap_or(text);
        let key = part.split(['*', '@']).next().unwrap_or(part);
        let nearest = misspelt(key, catalogue::figures());
        Problem::Value {
            name: spec.name,
            found: redact(spec.name, part),
            expected: spec.expected,
            nearest: nearest.filter(|nearest| *nearest != key),
        }
    }

    fn when_absent() -> Option<Self> {
        Some(Terms::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::PLUS;

    #[track_caller]
    fn check(spec: &OptionSpec, text: &str, expected: Option<&[(&str, f64, f64)]>) {
        let terms = Terms::parse(text, spec);
        let terms = terms.as_ref().map(|terms| {
            let terms = terms.0.iter();
            terms
                .map(|term| (term.key.as_str(), term.factor, term.base))
                .collect::<Vec<_>>()
        });
        assert_eq!(terms.as_deref(), expected, "{text}");
    }

    #[test]
    fn figures_have_factors() {
        check(&PLUS, "tip-session", Some(&[("tip-session", 1.0, 0.0)]));
        check(
            &PLUS,
            "cheer-session*0.01, theirs*-2.5",
            Some(&[("cheer-session", 0.01, 0.0), ("theirs", -2.5, 0.0)]),
        );
        check(&PLUS, "tip-goal*.5", Some(&[("tip-goal", 0.5, 0.0)]));
        for text in [
            "",
            "tip-session,",
            "tip-session*",
            "tip-session*x",
            "tip-session*2@5",
            "tip-latest",
            "tip-recent*2",
            "recent",
            "timer",
            "tip top*2",
            "*2",
        ] {
            check(&PLUS, text, None);
        }
    }

    #[test]
    fn added_figures_need_a_factor_and_may_have_a_base() {
        check(&ADD, "tip-session*60", Some(&[("tip-session", 60.0, 0.0)]));
        check(
            &ADD,
            "tip-session*60@12.5,subscriber-session*300@-1",
            Some(&[
                ("tip-session", 60.0, 12.5),
                ("subscriber-session", 300.0, -1.0),
            ]),
        );
        for text in [
            "tip-session",
            "tip-session@5",
            "tip-session*-60",
            "tip-session*6@",
        ] {
            check(&ADD, text, None);
        }
    }

    #[test]
    fn the_problem_names_the_part_and_a_misspelt_key() {
        let text = |text| Terms::problem(text, &PLUS).to_string();
        let problem = text("tip-goal,tip-latest*2");
        assert!(problem.contains("“tip-latest*2”"), "{problem}");
        assert!(!problem.contains("did you mean"), "{problem}");
        let problem = text("cheer-sesion*x");
        assert!(
            problem.contains("did you mean “cheer-session”"),
            "{problem}"
        );
    }
}
