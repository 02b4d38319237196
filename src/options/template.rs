//! Templates such as `{name} – {amount}`: parsed once, rendered often.

use crate::options::kind::WidgetKind;
use crate::session::catalogue;

/// A field of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The name of the person.
    Name,
    /// The amount, in the unit of the event type.
    Amount,
    /// The message of the person.
    Message,
    /// The subscription's tier.
    Tier,
    /// The subscription's months.
    Months,
    /// The name of the person who gave a gifted subscription.
    Sender,
    /// The time since the event.
    Ago,
    /// The goal's current figure.
    Current,
    /// The goal's target.
    Target,
    /// The difference between a goal's target and its current figure.
    Left,
    /// A goal's progress in percent.
    Percent,
    /// The time until a goal ends.
    TimeLeft,
    /// The words of a goal's next milestone.
    Next,
    /// The counter's figure.
    Count,
    /// The place on a leaderboard.
    Rank,
    /// When a timer ends.
    End,
    /// The time that was added to a timer.
    Added,
}

impl Field {
    /// Every field.
    pub const ALL: &[Field] = &[
        Field::Name,
        Field::Amount,
        Field::Message,
        Field::Tier,
        Field::Months,
        Field::Sender,
        Field::Ago,
        Field::Rank,
        Field::Current,
        Field::Target,
        Field::Left,
        Field::Percent,
        Field::TimeLeft,
        Field::Next,
        Field::Count,
        Field::End,
        Field::Added,
    ];
}

const EVENT_FIELDS: &[Field] = &[
    Field::Name,
    Field::Amount,
    Field::Message,
    Field::Tier,
    Field::Months,
    Field::Sender,
    Field::Ago,
];
const GOAL_FIELDS: &[Field] = &[
    Field::Current,
    Field::Target,
    Field::Left,
    Field::Percent,
    Field::TimeLeft,
    Field::Next,
];
const COUNTER_FIELDS: &[Field] = &[Field::Count];
const LEADERBOARD_FIELDS: &[Field] = &[Field::Rank, Field::Name, Field::Amount];
const TIMER_FIELDS: &[Field] = &[Field::TimeLeft, Field::End, Field::Added];

impl Field {
    /// Its name in a template, and the class of its element in the page.
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
            Field::Next => "next",
            Field::Count => "count",
            Field::Rank => "rank",
            Field::End => "end",
            Field::Added => "added",
        }
    }

    /// The fields that a widget of this key and kind supports.
    pub fn supported(key: &str, kind: WidgetKind) -> &'static [Field] {
        match kind {
            WidgetKind::Goal => GOAL_FIELDS,
            WidgetKind::Counter => COUNTER_FIELDS,
            WidgetKind::Timer => TIMER_FIELDS,
            _ if catalogue::is_leaderboard(key) => LEADERBOARD_FIELDS,
            WidgetKind::Label
            | WidgetKind::List
            | WidgetKind::Ticker
            | WidgetKind::Alert
            | WidgetKind::Credits => EVENT_FIELDS,
        }
    }
}

/// A part of a template.
#[derive(Clone, Debug, PartialEq)]
enum Part {
    Text(String),
    Field(Field),
}

/// A parsed template. No text part is empty or next to another text part.
#[derive(Clone, Debug, PartialEq)]
pub struct Template(Vec<Part>);

/// Why a text is not a template.
#[derive(Clone, Debug, PartialEq)]
pub enum TemplateError {
    /// No kind of widget has a field with this name.
    Unknown(String),
    /// A brace is not closed.
    Unclosed,
}

/// A part of a rendered template.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    /// `None` for the text between fields.
    pub field: Option<Field>,
    /// Never empty.
    pub text: String,
}

impl Template {
    /// Parses a template. `{{` is a literal brace, and so are `}` and `}}`.
    ///
    /// # Errors
    /// If no kind of widget has one of the fields, or if a brace is not closed.
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
                let field = Field::ALL
                    .iter()
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

    /// The first field that is not one of these.
    pub fn unsupported_field(&self, supported: &[Field]) -> Option<Field> {
        self.fields().find(|field| !supported.contains(field))
    }

    /// Whether it has this field.
    pub fn contains(&self, field: Field) -> bool {
        self.fields().any(|own| own == field)
    }

    fn fields(&self) -> impl Iterator<Item = Field> {
        self.0.iter().filter_map(|part| match part {
            Part::Text(_) => None,
            Part::Field(field) => Some(*field),
        })
    }

    /// Renders the template. `resolve` gives the text of a field. If that is empty, the
    /// text before and after the field is dropped too, so that `{name} – {amount}`
    /// without an amount has no dash; a space separates two fields that meet then.
    pub fn render(&self, resolve: &dyn Fn(Field) -> String) -> Vec<Segment> {
        let mut segments: Vec<Segment> = Vec::new();
        let mut between = String::new();
        let mut is_after_empty = false;
        for part in &self.0 {
            match part {
                Part::Text(text) if !is_after_empty => between.clone_from(text),
                Part::Text(_) => {}
                Part::Field(field) => {
                    let text = resolve(*field);
                    if text.is_empty() {
                        between.clear();
                        is_after_empty = true;
                        continue;
                    }
                    if is_after_empty && !segments.is_empty() {
                        " ".clone_into(&mut between);
                    }
                    is_after_empty = false;
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

/// The text of all segments.
pub fn join_text(segments: &[Segment]) -> String {
    let texts = segments.iter().map(|segment| segment.text.as_str());
    texts.collect()
}

#[cfg(test)]
mod tests;
