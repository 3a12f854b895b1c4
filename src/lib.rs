//! diglot turns a folder of texts that exist in two languages into a small static site.
//!
//! ```text
//! seeds/ ──read──▶ Sources ──understand──▶ Library ──render──▶ Site ──write──▶ site/
//! ```
//!
//! Each verb is a function from value to value. Reading and writing touch the disk; what lies between cannot fail, it
//! reports [diagnostics](ground::diagnostic).

pub mod pipeline;

pub mod ground;
pub mod read;
pub mod understand;
pub mod render;
pub mod host;
pub mod write;
pub mod publish;
pub mod check;
pub mod preview;
pub mod cli;
