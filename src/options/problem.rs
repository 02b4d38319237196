//! Problems: what is wrong in an address, in the words of the person who typed
//! it. No credential is ever repeated.

use crate::options::suggest::closest;
use std::fmt;

/// Something in the address that cannot be meant.
#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// A value that the option does not take.
    Value {
        /// The option.
        name: &'static str,
        /// What stood there.
        found: String,
        /// What the option takes.
        expected: &'static str,
        /// The closest value that it takes, where its values are words.
        nearest: Option<&'static str>,
    },
    /// An option that must be there and is not.
    Missing {
        /// The option.
        name: &'static str,
        /// What it takes.
        expected: &'static str,
    },
    /// A name that is no option.
    UnknownOption {
        /// What stood there.
        found: String,
        /// The closest option.
        nearest: &'static str,
    },
    /// An option that stands there more than once.
    Duplicate {
        /// The option.
        name: &'static str,
    },
    /// An option that this widget has no use for.
    NotApplicable {
        /// The option.
        name: &'static str,
        /// What it is good for.
        only_for: &'static str,
        /// The widget's kind.
        kind: &'static str,
    },
    /// A key that does not draw as the kind that was asked for.
    KindMismatch {
        /// The widget's key.
        key: String,
        /// The kind that was asked for.
        kind: &'static str,
        /// The kinds that fit.
        fits: &'static str,
    },
    /// A key that neither the catalogue nor the session has.
    UnknownKey {
        /// What stood there.
        found: String,
        /// The closest key.
        nearest: String,
    },
    /// A template's field that the widget cannot fill.
    UnknownField {
        /// What stood between the braces.
        found: String,
        /// The fields that it can fill, as words.
        known: String,
    },
    /// A template's brace that is never closed.
    UnclosedField,
    /// A goal that begins at or above its target.
    StartAboveTarget {
        /// The start, as it stood there.
        start: String,
        /// The target, as it stood there.
        target: String,
    },
    /// `page=overlay`, and nothing to draw.
    NoWidget,
    /// A live session, and nothing that opens it.
    NoCredential,
    /// A credential in the query, where hosts log it.
    CredentialInQuery {
        /// The option that it stood under.
        name: &'static str,
    },
    /// A credential that cannot be one.
    BadCredential {
        /// The option that it stood under.
        name: &'static str,
    },
    /// An overlay token and a JWT at once, or one of them twice.
    TwoCredentials,
    /// Something else behind the `#`.
    UnknownFragment,
}

impl Problem {
    /// The option that this is about; `None` where it is about no single one.
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Problem::Value { name, .. }
            | Problem::Missing { name, .. }
            | Problem::Duplicate { name }
            | Problem::NotApplicable { name, .. } => Some(name),
            Problem::KindMismatch { .. } => Some("as"),
            Problem::UnknownField { .. } | Problem::UnclosedField => Some("template"),
            Problem::StartAboveTarget { .. } => Some("start"),
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

    /// A name that is no option, and the option or fragment that it is most
    /// like.
    pub fn unknown_option(found: &str, names: impl Iterator<Item = &'static str>) -> Problem {
        Problem::UnknownOption {
            found: shown_name(found),
            nearest: closest(found, names).unwrap_or("widget"),
        }
    }
}

/// A value as a problem may repeat it: not where it, or the name that it stands
/// under, looks like a credential's.
pub fn shown(name: &str, value: &str) -> String {
    let holds = |word: &&str| {
        let mut parts = name.as_bytes().windows(word.len());
        parts.any(|part| part.eq_ignore_ascii_case(word.as_bytes()))
    };
    if SECRET_WORDS.iter().any(holds) {
        return HIDDEN.to_owned();
    }
    shown_name(value)
}

/// An unknown name as a problem may repeat it.
fn shown_name(name: &str) -> String {
    let secret = name
        .split_whitespace()
        .any(|word| word.chars().count() > 40 || word.starts_with("eyJ"));
    if secret { HIDDEN } else { name }.to_owned()
}

const SECRET_WORDS: [&str; 7] = ["key", "token", "secret", "jwt", "auth", "pass", "bearer"];
const HIDDEN: &str = "(not repeated here, for it could be secret)";

impl fmt::Display for Problem {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str(&self.text())
    }
}

impl Problem {
    /// What is wrong and how to mend it, in the words of the person who typed it.
    /// Not printed piece by piece, for the machinery of that is as large as all
    /// these words.
    pub fn text(&self) -> String {
        let parts: &[&str] = match self {
            Problem::Value {
                name,
                found,
                expected,
                nearest,
            } => {
                let said = match found.as_str() {
                    "" => [name, " is empty; it takes ", expected].concat(),
                    found => [name, " takes ", expected, ", not “", found, "”"].concat(),
                };
                return match nearest {
                    Some(nearest) => [&said, "; did you mean “", nearest, "”?"].concat(),
                    None => said,
                };
            }
            Problem::Missing { name, expected } => {
                &[name, " is missing: add ", name, "= with ", expected]
            }
            Problem::UnknownOption { found, nearest } => &[
                "there is no option “",
                found,
                "”; the nearest is “",
                nearest,
                "”",
            ],
            Problem::Duplicate { name } => &[name, " stands there twice; keep one of them"],
            Problem::NotApplicable {
                name,
                only_for,
                kind,
            } => &[
                name,
                " is for ",
                only_for,
                ", and this widget is a ",
                kind,
                "; take it out, or change as=",
            ],
            Problem::KindMismatch { key, kind, fits } => &[
                key,
                " cannot be drawn as ",
                kind,
                "; it can be drawn as ",
                fits,
            ],
            Problem::UnknownKey { found, nearest } => &[
                "“",
                found,
                "” is not a known key; the nearest is “",
                nearest,
                "”",
            ],
            Problem::UnknownField { found, known } => &[
                "the template has no field {",
                found,
                "}; here it may use ",
                known,
            ],
            Problem::UnclosedField => {
                &["the template opens a { and never closes it; write {{ for a brace of its own"]
            }
            Problem::StartAboveTarget { start, target } => &[
                "start takes a number below the target, and ",
                start,
                " is not below ",
                target,
            ],
            Problem::NoWidget => {
                &["there is no widget in this address; add one, such as widget=follower-latest"]
            }
            Problem::NoCredential => &[
                "there is no credential in this address: add #apikey= with your overlay token at its very \
                 end. The token is the last part of an overlay's address on StreamElements",
            ],
            Problem::CredentialInQuery { name } => &[
                name,
                " stands before the #, where it is sent to the host and ends up in logs: renew it on \
                 StreamElements, and put the new one at the very end as #",
                name,
                "=",
            ],
            Problem::BadCredential { name } => &[
                "what stands behind #",
                name,
                "= is no credential: it takes letters, digits and signs without spaces, copied whole",
            ],
            Problem::TwoCredentials => {
                &["there is more than one credential behind the #; keep one, best #apikey="]
            }
            Problem::UnknownFragment => &[
                "what stands behind the # is not known: it takes #apikey= with an overlay token, or \
                 #token= with a JWT",
            ],
        };
        parts.concat()
    }
}
