//! Backups of a session, saved before each reset; the newest first.

use crate::session::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

/// The number of backups that a channel keeps.
pub const MAX_BACKUPS: usize = 10;

/// A session as it was at some time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SessionBackup {
    /// Milliseconds since 1970.
    at: f64,
    /// The whole session as JSON.
    pub document: String,
}

impl SessionBackup {
    /// A backup of `document`, saved at `at`.
    pub fn new(at: Timestamp, document: String) -> SessionBackup {
        SessionBackup { at: at.0, document }
    }

    /// When the backup was saved.
    pub fn saved_at(&self) -> Timestamp {
        Timestamp(self.at)
    }
}

/// Parses stored backups; empty if the text is something else.
pub fn parse(text: &str) -> Vec<SessionBackup> {
    serde_json::from_str(text).unwrap_or_default()
}

/// Formats backups for the storage.
pub fn format(backups: &[SessionBackup]) -> String {
    serde_json::to_string(backups).unwrap_or_default()
}

/// Adds a backup, and removes the oldest beyond [`MAX_BACKUPS`].
pub fn add(backups: &mut Vec<SessionBackup>, new: SessionBackup) {
    backups.insert(0, new);
    backups.truncate(MAX_BACKUPS);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_ten_backups_are_kept() {
        let mut backups = parse("nonsense");
        for at in 0..12 {
            let document = format!("{{\"{at}\":1}}");
            add(
                &mut backups,
                SessionBackup::new(Timestamp(f64::from(at)), document),
            );
        }
        assert_eq!(backups.len(), MAX_BACKUPS);
        let (newest, oldest) = (&backups[0], &backups[MAX_BACKUPS - 1]);
        assert_eq!(newest.document, "{\"11\":1}");
        assert_eq!(oldest.saved_at(), Timestamp(2.0));
        assert_eq!(parse(&format(&backups)), backups);
    }
}
