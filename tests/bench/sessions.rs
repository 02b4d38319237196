//! The session documents that polls return.

use serde_json::{Value, json};

/// A real session, filled up to at least this many bytes. `date` varies its date only;
/// `change` varies its latest follower and its tip goal.
pub fn session(bytes: usize, date: usize, change: usize) -> String {
    let mut session: Value =
        serde_json::from_str(include_str!("../fixtures/session-2018.json")).unwrap();
    let (minute, second) = (date / 60 % 60, date % 60);
    session["updatedAt"] = format!("2018-05-10T12:{minute:02}:{second:02}.000Z").into();
    session["data"]["follower-latest"]["name"] = format!("clover_{change}").into();
    session["data"]["tip-goal"]["amount"] = json!(1_000 + change);
    let mut length = session.to_string().len();
    for list in 0.. {
        if length >= bytes {
            break;
        }
        let tips: Vec<Value> = (0..25).map(|index| tip(list * 25 + index)).collect();
        let tips = Value::from(tips);
        length += tips.to_string().len();
        session["data"][format!("filling-{list}-recent")] = tips;
    }
    session.to_string()
}

fn tip(number: usize) -> Value {
    json!({
        "name": format!("juniper_{number}"), "amount": number % 97 + 1, "type": "tip",
        "message": "made up to fill a document", "createdAt": "2018-05-09T14:00:00.191Z",
    })
}

/// One document for each of these polls and half as many more, because polling
/// continues while they are counted.
pub fn sequence(polls: usize, session: impl Fn(usize) -> String) -> Vec<String> {
    (1..=polls + polls / 2).map(session).collect()
}
