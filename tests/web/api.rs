//! Every call of the session API against the stub on another origin, with preflights.

use serde_json::{Value, json};
use session_overlay::api::{Client, FoundChannel, SessionSettings};
use session_overlay::config::credential::{ChannelId, Credential, CredentialKind};
use session_overlay::options::values::Currency;
use session_overlay::polling::{Fault, RequestError};
use session_overlay::session::Entry;
use session_overlay::session::decode;
use session_overlay::session::leaderboard::{Span, TopList, TopOf};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

#[path = "../stub/credentials.rs"]
mod names;
use names::{APIKEY, CHANNEL, JWT};

const PATH: &str = "/kappa/v2/sessions/577c0455f9a31ea72a36b2b3";

pub fn origin() -> &'static str {
    match option_env!("STUB_API") {
        Some(origin) => origin,
        None => panic!("these tests need the stub: run them with make test"),
    }
}

pub fn channel() -> ChannelId {
    ChannelId::parse(CHANNEL).unwrap()
}

pub fn overlay_client() -> Client {
    Client::new(
        origin(),
        Credential::new(CredentialKind::OverlayToken, APIKEY),
    )
}

pub fn jwt_client() -> Client {
    Client::new(origin(), Credential::new(CredentialKind::Jwt, JWT))
}

async fn fetch_text(method: &str, path: &str, body: &str) -> String {
    let init = web_sys::RequestInit::new();
    init.set_method(method);
    if !body.is_empty() {
        init.set_body(&body.into());
    }
    let url = origin().to_owned() + path;
    let response = leptos::prelude::window().fetch_with_str_and_init(&url, &init);
    let response: web_sys::Response = JsFuture::from(response).await.unwrap().unchecked_into();
    let text = JsFuture::from(response.text().unwrap()).await.unwrap();
    text.as_string().unwrap()
}

pub async fn clear_log() {
    fetch_text("DELETE", "/log", "").await;
}

/// Scripts the next answers of the stub.
pub async fn put_script(script: Value) {
    fetch_text("PUT", "/script", &script.to_string()).await;
}

/// The logged calls: method, path, credential and body.
pub async fn log() -> Vec<[String; 4]> {
    let log: Vec<Value> = serde_json::from_str(&fetch_text("GET", "/log", "").await).unwrap();
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

/// Checks that there is one logged call, after its preflight.
#[track_caller]
fn check(log: &[[String; 4]], method: &str, path: &str, credential: &str, body: &str) {
    let calls: Vec<_> = log
        .iter()
        .map(|call| call.each_ref().map(String::as_str))
        .collect();
    let expected = [["OPTIONS", path, "", ""], [method, path, credential, body]];
    // A request without a credential needs no preflight.
    let expected = if credential.is_empty() {
        &expected[1..]
    } else {
        &expected[..]
    };
    assert_eq!(calls, expected);
}

fn bearer() -> String {
    "Bearer ".to_owned() + JWT
}

fn apikey() -> String {
    "apikey ".to_owned() + APIKEY
}

#[wasm_bindgen_test]
async fn session_returns_the_document() {
    clear_log().await;
    let text = overlay_client().session(&channel()).await.unwrap();
    let session = decode::session(&text).unwrap().session;
    assert_eq!(session.get("follower-total"), Some(&Entry::Figure(49.0)));
    check(&log().await, "GET", PATH, &apikey(), "");
}

#[wasm_bindgen_test]
async fn update_sends_some_entries_and_returns_the_whole_session() {
    clear_log().await;
    let entries = [
        ("tip-goal".to_owned(), json!({ "amount": 0.0 })),
        ("follower-total".to_owned(), json!({ "count": 77.0 })),
        (
            "tip-latest".to_owned(),
            json!({ "name": "ada", "amount": 5.0, "message": "hi" }),
        ),
    ];
    let text = jwt_client().update(&channel(), &entries).await.unwrap();
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
async fn reset_returns_the_new_session() {
    clear_log().await;
    let text = jwt_client().reset(&channel()).await.unwrap().unwrap();
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
async fn reload_ignores_the_answer() {
    clear_log().await;
    assert_eq!(jwt_client().reload(&channel()).await, Ok(()));
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
    clear_log().await;
    let path = PATH.to_owned() + "/settings";
    let settings = overlay_client().settings(&channel()).await.unwrap();
    assert_eq!(
        (settings.auto_reset, settings.calendar),
        (Some(true), Some(false))
    );
    check(&log().await, "GET", &path, &apikey(), "");
    clear_log().await;
    let change = SessionSettings {
        calendar: Some(true),
        ..SessionSettings::default()
    };
    let settings = jwt_client()
        .set_settings(&channel(), &change)
        .await
        .unwrap();
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
async fn top_returns_the_text_of_the_list() {
    clear_log().await;
    let list = TopList {
        of: TopOf::Tip,
        span: Span::Alltime,
    };
    let top = overlay_client().top(&channel(), list, 3).await.unwrap();
    assert_eq!(top, r#"[{"total":5.0,"username":"rhaegal_meh"}]"#);
    let path = PATH.to_owned() + "/top?interval=alltime&type=tip&limit=3&offset=0";
    check(&log().await, "GET", &path, &apikey(), "");
}

#[wasm_bindgen_test]
async fn a_channel_is_found_by_name_without_a_credential() {
    clear_log().await;
    let found = jwt_client().find_channel("moss_and_fern").await.unwrap();
    let named = |name: &str| FoundChannel {
        id: channel(),
        provider: "twitch".to_owned(),
        name: name.to_owned(),
    };
    assert_eq!(found, named("Moss and Fern"));
    check(
        &log().await,
        "GET",
        "/kappa/v2/channels/moss_and_fern",
        "",
        "",
    );
    let unknown = jwt_client().find_channel("../a b?c#d").await;
    assert_eq!(unknown, Err(RequestError::from(Fault::UnknownChannel)));
    let own = overlay_client().own_channel().await.unwrap();
    assert_eq!(own, named("moss_and_fern"));
}

#[wasm_bindgen_test]
async fn the_currency_of_the_tip_page_is_requested_without_a_credential() {
    clear_log().await;
    let currency = jwt_client().tip_currency(&channel()).await.unwrap();
    assert_eq!(currency.as_ref().map(Currency::as_str), Some("EUR"));
    let path = format!("/kappa/v2/tipping/{CHANNEL}");
    check(&log().await, "GET", &path, "", "");
}

#[wasm_bindgen_test]
async fn failed_requests_are_faults() {
    let anonymous = Client::new(origin(), None);
    assert_eq!(
        anonymous.session(&channel()).await,
        Err(Fault::Unauthorized.into())
    );
    assert_eq!(
        overlay_client().reset(&channel()).await,
        Err(Fault::Forbidden.into())
    );
    let other = ChannelId::parse("0123456789abcdef01234567").unwrap();
    assert_eq!(
        overlay_client().session(&other).await,
        Err(Fault::UnknownChannel.into())
    );
    let unreachable = Client::new("http://127.0.0.1:9", None);
    assert_eq!(
        unreachable.session(&channel()).await,
        Err(Fault::Unreachable.into())
    );
    let invalid_origin = Client::new("not an origin", None);
    assert_eq!(
        invalid_origin.session(&channel()).await,
        Err(Fault::Unreachable.into())
    );
}
