//! Rules for the project's files: dependencies between folders, file lengths, styles, the
//! page's policy and the tables of the README.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used)]

use session_overlay::options::kind::WidgetKind;
use session_overlay::options::values::Theme;
use session_overlay::options::{OptionSpec, PAGE, WIDGET};
use session_overlay::session::catalogue;
use session_overlay::studio::gallery;
use session_overlay::studio::palette::Palette;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files below a folder with this extension.
fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("a folder entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|own| own == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn read(path: impl AsRef<Path>) -> String {
    fs::read_to_string(root().join(path)).expect("a readable file")
}

/// The folders of `src`, each with the folders that it may use. `lib.rs` draws them.
const MAY_USE: [(&str, &str); 11] = [
    ("session", ""),
    ("options", "session"),
    ("widget", "session options"),
    ("config", "session options widget"),
    ("polling", "session"),
    ("browser", "session widget"),
    ("api", "session options config polling browser"),
    ("live", "session config polling browser api"),
    ("components", "session options widget browser"),
    (
        "overlay",
        "session options widget config polling browser api live components",
    ),
    (
        "studio",
        "session options widget config polling browser api live components overlay",
    ),
];

#[test]
fn a_folder_uses_only_the_folders_that_it_may() {
    for path in files("src", "rs") {
        // Tests may parse an address to create a widget.
        let is_test = path.ends_with("tests.rs") || path.ends_with("properties.rs");
        let inside = path.strip_prefix(root().join("src")).expect("a source");
        let first = inside.iter().next().expect("a path");
        let folder = Path::new(first).file_stem().expect("a name");
        if is_test || folder == "lib" || folder == "bin" {
            continue;
        }
        let mut rows = MAY_USE.iter();
        let (folder, allowed) = rows.find(|(own, _)| folder == *own).expect("a row");
        let text = read(&path);
        for (other, _) in MAY_USE {
            let may_use = other == *folder || allowed.split(' ').any(|own| own == other);
            let uses = text.contains(&format!("crate::{other}"));
            assert!(may_use || !uses, "{} uses {other}", path.display());
        }
    }
}

#[test]
fn the_clock_is_read_in_one_place() {
    let reads = |path: &PathBuf| read(path).contains("Date::now");
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
        let text = read(&path);
        let lines = text.lines().count();
        let head: String = text.lines().take(12).collect();
        assert!(
            lines <= 300 || head.contains("Long because"),
            "{}: {lines} lines",
            path.display()
        );
    }
}

#[test]
fn the_loader_is_short() {
    let scripts = files("src", "js");
    assert!(
        scripts
            .iter()
            .all(|path| path.starts_with(root().join("src/loader")))
    );
    let lines: usize = scripts.iter().map(|path| read(path).lines().count()).sum();
    assert!(lines <= 210, "{lines} lines");
}

/// The loader must know which widgets only the full overlay has.
#[test]
fn the_loader_names_the_widgets_of_the_full_overlay() {
    use WidgetKind::{Alert, Credits, Timer};
    let loader = read("src/loader/boot.js");
    let in_full = loader.lines().find(|line| line.contains("const inFull"));
    let in_full = in_full.expect("the pattern");
    for row in catalogue::widgets() {
        let kind = WidgetKind::default_for(row.key, row.shape);
        let is_full = matches!(kind, Timer | Alert | Credits);
        let is_named = in_full.split(['(', '|', ')']).any(|key| key == row.key);
        assert_eq!(is_named, is_full, "{}", row.key);
    }
}

#[test]
fn styles_are_in_layers_and_never_important() {
    for path in files("style", "css") {
        let text = read(&path);
        assert!(text.contains("@layer"), "{}: no layer", path.display());
        assert!(!text.contains("!important"), "{}", path.display());
    }
}

