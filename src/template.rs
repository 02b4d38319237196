//! Templates: `{name} – {amount}`, parsed once and filled often.

use crate::kind::Kind;

/// Something that a template can speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Who did it.
    Name,
    /// How much, in the unit of what was done.
    Amount,
    /// What they wrote.
    Message,
    /// The tier of a subscription.
    Tier,
    /// The months of a subscription.
    Months,
    /// Who gave a gifted subscription.
    Sender,
    /// How long ago.
    Ago,
    /// Where a goal stands.
    Current,
    /// What a goal wants.
    Target,
    /// What a goal lacks.
    Left,
    /// How much of a goal is done.
    Percent,
    /// How long a goal still runs.
    TimeLeft,
    /// A counter's figure.
    Count,
}

/// The fields of an event, of a goal and of a counter.
const OF_EVENTS: &[Field] = &[
    Field::Name,
    Field::Amount,
    Field::Message,
    Field::Tier,
    Field::Months,
    Field::Sender,
    Field::Ago,
];
const OF_GOALS: &[Field] = &[
    Field::Current,
    Field::Target,
    Field::Left,
    Field::Percent,
    Field::TimeLeft,
];
const OF_COUNTERS: &[Field] = &[Field::Count];

impl Field {
    /// Its name between braces, and the class of its element on the page.
    pub fn name(self) -> &'static str {
        match self {
            Field::Name => "name",
            Field::Amount => "amount",
            Field::Message => "message",
            Field::Tier => "tier",
            Field::Months => "months",
            Field::Sender => "sender",
            Field::Ago => "ago",
            Field::Current => "current",
            Field::Target => "target",
            Field::Left => "left",
            Field::Percent => "percent",
            Field::TimeLeft => "time-left",
            Field::Count => "count",
        }
    }

    /// The fields that a kind of widget can fill.
    pub fn of(kind: Kind) -> &'static [Field] {
        match kind {
            Kind::Goal => OF_GOALS,
            Kind::Label | Kind::List | Kind::Ticker => OF_EVENTS,
            Kind::Counter => OF_COUNTERS,
        }
    }
}

/// A part of a template.
#[derive(Clone, Debug, PartialEq)]
enum Part {
    Text(String),
    Field(Field),
}

/// A parsed template. Texts in it are never empty and never neighbours.
#[derive(Clone, Debug, PartialEq)]
pub struct Template(Vec<Part>);

/// Why a text is no template.
#[derive(Clone, Debug, PartialEq)]
pub enum TemplateError {
    /// A field of this name is not known.
    Unknown(String),
    /// A brace was opened and not closed.
    Unclosed,
}

/// A piece of a filled template.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// `None` for the text between fields.
    pub field: Option<Field>,
    /// Never empty.
    pub text: String,
}

impl Template {
    /// Parses a template. `{{` stands for a brace, and so does `}}`.
    ///
    /// # Errors
    /// When a field is unknown to every kind, or a brace is not closed.
    pub fn parse(text: &str) -> Result<Template, TemplateError> {
        let mut parts = Vec::new();
        let mut literal = String::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            let (before, brace) = rest.split_at(at);
            literal.push_str(before);
            if let Some(after) = brace.strip_prefix("{{") {
                literal.push('{');
                rest = after;
            } else if let Some(after) = brace.strip_prefix('}') {
                literal.push('}');
                rest = after.strip_prefix('}').unwrap_or(after);
            } else {
                let inside = brace.strip_prefix('{').unwrap_or(brace);
                let (name, after) = inside.split_once('}').ok_or(TemplateError::Unclosed)?;
                let field = [OF_EVENTS, OF_GOALS, OF_COUNTERS]
                    .into_iter()
                    .flatten()
                    .find(|field| field.name() == name.trim())
                    .ok_or_else(|| TemplateError::Unknown(name.to_owned()))?;
                if !literal.is_empty() {
                    parts.push(Part::Text(std::mem::take(&mut literal)));
                }
                parts.push(Part::Field(*field));
                rest = after;
            }
        }
        literal.push_str(rest);
        if !literal.is_empty() {
            parts.push(Part::Text(literal));
        }
        Ok(Template(parts))
    }

    /// The text that parses to this template.
    pub fn write(&self) -> String {
        let mut text = String::new();
        for part in &self.0 {
            match part {
                Part::Text(literal) => {
                    text.push_str(&literal.replace('{', "{{").replace('}', "}}"));
                }
                Part::Field(field) => {
                    text.push('{');
                    text.push_str(field.name());
                    text.push('}');
                }
            }
        }
        text
    }

    /// The first field that this kind of widget cannot fill.
    pub fn misfit(&self, kind: Kind) -> Option<Field> {
        let known = Field::of(kind);
        self.fields().find(|field| !known.contains(field))
    }

    /// Whether it speaks of this field.
    pub fn has(&self, field: Field) -> bool {
        self.fields().any(|own| own == field)
    }

    fn fields(&self) -> impl Iterator<Item = Field> {
        self.0.iter().filter_map(|part| match part {
            Part::Text(_) => None,
            Part::Field(field) => Some(*field),
        })
    }

    /// Fills the template. A field that has nothing to say takes the text on
    /// either side of it along, so that `{name} – {amount}` without an amount
    /// is the name and no dash; where two fields meet by that, a space stands.
    pub fn fill(&self, say: impl Fn(Field) -> String) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut between = String::new();
        let mut after_silence = false;
        for part in &self.0 {
            match part {
                Part::Text(text) if !after_silence => between.clone_from(text),
                Part::Text(_) => {}
                Part::Field(field) => {
                    let text = say(*field);
                    if text.is_empty() {
                        between.clear();
                        after_silence = true;
                        continue;
                    }
                    if after_silence && !pieces.is_empty() {
                        " ".clone_into(&mut between);
                    }
                    after_silence = false;
                    push_text(&mut pieces, &mut between);
                    pieces.push(Piece {
                        field: Some(*field),
                        text,
                    });
                }
            }
        }
        push_text(&mut pieces, &mut between);
        pieces
    }
}

