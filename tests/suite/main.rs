//! What diglot promises, on data a person would have.

mod harness;
mod reviews;

mod check;
mod command;
mod golden;
mod html;
mod imports;
mod pairing;
mod writing;
