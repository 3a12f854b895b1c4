//! A theme is the templates, strings and assets that make pages: those in the binary, under those of the project.

/// Stand-in for the theme.
#[derive(Clone, Debug, Default)]
pub struct Theme {}

impl Theme {
    /// Stand-in for the loading of a theme.
    ///
    /// # Errors
    /// When the project's templates cannot be read.
    pub fn load(
        project: &std::path::Path,
    ) -> Result<(Theme, Vec<super::diagnostic::Diagnostic>), super::diagnostic::Failure> {
        let _ = project;
        Ok((Theme {}, Vec::new()))
    }
}
