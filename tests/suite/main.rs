//! What diglot promises, on data a person would have.

mod harness;

mod align;
mod command;
mod golden;
mod imports;
mod writing;
