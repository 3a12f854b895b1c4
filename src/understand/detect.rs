//! Detection finds the language of a text from the text itself.
