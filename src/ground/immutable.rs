//! A fingerprint is the beginning of a file's SHA-256 in its name. A name that has one never means other content, so a
//! browser may keep the file for as long as it likes.

use super::digest::Digest;

/// How many hexadecimal digits: of a thousand versions of one file, two have the same name once in eight thousand sites.
const DIGITS: usize = 8;

/// Returns `name` with the fingerprint of `bytes` before its extension: `logo.svg` is `logo.3fa4c2d1.svg`.
pub fn fingerprinted(name: &str, bytes: &[u8]) -> String {
    let digits = format!("{:.DIGITS$}", Digest::of(bytes));
    let file = name.rfind('/').map_or(0, |slash| slash + 1);
    match name[file..].rfind('.').filter(|dot| *dot > 0) {
        Some(dot) => format!("{}.{digits}{}", &name[..file + dot], &name[file + dot..]),
        None => format!("{name}.{digits}"),
    }
}

/// Tells whether the file called `name` has the fingerprint of content with this digest.
pub fn is_fingerprinted(name: &str, digest: &Digest) -> bool {
    let digest = digest.to_string();
    let file = name.rsplit('/').next().unwrap_or_default();
    file.split('.').any(|part| part.len() >= DIGITS && digest.starts_with(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_its_content() {
        let other = Digest::of(b"other");
        let cases = [("img/logo.svg", 2), ("font.v2.woff2", 3), ("LICENCE", 1), (".hidden", 2), ("a.b/c", 2)];
        for (name, dots) in cases {
            let with = fingerprinted(name, b"content");
            let own = Digest::of(b"content");
            assert!(is_fingerprinted(&with, &own), "{with}");
            assert!(!is_fingerprinted(&with, &other) && !is_fingerprinted(name, &own), "{with}");
            assert_eq!(with.matches('.').count(), dots, "{with}");
        }
    }
}
