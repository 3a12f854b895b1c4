//! Has the crate built again when a file is added to the embedded theme or taken from it.

fn main() {
    println!("cargo::rerun-if-changed=templates");
    println!("cargo::rerun-if-changed=assets");
}
