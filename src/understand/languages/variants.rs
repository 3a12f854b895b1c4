//! Variants are languages that one tag may mean where it says less than another, or more: `pt` and `pt-BR`.

use crate::ground::language::Language;

/// Returns those of `variants` that `language` can mean: itself, else those that say more or less than it, as `pt-BR`
/// says more than `pt`.
pub(super) fn matching<'a>(language: &Language, variants: &'a [Language]) -> Vec<&'a Language> {
    if let Some(same) = variants.iter().find(|variant| *variant == language) {
        return vec![same];
    }
    let one = language.id();
    let compatible = |variant: &&Language| {
        let other = variant.id();
        let same_script = one.script.is_none() || other.script.is_none() || one.script == other.script;
        let same_region = one.region.is_none() || other.region.is_none() || one.region == other.region;
        let same_language = one.language == other.language || is_norwegian(language) && is_norwegian(variant);
        same_language && same_script && same_region
    };
    variants.iter().filter(compatible).collect()
}

/// Tells whether a site with the `configured` languages has `language`.
pub(super) fn has(configured: &[Language], language: &Language) -> bool {
    !matching(language, configured).is_empty()
}

/// Tells whether the language is Bokmål, or Norwegian without saying which: detection says the one, writers the other.
fn is_norwegian(language: &Language) -> bool {
    matches!(language.primary(), "no" | "nb")
}
