//! The project holds to what it says of itself.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used)]

use session_overlay::options::{OptionSpec, PAGE, WIDGET};
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

/// The folders of `src`, and which others each may use; `lib.rs` draws it.
const MAY_USE: &[(&str, &[&str])] = &[
    ("session", &[]),
    ("options", &["session"]),
    ("widget", &["session", "options"]),
    ("config", &["session", "options", "widget"]),
    ("polling", &["session"]),
    ("browser", &["session", "config"]),
    ("api", &["session", "config", "polling", "browser"]),
    ("live", &["session", "config", "polling", "browser", "api"]),
    ("components", &["session", "options", "widget", "browser"]),
    (
        "overlay",
        &[
            "session",
            "options",
            "widget",
            "config",
            "polling",
            "browser",
            "api",
            "live",
            "components",
        ],
    ),
    (
        "studio",
        &[
            "session",
            "options",
            "widget",
            "config",
            "polling",
            "browser",
            "api",
            "live",
            "components",
            "overlay",
        ],
    ),
];

#[test]
fn a_folder_uses_only_what_it_may() {
    let paths = files("src", "rs");
    for (folder, allowed) in MAY_USE {
        let is_in_folder = |path: &&PathBuf| {
            let inside = path.strip_prefix(root().join("src")).expect("below src");
            inside.starts_with(folder) || inside == PathBuf::from(format!("{folder}.rs"))
        };
        // Tests may read an address to make a widget.
        let is_test =
            |path: &&PathBuf| path.ends_with("tests.rs") || path.ends_with("properties.rs");
        for path in paths
            .iter()
            .filter(is_in_folder)
            .filter(|path| !is_test(path))
        {
            let text = fs::read_to_string(path).expect("a file");
            for (other, _) in MAY_USE {
                let uses = text.contains(&format!("crate::{other}::"));
                assert!(
                    !uses || other == folder || allowed.contains(other),
                    "{} uses {other}",
                    path.display()
                );
            }
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
            text.lines().count() <= 320 || head.contains("Long because"),
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
    for theme in session_overlay::options::values::Theme::ALL {
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
fn rows(specs: &[&OptionSpec]) -> String {
    let row = |spec: &&OptionSpec| {
        let default = spec
            .default
            .map_or_else(String::new, |default| format!("`{default}`"));
        let kinds = if spec.is_page_option() || spec.kinds.len() == 5 {
            String::new()
        } else {
            let names: Vec<_> = spec.kinds.iter().map(|kind| kind.name()).collect();
            format!(" ({})", names.join(", "))
        };
        format!(
            "| `{}` | {} | {default} | {}{kinds} |\n",
            spec.name,
            spec.expected,
            spec.help()
        )
    };
    specs.iter().map(row).collect()
}

#[test]
fn the_readme_lists_every_option_as_it_is() {
    let readme = read("README.md");
    for specs in [PAGE, WIDGET] {
        let expected = rows(specs);
        assert!(
            readme.contains(&expected),
            "the README's table should read:\n{expected}"
        );
    }
}

#[test]
fn the_readme_lists_every_key() {
    let readme = read("README.md");
    for row in session_overlay::session::catalogue::ROWS {
        assert!(readme.contains(&format!("`{}`", row.key)), "{}", row.key);
    }
}
