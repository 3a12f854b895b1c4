use crate::ground::diagnostic::{Diagnostic, Severity};

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// All is well.
    Fine,
    /// Something is wrong with the texts.
    Wrong,
    /// The command line was wrong or the machine failed, and it has been said how.
    Failed,
}

impl Verdict {
    /// Returns how a command ends that has this to say of the texts. To whoever is `strict`, a warning is as bad as an error.
    pub(super) fn of(diagnostics: &[Diagnostic], strict: bool) -> Verdict {
        match diagnostics.iter().any(|diagnostic| diagnostic.severity >= Verdict::limit(strict)) {
            true => Verdict::Wrong,
            false => Verdict::Fine,
        }
    }

    /// Returns the mildest severity that makes the texts wrong.
    pub(super) fn limit(strict: bool) -> Severity {
        if strict { Severity::Warning } else { Severity::Error }
    }

    /// Returns the exit code, as the help documents it.
    pub(super) fn exit_code(self) -> u8 {
        match self {
            Verdict::Fine => 0,
            Verdict::Wrong => 1,
            Verdict::Failed => 2,
        }
    }
}
