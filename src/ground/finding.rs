//! A kind of finding is one thing that can be wrong with a translation. Configuration and lock file silence findings by
//! its name; what is wrong where, `check` finds.

/// The kinds of finding of `diglot check`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A segment has no counterpart.
    Missing,
    /// A segment is still in the other language.
    Untranslated,
    /// A work has no text in a language of the site.
    UntranslatedWork,
    /// A number or a date differs.
    Number,
    /// A unit of measure differs.
    Unit,
    /// The marker of a list item differs.
    ListMarker,
    /// A name is spelt otherwise.
    Name,
    /// A name has no counterpart.
    NameMissing,
    /// Quotation marks are not closed, or lost.
    Quotation,
    /// Brackets are not closed, or lost.
    Bracket,
    /// One side is far longer than the other, compared with the rest of the work.
    Length,
    /// A link differs.
    Link,
    /// An image differs.
    Image,
    /// Code differs.
    Code,
    /// A heading is none on the other side, or of another level.
    Heading,
    /// A sentence begins in the middle.
    BrokenSentence,
    /// A word is written twice.
    DoubledWord,
    /// A space stands before a stop, or a stop alone.
    Spacing,
    /// Markup is left in the text.
    Residue,
    /// A segment has changed since it was confirmed.
    Changed,
}

impl Kind {
    /// The kinds by name, as they are written in configuration and reports.
    pub const NAMES: [(&str, Kind); 20] = [
        ("missing", Kind::Missing),
        ("untranslated", Kind::Untranslated),
        ("untranslated-work", Kind::UntranslatedWork),
        ("number", Kind::Number),
        ("unit", Kind::Unit),
        ("list-marker", Kind::ListMarker),
        ("name", Kind::Name),
        ("name-missing", Kind::NameMissing),
        ("quotation", Kind::Quotation),
        ("bracket", Kind::Bracket),
        ("length", Kind::Length),
        ("link", Kind::Link),
        ("image", Kind::Image),
        ("code", Kind::Code),
        ("heading", Kind::Heading),
        ("broken-sentence", Kind::BrokenSentence),
        ("doubled-word", Kind::DoubledWord),
        ("spacing", Kind::Spacing),
        ("residue", Kind::Residue),
        ("changed", Kind::Changed),
    ];

    /// Returns the name, as it is written.
    pub fn name(self) -> &'static str {
        Kind::NAMES.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }

    /// Returns what findings of this kind say, in a few words.
    pub fn description(self) -> &'static str {
        match self {
            Kind::Missing => "A segment has no counterpart",
            Kind::Untranslated => "A segment is still in the other language",
            Kind::UntranslatedWork => "A work has no text in a language of the site",
            Kind::Number => "A number or a date differs",
            Kind::Unit => "A unit of measure differs",
            Kind::ListMarker => "The marker of a list item differs",
            Kind::Name => "A name is spelt otherwise",
            Kind::NameMissing => "A name has no counterpart",
            Kind::Quotation => "Quotation marks are not closed, or lost",
            Kind::Bracket => "Brackets are not closed, or lost",
            Kind::Length => "One side is far longer than the other",
            Kind::Link => "A link differs",
            Kind::Image => "An image differs",
            Kind::Code => "Code differs",
            Kind::Heading => "A heading differs",
            Kind::BrokenSentence => "A sentence begins in the middle",
            Kind::DoubledWord => "A word is written twice",
            Kind::Spacing => "A space stands before a stop, or a stop alone",
            Kind::Residue => "Markup is left in the text",
            Kind::Changed => "A segment has changed since it was confirmed",
        }
    }
}
