//! Every call of the session API, over real HTTP with preflights, against the
//! stub on another origin.

use serde_json::Value;
use session_overlay::api::{Change, Client, Found, SessionSettings, Span, Top, TopOf};
use session_overlay::config::credential::{ChannelId, Credential, CredentialKind};
use session_overlay::polling::{Fault, RequestError};
use session_overlay::session::Entry;
use session_overlay::session::decode;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

#[path = "../stub/credentials.rs"]
mod names;
use names::{APIKEY, CHANNEL, JWT};

const PATH: &str = "/kappa/v2/sessions/577c0455f9a31ea72a36b2b3";

fn origin() -> &'static str {
    match option_env!("STUB_API") {
        Some(origin) => origin,
        None => panic!("these tests run beside the stub: use make test"),
    }
}

fn channel() -> ChannelId {
    ChannelId::read(CHANNEL).unwrap()
}

fn reader() -> Client {
    Client::new(
        origin(),
        Credential::new(CredentialKind::OverlayToken, APIKEY),
    )
}

fn writer() -> Client {
    Client::new(origin(), Credential::new(CredentialKind::Jwt, JWT))
}

async fn ask(method: &str, path: &str) -> String {
    let init = web_sys::RequestInit::new();
    init.set_method(method);
    let url = origin().to_owned() + path;
    let answer = leptos::prelude::window().fetch_with_str_and_init(&url, &init);
    let answer: web_sys::Response = JsFuture::from(answer).await.unwrap().unchecked_into();
    let text = JsFuture::from(answer.text().unwrap()).await.unwrap();
    text.as_string().unwrap()
}

async fn begin() {
    ask("DELETE", "/log").await;
}

/// The calls since the beginning: method, path, credential and body.
async fn log() -> Vec<[String; 4]> {
    let log: Vec<Value> = serde_json::from_str(&ask("GET", "/log").await).unwrap();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let ours = log
        .iter()
        .filter(|call| text(&call["path"]).starts_with("/kappa"));
    ours.map(|call| {
        [
            text(&call["method"]),
            text(&call["path"]),
            text(&call["headers"]["authorization"]),
            text(&call["body"]),
        ]
    })
    .collect()
}

/// The one call since the beginning, behind its preflight.
#[track_caller]
fn check(log: &[[String; 4]], method: &str, path: &str, credential: &str, body: &str) {
    let words: Vec<_> = log
        .iter()
        .map(|call| call.each_ref().map(String::as_str))
        .collect();
    let expected = [["OPTIONS", path, "", ""], [method, path, credential, body]];
    // What needs no preflight has none.
    let expected = if credential.is_empty() {
        &expected[1..]
    } else {
        &expected[..]
    };
    assert_eq!(words, expected);
}

fn bearer() -> String {
    "Bearer ".to_owned() + JWT
}

fn apikey() -> String {
    "apikey ".to_owned() + APIKEY
}

#[wasm_bindgen_test]
async fn get_brings_the_session() {
    begin().await;
    let text = reader().session(&channel()).await.unwrap();
    let session = decode::session(&text).unwrap().session;
    assert_eq!(session.get("follower-total"), Some(&Entry::Figure(49.0)));
    check(&log().await, "GET", PATH, &apikey(), "");
}

#[wasm_bindgen_test]
async fn update_sends_a_partial_map_and_brings_the_whole() {
    begin().await;
    let event = Change::Event {
        name: "ada".to_owned(),
        amount: 5.0,
        message: "hi".to_owned(),
    };
    let changes = [
        ("tip-goal", Change::Amount(0.0)),
        ("follower-total", Change::Count(77.0)),
        ("tip-latest", event),
    ];
    let text = writer().update(&channel(), &changes).await.unwrap();
    let session = decode::session(&text).unwrap().session;
    assert_eq!(session.get("tip-goal"), Some(&Entry::Figure(0.0)));
    assert_eq!(session.get("follower-total"), Some(&Entry::Figure(77.0)));
    assert_eq!(session.get("cheer-total"), Some(&Entry::Figure(496.0)));
    assert!(
        matches!(session.get("tip-latest"), Some(Entry::Event(Some(event))) if event.name == "ada")
    );
    let body = r#"{"follower-total":{"count":77.0},"tip-goal":{"amount":0.0},"tip-latest":{"amount":5.0,"message":"hi","name":"ada"}}"#;
    check(&log().await, "PUT", PATH, &bearer(), body);
}

