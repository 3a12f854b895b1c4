//! What was meant by a word that is none of those that it could be, and how messages name such words.

/// Returns the one of `names` that `written` was probably meant to be.
pub fn nearest<'a>(written: &str, names: &[&'a str]) -> Option<&'a str> {
    let written = written.trim().to_lowercase().replace('-', "_");
    // A key nobody would type needs no answer, and the distance takes time that is quadratic in the length.
    if written.len() > 64 {
        return None;
    }
    let abbreviated = |name: &str| written.len() >= 3 && name.starts_with(&written);
    let length = written.chars().count();
    let distance = |name: &str| {
        let other = name.chars().count();
        // A third of the letters wrong is still a slip; more is another word. Words are as far apart as their lengths at least.
        let slip = (length.min(other) / 3).max(1);
        let measured = || strsim::damerau_levenshtein(&written, &name.to_lowercase().replace('-', "_"));
        match abbreviated(name) {
            true => Some(1),
            false => (length.abs_diff(other) <= slip).then(measured).filter(|distance| *distance <= slip),
        }
    };
    names.iter().filter_map(|name| Some((distance(name)?, *name))).min().map(|(_, name)| name)
}

/// Returns the hint that names the one of `names` that `written` was probably meant to be.
pub fn did_you_mean(written: &str, names: &[&str]) -> Option<String> {
    nearest(written, names).map(|name| format!("did you mean `{name}`?"))
}

/// Returns `names` as a message lists them.
pub(super) fn listed(names: &[&str], conjunction: &str) -> String {
    let quoted: Vec<String> = names.iter().map(|name| quoted(name)).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} {conjunction} {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}

/// Returns the beginning of `text` as a message shows it, on one line.
pub(super) fn quoted(text: &str) -> String {
    let beginning = &text[..text.floor_char_boundary(60)];
    let ellipsis = if beginning.len() < text.len() { "…" } else { "" };
    format!("`{}{ellipsis}`", beginning.escape_debug())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_the_name_that_was_meant() {
        let names =
            ["title", "slug", "date", "language", "summary", "translator", "description", "base_url", "es/Cranes.txt"];
        let cases = [
            ("titel", Some("title")),
            ("Title", Some("title")),
            ("lang", Some("language")),
            ("desc", Some("description")),
            ("base-url", Some("base_url")),
            ("baseurl", Some("base_url")),
            ("translater", Some("translator")),
            ("sumary", Some("summary")),
            ("data", Some("date")),
            ("es/cranes.text", Some("es/Cranes.txt")),
            ("colour", None),
            ("s", None),
            ("", None),
            ("категория", None),
        ];
        for (written, meant) in cases {
            assert_eq!(nearest(written, &names), meant, "{written}");
        }
        assert_eq!(nearest(&"title".repeat(100_000), &names), None);
    }
}
