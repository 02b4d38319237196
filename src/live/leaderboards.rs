//! The leader's requests for the leaderboards that pages show.

use crate::api::Client;
use crate::browser::{clock, visibility};
use crate::config::credential::ChannelId;
use crate::polling::RequestError;
use crate::polling::leaderboards::TopLists;
use crate::session::Session;
use crate::session::leaderboard::TopList;
use futures::FutureExt;
use futures::future::{LocalBoxFuture, pending};

/// The answer to a request for a leaderboard, or why there is none.
pub(super) type Outcome = Result<String, RequestError>;

/// When to request leaderboards, the request that is under way, and the last answers.
#[derive(Default)]
pub(super) struct Requests {
    /// When to request them.
    pub(super) lists: TopLists,
    /// The last good answer for each.
    pub(super) answers: Vec<(TopList, String)>,
    current: Option<(TopList, LocalBoxFuture<'static, Outcome>)>,
}

impl Requests {
    /// Waits for the next outcome. A wait that is dropped loses nothing. Without a session,
    /// nothing is requested.
    pub(super) async fn next(
        &mut self,
        client: &Client,
        channel: &ChannelId,
        session: Option<&Session>,
    ) -> (TopList, Outcome) {
        loop {
            if let Some((list, request)) = &mut self.current {
                let (list, outcome) = (*list, request.await);
                self.current = None;
                return (list, outcome);
            }
            let due = session.and_then(|session| Some((session, self.lists.due(session)?)));
            let Some((session, due)) = due else {
                return pending().await;
            };
            visibility::sleep_until(due).await;
            self.current = self.lists.request(session, clock::now()).map(|wanted| {
                let (client, channel) = (client.clone(), channel.clone());
                let request = async move { client.top(&channel, wanted.list, wanted.limit).await };
                (wanted.list, request.boxed_local())
            });
        }
    }
}
