//! Templates: `{name} – {amount}`, parsed once and filled often.

use crate::options::kind::WidgetKind;

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
    pub fn of(kind: WidgetKind) -> &'static [Field] {
        match kind {
            WidgetKind::Goal => OF_GOALS,
            WidgetKind::Label | WidgetKind::List | WidgetKind::Ticker => OF_EVENTS,
            WidgetKind::Counter => OF_COUNTERS,
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
pub struct Segment {
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

    /// The first field that this kind of widget cannot fill.
    pub fn unsupported_field(&self, kind: WidgetKind) -> Option<Field> {
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
    pub fn fill(&self, say: &dyn Fn(Field) -> String) -> Vec<Segment> {
        let mut segments: Vec<Segment> = Vec::new();
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
                    if after_silence && !segments.is_empty() {
                        " ".clone_into(&mut between);
                    }
                    after_silence = false;
                    push_text(&mut segments, &mut between);
                    segments.push(Segment {
                        field: Some(*field),
                        text,
                    });
                }
            }
        }
        push_text(&mut segments, &mut between);
        segments
    }
}

fn push_text(segments: &mut Vec<Segment>, text: &mut String) {
    if !text.is_empty() {
        segments.push(Segment {
            field: None,
            text: std::mem::take(text),
        });
    }
}

/// Pieces as one text.
pub fn plain(segments: &[Segment]) -> String {
    segments
        .iter()
        .map(|segment| segment.text.as_str())
        .collect()
}

#[cfg(test)]
mod tests;
