//! The project holds to what it says of itself.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used)]

use session_overlay::option::{PAGE, Spec, WIDGET};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(under: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![root().join(under)];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|own| own == ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn read(path: impl AsRef<Path>) -> String {
    fs::read_to_string(root().join(path)).expect("a file")
}

/// The floors of `lib.rs`, lowest first; what stands together is one floor.
const FLOORS: [&[&str]; 7] = [
    &["moment", "json", "session", "account", "query", "nearest"],
    &["catalogue", "kind", "format", "template", "poll"],
    &["problem", "option", "decode"],
    &[
        "value",
        "settings",
        "widget",
        "demo",
        "config",
        "draft",
        "control",
        "happening",
        "preset",
        "edit",
        "kept",
        "offline",
    ],
    &["browser", "client"],
    &["live", "view"],
    &["page"],
];
/// The first floor that needs a browser.
const EDGE: usize = 4;

fn floor_of(module: &str) -> usize {
    let found = FLOORS.iter().position(|floor| floor.contains(&module));
    found.unwrap_or_else(|| panic!("{module} stands on no floor"))
}

/// The crate's modules that a source file names.
fn uses(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for part in text.split("crate::").skip(1) {
        let grouped = part
            .strip_prefix('{')
            .map(|group| group.split('}').next().unwrap_or_default());
        for name in grouped
            .unwrap_or(part)
            .split(',')
            .take(if grouped.is_some() { 99 } else { 1 })
        {
            let end = |c: char| !c.is_ascii_alphanumeric() && c != '_';
            let name = name.trim().split(end).next().unwrap_or_default();
            // Macros are re-exported by their module under its own name.
            if !name.is_empty() && name != "settings" || part.starts_with("settings::") {
                found.push(name.to_owned());
            }
        }
    }
    found
}

#[test]
fn a_module_uses_only_lower_floors() {
    for path in files("src", "rs") {
        let inside = path.strip_prefix(root().join("src")).expect("below src");
        let module = inside
            .components()
            .next()
            .expect("a part")
            .as_os_str()
            .to_string_lossy();
        let module = module.trim_end_matches(".rs").to_owned();
        if module == "lib" || module == "bin" {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a file");
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let is_test = inside
            .file_name()
            .is_some_and(|name| name == "tests.rs" || name == "properties.rs");
        let own = floor_of(&module);
        for used in uses(code) {
            let is_lower = used == module || floor_of(&used) <= own;
            assert!(
                is_lower || is_test,
                "{} uses {used}, which stands higher",
                inside.display()
            );
        }
        let is_pure = own < EDGE;
        for forbidden in [
            "leptos",
            "web_sys",
            "js_sys",
            "gloo",
            "wasm_bindgen",
            "Date::now",
            "std::time",
            "SystemTime",
        ] {
            assert!(
                !is_pure || !code.contains(forbidden),
                "{} speaks of {forbidden}",
                inside.display()
            );
        }
        if module == "view" || module == "live" {
            let others = ["client", "live", "config", "view"]
                .into_iter()
                .filter(|other| *other != module);
            let wrong = uses(code).into_iter().find(|used| {
                others
                    .clone()
                    .any(|other| other == used && !(module == "live" && other == "client"))
            });
            assert_eq!(wrong, None, "{}", inside.display());
        }
    }
}

#[test]
fn the_clock_is_read_in_one_place() {
    let reads = |path: &PathBuf| {
        fs::read_to_string(path)
            .expect("a file")
            .contains("Date::now")
    };
    let readers: Vec<_> = files("src", "rs").into_iter().filter(reads).collect();
    assert_eq!(readers, [root().join("src/browser/clock.rs")]);
}

#[test]
fn nothing_in_the_sources_unwraps() {
    for path in files("src", "rs") {
        let text = fs::read_to_string(&path).expect("a file");
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        if path.ends_with("tests.rs") || path.ends_with("properties.rs") {
            continue;
        }
        for forbidden in [".unwrap()", ".expect(", "panic!", "unreachable!", "todo!"] {
            assert!(!code.contains(forbidden), "{}: {forbidden}", path.display());
        }
    }
}

#[test]
fn no_file_is_long_without_a_reason() {
    let all = ["src", "tests", "style"].into_iter().flat_map(|under| {
        ["rs", "css", "js"]
            .map(|ending| files(under, ending))
            .concat()
    });
    for path in all {
        let text = fs::read_to_string(&path).expect("a file");
        let head: String = text.lines().take(12).collect();
        assert!(
            text.lines().count() <= 300 || head.contains("Long because"),
            "{}: {} lines",
            path.display(),
            text.lines().count()
        );
    }
}

#[test]
fn styles_use_only_what_chromium_103_knows() {
    for path in files("style", "css") {
        let text = fs::read_to_string(&path).expect("a file");
        for unknown in [
            "@container",
            ":has(",
            "color-mix(",
            "oklch(",
            "@starting-style",
            "text-wrap:",
            "light-dark(",
            "!important",
        ] {
            assert!(!text.contains(unknown), "{}: {unknown}", path.display());
        }
        assert!(
            text.contains("@layer"),
            "{} stands in no layer",
            path.display()
        );
    }
}

#[test]
fn every_theme_has_its_file_and_is_linked() {
    let page = read("index.html");
    for theme in session_overlay::value::Theme::ALL {
        let file = format!("style/themes/{}.css", theme.name());
        assert!(
            read(&file).contains(&format!("[data-theme=\"{}\"]", theme.name())),
            "{file}"
        );
        assert!(page.contains(&file), "{file} is not linked");
    }
}

#[test]
fn the_page_keeps_its_policy() {
    let page = read("index.html");
    for part in [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "base-uri 'none'",
        "form-action 'none'",
        "content=\"no-referrer\"",
    ] {
        assert!(page.contains(part), "{part}");
    }
    let inline = page.split("<script").skip(1).any(|script| {
        !script
            .split('>')
            .next()
            .is_some_and(|tag| tag.contains("src="))
    });
    assert!(!inline && !page.contains(" onload="));
}

/// The rows of one of the README's tables, as the option table has them.
fn rows(specs: &[&Spec]) -> String {
    let row = |spec: &&Spec| {
        let default = spec
            .default
            .map_or_else(String::new, |default| format!("`{default}`"));
        let kinds = if spec.is_of_page() || spec.kinds.len() == 5 {
            String::new()
        } else {
            let names: Vec<_> = spec.kinds.iter().map(|kind| kind.name()).collect();
            format!(" ({})", names.join(", "))
        };
        format!(
            "| `{}` | {} | {default} | {}{kinds} |\n",
            spec.name,
            spec.wanted,
            spec.help()
        )
    };
    specs.iter().map(row).collect()
}

#[test]
fn the_readme_lists_every_option_as_it_is() {
    let readme = read("README.md");
    for specs in [PAGE, WIDGET] {
        let wanted = rows(specs);
        assert!(
            readme.contains(&wanted),
            "the README's table should read:\n{wanted}"
        );
    }
}

#[test]
fn the_readme_lists_every_key() {
    let readme = read("README.md");
    for row in session_overlay::catalogue::ROWS {
        assert!(readme.contains(&format!("`{}`", row.key)), "{}", row.key);
    }
}
