//! What diglot promises, on data a person would have.

mod html;
