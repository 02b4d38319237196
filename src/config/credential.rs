//! The channel's id, and the credential that gives access to its session.

use crate::config::query::Query;
use crate::session::decode::Fields;
use crate::session::timestamp::Timestamp;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use std::fmt;

/// A channel's id: 24 hex digits, lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChannelId(String);

impl ChannelId {
    /// Parses a channel's id. `None` if the text is not 24 hex digits.
    pub fn parse(text: &str) -> Option<ChannelId> {
        (text.len() == 24 && text.bytes().all(|byte| byte.is_ascii_hexdigit()))
            .then(|| ChannelId(text.to_ascii_lowercase()))
    }

    /// The 24 hex digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for ChannelId {
    /// Zeros, which no channel has.
    fn default() -> ChannelId {
        ChannelId("0".repeat(24))
    }
}

/// The kinds of credential, which have different rights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CredentialKind {
    /// Can only read, and does not expire.
    OverlayToken,
    /// Full access to the account for about a month.
    Jwt,
}

/// The names of the credentials in the fragment of an address.
pub const FRAGMENT_NAMES: &[(&str, CredentialKind)] = &[
    ("apikey", CredentialKind::OverlayToken),
    ("token", CredentialKind::Jwt),
];

/// The schemes of the `Authorization` header.
const SCHEMES: &[(&str, CredentialKind)] = &[
    ("apikey", CredentialKind::OverlayToken),
    ("Bearer", CredentialKind::Jwt),
];

/// The gateway's names of the kinds.
const GATEWAY_NAMES: &[(&str, CredentialKind)] = &[
    ("apikey", CredentialKind::OverlayToken),
    ("jwt", CredentialKind::Jwt),
];

/// The kind that has this name in one of the tables above.
fn kind_named(name: &str, table: &[(&str, CredentialKind)]) -> Option<CredentialKind> {
    let row = table.iter().find(|(own, _)| *own == name)?;
    Some(row.1)
}

/// The secret that gives access to a session. It has no `Display`, and its `Debug`
/// shows the kind alone. The secret is only returned by
/// [`Credential::authorization`], [`Credential::gateway_token`] and
/// [`Credential::fragment`].
#[derive(Clone, PartialEq, Eq)]
pub struct Credential {
    kind: CredentialKind,
    secret: String,
}

impl Credential {
    /// A credential from its trimmed secret. `None` if that is empty or does not fit
    /// into a header: only visible ASCII characters do.
    pub fn new(kind: CredentialKind, secret: &str) -> Option<Credential> {
        let secret = secret.trim();
        let fits = !secret.is_empty() && secret.bytes().all(|byte| byte.is_ascii_graphic());
        fits.then(|| Credential {
            kind,
            secret: secret.to_owned(),
        })
    }

    /// Its kind.
    pub fn kind(&self) -> CredentialKind {
        self.kind
    }

    /// The value of the `Authorization` header. The browser's storage keeps a
    /// credential in this form.
    pub fn authorization(&self) -> String {
        format!("{} {}", self.name_in(SCHEMES), self.secret)
    }

    /// The gateway's name of the kind, and the secret, for the frames that subscribe.
    pub fn gateway_token(&self) -> (&'static str, &str) {
        (self.name_in(GATEWAY_NAMES), &self.secret)
    }

    /// The inverse of [`Credential::authorization`].
    pub fn from_authorization(authorization: &str) -> Option<Credential> {
        let (scheme, secret) = authorization.split_once(' ')?;
        Credential::new(kind_named(scheme, SCHEMES)?, secret)
    }

    /// The first credential in the fragment of an address, without its `#`.
    pub fn from_fragment(fragment: &str) -> Option<Credential> {
        let mut pairs = Query::parse(fragment).0.into_iter();
        pairs
            .find_map(|(name, secret)| Credential::new(kind_named(&name, FRAGMENT_NAMES)?, &secret))
    }

