//! Has the crate built again when a file is added to the embedded theme or taken from it, and says how to link the program.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=templates");
    println!("cargo::rerun-if-changed=assets");
    let is = |key: &str, value: &str| env::var(key).is_ok_and(|found| found == value);
    if is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") {
        // A program that may lie anywhere in memory has its tables mended at each start, here 50,000 addresses. Two texts are
        // read and paired in that time.
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
