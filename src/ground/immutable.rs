//! A fingerprint is the beginning of a file's SHA-256 in its name. A name that has one never means other content, so a
//! browser may keep the file for as long as it likes.

use sha2::{Digest as _, Sha256};

/// How many hexadecimal digits: of a thousand versions of one file, two have the same name once in eight thousand sites.
const DIGITS: usize = 8;

/// Returns `name` with the fingerprint of `bytes` before its extension: `logo.svg` is `logo.3fa4c2d1.svg`.
pub fn fingerprinted(name: &str, bytes: &[u8]) -> String {
    let digits = &digest(bytes)[..DIGITS];
    let file = name.rfind('/').map_or(0, |slash| slash + 1);
    match name[file..].rfind('.').filter(|dot| *dot > 0) {
        Some(dot) => format!("{}.{digits}{}", &name[..file + dot], &name[file + dot..]),
        None => format!("{name}.{digits}"),
    }
}

/// Returns the SHA-256 of `bytes` in hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Tells whether the file called `name` has the fingerprint of content whose SHA-256 is `digest`, in hexadecimal.
pub fn is_fingerprinted(name: &str, digest: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or_default();
    file.split('.').any(|part| part.len() >= DIGITS && digest.starts_with(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_its_content() {
        let other = "a".repeat(64);
        let cases = [("img/logo.svg", 2), ("font.v2.woff2", 3), ("LICENCE", 1), (".hidden", 2), ("a.b/c", 2)];
        for (name, dots) in cases {
            let with = fingerprinted(name, b"content");
            let own = digest(b"content");
            assert!(is_fingerprinted(&with, &own), "{with}");
            assert!(!is_fingerprinted(&with, &other) && !is_fingerprinted(name, &own), "{with}");
            assert_eq!(with.matches('.').count(), dots, "{with}");
        }
    }
}
