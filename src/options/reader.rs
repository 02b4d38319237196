//! Parses the options of an address into the typed fields of a settings type, which
//! lists its fields once, in [`settings!`].

use crate::options::kind::WidgetKind;
use crate::options::problem::{Problem, redact};
use crate::options::template::{Field, Template, TemplateError};
use crate::options::values::OptionValue;
use crate::options::{self, OptionSpec};

/// An option of an address, before its value is parsed.
#[derive(Clone, Debug, PartialEq)]
pub struct RawOption {
    /// The table row with its name.
    pub spec: &'static OptionSpec,
    /// Its value, decoded.
    pub value: String,
    /// Whether it stands before the first widget: then it is a default for all
    /// widgets.
    pub is_default: bool,
}

/// Parses typed values from raw options, and collects the problems.
#[derive(Debug)]
pub struct OptionReader<'a> {
    options: &'a [RawOption],
    /// All problems so far.
    pub problems: Vec<Problem>,
}

impl<'a> OptionReader<'a> {
    /// A reader of these options.
    pub fn new(options: &'a [RawOption]) -> OptionReader<'a> {
        OptionReader {
            options,
            problems: Vec::new(),
        }
    }

    /// An option before it is parsed. The widget's own option wins over a default.
    pub fn raw(&self, spec: &OptionSpec) -> Option<&'a RawOption> {
        let mut options = self.options.iter().filter(|option| option.spec == spec);
        let first = options.next()?;
        Some(options.find(|_| first.is_default).unwrap_or(first))
    }

    /// Whether the widget has this option itself, not as a default.
    pub fn is_own(&self, spec: &OptionSpec) -> bool {
        self.raw(spec).is_some_and(|option| !option.is_default)
    }

    /// The value of an option, or its default. `None` after a problem.
    pub fn parse<T: OptionValue>(&mut self, spec: &'static OptionSpec) -> Option<T> {
        let raw = self.raw(spec).map(|option| option.value.as_str());
        let text = raw.or(spec.default);
        let value = match text {
            Some(text) => T::parse(text, spec),
            None => T::when_absent(),
        };
        if value.is_none() {
            self.problems.push(match text {
                Some(text) => T::problem(text, spec),
                None => spec.missing(),
            });
        }
        value
    }

    /// The template, if a widget of this key and kind supports all its fields. A default
    /// that does not fit is ignored.
    pub fn parse_template(&mut self, key: &str, kind: WidgetKind) -> Option<Option<Template>> {
        let supported = Field::supported(key, kind);
        let Some(raw) = self.raw(&options::TEMPLATE) else {
            return Some(None);
        };
        let problem = match Template::parse(&raw.value) {
            Ok(template) => match template.unsupported_field(supported) {
                None => return Some(Some(template)),
                Some(_) if raw.is_default => return Some(None),
                Some(field) => unsupported_field(field.name(), supported),
            },
            Err(TemplateError::Unclosed) => Problem::UnclosedField,
            Err(TemplateError::Unknown(found)) => unsupported_field(&found, supported),
        };
        self.problems.push(problem);
        None
    }
}

/// The problem of a field where these are supported.
fn unsupported_field(found: &str, supported: &[Field]) -> Problem {
    let names: Vec<&str> = supported.iter().map(|field| field.name()).collect();
    Problem::UnknownField {
        found: redact(options::TEMPLATE.name, found),
        known: format!("{{{}}}", names.join("}, {")),
    }
}

/// Declares a settings type: each field with its type and its row.
macro_rules! settings {
    ($(#[$doc:meta])* $name:ident { $($(#[$on:meta])* $field:ident: $type:ty = $spec:ident,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name { $($(#[$on])* pub $field: $type,)* }

        impl $name {
            /// Parses every field. `None` after a problem with any of them.
            pub fn parse(from: &mut $crate::options::reader::OptionReader) -> Option<Self> {
                // Every field is parsed before the first `None` returns, so that all
                // problems are found.
                $(let $field = from.parse(&$crate::options::$spec);)*
                Some(Self { $($field: $field?,)* })
            }
        }
    };
}
pub(crate) use settings;
