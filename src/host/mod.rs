//! A host is what serves a site to its readers. It is told how: which headers go with a file, which page answers when
//! nothing is found, and to which language the root leads.
//!
//! Netlify, Cloudflare and Apache read that from files among those of the site; for nginx and Caddy it is a file for whoever
//! runs the server. All of them say the same, as far as the host can: what `ground::headers` has, in its own words.
//!
//! At the root, and nowhere else, the language is negotiated: first by the cookie that remembers a reader's choice, then
//! by what the browser asks for. Where that leads to no language of the site, the page at the root lets the reader choose.

mod served;
mod words;
mod files;
mod servers;

pub use self::files::files;
pub use self::served::{Served, Version};
pub use self::servers::{caddy, nginx};
