//! A kind of finding is one thing that can be wrong with a translation. Configuration and lock file silence findings by
//! its name; what is wrong where, `check` finds.

/// Makes the kinds of a table: the name of each as it is written, the kind, and what it says.
macro_rules! kinds {
    ($($name:literal $kind:ident $description:literal,)*) => {
        /// The kinds of finding of `diglot check`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $(#[doc = concat!($description, ".")] $kind,)*
        }

        impl Kind {
            /// The kinds by name, as they are written in configuration and reports.
            pub const NAMES: &[(&str, Kind)] = &[$(($name, Kind::$kind),)*];

            /// Returns the name, as it is written.
            pub fn name(self) -> &'static str {
                match self {
                    $(Kind::$kind => $name,)*
                }
            }

            /// Returns what findings of this kind say, in a few words.
            pub fn description(self) -> &'static str {
                match self {
                    $(Kind::$kind => $description,)*
                }
            }
        }
    };
}

kinds! {
    "missing" Missing "A segment has no counterpart",
    "untranslated" Untranslated "A segment is still in the other language",
    "untranslated-work" UntranslatedWork "A work has no text in a language of the site",
    "number" Number "A number or a date differs",
    "unit" Unit "A unit of measure differs",
    "list-marker" ListMarker "The marker of a list item differs",
    "name" Name "A name is spelt otherwise",
    "name-missing" NameMissing "A name has no counterpart",
    "quotation" Quotation "Quotation marks are not closed, or lost",
    "bracket" Bracket "Brackets are not closed, or lost",
    "length" Length "One side is far longer than the other",
    "link" Link "A link differs",
    "image" Image "An image differs",
    "code" Code "Code differs",
    "heading" Heading "A heading differs",
    "broken-sentence" BrokenSentence "A sentence begins in the middle",
    "doubled-word" DoubledWord "A word is written twice",
    "spacing" Spacing "A space stands before a stop, or a stop alone",
    "residue" Residue "Markup is left in the text",
    "changed" Changed "A segment has changed since it was confirmed",
}
