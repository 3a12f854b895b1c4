//! Compressing: the same bytes in, the same bytes out, on every machine.

use std::io::Write as _;

use brotli::enc::BrotliEncoderParams;
use flate2::GzBuilder;
use rayon::prelude::*;

use crate::ground::destination::Encoding;
use crate::ground::path::SitePath;
use crate::ground::site::{Resource, Site};

/// The ends of names that compressed versions have, and how they are compressed.
const ENDS: [(&str, Encoding); 3] = [(".gz", Encoding::Gzip), (".br", Encoding::Brotli), (".zst", Encoding::Zstd)];

/// What shrinks by compression; pictures, fonts and archives are compressed in themselves.
const COMPRESSIBLE: [&str; 10] = ["html", "css", "js", "mjs", "xml", "json", "webmanifest", "txt", "svg", "ico"];

/// A file smaller than this fits into one packet either way.
const LEAST: usize = 1_024;

/// The level of gzip, of 9: compressing happens once, sending often.
const GZIP: u32 = 9;
/// The quality of Brotli, of 11. The last two take ten times as long for a hundredth less.
const BROTLI: i32 = 9;
/// The level of Zstandard, of 19 that need no more memory than readers have.
const ZSTD: i32 = 19;

/// Tells whether the file called `name` shrinks by compression.
pub(super) fn gains(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    COMPRESSIBLE.contains(&extension.to_ascii_lowercase().as_str())
}

/// Returns `name` without the end that tells a compressed version.
pub(super) fn uncompressed(name: &str) -> &str {
    ENDS.iter().find_map(|(end, _)| name.strip_suffix(end)).unwrap_or(name)
}

/// Returns `bytes` compressed.
pub(super) fn compress(bytes: &[u8], encoding: Encoding) -> Vec<u8> {
    match encoding {
        Encoding::Gzip => gzip(bytes),
        Encoding::Brotli => brotli(bytes),
        // It fails for want of memory only, and then a file as it is, in a frame of its own, is the honest answer.
        Encoding::Zstd => zstd::bulk::compress(bytes, ZSTD).unwrap_or_default(),
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    // No time and no name stand in the head.
    let mut encoder = GzBuilder::new().write(Vec::new(), flate2::Compression::new(GZIP));
    // Writing to memory does not fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

fn brotli(bytes: &[u8]) -> Vec<u8> {
    let mut compressed = Vec::new();
    let params = BrotliEncoderParams { quality: BROTLI, size_hint: bytes.len(), ..Default::default() };
    let _ = brotli::BrotliCompress(&mut &*bytes, &mut compressed, &params);
    compressed
}

/// Adds compressed versions beside the files of `site` that gain by them, for servers that send such files as they are.
pub fn precompress(site: &mut Site) {
    let files: Vec<(&SitePath, &Resource)> = site.iter().collect();
    let gaining = files.into_par_iter().filter(|(path, file)| gains(path.as_str()) && file.bytes.len() >= LEAST);
    let versions = gaining.flat_map_iter(|(path, file)| ENDS.iter().filter_map(move |end| version(path, file, *end)));
    for (path, bytes) in versions.collect::<Vec<_>>() {
        site.insert(path, bytes);
    }
}

/// Returns a compressed version of a file, unless it is no smaller.
fn version(path: &SitePath, file: &Resource, (end, encoding): (&str, Encoding)) -> Option<(SitePath, Vec<u8>)> {
    let bytes = compress(&file.bytes, encoding);
    let path = SitePath::new(format!("{path}{end}")).ok()?;
    (!bytes.is_empty() && bytes.len() < file.bytes.len()).then_some((path, bytes))
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    fn unpack(bytes: &[u8], encoding: Encoding) -> Vec<u8> {
        let mut plain = Vec::new();
        match encoding {
            Encoding::Gzip => drop(flate2::read::GzDecoder::new(bytes).read_to_end(&mut plain).expect("gzip")),
            Encoding::Brotli => brotli::BrotliDecompress(&mut &*bytes, &mut plain).expect("brotli"),
            Encoding::Zstd => plain = zstd::stream::decode_all(bytes).expect("zstd"),
        }
        plain
    }

    #[test]
    fn what_is_compressed_is_the_same_text() {
        let text = "Cuando pasan las cigüeñas. ".repeat(200);
        for encoding in [Encoding::Gzip, Encoding::Brotli, Encoding::Zstd] {
            let compressed = compress(text.as_bytes(), encoding);
            assert!(compressed.len() < text.len() / 20, "{encoding:?}");
            assert_eq!(unpack(&compressed, encoding), text.as_bytes(), "{encoding:?}");
            assert_eq!(compressed, compress(text.as_bytes(), encoding));
        }
    }

    #[test]
    fn only_what_gains_has_versions() {
        let mut site = Site::default();
        let long = "<p>año</p>".repeat(500);
        for (path, text) in [("en/index.html", long.as_str()), ("a.png", &long), ("robots.txt", "short")] {
            site.insert(SitePath::new(path).expect("a site path"), text);
        }
        precompress(&mut site);
        let paths: Vec<&str> = site.iter().map(|(path, _)| path.as_str()).collect();
        let expected =
            ["a.png", "en/index.html", "en/index.html.br", "en/index.html.gz", "en/index.html.zst", "robots.txt"];
        assert_eq!(paths, expected);
    }
}
