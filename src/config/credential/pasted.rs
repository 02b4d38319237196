//! What people paste where a credential is asked for.

use super::{Credential, CredentialKind};

/// A credential in what was pasted, and what that was.
#[derive(Clone, Debug, PartialEq)]
pub struct PastedCredential {
    /// The credential alone.
    pub credential: Credential,
    /// What the person should know, in a sentence.
    pub words: &'static str,
}

/// Finds the credential in what was pasted: alone, behind the name of its
/// scheme, or within an address. `None` where there is none.
pub fn pasted(text: &str) -> Option<PastedCredential> {
    let text = text.trim();
    if let Some((_, rest)) = text.split_once("://") {
        return in_address(rest);
    }
    let named = ["Authorization:", "apikey", "token", "Bearer"];
    let bare = named.iter().fold(text, |text, name| {
        let rest = text
            .get(..name.len())
            .filter(|start| start.eq_ignore_ascii_case(name));
        let rest = rest.and_then(|_| text.get(name.len()..));
        rest.filter(|rest| rest.starts_with([' ', '=']))
            .map_or(text, |rest| rest.trim_start_matches([' ', '=']))
    });
    // As short as no credential is, and as long as none.
    let fits = (12..4_000).contains(&bare.len()) && !bare.contains('/');
    fits.then(|| of_own_kind(bare)).flatten()
}

fn of_own_kind(text: &str) -> Option<PastedCredential> {
    let is_jwt = text.starts_with("eyJ") && text.split('.').count() == 3;
    let (kind, words) = if is_jwt {
        (
            CredentialKind::Jwt,
            "This is a JWT: it can do everything on the account, and it expires. For an overlay the overlay token is better.",
        )
    } else {
        (
            CredentialKind::OverlayToken,
            "This is taken for an overlay token, which only reads and does not expire.",
        )
    };
    let credential = Credential::new(kind, text)?;
    Some(PastedCredential { credential, words })
}

/// In an address without its scheme: behind the `#` of ours, or the last part
/// of an overlay's on `StreamElements`.
fn in_address(address: &str) -> Option<PastedCredential> {
    let (before, fragment) = address.split_once('#').unwrap_or((address, ""));
    if let Some(credential) = Credential::of_fragment(fragment) {
        let words = "That was a whole address; the credential was taken out of it.";
        return Some(PastedCredential { credential, words });
    }
    let (host, path) = before.split_once('/')?;
    let is_theirs = host == "streamelements.com" || host.ends_with(".streamelements.com");
    let path = path
        .split('?')
        .next()
        .unwrap_or_default()
        .trim_end_matches('/');
    let mut parts = path.rsplit('/');
    let last = parts.next().filter(|last| is_theirs && last.len() >= 12)?;
    // Before it stands the overlay's own id.
    parts.next()?;
    let words =
        "That was a whole overlay address of StreamElements; the token was taken out of it.";
    let credential = Credential::new(CredentialKind::OverlayToken, last)?;
    Some(PastedCredential { credential, words })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let found = pasted(text).map(|pasted| pasted.credential.authorization());
        assert_eq!(found.as_deref(), expected, "{text}");
    }

    #[test]
    fn a_credential_is_found_in_whatever_is_pasted() {
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
    fn what_is_none_is_none() {
        for text in [
            "",
            "short",
            "two words that are none",
            "https://example.com/overlay/0123456789abcdef01234567/made-up-overlay-token",
            "https://streamelements.com/dashboard",
            "https://streamelements.com/made-up-overlay-token",
            "https://overlays.example.com/?widget=tip-latest",
            "https://overlays.example.com/?widget=tip-latest#apikey=",
        ] {
            check(text, None);
        }
    }
}
