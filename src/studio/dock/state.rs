//! The state that all parts of the dock share.

use super::write::Notice;
use crate::api::Client;
use crate::browser::intl::IntlLocale;
use crate::browser::storage;
use crate::config::Page;
use crate::config::credential::{ChannelId, CredentialKind};
use crate::live::{self, PollOptions, PollTiming};
use crate::polling::{Fault, Feed};
use crate::session::decode;
use crate::studio::backups::SessionBackup;
use crate::studio::corrections::SessionDocument;
use crate::studio::stars::Stars;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The storage key of the figures that are followed.
fn stars_key(channel: &ChannelId) -> String {
    format!("stars:{}", channel.as_str())
}

/// The session, and the requests of the user. Components get it from their context.
#[derive(Clone, Copy)]
pub struct DockState {
    client: StoredValue<Client>,
    channel: StoredValue<ChannelId>,
    /// Whether the credential can write.
    pub(super) can_write: bool,
    /// What the polls have returned.
    pub feed: RwSignal<Feed>,
    pub(super) timing: RwSignal<Option<PollTiming>>,
    /// The last session as JSON; empty before the first.
    pub(super) text: RwSignal<String>,
    /// `text`, parsed.
    pub(super) document: Memo<SessionDocument>,
    pub(super) backups: RwSignal<Vec<SessionBackup>>,
    /// The figures that the streamer follows.
    pub(super) stars: RwSignal<Stars>,
    /// How numbers are written.
    pub(super) locale: StoredValue<IntlLocale>,
    /// Whether a request of the user is running. Then no other can start.
    pub(super) is_busy: RwSignal<bool>,
    pub(super) notice: RwSignal<Notice>,
}

impl DockState {
    /// The state of a dock without a session. `kind` is that of the client's credential.
    pub fn new(
        client: Client,
        channel: ChannelId,
        kind: CredentialKind,
        locale: IntlLocale,
    ) -> DockState {
        let text = RwSignal::new(String::new());
        DockState {
            can_write: kind == CredentialKind::Jwt,
            feed: RwSignal::new(Feed::default()),
            timing: RwSignal::new(None),
            text,
            document: Memo::new(move |_| text.with(|text| SessionDocument::parse(text))),
            backups: RwSignal::new(super::backups::load(&channel)),
            stars: RwSignal::new(Stars::parse(
                &storage::read(&stars_key(&channel)).unwrap_or_default(),
            )),
            locale: StoredValue::new(locale),
            is_busy: RwSignal::new(false),
            notice: RwSignal::new(Notice::default()),
            client: StoredValue::new(client),
            channel: StoredValue::new(channel),
        }
    }

    /// The state that the dock provides; one without a server outside of it.
    pub(super) fn from_context() -> DockState {
        use_context().unwrap_or_else(|| {
            let client = Client::new("", None);
            let kind = CredentialKind::OverlayToken;
            DockState::new(client, ChannelId::default(), kind, IntlLocale::default())
        })
    }

    /// Polls as these options say, until the owner of this call ends.
    pub(super) fn start_polling(self, page: &Page) {
        let (client, channel) = self.api();
        let options = PollOptions {
            client,
            channel,
            interval: page.interval * 1000.0,
            // A cached session is not what the server has.
            use_cache: false,
            gateway: page.push_gateway().map(str::to_owned),
            leaderboards: Box::new(Vec::new),
        };
        let on_document = move |text: &str| self.text.set(text.to_owned());
        live::run(options, self.feed.into(), self.timing.into(), on_document);
    }

    pub(super) fn api(self) -> (Client, ChannelId) {
        (self.client.get_value(), self.channel.get_value())
    }

    /// Follows a figure, or no longer does, and stores that.
    pub(super) fn toggle_star(self, key: &str) {
        self.stars.update(|stars| stars.toggle(key));
        let text = self.stars.with_untracked(Stars::format);
        storage::write(&stars_key(&self.api().1), &text);
    }

    /// Whether a button that writes is disabled.
    pub(super) fn is_locked(self) -> bool {
        !self.can_write || self.is_busy.get()
    }

    /// Runs a request of the user, then shows its notice. The request goes on when the
    /// component that made it ends.
    pub(super) fn run(self, request: impl Future<Output = Notice> + 'static) {
        self.is_busy.set(true);
        spawn_local(async move {
            let notice = request.await;
            self.notice.set(notice);
            self.is_busy.set(false);
        });
    }

    /// Shows a session that the server sent; `false` if it is unreadable.
    pub(super) fn receive(self, text: &str) -> bool {
        let Ok(decoded) = decode::session(text) else {
            return false;
        };
        self.text.set(text.to_owned());
        self.feed
            .maybe_update(|feed| feed.receive(Ok(Some(decoded.session))));
        true
    }

    /// Loads the session and shows it.
    ///
    /// # Errors
    /// When there is no answer, or it is unreadable.
    pub async fn fetch(self) -> Result<(), Fault> {
        let (client, channel) = self.api();
        let text = client.session(&channel).await;
        let text = text.map_err(|error| error.fault)?;
        if self.receive(&text) {
            Ok(())
        } else {
            Err(Fault::Unreadable)
        }
    }
}
