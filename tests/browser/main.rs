//! What diglot's sites promise their readers, tried in a real browser.
//!
//! Chromium is looked for on the path. `DIGLOT_BROWSER=required cargo test --test browser` fails where there is none.

mod connection;
mod chromium;
mod page;
mod server;
#[path = "../suite/harness.rs"]
#[expect(dead_code, reason = "the other tests ask more of a run of the program")]
mod harness;
mod site;
#[path = "../suite/previewed.rs"]
#[expect(dead_code, reason = "the other tests of the preview need more of it")]
mod previewed;

mod toggle;
mod chooser;
mod look;
mod setting;
mod anywhere;
mod missing;
mod words;
mod place;
mod facing;
mod preview;
mod hostile;
