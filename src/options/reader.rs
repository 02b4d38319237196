//! Parses the options of an address into the typed fields of a settings type, which
//! lists its fields once, in [`settings!`].

use crate::options::kind::WidgetKind;
use crate::options::problem::Problem;
use crate::options::template::Template;
use crate::options::values::{Value, unknown_field};
use crate::options::{self, OptionSpec};

/// An option as it stands in an address.
#[derive(Clone, Debug, PartialEq)]
pub struct RawOption {
    /// The row of its name.
    pub spec: &'static OptionSpec,
    /// Its value, decoded.
    pub value: String,
    /// Whether it stands before the first widget, and so is but a default.
    pub is_default: bool,
}

/// Takes typed values out of what was given and gathers what is wrong.
#[derive(Debug)]
pub struct OptionReader<'a> {
    given: &'a [RawOption],
    /// What was wrong so far.
    pub problems: Vec<Problem>,
}

impl<'a> OptionReader<'a> {
    /// A reader of these options.
    pub fn new(given: &'a [RawOption]) -> OptionReader<'a> {
        OptionReader {
            given,
            problems: Vec::new(),
        }
    }

    /// The option as it was given, a widget's own before a default.
    pub fn given(&self, spec: &OptionSpec) -> Option<&'a RawOption> {
        let mut given = self.given.iter().filter(|given| given.spec == spec);
        let first = given.next()?;
        Some(given.find(|_| first.is_default).unwrap_or(first))
    }

    /// The value of an option: what was given, or the table's default. `None`
    /// after a problem.
    pub fn take<T: Value>(&mut self, spec: &'static OptionSpec) -> Option<T> {
        let text = self.text(spec);
        let read = match text {
            Some(text) => T::read(text, spec),
            None => T::left_out(),
        };
        if read.is_none() {
            self.note(spec, text, T::problem);
        }
        read
    }

    /// Apart from reading, and once for all types, for it is rarely wanted.
    #[inline(never)]
    fn note(
        &mut self,
        spec: &OptionSpec,
        text: Option<&str>,
        problem: fn(&str, &OptionSpec) -> Problem,
    ) {
        self.problems.push(match text {
            Some(text) => problem(text, spec),
            None => Problem::Missing {
                name: spec.name,
                expected: spec.expected,
            },
        });
    }

    fn text(&self, spec: &'static OptionSpec) -> Option<&'a str> {
        let given = self.given(spec).map(|given| given.value.as_str());
        given.or(spec.default)
    }

    /// The template, if it fits the kind; a default that does not is no
    /// problem, it is meant for others.
    pub fn take_template(&mut self, kind: WidgetKind) -> Option<Option<Template>> {
        let template: Option<Template> = self.take(&options::TEMPLATE)?;
        let unsupported_field = template
            .as_ref()
            .and_then(|template| template.unsupported_field(kind));
        let Some(field) = unsupported_field else {
            return Some(template);
        };
        if self
            .given(&options::TEMPLATE)
            .is_some_and(|given| given.is_default)
        {
            return Some(None);
        }
        self.problems.push(unknown_field(field.name(), &[kind]));
        None
    }
}

/// Declares a settings type: each field with its type and its row.
macro_rules! settings {
    ($(#[$doc:meta])* $name:ident { $($(#[$on:meta])* $field:ident: $type:ty = $spec:ident,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name { $($(#[$on])* pub $field: $type,)* }

        impl $name {
            /// Reads every field; `None` after a problem with any.
            pub fn read(from: &mut $crate::options::reader::OptionReader) -> Option<Self> {
                // All of them first, so that all problems are found at once.
                $(let $field = from.take(&$crate::options::$spec);)*
                // Not one by one with `?`, each of which would drop all before it.
                match ($($field,)*) {
                    ($(Some($field),)*) => Some(Self { $($field,)* }),
                    _ => None,
                }
            }
        }
    };
}
pub(crate) use settings;