#[test]
fn every_theme_has_a_linked_file() {
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
fn every_theme_names_its_face_first() {
    let themes = session_overlay::options::values::Theme::ALL;
    for (theme, face) in themes.iter().zip(session_overlay::options::values::FACES) {
        let style = read(format!("style/themes/{}.css", theme.name()));
        assert!(
            style.contains(&format!("--font: \"{face}\", ")),
            "{theme:?}"
        );
        let package = face.to_lowercase().replace(' ', "-");
        assert!(
            read(".ci/setup").contains(&format!("/{package}")),
            "{package}"
        );
    }
}

#[test]
fn the_page_has_a_strict_policy() {
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

/// The README's table of these options.
fn option_table(specs: &[&OptionSpec]) -> String {
    let row = |spec: &&OptionSpec| {
        let default = spec.default.map(|default| format!("`{default}`"));
        let default = default.unwrap_or_default();
        let names: Vec<_> = spec.kinds.iter().map(|kind| kind.name()).collect();
        let kinds = if names.is_empty() || spec.kinds == WidgetKind::ALL {
            String::new()
        } else {
            format!(" ({})", names.join(", "))
        };
        let (name, expected, help) = (spec.name, spec.expected, spec.help);
        format!("| `{name}` | {expected} | {default} | {help}{kinds} |\n")
    };
    let rows: String = specs.iter().map(row).collect();
    format!("| option | values | default | description |\n|---|---|---|---|\n{rows}")
}

#[test]
fn the_readme_has_the_tables_of_options() {
    let readme = read("README.md");
    for specs in [PAGE, WIDGET] {
        let table = option_table(specs);
        assert!(
            readme.contains(&table),
            "this table is missing in README.md:\n{table}"
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

/// The value of a custom property in a theme, or else its default.
fn theme_value(theme: Theme, property: &str) -> String {
    let own = read(format!("style/themes/{}.css", theme.name()));
    let sheets = [own, read("style/tokens.css")];
    let start = format!("    --{property}: ");
    let values = sheets.iter().filter_map(|sheet| {
        let (_, rest) = sheet.split_once(&start)?;
        Some(rest.split_once(';')?.0.to_owned())
    });
    values.into_iter().next().unwrap_or_default()
}

/// A colour of a style sheet as hex digits, as an address writes it.
fn hex_digits(colour: &str) -> String {
    let digits = colour.trim_start_matches('#');
    match digits.len() {
        _ if colour == "transparent" => "00000000".to_owned(),
        3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
        6 => digits.to_owned(),
        _ => {
            let parts = colour.trim_start_matches("rgba(").trim_end_matches(')');
            let parts = parts
                .split(", ")
                .map(|part| part.parse::<f64>().expect("a number"));
            let parts: Vec<f64> = parts.collect();
            let bytes = [parts[0], parts[1], parts[2], (parts[3] * 255.0).round()];
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            bytes.map(|byte| format!("{:02x}", byte as u8)).concat()
        }
    }
}

#[test]
fn the_palettes_are_those_of_the_themes() {
    for theme in Theme::ALL {
        let palette = Palette::of(*theme);
        for (property, colour) in [
            ("text", palette.text),
            ("accent", palette.accent),
            ("track", palette.track),
            ("back", palette.back),
        ] {
            let value = hex_digits(&theme_value(*theme, property));
            assert_eq!(value, colour, "--{property} of {}", theme.name());
        }
    }
    // The only theme whose letters are outlined all around.
    let ink = theme_value(Theme::Clear, "ink");
    assert_eq!(hex_digits(&ink), Palette::of(Theme::Clear).outline);
}

#[test]
fn every_widget_of_the_gallery_has_a_picture() {
    let offers = gallery::find("").into_iter().flat_map(|(_, offers)| offers);
    let mut keys: Vec<String> = offers.map(|offer| format!("{}.webp", offer.key)).collect();
    keys.sort();
    let pictures = files("style/widgets", "webp").into_iter();
    let names = pictures.map(|path| {
        path.file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned()
    });
    assert_eq!(names.collect::<Vec<_>>(), keys);
}
