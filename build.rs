//! Has the crate built again when a file is added to the embedded theme or taken from it, and says how to link the program.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=templates");
    println!("cargo::rerun-if-changed=assets");
    let cfg = |key: &str| env::var(format!("CARGO_CFG_TARGET_{key}")).unwrap_or_default();
    // A C library that is linked in starts such a program wrongly.
    let is_dynamic = cfg("FEATURE").split(',').all(|feature| feature != "crt-static");
    if cfg("OS") == "linux" && cfg("ENV") == "gnu" && is_dynamic {
        // A program that may lie anywhere in memory has its tables mended at each start, here 50,000 addresses. Two texts are
        // read and paired in that time.
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