#[wasm_bindgen_test]
async fn reset_brings_the_session_made_anew() {
    begin().await;
    let text = writer().reset(&channel()).await.unwrap().unwrap();
    let session = decode::session(&text).unwrap().session;
    assert_eq!(session.get("follower-session"), Some(&Entry::Figure(0.0)));
    check(
        &log().await,
        "PUT",
        &(PATH.to_owned() + "/reset"),
        &bearer(),
        "{}",
    );
}

#[wasm_bindgen_test]
async fn reload_asks_and_expects_nothing() {
    begin().await;
    assert_eq!(writer().reload(&channel()).await, Ok(()));
    check(
        &log().await,
        "PUT",
        &(PATH.to_owned() + "/reload"),
        &bearer(),
        "",
    );
}

#[wasm_bindgen_test]
async fn settings_are_read_and_changed_in_part() {
    begin().await;
    let path = PATH.to_owned() + "/settings";
    let settings = reader().settings(&channel()).await.unwrap();
    assert_eq!(
        (settings.auto_reset, settings.calendar),
        (Some(true), Some(false))
    );
    check(&log().await, "GET", &path, &apikey(), "");
    begin().await;
    let change = SessionSettings {
        calendar: Some(true),
        ..SessionSettings::default()
    };
    let settings = writer().set_settings(&channel(), &change).await.unwrap();
    assert_eq!(
        (settings.auto_reset, settings.calendar),
        (Some(true), Some(true))
    );
    check(
        &log().await,
        "PUT",
        &path,
        &bearer(),
        r#"{"calendar":true}"#,
    );
}

#[wasm_bindgen_test]
async fn top_lists_the_givers() {
    begin().await;
    let top = reader()
        .top(&channel(), TopOf::Tip, Span::Alltime, 3, 0)
        .await
        .unwrap();
    let expected = Top {
        username: "rhaegal_meh".to_owned(),
        total: 5.0,
    };
    assert_eq!(top, [expected]);
    let path = PATH.to_owned() + "/top?interval=alltime&type=tip&limit=3&offset=0";
    check(&log().await, "GET", &path, &apikey(), "");
}

#[wasm_bindgen_test]
async fn a_channel_is_found_by_name_without_credential() {
    begin().await;
    let found = writer().channel("moss_and_fern").await.unwrap();
    let expected = Found {
        id: CHANNEL.to_owned(),
        provider: "twitch".to_owned(),
        username: "moss_and_fern".to_owned(),
        display_name: "Moss and Fern".to_owned(),
    };
    assert_eq!(found, expected);
    check(
        &log().await,
        "GET",
        "/kappa/v2/channels/moss_and_fern",
        "",
        "",
    );
    let odd = writer().channel("../a b?c#d").await;
    assert_eq!(odd, Err(RequestError::from(Fault::UnknownChannel)));
}

#[wasm_bindgen_test]
async fn refusals_are_faults() {
    let nobody = Client::new(origin(), None);
    assert_eq!(
        nobody.session(&channel()).await,
        Err(Fault::Unauthorized.into())
    );
    assert_eq!(
        reader().reset(&channel()).await,
        Err(Fault::Forbidden.into())
    );
    let other = ChannelId::read("0123456789abcdef01234567").unwrap();
    assert_eq!(
        reader().session(&other).await,
        Err(Fault::UnknownChannel.into())
    );
    let nowhere = Client::new("http://127.0.0.1:9", None);
    assert_eq!(
        nowhere.session(&channel()).await,
        Err(Fault::Unreachable.into())
    );
    let odd_origin = Client::new("not an origin", None);
    assert_eq!(
        odd_origin.session(&channel()).await,
        Err(Fault::Unreachable.into())
    );
}
