//! Problems: the errors in an address, for the person who typed it. Their texts never
//! repeat a credential.

use crate::options::suggest::closest;
use std::fmt;

/// An error in the address.
#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// The option does not take this value.
    Value {
        /// The option.
        name: &'static str,
        /// The value that was found.
        found: String,
        /// The values that the option takes.
        expected: &'static str,
        /// The closest choice, if the choices are words.
        nearest: Option<&'static str>,
    },
    /// A required option is missing.
    Missing {
        /// The option.
        name: &'static str,
        /// The values that it takes.
        expected: &'static str,
    },
    /// There is no option with this name.
    UnknownOption {
        /// The name that was found.
        found: String,
        /// The closest option.
        nearest: &'static str,
    },
    /// An option is given more than once.
    Duplicate {
        /// The option.
        name: &'static str,
    },
    /// The widget does not have this option.
    NotApplicable {
        /// The option.
        name: &'static str,
        /// The widgets that have it.
        only_for: &'static str,
        /// The widget's kind.
        kind: &'static str,
    },
    /// The key's shape cannot be drawn as this kind.
    KindMismatch {
        /// The widget's key.
        key: String,
        /// The kind in the address.
        kind: &'static str,
        /// The kinds that can draw it.
        fits: &'static str,
    },
    /// A key that is not in the catalogue, and not in the session or misspelt.
    UnknownKey {
        /// The key that was found.
        found: String,
        /// The closest known key.
        nearest: String,
    },
    /// The widget does not support this template field.
    UnknownField {
        /// The text between the braces.
        found: String,
        /// The fields that it supports, with their braces.
        known: String,
    },
    /// A brace of the template is not closed.
    UnclosedField,
    /// A goal's start is not below its target.
    StartAboveTarget {
        /// The start, as in the address.
        start: String,
        /// The target, as in the address.
        target: String,
    },
    /// A goal's start is not below its highest milestone, which is its target.
    StartAboveMilestones {
        /// The start, as in the address.
        start: String,
    },
    /// A milestone is above the target.
    MilestoneAboveTarget {
        /// The milestone, as in the address.
        milestone: String,
        /// The target, as in the address.
        target: String,
    },
    /// A timer's longest time is shorter than its time at the start.
    MostBelowTime {
        /// The longest time, as in the address.
        most: String,
        /// The time at the start, as in the address.
        time: String,
    },
    /// The address has no widget.
    NoWidget,
    /// The live session needs a credential.
    NoCredential,
    /// A credential is in the query, which hosts write to their logs.
    CredentialInQuery {
        /// Its name.
        name: &'static str,
    },
    /// The text cannot be a credential.
    BadCredential {
        /// Its name.
        name: &'static str,
    },
    /// The fragment has more than one credential.
    TwoCredentials,
    /// The fragment has something else than a credential.
    UnknownFragment,
}

impl Problem {
    /// The option with the problem; `None` if it is not a single one.
    pub fn option(&self) -> Option<&'static str> {
        match self {
            Problem::Value { name, .. }
            | Problem::Missing { name, .. }
            | Problem::Duplicate { name }
            | Problem::NotApplicable { name, .. } => Some(name),
            Problem::KindMismatch { .. } => Some("as"),
            Problem::UnknownField { .. } | Problem::UnclosedField => Some("template"),
            Problem::StartAboveTarget { .. } | Problem::StartAboveMilestones { .. } => {
                Some("start")
            }
            Problem::MilestoneAboveTarget { .. } => Some("milestones"),
            Problem::MostBelowTime { .. } => Some("most"),
            Problem::UnknownOption { .. }
            | Problem::UnknownKey { .. }
            | Problem::NoWidget
            | Problem::NoCredential
            | Problem::CredentialInQuery { .. }
            | Problem::BadCredential { .. }
            | Problem::TwoCredentials
            | Problem::UnknownFragment => None,
        }
    }

    /// The problem of a name that is not one of these.
    pub fn unknown_option(found: &str, names: impl Iterator<Item = &'static str>) -> Problem {
        Problem::UnknownOption {
            found: redact_name(found),
            nearest: closest(found, names).unwrap_or("widget"),
        }
    }
}

