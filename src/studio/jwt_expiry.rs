//! The message about when a JWT expires.

use crate::session::timestamp::DAY_MS;

/// The message warns from this many days before the expiry.
const WARNING_DAYS: u8 = 7;

/// When a JWT expires, for the streamer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JwtExpiry {
    /// One or more sentences.
    pub message: String,
    /// Whether the JWT expires soon or has expired.
    pub is_warning: bool,
}

impl JwtExpiry {
    /// `date` is the day of the expiry, and `left` the time until it in
    /// milliseconds, negative afterwards.
    pub fn new(date: &str, left: f64) -> JwtExpiry {
        let days = (0..=WARNING_DAYS).find(|&days| left <= f64::from(days) * DAY_MS);
        let when = match days {
            None => format!("The JWT expires on {date}."),
            Some(0) => format!("The JWT expired on {date}."),
            Some(1) => format!("The JWT expires on {date}, within 1 day."),
            Some(days) => format!("The JWT expires on {date}, within {days} days."),
        };
        let action = " Copy a new one from your dashboard. For overlays use an overlay token: \
                      it does not expire.";
        JwtExpiry {
            message: when + if days.is_some() { action } else { "" },
            is_warning: days.is_some(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_seven_days_are_a_warning() {
        for (left, start, is_warning) in [
            (-1.0, "The JWT expired on 2026-12-24. Copy", true),
            (
                1.0,
                "The JWT expires on 2026-12-24, within 1 day. Copy",
                true,
            ),
            (
                DAY_MS + 1.0,
                "The JWT expires on 2026-12-24, within 2 days. Copy",
                true,
            ),
            (
                7.0 * DAY_MS,
                "The JWT expires on 2026-12-24, within 7 days. Copy",
                true,
            ),
            (7.0 * DAY_MS + 1.0, "The JWT expires on 2026-12-24.", false),
        ] {
            let expiry = JwtExpiry::new("2026-12-24", left);
            assert!(expiry.message.starts_with(start), "{left}: {expiry:?}");
            assert_eq!(expiry.is_warning, is_warning, "{left}");
            assert_eq!(expiry.message == start, !is_warning, "{left}");
        }
    }
}
