//! Session Overlay: the widgets of a `StreamElements` session as one static page
//! for an OBS browser source.
//!
//! The address of the page is its whole configuration: the channel, the widgets
//! and how they look. The page fetches the session in the browser, renders the
//! widgets and polls again on a timer. There is no server of ours.
//!
//! # Data flow
//!
//! ```text
//! address ─▶ config ──────────────▶ Widget ─state()─▶ Memo<WidgetState> ─▶ components (view!) ─▶ DOM
//!              │ credential                  ▲
//!              ▼                             │
//!            live ─▶ api ─▶ decode ─▶ one signal of Feed, with the Session
//!              │                                     ▲
//!              └──▶ gateway ─▶ push::Connection ─▶ Patch
//! ```
//!
//! Data flows in one direction. The only state that changes on air is one signal,
//! the [`polling::Feed`]. A widget is rendered again only if its own state has
//! changed, and an answer with the same text is not even decoded.
//!
//! A leaderboard is no part of the session. The page that polls requests it for all pages
//! when the figures of its kind have changed (`polling::leaderboards`), and the feed has it
//! beside the session.
//!
//! A poll requests the whole session. Between polls, the gateway pushes changes of single
//! entries over a WebSocket. Polls are enough for a correct page: what is pushed comes
//! sooner, and makes polls rarer. One page holds the socket, and sends each change to the
//! others.
//!
//! # Folders, and which may use which
//!
//! ```text
//! session ─▶ options ─▶ widget ─▶ config        session ─▶ polling          pure
//! ──────────────────────────────────────────────────────────────────────────────
//! widget ─▶ browser ─▶ api ─▶ live        browser ─▶ components      wasm32 only
//!                     overlay ─▶ studio                                    pages
//! ```
//!
//! `a ─▶ b` means that `b` may use `a` and everything that `a` may use. A page may
//! use every folder above it. The table `MAY_USE` in `tests/project.rs` holds this.
//!
//! | folder | contents |
//! |---|---|
//! | [`session`] | The session document: timestamps, the catalogue of keys, decoding, the demo session |
//! | [`options`] | The options of an address as one table, with typed values and problems |
//! | [`widget`] | Widgets as pure functions: settings and a session in, a state out |
//! | [`config`] | The whole address: query, credential, page options and widgets |
//! | [`polling`] | What the last polls returned, when to poll next, and the protocol of pushed changes. No clock, no network |
//! | `browser` | Thin wrappers of Web APIs. A failure is an `Option`, a `Result` or a default |
//! | `api` | The `StreamElements` session API, one method per call |
//! | `live` | The poll loop: fetch, decode, share with other pages, wait; and the socket |
//! | `components` | What is rendered, one file per widget kind |
//! | `overlay` | The page that OBS shows |
//! | [`studio`] | The configurator and the dock. Their models are pure |
//!
//! The pure folders know no browser, no clock and no network; time, language and
//! random numbers are arguments. They compile natively and are tested natively. The
//! dependencies that need a browser exist for `wasm32` alone, see `Cargo.toml`.
//!
//! `components` and `live` do not know each other. A page joins them.
//!
//! # Four programs
//!
//! `src/loader/boot.js` loads one of four bundles, so that no page downloads the code of
//! another: `src/bin/overlay.rs`, `full.rs`, `configurator.rs` or `dock.rs`. The
//! configurator renders its preview with the overlay's own parser and components, so the
//! two cannot disagree.
//!
//! Most addresses need no timer, alerts, credits, milestones, added figures or demo. They
//! load the smaller `overlay`, which is built without the feature `full`: there,
//! [`options::full::Full`] has no value, and the compiler drops the code that needs one.
//!
//! The build also makes `offline.html`, one file that contains the full overlay and its
//! address; `src/loader/offline.js` starts it.
//!
//! # Invariants
//!
//! - An entry of a session has one of three shapes: figure, event, recent list. A
//!   widget kind renders exactly one shape. There is no code for a single key.
//! - A widget's state is a function of its settings, the session, the time and the state
//!   before it. What a timer has been given, which alerts wait and whom the credits list are
//!   parts of that state, so they are tested without a browser. What must outlive the page is
//!   stored by its component, or by the poller that collects it.
//! - A session says how the page has received it ([`session::Received`]): from the cache, as
//!   news, after a pause or after the page was hidden. Only what is news is an alert.
//! - Text is parsed once. An address goes through [`config`], which finds all
//!   problems at once. JSON goes through [`session::decode`], where an unreadable
//!   entry costs that entry alone. The dock and the overlay decode by the same rules.
//! - Every option is one row of the table in [`options`]: name, values, default,
//!   description, label, group, form control.
//! - A failed poll sets the fault and keeps the session.
//! - A credential leaves [`config::credential`] in four ways only: in the
//!   `Authorization` header, in the frames that subscribe pushed changes, in storage if
//!   the user saves it, and in the address that the configurator makes. Pages that share
//!   a poll find each other by a digest of it.
//! - CSS decides the look. Rust sets classes, `data-*` attributes and numbers as
//!   custom properties. A theme is one file in `style/themes` and its name. Its face comes
//!   from a pinned package; `src/loader/face.js` requests it, and the first picture waits
//!   for it at most 0.4 s.
//! - CSS decides motion, too. Rust marks what changed, updates a counting figure and
//!   computes the [`widget::ticker_layout`] when events change. While nothing changes, nothing runs.
//! - No panic is reachable from an address, the API or the browser.
//!
//! # Deviations from a usual Leptos app
//!
//! `tests/bench/README.md` has the measurements behind them.
//!
//! - A list's rows are `tachys`' `keyed` instead of `<For>`, and own nothing: a page is on
//!   air for days (`components::event_list`).
//! - Numbers and dates are formatted by the browser's `Intl`.

#![cfg_attr(test, allow(clippy::panic))]

pub mod session;

pub mod options;

pub mod widget;

pub mod config;

pub mod polling;

#[cfg(target_arch = "wasm32")]
pub mod api;
#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(target_arch = "wasm32")]
pub mod components;
#[cfg(target_arch = "wasm32")]
pub mod live;
#[cfg(target_arch = "wasm32")]
pub mod overlay;

pub mod studio;
