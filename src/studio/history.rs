//! Undo and redo for a draft.

use super::draft::Draft;

/// How many steps can be undone.
const MAX_STEPS: usize = 200;

/// A draft with its earlier and its undone versions.
#[derive(Clone, Debug, Default)]
pub struct History {
    current: Draft,
    past: Vec<Draft>,
    future: Vec<Draft>,
    /// The field of the last edit; empty after any other step.
    last_field: String,
}

impl History {
    /// A history without steps.
    pub fn new(draft: Draft) -> History {
        History {
            current: draft,
            ..History::default()
        }
    }

    /// The current draft.
    pub fn current(&self) -> &Draft {
        &self.current
    }

    /// Edits the draft. Consecutive edits of the same field are one step, so that
    /// typing a word is undone at once; with an empty `field` each edit is a step.
    pub fn edit(&mut self, field: &str, edit: impl FnOnce(&mut Draft)) {
        let before = self.current.clone();
        edit(&mut self.current);
        if before == self.current {
            return;
        }
        if field.is_empty() || field != self.last_field {
            self.past.push(before);
            if self.past.len() > MAX_STEPS {
                self.past.remove(0);
            }
        }
        field.clone_into(&mut self.last_field);
        self.future.clear();
    }

    /// Whether there is a step to undo.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is a step to redo.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// Undoes the last step, if any.
    pub fn undo(&mut self) {
        if let Some(before) = self.past.pop() {
            let undone = std::mem::replace(&mut self.current, before);
            self.future.push(undone);
            self.last_field.clear();
        }
    }

    /// Redoes the step that was undone last, if any.
    pub fn redo(&mut self) {
        if let Some(after) = self.future.pop() {
            let before = std::mem::replace(&mut self.current, after);
            self.past.push(before);
            self.last_field.clear();
        }
    }
}
