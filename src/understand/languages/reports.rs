//! What is reported of the language of a seed, and what its author can write.

use crate::ground::diagnostic::Diagnostic;
use crate::ground::language::Language;
use crate::read::Seed;

/// The text is stated to be in one language, and surely in another.
pub(super) fn disagreement(seed: &Seed, stated: &Language, found: &Language) -> Diagnostic {
    let or_name = if seed.facts.language.is_none() { ", or change its name" } else { "" };
    Diagnostic::warning(format!("this text is said to be in {}, but reads as {}", called(stated), called(found)))
        .hint(format!("if it is in {}, {}{or_name}", called(found), statement(seed, found)))
}

/// The end of the name could be the tag of a language, and was not taken for it.
pub(super) fn accident(seed: &Seed, tag: &Language, language: &Language) -> Diagnostic {
    Diagnostic::warning(format!(
        "this text was taken to be in {}, and the end of its name, `{tag}`, for no language",
        called(language)
    ))
    .hint(format!("if it is in {}, {}", called(tag), statement(seed, tag)))
}

/// The text is only likely to be in this language: it may be in one that detection does not know.
pub(super) fn doubt(seed: &Seed, found: &Language) -> Diagnostic {
    Diagnostic::warning(format!("this text was taken to be in {}, which is not sure", called(found)))
        .hint(format!("{}; if it is in another language, with the tag of another", statement_or_name(seed, found)))
}

/// The text tells no language, but the others of its folder do.
pub(super) fn as_around(seed: &Seed, language: &Language) -> Diagnostic {
    let message = "this text is too short to tell its language, and was taken to be in that of its folder's others";
    Diagnostic::warning(format!("{message}, {}", called(language))).hint(statement_or_name(seed, language))
}

/// The text tells no language. It may be in this one.
pub(super) fn too_little(seed: &Seed, example: Option<&Language>) -> Diagnostic {
    let english = Language::english();
    let example = example.unwrap_or(&english);
    Diagnostic::error("there is too little text to tell its language").hint(statement_or_name(seed, example))
}

/// The language is none of those of the site.
pub(super) fn outside(language: &Language, configured: &[Language]) -> Diagnostic {
    let list: Vec<&str> = configured.iter().map(Language::tag).collect();
    Diagnostic::error(format!("this text is in {}, which is not a language of this site", called(language))).hint(format!(
        "add \"{language}\" to `languages` in diglot.toml, or, if it is in one of {}, write that as `language` in its \
         front matter",
        list.join(", ")
    ))
}

/// The language may be any of several that the site has.
pub(super) fn ambiguous(seed: &Seed, language: &Language, variants: &[&Language]) -> Diagnostic {
    let list: Vec<String> = variants.iter().map(|variant| format!("\"{variant}\"")).collect();
    Diagnostic::error(format!(
        "this text is in {}, but which of {} it is cannot be told",
        called(language),
        list.join(", ")
    ))
    .hint(format!("{}, or put it into a folder `{}`", statement(seed, variants[0]), variants[0]))
}

/// Returns the language's name with its tag.
fn called(language: &Language) -> String {
    format!("{} ({language})", language.english_name())
}

/// Returns what states that `seed` is in `language`.
fn statement(seed: &Seed, language: &Language) -> String {
    match seed.text.get().trim_start().as_bytes() {
        _ if seed.body.start == 0 => format!("write `language = \"{language}\"` above it, between two lines `+++`"),
        [b'-', ..] => format!("write `language: {language}` in its front matter"),
        _ => format!("write `language = \"{language}\"` in its front matter"),
    }
}

/// Returns the two ways to state that `seed` is in `language`.
fn statement_or_name(seed: &Seed, language: &Language) -> String {
    let file = seed.name.rsplit('/').next().unwrap_or(&seed.name);
    let (stem, ending) = file.rsplit_once('.').unwrap_or((file, "txt"));
    format!("{}, or call the file `{stem}.{language}.{ending}`", statement(seed, language))
}
