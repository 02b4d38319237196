//! Sessions as they stood before a reset, the newest first.

use crate::session::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

/// So many are kept of a channel.
pub const MOST: usize = 10;

/// A session as it stood.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SessionBackup {
    /// When, in milliseconds since 1970.
    at: f64,
    /// The whole document.
    pub document: String,
}

impl SessionBackup {
    /// A session as it stands now.
    pub fn new(at: Timestamp, document: String) -> SessionBackup {
        SessionBackup { at: at.0, document }
    }

    /// When it stood so.
    pub fn at(&self) -> Timestamp {
        Timestamp(self.at)
    }
}

/// What was kept; nothing where the text is something else.
pub fn read(text: &str) -> Vec<SessionBackup> {
    serde_json::from_str(text).unwrap_or_default()
}

/// The text in which they are kept.
pub fn write(kept: &[SessionBackup]) -> String {
    serde_json::to_string(kept).unwrap_or_default()
}

/// Keeps one more, and lets the oldest go.
pub fn add(kept: &mut Vec<SessionBackup>, new: SessionBackup) {
    kept.insert(0, new);
    kept.truncate(MOST);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_ten_are_kept() {
        let mut kept = read("nonsense");
        for at in 0..12 {
            add(
                &mut kept,
                SessionBackup::new(Timestamp(f64::from(at)), format!("{{\"{at}\":1}}")),
            );
        }
        assert_eq!(kept.len(), MOST);
        assert_eq!(
            kept.first().map(|kept| kept.document.as_str()),
            Some("{\"11\":1}")
        );
        assert_eq!(kept.last().map(|kept| kept.at().0), Some(2.0));
        assert_eq!(read(&write(&kept)), kept);
    }
}
