//! How words are printed for people. Where colours are not wanted, the terminal takes these out again.

pub(super) const BOLD: &str = "\x1b[1m";
pub(super) const DIM: &str = "\x1b[2m";
pub(super) const MARKED: &str = "\x1b[4m";
pub(super) const YELLOW: &str = "\x1b[33m";
pub(super) const PLAIN: &str = "\x1b[0m";
