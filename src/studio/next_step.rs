//! What an address still needs before OBS can show it.

use super::draft::{Draft, DraftErrors, Scope};
use crate::options;
use crate::options::values::Source;

/// The one thing that is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextStep {
    /// There is no widget.
    AddWidget,
    /// An option has a problem.
    Mend(Scope),
    /// There is no credential.
    EnterCredential,
    /// There is no channel.
    EnterChannel,
}

impl NextStep {
    /// The first thing that is missing; `None` if the address is complete.
    pub fn new(draft: &Draft, errors: &DraftErrors, has_credential: bool) -> Option<NextStep> {
        if draft.widgets.is_empty() {
            return Some(NextStep::AddWidget);
        }
        let mut widgets = draft.widgets.iter().zip(&errors.widgets);
        if let Some((widget, _)) = widgets.find(|(_, problems)| !problems.is_empty()) {
            return Some(NextStep::Mend(Scope::Widget(widget.id)));
        }
        if !errors.page.is_empty() {
            return Some(NextStep::Mend(Scope::Page));
        }
        if draft.page.get(options::SOURCE.name) == Some(Source::Demo.name()) {
            return None;
        }
        if !has_credential {
            return Some(NextStep::EnterCredential);
        }
        let has_channel = draft.page.get(options::CHANNEL.name).is_some();
        (!has_channel).then_some(NextStep::EnterChannel)
    }

    /// What to do, in a sentence.
    pub fn message(self) -> &'static str {
        match self {
            NextStep::AddWidget => "Add a first widget.",
            NextStep::Mend(_) => "An option has a problem. Mend it.",
            NextStep::EnterCredential => "Paste your overlay token.",
            NextStep::EnterChannel => "Enter your channel.",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_missing_thing_is_named() {
        let goal = "widget=tip-goal&target=9";
        for (query, has_credential, expected) in [
            ("", true, Some(NextStep::AddWidget)),
            (
                "widget=tip-latest&widget=tip-goal",
                false,
                Some(NextStep::Mend(Scope::Widget(2))),
            ),
            (
                "theme=neom&widget=tip-latest",
                false,
                Some(NextStep::Mend(Scope::Page)),
            ),
            (goal, false, Some(NextStep::EnterCredential)),
            (goal, true, Some(NextStep::EnterChannel)),
            ("source=demo&widget=tip-latest", false, None),
            (
                "channel=577c0455f9a31ea72a36b2b3&widget=tip-latest",
                true,
                None,
            ),
        ] {
            let draft = Draft::from_query(query);
            let found = NextStep::new(&draft, &draft.errors(), has_credential);
            assert_eq!(found, expected, "{query}");
        }
    }
}
