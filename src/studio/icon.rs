//! Icons of the set Lucide, inline.

pub(super) use icondata_lu as lucide;

use icondata_core::IconData;
use leptos::prelude::*;

/// A decorative icon, as large as the text beside it. The button or the text around it has
/// the meaning.
#[component]
pub(super) fn Icon(icon: &'static IconData) -> impl IntoView {
    view! {
        <svg
            class="icon"
            aria-hidden="true"
            viewBox="0 0 24 24"
            fill="none"
            stroke="currentColor"
            stroke-width="2"
            stroke-linecap="round"
            stroke-linejoin="round"
            inner_html=icon.data
        ></svg>
    }
}
