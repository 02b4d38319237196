//! Whose session, and the credential that opens it.

mod pasted;

pub use pasted::{PastedCredential, pasted};

use crate::config::query::Query;
use crate::session::json;
use crate::session::timestamp::Timestamp;
use std::fmt;

/// A channel's id: 24 hex digits, lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChannelId(String);

impl ChannelId {
    /// Reads a channel's id; `None` when it is not 24 hex digits.
    pub fn read(text: &str) -> Option<ChannelId> {
        (text.len() == 24 && text.bytes().all(|byte| byte.is_ascii_hexdigit()))
            .then(|| ChannelId(text.to_ascii_lowercase()))
    }

    /// The 24 hex digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a credential is, and so what it may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CredentialKind {
    /// Reads only, and does not expire.
    OverlayToken,
    /// Full power over the account for about a month.
    Jwt,
}

/// The names of the credentials in the fragment of an address.
pub const FRAGMENT_NAMES: &[(&str, CredentialKind)] = &[
    ("apikey", CredentialKind::OverlayToken),
    ("token", CredentialKind::Jwt),
];

/// The schemes of the `Authorization` header.
const OVERLAY_SCHEME: &str = "apikey";
const JWT_SCHEME: &str = "Bearer";

/// The secret that opens a session. It has no `Display`, its `Debug` says only
/// its kind, and its text leaves through [`Credential::authorization`] and
/// [`Credential::fragment`] alone.
#[derive(Clone, PartialEq, Eq)]
pub struct Credential {
    kind: CredentialKind,
    secret: String,
}

impl Credential {
    /// A credential; `None` when the text could not stand in a header.
    pub fn new(kind: CredentialKind, secret: &str) -> Option<Credential> {
        let secret = secret.trim();
        let fits = !secret.is_empty() && secret.bytes().all(|byte| byte.is_ascii_graphic());
        fits.then(|| Credential {
            kind,
            secret: secret.to_owned(),
        })
    }

    /// What it is.
    pub fn kind(&self) -> CredentialKind {
        self.kind
    }

    /// The value of the `Authorization` header.
    pub fn authorization(&self) -> String {
        let scheme = match self.kind {
            CredentialKind::OverlayToken => OVERLAY_SCHEME,
            CredentialKind::Jwt => JWT_SCHEME,
        };
        [scheme, " ", &self.secret].concat()
    }

    /// What [`Credential::authorization`] says, read back; this is how a
    /// credential is kept.
    pub fn read(authorization: &str) -> Option<Credential> {
        let (scheme, secret) = authorization.split_once(' ')?;
        let kind = match scheme {
            OVERLAY_SCHEME => CredentialKind::OverlayToken,
            JWT_SCHEME => CredentialKind::Jwt,
            _ => return None,
        };
        Credential::new(kind, secret)
    }

    /// The credential in the fragment of an address, without its `#`.
    pub fn of_fragment(fragment: &str) -> Option<Credential> {
        Query::read(fragment)
            .0
            .into_iter()
            .find_map(|(name, secret)| {
                let (_, kind) = FRAGMENT_NAMES.iter().find(|(known, _)| *known == name)?;
                Credential::new(*kind, &secret)
            })
    }

    /// What stands behind the `#` of an address that carries it.
    pub fn fragment(&self) -> String {
        let names = FRAGMENT_NAMES.iter();
        let own = names.filter(|(_, kind)| *kind == self.kind);
        let pairs = own.map(|(name, _)| ((*name).to_owned(), self.secret.clone()));
        Query(pairs.collect()).write()
    }

    /// When it expires; `None` for an overlay token, and for a JWT that does
    /// not say.
    pub fn expires(&self) -> Option<Timestamp> {
        let payload = match self.kind {
            CredentialKind::OverlayToken => None,
            CredentialKind::Jwt => self.secret.split('.').nth(1),
        };
        let payload = String::from_utf8(base64url(payload?)?).ok()?;
        // In seconds since 1970.
        let expires = json::number(json::find(&json::fields(&payload)?, "exp")?)?;
        Some(Timestamp(expires * 1000.0))
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        match self.kind {
            CredentialKind::OverlayToken => to.write_str("overlay token"),
            CredentialKind::Jwt => to.write_str("JWT"),
        }
    }
}

/// Bytes from base64url without padding (RFC 4648, section 5).
fn base64url(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut held) = (0_u32, 0);
    for letter in text.trim_end_matches('=').bytes() {
        let six = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'-' => 62,
            b'_' => 63,
            _ => return None,
        };
        bits = (bits << 6 | u32::from(six)) & 0xFFFF;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held & 0xFF) as u8);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_channel_is_24_hex_digits() {
        let id = "577c0455f9a31ea72a36b2b3";
        assert_eq!(
            ChannelId::read(&id.to_uppercase())
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
            assert_eq!(ChannelId::read(text), None, "{text}");
        }
    }

    #[test]
    fn a_credential_leaves_by_its_header_alone() {
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
            let kept = credential.as_ref().map(Credential::authorization);
            assert_eq!(kept.and_then(|kept| Credential::read(&kept)), credential);
        }
        let fragment = Credential::read("apikey a+b").map(|c| c.fragment());
        assert_eq!(fragment.as_deref(), Some("apikey=a%2Bb"));
        for text in [
            "",
            "made-up",
            "Basic made-up",
            "apikey ",
            "Bearer two words",
        ] {
            assert_eq!(Credential::read(text), None, "{text}");
        }
        for text in ["", " ", "two words", "line\nbreak", "ümlaut"] {
            assert_eq!(Credential::new(CredentialKind::Jwt, text), None, "{text:?}");
        }
    }

    #[test]
    fn a_jwt_says_when_it_expires() {
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
}