fn push_text(pieces: &mut Vec<Piece>, text: &mut String) {
    if !text.is_empty() {
        pieces.push(Piece {
            field: None,
            text: std::mem::take(text),
        });
    }
}

/// Pieces as one text.
pub fn plain(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(template: &str, wanted: &str) {
        let filled = Template::parse(template).map(|template| {
            plain(&template.fill(|field| match field {
                Field::Name => "ada".to_owned(),
                Field::Amount => "5".to_owned(),
                Field::Ago => "now".to_owned(),
                Field::Message
                | Field::Tier
                | Field::Months
                | Field::Sender
                | Field::Current
                | Field::Target
                | Field::Left
                | Field::Percent
                | Field::TimeLeft
                | Field::Count => String::new(),
            }))
        });
        assert_eq!(filled, Ok(wanted.to_owned()), "{template}");
    }

    #[test]
    fn fields_are_filled_and_braces_escaped() {
        check("{name} – {amount}", "ada – 5");
        check("{{name}} {name}}", "{name} ada}");
        check("{ name }!", "ada!");
        check("only text", "only text");
        check("", "");
    }

    #[test]
    fn a_silent_field_takes_the_text_beside_it_along() {
        check("{name} – {message}", "ada");
        check("{name}: {message} {ago}", "ada now");
        check("{name} ({tier}) – {amount}!", "ada 5!");
        check("from {sender} to {name}", "ada");
        check("{message}", "");
        check("{name} {tier}{months} {amount}", "ada 5");
    }

    #[test]
    fn what_is_no_template_says_why() {
        assert_eq!(
            Template::parse("{nmae}"),
            Err(TemplateError::Unknown("nmae".to_owned()))
        );
        assert_eq!(Template::parse("{"), Err(TemplateError::Unclosed));
        assert_eq!(Template::parse("{name"), Err(TemplateError::Unclosed));
    }

    #[test]
    fn a_kind_knows_its_own_fields() {
        let misfit = |text, kind| Template::parse(text).ok().and_then(|t| t.misfit(kind));
        assert_eq!(misfit("{name}", Kind::Label), None);
        assert_eq!(misfit("{name}", Kind::Goal), Some(Field::Name));
        assert_eq!(
            misfit("{count}{percent}", Kind::Counter),
            Some(Field::Percent)
        );
    }

    proptest! {
        #[test]
        fn writing_is_the_inverse_of_parsing(text in "(\\{|\\}|\\{name\\}|\\{time-left\\}|a| ){0,12}") {
            if let Ok(template) = Template::parse(&text) {
                prop_assert_eq!(Template::parse(&template.write()), Ok(template));
            }
        }

        #[test]
        fn no_text_panics_the_parser(text in any::<String>()) {
            let _ = Template::parse(&text);
        }
    }
}
