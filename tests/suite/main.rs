//! What diglot promises, on data a person would have.

mod harness;

mod command;
mod golden;
mod html;
mod imports;
mod writing;