    /// The fragment of an address that has this credential, without its `#`.
    pub fn fragment(&self) -> String {
        let name = self.name_in(FRAGMENT_NAMES).to_owned();
        Query(vec![(name, self.secret.clone())]).encode()
    }

    /// When it expires. `None` for an overlay token, and for a JWT without an expiry.
    pub fn expires(&self) -> Option<Timestamp> {
        let payload = match self.kind {
            CredentialKind::OverlayToken => None,
            CredentialKind::Jwt => self.secret.split('.').nth(1),
        };
        let payload = BASE64_URL_SAFE_NO_PAD.decode(payload?.trim_end_matches('='));
        let payload = String::from_utf8(payload.ok()?).ok()?;
        let seconds = Fields::parse(&payload)?.number("exp")?;
        Some(Timestamp(seconds * 1000.0))
    }

    fn name_in(&self, table: &[(&'static str, CredentialKind)]) -> &'static str {
        let row = table.iter().find(|(_, kind)| *kind == self.kind);
        row.map_or("", |(name, _)| name)
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

/// A credential that was found in a pasted text.
#[derive(Clone, Debug, PartialEq)]
pub struct PastedCredential {
    /// The credential alone.
    pub credential: Credential,
    /// What was found, in a sentence for the user.
    pub notice: &'static str,
}

impl PastedCredential {
    fn new(kind: CredentialKind, secret: &str, notice: &'static str) -> Option<PastedCredential> {
        let credential = Credential::new(kind, secret)?;
        Some(PastedCredential { credential, notice })
    }
}

/// Finds the credential in a pasted text: alone, after the name of its scheme, or in
/// an address. `None` if there is none.
pub fn extract_credential(text: &str) -> Option<PastedCredential> {
    let text = text.trim();
    if let Some((_, address)) = text.split_once("://") {
        return credential_in_address(address);
    }
    let prefixes = ["Authorization:", "apikey", "token", "Bearer"];
    let secret = prefixes.iter().fold(text, |text, prefix| {
        let (start, rest) = text.split_at_checked(prefix.len()).unwrap_or_default();
        let is_prefix = start.eq_ignore_ascii_case(prefix) && rest.starts_with([' ', '=']);
        if is_prefix {
            rest.trim_start_matches([' ', '='])
        } else {
            text
        }
    });
    // No credential is shorter or longer, and none has a slash.
    if !(12..4_000).contains(&secret.len()) || secret.contains('/') {
        return None;
    }
    if secret.starts_with("eyJ") && secret.split('.').count() == 3 {
        let notice = "This is a JWT: it has full access to the account, and it expires. An overlay \
                      token is better for an overlay.";
        return PastedCredential::new(CredentialKind::Jwt, secret, notice);
    }
    let notice = "This looks like an overlay token, which can only read and does not expire.";
    PastedCredential::new(CredentialKind::OverlayToken, secret, notice)
}

/// Finds the credential in an address without its scheme: in the fragment of one of
/// ours, or as the last part of the path of an overlay on `StreamElements`.
fn credential_in_address(address: &str) -> Option<PastedCredential> {
    let (before, fragment) = address.split_once('#').unwrap_or((address, ""));
    if let Some(credential) = Credential::from_fragment(fragment) {
        let notice = "This was a whole address; only its credential was kept.";
        return Some(PastedCredential { credential, notice });
    }
    let (host, path) = before.split_once('/')?;
    if host != "streamelements.com" && !host.ends_with(".streamelements.com") {
        return None;
    }
    let path = path.split('?').next().unwrap_or_default();
    // The overlay's id, and then the token.
    let (ids, token) = path.trim_end_matches('/').rsplit_once('/')?;
    if ids.is_empty() || token.len() < 12 {
        return None;
    }
    let notice = "This was the address of an overlay on StreamElements; only its token was kept.";
    PastedCredential::new(CredentialKind::OverlayToken, token, notice)
}

#[cfg(test)]
mod tests;
