//! A dialog over the page.

use crate::studio::icon::{Icon, lucide};
use leptos::ev::MouseEvent;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

/// A modal dialog, whose content is there while it is open. Escape, its button and a click
/// beside it close it.
#[component]
pub(super) fn Dialog(
    open: RwSignal<bool>,
    title: &'static str,
    children: ChildrenFn,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        if open.get() && !dialog.open() {
            // Fails only if it is open.
            let _ = dialog.show_modal();
        } else if !open.get() {
            dialog.close();
        }
    });
    let closed = move |_| {
        // It may have been opened again since.
        if dialog.get().is_some_and(|dialog| !dialog.open()) {
            open.set(false);
        }
    };
    let close_beside = move |event: MouseEvent| {
        let target = event.target();
        // A click inside has an element of the dialog as its target.
        if target.is_some_and(|target| target.has_type::<HtmlDialogElement>()) {
            open.set(false);
        }
    };
    view! {
        <dialog
            class="dialog"
            aria-label=title
            node_ref=dialog
            on:close=closed
            on:click=close_beside
        >
            <Show when=move || open.get()>
                <div class="dialog-content">
                    <div class="pane-head">
                        <h2>{title}</h2>
                        <button
                            type="button"
                            class="plain square"
                            aria-label="Close"
                            on:click=move |_| open.set(false)
                        >
                            <Icon icon=lucide::LuX />
                        </button>
                    </div>
                    {children()}
                </div>
            </Show>
        </dialog>
    }
}
