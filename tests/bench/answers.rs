//! What the polls are answered.

use serde_json::{Value, json};

/// A real session of at least so many bytes at a step: `moved` moves its date
/// alone, `changed` its latest follower and its tip goal too.
pub fn session(bytes: usize, moved: usize, changed: usize) -> String {
    let mut session: Value =
        serde_json::from_str(include_str!("../fixtures/session-2018.json")).unwrap();
    session["updatedAt"] = format!(
        "2018-05-10T12:{:02}:{:02}.000Z",
        moved / 60 % 60,
        moved % 60
    )
    .into();
    session["data"]["follower-latest"]["name"] = format!("clover_{changed}").into();
    session["data"]["tip-goal"]["amount"] = json!(1_000 + changed);
    let tip = |at: usize| json!({ "name": format!("juniper_{at}"), "amount": at % 97 + 1, "message": "made up to fill a document", "createdAt": "2018-05-09T14:00:00.191Z", "type": "tip" });
    let mut length = session.to_string().len();
    for number in 0.. {
        if length >= bytes {
            break;
        }
        let tips: Vec<Value> = (0..25).map(|at| tip(number * 25 + at)).collect();
        let tips = Value::from(tips);
        length += tips.to_string().len();
        session["data"][format!("filling-{number}-recent")] = tips;
    }
    session.to_string()
}

/// So many steps of it, and some more, for polls do not stop to be counted.
pub fn steps(count: usize, at: impl Fn(usize) -> String) -> Vec<String> {
    (0..count + count / 2).map(|step| at(step + 1)).collect()
}
