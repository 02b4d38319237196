//! What components draw: elements, made once and changed by an effect of their
//! own.
//!
//! The bundle is a budget. An element in a `view!` is a type of its own, with
//! code of its own to build it, change it and take it away, and each of its
//! attributes that change is one more effect; here all elements are one type,
//! and a widget is one effect. That took a fifth off the program. The studio, whose
//! budget is wider, is written in `view!`, and holds these components all the same.

use leptos::attr::any_attribute::AnyAttribute;
use leptos::prelude::*;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::no_attrs;
use leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};
use send_wrapper::SendWrapper;
use web_sys::{Element, Node};

/// Elements beside each other, as a view.
pub struct Drawn(SendWrapper<Vec<Element>>);

impl Drawn {
    /// These elements.
    pub fn of(elements: Vec<Element>) -> Drawn {
        Drawn(SendWrapper::new(elements))
    }

    /// Takes the elements out, to be put into one that is drawn by hand.
    pub fn take(self) -> Vec<Element> {
        self.0.take()
    }
}

/// Does something at once, and again whenever what it reads has changed, until
/// the owner of this call ends.
pub fn whenever(does: impl FnMut() + 'static) {
    keep(Box::new(does));
}

/// The same behind one type, so that all but what is done is there once.
fn keep(mut does: Box<dyn FnMut()>) {
    let effect = RenderEffect::new(move |_| does());
    on_cleanup(move || drop(effect));
}

/// Elements that stand on a page.
pub struct Standing(Vec<Element>);

impl Mountable for Standing {
    fn unmount(&mut self) {
        for element in &self.0 {
            element.remove();
        }
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        for element in &self.0 {
            // The marker is a child of the parent, which is all that this asks.
            let _ = parent.insert_before(element, marker);
        }
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let first = self.0.first();
        first.is_some_and(|first| first.insert_before_this(child))
    }

    fn elements(&self) -> Vec<Element> {
        self.0.clone()
    }
}

impl Render for Drawn {
    type State = Standing;

    fn build(self) -> Standing {
        Standing(self.take())
    }

    fn rebuild(self, state: &mut Standing) {
        let mut new = self.build();
        state.insert_before_this(&mut new);
        state.unmount();
        *state = new;
    }
}

no_attrs!(Drawn);

// A view must know how a server would write it. There is no server, so this is
// never called.
impl RenderHtml for Drawn {
    type AsyncOutput = Drawn;
    type Owned = Drawn;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Drawn {
        self
    }

    fn to_html_with_buf(
        self,
        _: &mut String,
        _: &mut Position,
        _: bool,
        _: bool,
        _: Vec<AnyAttribute>,
    ) {
    }

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Standing {
        self.build()
    }

    fn into_owned(self) -> Drawn {
        self
    }
}
