//! A theme is the templates, strings and assets that make pages: those in the binary, under those of the project.
