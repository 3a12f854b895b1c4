//! Compressing: the same bytes in, the same bytes out, on every machine.

use std::io::Write as _;

use brotli::enc::BrotliEncoderParams;
use flate2::GzBuilder;

use crate::ground::destination::Encoding;
use crate::ground::path::SitePath;

/// The ends of names that compressed versions have, and how they are compressed.
const ENDS: [(&str, Encoding); 3] = [(".gz", Encoding::Gzip), (".br", Encoding::Brotli), (".zst", Encoding::Zstd)];

/// What shrinks by compression; pictures, fonts and archives are compressed in themselves.
const COMPRESSIBLE: [&str; 11] = ["html", "css", "js", "mjs", "xml", "json", "webmanifest", "txt", "vtt", "svg", "ico"];

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

/// Returns `bytes` compressed; nothing where that fails, as it does for want of memory.
pub(super) fn compress(bytes: &[u8], encoding: Encoding) -> Option<Vec<u8>> {
    match encoding {
        Encoding::Gzip => gzip(bytes),
        Encoding::Brotli => brotli(bytes),
        Encoding::Zstd => zstd::bulk::compress(bytes, ZSTD).ok(),
    }
}

fn gzip(bytes: &[u8]) -> Option<Vec<u8>> {
    // No time and no name stand in the head.
    let mut encoder = GzBuilder::new().write(Vec::new(), flate2::Compression::new(GZIP));
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok()
}

fn brotli(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut compressed = Vec::new();
    let params = BrotliEncoderParams { quality: BROTLI, size_hint: bytes.len(), ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &params).ok()?;
    Some(compressed)
}

/// Returns compressed versions of a file that gains by them, for servers that send such files as they are: none that is no
/// smaller.
pub(super) fn versions(path: &SitePath, bytes: &[u8]) -> impl Iterator<Item = (SitePath, Vec<u8>)> {
    let gains = gains(path.as_str()) && bytes.len() >= LEAST;
    ENDS.into_iter().filter(move |_| gains).filter_map(move |(end, encoding)| {
        let compressed = compress(bytes, encoding)?;
        let path = SitePath::new(format!("{path}{end}")).ok()?;
        (compressed.len() < bytes.len()).then_some((path, compressed))
    })
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
            let compressed = compress(text.as_bytes(), encoding).expect("memory");
            assert!(compressed.len() < text.len() / 20, "{encoding:?}");
            assert_eq!(unpack(&compressed, encoding), text.as_bytes(), "{encoding:?}");
            assert_eq!(Some(compressed), compress(text.as_bytes(), encoding));
        }
    }

    #[test]
    fn only_what_gains_has_versions() {
        let long = "<p>año</p>".repeat(500);
        let versions = |path: &str, text: &str| {
            let path = SitePath::new(path).expect("a site path");
            versions(&path, text.as_bytes()).map(|(path, _)| path.as_str().to_owned()).collect::<Vec<_>>()
        };
        let expected = ["en/index.html.gz", "en/index.html.br", "en/index.html.zst"];
        assert_eq!(versions("en/index.html", &long), expected);
        assert!(versions("a.png", &long).is_empty() && versions("robots.txt", "short").is_empty());
    }
}
