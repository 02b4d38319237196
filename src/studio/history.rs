//! What was edited, back and forth.

use super::draft::Draft;

/// Drafts, back and forth.
#[derive(Clone, Debug, Default)]
pub struct History {
    now: Draft,
    past: Vec<Draft>,
    future: Vec<Draft>,
    /// What was edited last, so that a word that is typed is one step.
    place: String,
}

/// So many steps can be undone.
const STEPS: usize = 200;

impl History {
    /// A history that begins with this.
    pub fn new(now: Draft) -> History {
        History {
            now,
            ..History::default()
        }
    }

    /// The draft as it stands.
    pub fn now(&self) -> &Draft {
        &self.now
    }

    /// Edits. Edits in a row that name one place are one step; an empty name is
    /// always a step of its own.
    pub fn edit(&mut self, place: &str, edit: impl FnOnce(&mut Draft)) {
        let before = self.now.clone();
        edit(&mut self.now);
        if before == self.now {
            return;
        }
        if place.is_empty() || place != self.place {
            self.past.push(before);
            if self.past.len() > STEPS {
                self.past.remove(0);
            }
        }
        place.clone_into(&mut self.place);
        self.future.clear();
    }

    /// Whether there is something to undo.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is something to do again.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// Takes the last step back.
    pub fn undo(&mut self) {
        if let Some(before) = self.past.pop() {
            let undone = std::mem::replace(&mut self.now, before);
            self.future.push(undone);
            self.place.clear();
        }
    }

    /// Does again what was undone last.
    pub fn redo(&mut self) {
        if let Some(after) = self.future.pop() {
            let undone = std::mem::replace(&mut self.now, after);
            self.past.push(undone);
            self.place.clear();
        }
    }
}
