//! Rendering turns a library into a site: it decides which pages there are, and fills the templates.
