//! What diglot promises, on data a person would have.

mod docs;
mod harness;
mod previewed;
mod reviews;

mod align;
mod cache;
mod changing;
mod check;
mod command;
mod golden;
mod html;
mod imports;
mod indexes;
mod inputs;
mod pages;
mod pairing;
mod reproducible;
mod supply;
mod preview;
mod publish;
mod theme;
mod workshop;
mod writing;