/// A value for the text of a problem. Replaced if the value or the option's name looks
/// like a credential's.
pub fn redact(name: &str, value: &str) -> String {
    let name = name.to_ascii_lowercase();
    if SECRET_WORDS.iter().any(|word| name.contains(word)) {
        return REDACTED.to_owned();
    }
    redact_name(value)
}

/// An unknown name for the text of a problem. Replaced if it looks like a credential.
fn redact_name(name: &str) -> String {
    let is_secret = name
        .split_whitespace()
        .any(|word| word.chars().count() > 40 || word.starts_with("eyJ"));
    if is_secret { REDACTED } else { name }.to_owned()
}

const SECRET_WORDS: [&str; 7] = ["key", "token", "secret", "jwt", "auth", "pass", "bearer"];
const REDACTED: &str = "(hidden, since it may be secret)";

/// The article before the name of a kind.
fn article(kind: &str) -> &'static str {
    if kind.starts_with('a') { "an" } else { "a" }
}

impl fmt::Display for Problem {
    /// What is wrong and how to fix it, in the words of the address.
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Problem::Value {
                name,
                found,
                expected,
                nearest,
            } => {
                if found.is_empty() {
                    write!(f, "{name} is empty; it takes {expected}")?;
                } else {
                    write!(f, "{name} takes {expected}, not “{found}”")?;
                }
                match nearest {
                    Some(nearest) => write!(f, "; did you mean “{nearest}”?"),
                    None => Ok(()),
                }
            }
            Problem::Missing { name, expected } => {
                write!(f, "{name} is missing: add {name}= with {expected}")
            }
            Problem::UnknownOption { found, nearest } => {
                write!(
                    f,
                    "there is no option “{found}”; the nearest is “{nearest}”"
                )
            }
            Problem::Duplicate { name } => write!(f, "{name} is given twice; keep one of them"),
            Problem::NotApplicable {
                name,
                only_for,
                kind,
            } => write!(
                f,
                "{name} is for {only_for}, and this widget is {} {kind}; remove it, or change as=",
                article(kind)
            ),
            Problem::KindMismatch { key, kind, fits } => {
                write!(
                    f,
                    "{key} cannot be drawn as {kind}; it can be drawn as {fits}"
                )
            }
            Problem::UnknownKey { found, nearest } => {
                write!(
                    f,
                    "“{found}” is not a known key; the nearest is “{nearest}”"
                )
            }
            Problem::UnknownField { found, known } => write!(
                f,
                "the template has no field {{{found}}}; this widget has {known}"
            ),
            Problem::UnclosedField => {
                f.write_str("the template has a { without a }; write {{ for a brace in the text")
            }
            Problem::StartAboveTarget { start, target } => write!(
                f,
                "start takes a number below the target, and {start} is not below {target}"
            ),
            Problem::StartAboveMilestones { start } => write!(
                f,
                "start takes a number below the highest milestone, which is the target, and \
                 {start} is not below it"
            ),
            Problem::MilestoneAboveTarget { milestone, target } => write!(
                f,
                "milestones are not above the target, and “{milestone}” is above {target}; raise \
                 the target, or leave it out"
            ),
            Problem::MostBelowTime { most, time } => write!(
                f,
                "most takes a length that is not below time, and {most} is below {time}"
            ),
            Problem::NoWidget => f.write_str(
                "there is no widget in this address; add one, such as widget=follower-latest",
            ),
            Problem::NoCredential => f.write_str(
                "there is no credential in this address: add #apikey= with your overlay token at \
                 its end. The token is the last part of an overlay's address on StreamElements",
            ),
            Problem::CredentialInQuery { name } => write!(
                f,
                "{name} is before the #, so it is sent to the host and written to its logs: renew \
                 it on StreamElements, and put the new one at the end of the address as #{name}="
            ),
            Problem::BadCredential { name } => write!(
                f,
                "the text after #{name}= is not a credential: it takes letters, digits and signs \
                 without spaces, copied whole"
            ),
            Problem::TwoCredentials => {
                f.write_str("there are two credentials after the #; keep one, preferably #apikey=")
            }
            Problem::UnknownFragment => f.write_str(
                "the text after the # is unknown: it takes #apikey= with an overlay token, or \
                 #token= with a JWT",
            ),
        }
    }
}
