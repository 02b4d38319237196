//! Changes of the session that the API and the gateway both tell, so that a client ends
//! with the same session whether it hears the gateway or not.

use super::{Frame, Gateway};
use crate::stub::Stub;
use serde_json::{Value, json};

impl Gateway {
    /// Sets one entry of the API's session, and pushes it.
    pub fn set(&self, api: &Stub, key: &str, entry: Value) {
        api.set(key, entry.clone());
        self.push_update(key, entry);
    }

    /// Adds a tip to the API's session, and pushes one frame for each changed entry. The
    /// list of recent tips has no frame, as on the real gateway.
    pub fn tip(&self, api: &Stub, name: &str, amount: f64) {
        let mut recent = api.entry("tip-recent");
        let tip = json!({ "name": name, "amount": amount, "createdAt": self.next_tip_time() });
        if let Value::Array(tips) = &mut recent {
            tips.insert(0, tip);
        }
        api.set("tip-recent", recent);
        let latest = json!({ "name": name, "amount": amount, "message": "" });
        let mut entries = vec![("tip-latest", latest)];
        for (key, field, more) in [
            ("tip-session", "amount", amount),
            ("tip-week", "amount", amount),
            ("tip-month", "amount", amount),
            ("tip-total", "amount", amount),
            ("tip-goal", "amount", amount),
            ("tip-count", "count", 1.0),
        ] {
            let figure = api.entry(key)[field].as_f64().unwrap_or_default() + more;
            entries.push((key, json!({ field: figure })));
        }
        let top = "tip-session-top-donation";
        if api.entry(top)["amount"]
            .as_f64()
            .is_none_or(|most| amount > most)
        {
            entries.push((top, json!({ "name": name, "amount": amount })));
        }
        for (key, entry) in &entries {
            api.set(key, entry.clone());
        }
        self.push_burst(entries);
    }

    /// Resets the API's session, and pushes the new one.
    pub fn reset(&self, api: &Stub) {
        self.push(&Frame::reset(api.reset()));
    }

    /// Later than all times in the fixture and than that of the last tip.
    fn next_tip_time(&self) -> String {
        let mut inner = self.shared.lock();
        inner.tips += 1;
        format!(
            "2018-05-10T12:{:02}:{:02}.000Z",
            inner.tips / 60 % 60,
            inner.tips % 60
        )
    }
}
