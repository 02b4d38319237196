//! The versions of the browser and the fonts, on which golden images depend.

use super::browser::FONT_CONFIG;
use super::test_page::TestPage;
use std::fs;
use std::path::{Path, PathBuf};

/// The environment in which the images in `tests/golden` were made.
pub const ENVIRONMENT_FILE: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/environment.txt");

/// One line for the browser and one for each font in `fonts.conf`, with its CRC-32.
pub async fn describe_environment(page: &TestPage) -> String {
    let config = fs::read_to_string(FONT_CONFIG).unwrap();
    let between = |start: &str, end: &str| -> Vec<String> {
        let parts = config.split(start).skip(1);
        parts
            .map(|part| part.split(end).next().unwrap_or_default().to_owned())
            .collect()
    };
    let mut files = Vec::new();
    for folder in between("<dir>", "</dir>") {
        collect_files(Path::new(&folder), &mut files);
    }
    let fonts = between("<glob>*/", "</glob>").into_iter().map(|name| {
        let file = files.iter().find(|file| file.ends_with(&name));
        let checksum = file.map_or("is not installed, run .ci/setup".to_owned(), |file| {
            format!("{:08x}", crc32fast::hash(&fs::read(file).unwrap()))
        });
        format!("{name} {checksum}\n")
    });
    page.browser_version().await + "\n" + &fonts.collect::<String>()
}

fn collect_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect_files(&path, files);
        } else {
            files.push(path);
        }
    }
}
