//! Channel ids and credentials, parsed and written.

use super::*;

#[test]
fn a_channel_is_24_hex_digits() {
    let id = "577c0455f9a31ea72a36b2b3";
    assert_eq!(
        ChannelId::parse(&id.to_uppercase())
            .as_ref()
            .map(ChannelId::as_str),
        Some(id)
    );
    for text in [
        "",
        "577c0455f9a31ea72a36b2b",
        "577c0455f9a31ea72a36b2b33",
        "577c0455f9a31ea72a36b2bg",
        "５",
    ] {
        assert_eq!(ChannelId::parse(text), None, "{text}");
    }
}

#[test]
fn a_credential_is_shown_in_its_header_alone() {
    let token = Credential::new(CredentialKind::OverlayToken, " made-up ")
        .map(|c| (c.authorization(), format!("{c:?}")));
    assert_eq!(
        token,
        Some(("apikey made-up".to_owned(), "overlay token".to_owned()))
    );
    let jwt = Credential::new(CredentialKind::Jwt, "made.up")
        .map(|c| (c.authorization(), format!("{c:?}")));
    assert_eq!(jwt, Some(("Bearer made.up".to_owned(), "JWT".to_owned())));
    for kind in [CredentialKind::OverlayToken, CredentialKind::Jwt] {
        let credential = Credential::new(kind, "made+up");
        let header = credential.as_ref().map(Credential::authorization);
        let parsed = header.and_then(|header| Credential::from_authorization(&header));
        assert_eq!(parsed, credential);
    }
    let fragment = Credential::from_authorization("apikey a+b").map(|c| c.fragment());
    assert_eq!(fragment.as_deref(), Some("apikey=a%2Bb"));
    for text in [
        "",
        "made-up",
        "Basic made-up",
        "apikey ",
        "Bearer two words",
    ] {
        assert_eq!(Credential::from_authorization(text), None, "{text}");
    }
    for text in ["", " ", "two words", "line\nbreak", "ümlaut"] {
        assert_eq!(Credential::new(CredentialKind::Jwt, text), None, "{text:?}");
    }
}

#[test]
fn the_expiry_of_a_jwt_is_decoded() {
    let expires = |kind, text| Credential::new(kind, text).and_then(|c| c.expires());
    // {"channel":"x","exp":1800000000}
    let jwt = "eyJhbGciOiJIUzI1NiJ9.eyJjaGFubmVsIjoieCIsImV4cCI6MTgwMDAwMDAwMH0.c2ln";
    assert_eq!(
        expires(CredentialKind::Jwt, jwt),
        Some(Timestamp(1_800_000_000_000.0))
    );
    assert_eq!(expires(CredentialKind::OverlayToken, jwt), None);
    for text in ["a", "a.b.c", "a.!!.c", "..", "a.e30.c"] {
        assert_eq!(expires(CredentialKind::Jwt, text), None, "{text}");
    }
}

#[track_caller]
fn check(text: &str, expected: Option<&str>) {
    let found = extract_credential(text).map(|pasted| pasted.credential.authorization());
    assert_eq!(found.as_deref(), expected, "{text}");
}

#[test]
fn a_credential_is_extracted_from_any_pasted_form() {
    check(
        " made-up-overlay-token\n",
        Some("apikey made-up-overlay-token"),
    );
    check(
        "apikey made-up-overlay-token",
        Some("apikey made-up-overlay-token"),
    );
    check(
        "apikey=made-up-overlay-token",
        Some("apikey made-up-overlay-token"),
    );
    check(
        "Bearer eyJmade.up.signature",
        Some("Bearer eyJmade.up.signature"),
    );
    check(
        "Authorization: Bearer eyJmade.up.signature",
        Some("Bearer eyJmade.up.signature"),
    );
    check("eyJmade.up.signature", Some("Bearer eyJmade.up.signature"));
    check(
        "https://streamelements.com/overlay/0123456789abcdef01234567/made-up-overlay-token?x=1",
        Some("apikey made-up-overlay-token"),
    );
    check(
        "https://overlays.example.com/?widget=tip-latest#apikey=made-up-token",
        Some("apikey made-up-token"),
    );
    check(
        "https://overlays.example.com/?widget=tip-latest#token=eyJmade.up.x",
        Some("Bearer eyJmade.up.x"),
    );
}

#[test]
fn text_without_a_credential_is_rejected() {
    for text in [
        "",
        "short",
        "two words without one",
        "https://example.com/overlay/0123456789abcdef01234567/made-up-overlay-token",
        "https://streamelements.com/dashboard",
        "https://streamelements.com/made-up-overlay-token",
        "https://overlays.example.com/?widget=tip-latest",
        "https://overlays.example.com/?widget=tip-latest#apikey=",
    ] {
        check(text, None);
    }
}
