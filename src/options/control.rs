//! How the configurator's form shows an option.

/// The control that edits an option.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Control {
    /// A menu of the choices.
    Choice,
    /// A number, with a slider if the useful range is small.
    Number {
        /// Minimum, maximum and step of the slider.
        slider: Option<(f64, f64, f64)>,
    },
    /// A colour.
    Colour,
    /// A date or a date with a time.
    Date,
    /// Text with `{fields}`.
    Template,
    /// Text, and a check box with this label that sets it to empty.
    OptionalText(&'static str),
    /// A row for each figure that is added, with its factor.
    Figures,
    /// A row for each milestone, with its words.
    Milestones,
    /// A date with a time, and a button for the present.
    Start,
    /// A row for each figure that adds time, with its seconds.
    AddedTime,
    /// A check box for each event type.
    EventTypes,
    /// A button for each face of the site, and text for another font.
    Font,
    /// Text.
    Text,
}

/// The part of the form that shows an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Beside the channel, which has a form of its own.
    Channel,
    /// What is shown.
    Content,
    /// How it looks.
    Look,
    /// What it does when something changes.
    Behaviour,
    /// What is rarely needed.
    Advanced,
}

impl Group {
    /// Its title in the form.
    pub fn title(self) -> &'static str {
        match self {
            Group::Channel => "Channel",
            Group::Content => "Content",
            Group::Look => "Look",
            Group::Behaviour => "Behaviour",
            Group::Advanced => "Advanced",
        }
    }
}
