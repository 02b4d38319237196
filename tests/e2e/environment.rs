//! What pictures are made with: the browser's version and the fonts' files.

use super::browser::FONTS;
use super::test_page::TestPage;
use std::fs;
use std::path::{Path, PathBuf};

/// The file that says so of the pictures in `tests/golden`.
pub const MADE_WITH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/made-with.txt");

/// A line for the browser, and one for each font that `fonts.conf` names.
pub async fn made_with(stage: &TestPage) -> String {
    let conf = fs::read_to_string(FONTS).unwrap();
    let within = |start: &str, end: &str| -> Vec<String> {
        let parts = conf.split(start).skip(1);
        parts
            .map(|part| part.split(end).next().unwrap_or_default().to_owned())
            .collect()
    };
    let mut files = Vec::new();
    for folder in within("<dir>", "</dir>") {
        collect(Path::new(&folder), &mut files);
    }
    let fonts = within("<glob>*/", "</glob>").into_iter().map(|name| {
        let file = files.iter().find(|file| file.ends_with(&name));
        let sum = file.map_or("not on this machine, run .ci/setup".to_owned(), |file| {
            checksum(&fs::read(file).unwrap())
        });
        format!("{name} {sum}\n")
    });
    stage.version().await + "\n" + &fonts.collect::<String>()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}

/// FNV-1a over words, which is enough to tell versions of a file apart.
fn checksum(bytes: &[u8]) -> String {
    let sum = bytes
        .chunks(8)
        .fold(0xcbf2_9ce4_8422_2325, |sum: u64, word| {
            let mut full = [0; 8];
            full[..word.len()].copy_from_slice(word);
            (sum ^ u64::from_le_bytes(full)).wrapping_mul(0x0100_0000_01b3)
        });
    format!("{sum:016x}")
}
