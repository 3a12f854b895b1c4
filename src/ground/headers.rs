//! What hosts are to say about files besides their bytes: the one table from which buckets and all servers are told.

use super::digest::Digest;
use super::immutable::is_fingerprinted;

/// A file whose name changes with its content may be kept as long as anybody allows (RFC 9111, RFC 8246).
pub const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// All others are asked for again each time; where nothing changed, the answer has no body.
pub const REVALIDATE: &str = "public, max-age=0, must-revalidate";

/// Returns the `Cache-Control` of the file called `name`, whose bytes have this digest.
pub fn cache_control(name: &str, digest: &Digest) -> &'static str {
    if is_fingerprinted(name, digest) { FOR_EVER } else { REVALIDATE }
}

/// What is said of every file. Each page has a stricter policy of its own, which allows exactly what is inlined, by hash,
/// and where there are two, both count. This one holds for what is no page too, and forbids what a page cannot: to be
/// shown in a frame.
pub const ALWAYS: [(&str, &str); 2] = [
    (
        "Content-Security-Policy",
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
         object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    ("X-Content-Type-Options", "nosniff"),
];
