//! DOM elements as a Leptos view.
//!
//! A component creates its elements once and changes them in one effect. With `view!`
//! each element would have a type of its own and each changing attribute an effect of
//! its own, which made the overlay's bundle a fifth larger. The studio uses `view!`
//! and embeds these components.

use leptos::attr::any_attribute::AnyAttribute;
use leptos::prelude::*;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::no_attrs;
use leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};
use send_wrapper::SendWrapper;
use web_sys::{Element, Node};

/// A view of sibling elements.
pub struct Elements(SendWrapper<Vec<Element>>);

impl Elements {
    /// A view of these elements.
    pub fn new(elements: Vec<Element>) -> Elements {
        Elements(SendWrapper::new(elements))
    }

    /// The elements, to insert them without Leptos.
    pub fn into_vec(self) -> Vec<Element> {
        self.0.take()
    }
}

/// Runs `effect` at once, and again after a change of what it tracks, until the
/// current owner is cleaned up.
pub fn render_effect(effect: impl FnMut() + 'static) {
    render_boxed_effect(Box::new(effect));
}

// One type of closure, so that Leptos' effect is compiled once.
fn render_boxed_effect(mut run: Box<dyn FnMut()>) {
    let effect = RenderEffect::new(move |_| run());
    on_cleanup(move || drop(effect));
}

/// Elements that are mounted.
pub struct MountedElements(Vec<Element>);

impl Mountable for MountedElements {
    fn unmount(&mut self) {
        for element in &self.0 {
            element.remove();
        }
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        for element in &self.0 {
            // Fails only if the marker is no child of the parent.
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

impl Render for Elements {
    type State = MountedElements;

    fn build(self) -> MountedElements {
        MountedElements(self.into_vec())
    }

    fn rebuild(self, state: &mut MountedElements) {
        let mut new = self.build();
        state.insert_before_this(&mut new);
        state.unmount();
        *state = new;
    }
}

no_attrs!(Elements);

// Every view must implement this for server-side rendering, which is not used here.
impl RenderHtml for Elements {
    type AsyncOutput = Elements;
    type Owned = Elements;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Elements {
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

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> MountedElements {
        self.build()
    }

    fn into_owned(self) -> Elements {
        self
    }
}
