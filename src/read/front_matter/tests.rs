use std::collections::BTreeMap;

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::ground::config::Paragraphs;
use crate::ground::diagnostic::Place;
use crate::ground::facts::{Rating, Subject, SubjectKind};
use crate::ground::language::{Language, Localized};

fn part_markdown(text: &str) -> Parted {
    part("seeds/a.md", &Arc::from(text), Format::Markdown)
}

/// Lists the diagnostics, one a line: place, message, hint.
fn faults(text: &str) -> Vec<String> {
    let shown = |diagnostic: &Diagnostic| {
        let place = diagnostic.place.as_ref().and_then(Place::line_and_column).unwrap_or_default();
        let hint = diagnostic.hint.as_deref().unwrap_or("no hint");
        format!("{}:{} {} ({hint})", place.0, place.1, diagnostic.message)
    };
    part_markdown(text).diagnostics.iter().map(shown).collect()
}

fn language(tag: &str) -> Language {
    Language::new(tag).expect("a language")
}

fn same(text: &str) -> Option<Localized<String>> {
    Some(Localized::Same(text.to_owned()))
}

const TOML: &str = r#"+++
title = "Letters"          # a comment
slug = "letters-1957"
date = 1957-10-12
order = 3
language = "EN"
summary = """
A film
about letters."""
tags = ["war", "love"]
author = ["A. Writer", "Ana"]
translator = { es = "B. Traductora" }
original = "es"
rating = "4.5/5"
draft = true
paragraphs = "source"

[subject]
kind = "film"
title = "Письма"
language = "ru"
year = 1_957
director = "One"
cast = ["Two", "Three"]
+++
Text.
"#;

const YAML: &str = "---
title: Letters          # a comment
slug: letters-1957
date: 1957-10-12
order: 3
language: EN
summary: |
  A film
  about letters.
tags: [war, love]
author: [\"A. Writer\", Ana]
translator:
  es: B. Traductora
original: es
rating: 4.5/5
draft: true
paragraphs: source
subject:
  kind: film
  title: Письма
  language: ru
  year: 1957
  director: One
  cast:
    - Two
    - Three
---
Text.
";

#[test]
fn both_notations_say_the_same_facts() {
    let facts = Facts {
        title: same("Letters"),
        slug: Some("letters-1957".into()),
        date: Some(date(1957, 10, 12)),
        order: Some(3),
        language: Some(language("en")),
        summary: same("A film\nabout letters."),
        tags: Some(Localized::Same(vec!["war".into(), "love".into()])),
        author: Some(Localized::Same(vec!["A. Writer".into(), "Ana".into()])),
        translator: Some(Localized::Each(BTreeMap::from([(language("es"), vec!["B. Traductora".into()])]))),
        original: Some(language("es")),
        subject: Some(Box::new(Subject {
            kind: SubjectKind::Film,
            title: Some("Письма".into()),
            language: Some(language("ru")),
            year: Some(1957),
            director: vec!["One".into()],
            cast: vec!["Two".into(), "Three".into()],
            ..Subject::default()
        })),
        rating: Some(Rating { value: "4.5".into(), best: "5".into() }),
        draft: Some(true),
        paragraphs: Some(Paragraphs::Source),
    };
    let below_blank_lines = [TOML, YAML].map(|text| format!("\n \n{text}"));
    let with_returns = [TOML, YAML].map(|text| text.replace('\n', "\r\n"));
    for text in [TOML, YAML].map(str::to_owned).into_iter().chain(below_blank_lines).chain(with_returns) {
        let parted = part_markdown(&text);
        let mut read = parted.facts;
        if let Some(Localized::Same(summary)) = &mut read.summary {
            *summary = summary.replace("\r\n", "\n");
        }
        assert_eq!((read, parted.diagnostics), (facts.clone(), vec![]));
        assert_eq!(text[parted.body].trim_end(), "Text.");
    }
}

#[test]
fn yaml_scalars_are_what_their_key_wants() {
    let facts = part_markdown("---\ntitle: 1984\nauthor: ~\nsummary:\ntranslator: No\ntags: 1984\n---\n").facts;
    assert_eq!((facts.title, facts.author, facts.summary), (same("1984"), None, None));
    let list = |text: &str| Some(Localized::Same(vec![text.to_owned()]));
    assert_eq!((facts.translator, facts.tags), (list("No"), list("1984")));
    let facts = part_markdown("---\ndate: \"1957-10-12T20:15:00Z\"\n---\n").facts;
    assert_eq!(facts.date, Some(date(1957, 10, 12)));
}

#[test]
fn every_fault_of_front_matter_has_its_place() {
    let text = "+++
titel = 'x'
slug = 'Las Cigüeñas'
date = '12/10/1957'
language = 'español'
tags = ['war', 1957, { en = 'love' }]
draft = 'yes'
paragraphs = 'sourc'
summary = { en = 'Yes', spanish = 'Sí' }
author = 7
files = ['a.txt']
subject = { kind = 'flim', year = 'long ago', director = 7, producer = 'x' }
translator = ' '
original = 'zz-nowhere-at-all'
+++
Text.
";
    let expected = [
        "2:1 front matter has no key `titel` (did you mean `title`?)",
        "3:8 `Las Cigüeñas` is not safe as a part of an address (write lower-case letters a to z, digits and hyphens, such as `las-ciguenas`)",
        "4:8 `date` must be a date, not `12/10/1957` (write year, month and day, such as 1957-10-12)",
        "5:12 `language` must be the tag of a language, not `español` (write its BCP 47 tag, such as en, es or pt-BR)",
        "6:16 `tags` must be text, not `1957` (put it in quotes)",
        "6:22 `tags` must be text, not a table (put it in quotes)",
        "7:9 `draft` must be true or false, not `yes` (write true or false, without quotes)",
        "8:14 `paragraphs` cannot be `sourc` (did you mean `source`?)",
        "9:25 `spanish` in `summary` is not the tag of a language (write its BCP 47 tag, such as en, es or pt-BR)",
        "10:10 `author` must be text, not `7` (put it in quotes)",
        "11:1 `files` does not belong here (list files in a work file, such as cranes.toml beside the texts)",
        "12:20 `kind` cannot be `flim` (did you mean `film`?)",
        "12:35 `year` must be a whole number, not `long ago` (write digits alone, without quotes)",
        "12:58 `director` must be text, not `7` (put it in quotes)",
        "12:61 a subject has no key `producer` (its keys are `kind`, `title`, `language`, `year`, `director`, `cinematography`, `cast` and `writer`)",
        "13:14 `translator` is empty (write something, or leave the key out)",
        "14:12 `original` must be the tag of a language, not `zz-nowhere-at-all` (write its BCP 47 tag, such as en, es or pt-BR)",
    ];
    assert_eq!(faults(text), expected);
    let facts = part_markdown(text).facts;
    assert_eq!(facts.tags, Some(Localized::Same(vec!["war".into()])), "what is right still counts");
    assert_eq!(facts.summary, Some(Localized::Each(BTreeMap::from([(language("en"), "Yes".into())]))));
}

#[test]
fn front_matter_of_other_generators_is_understood_where_it_can_be() {
    let text = "---
layout: post
lang: pt-BR
title: \"Pain d'&eacute;pices &amp; th&eacute;, R&D\"
description: 'Une recette'
slug: /pain-d-epices/
authors: [One, Two]
tags: pain, th&eacute;
author: Fran&ccedil;ois
translator: [A &amp; B, C]
permalink: /blog/:title
---
Text.
";
    let parted = part_markdown(text);
    assert_eq!(faults(text), ["7:1 front matter has no key `authors` (did you mean `author`?)"]);
    assert_eq!(parted.foreign, ["layout", "permalink"]);
    let facts = Facts {
        title: same("Pain d'épices & thé, R&D"),
        language: Some(language("pt-BR")),
        slug: Some("pain-d-epices".into()),
        summary: same("Une recette"),
        tags: Some(Localized::Same(vec!["pain".into(), "thé".into()])),
        author: Some(Localized::Same(vec!["François".into()])),
        translator: Some(Localized::Same(vec!["A & B".into(), "C".into()])),
        ..Facts::default()
    };
    assert_eq!(parted.facts, facts);
    let both = part_markdown("---\nlang: en_US\nlanguage: es\nsummary: A\ndescription: B\n---\nText.").facts;
    assert_eq!((both.language, both.summary), (Some(language("es")), same("A")), "our own keys win");
    let mar = part_markdown("---\nlang: pt_BR\ntitle: { pt_BR: Mar }\n---\nText.").facts;
    let title = Localized::Each(BTreeMap::from([(language("pt-BR"), "Mar".into())]));
    assert_eq!((mar.language, mar.title), (Some(language("pt-BR")), Some(title)));
}

#[test]
fn a_text_without_quotes_is_shown_with_them() {
    for (text, quoted) in [
        ("+++\ntitle = Foo, bar\n+++\n", "title = \"Foo, bar\""),
        ("---\ntitle: Foo: bar\n---\n", "title: \"Foo: bar\""),
    ] {
        let found = faults(text);
        assert!(found[0].ends_with(&format!("(if this is text, put it in quotes: {quoted})")), "{found:?}");
    }
}

#[test]
fn a_draft_stays_one_whatever_else_is_wrong() {
    for (text, expected) in [
        ("---\ntitle: Foo: bar\ndraft: true\n---\nText.", Some(true)),
        ("---\ndraft: \"true\"\n---\nText.", Some(true)),
        ("+++\ndraft = tru\n+++\nText.", Some(true)),
        ("+++\nDraft = true\n+++\nText.", Some(true)),
        ("---\ndraft: [true]\n---\nText.", Some(true)),
        ("---\ntitle: Foo: bar\n---\nThe draft: a text.", None),
        ("---\ntitle: Foo: bar\ndrafted: yes\n---\nText.", None),
        ("---\ndraft: no\n---\nText.", None),
        ("---\ndraft: false\nslug: A\n---\nText.", Some(false)),
    ] {
        assert_eq!(part_markdown(text).facts.draft, expected, "{text}");
        assert!(!faults(text).is_empty() || expected == Some(false), "{text}");
    }
    for text in [
        "---\nsummary: |\n  Two hundred years.\n  Draft: a history of beer.\n---\nText.",
        "---\ndraft:\ntitle: One\n---\nText.",
        "---\ndraft: null\n---\nText.",
    ] {
        assert_eq!((part_markdown(text).facts.draft, faults(text)), (None, vec![]), "{text}");
    }
}

#[test]
fn broken_notation_has_its_place_and_the_rest_counts() {
    let cases: [(&str, &[&str]); 9] = [
        (
            "+++\ntitle = 'One'\nslug 'x'\ndraft = true\ndate = 1957-02-30\n+++\n",
            &["3:6 broken TOML", "5:8 broken TOML: invalid date"],
        ),
        (
            "+++\ntitle = 'One'\ntitle = 'Two'\nauthor = \n+++\n",
            &["3:1 broken TOML: duplicate key", "4:10 broken TOML"],
        ),
        ("---\ntitle: One\ntitle: Two\n---\n", &["3:1 `title` is there twice"]),
        ("---\ntitle: One\nauthor: [a, b\n---\n", &["3:9 broken YAML: unclosed bracket"]),
        ("---\ntitle: One\nsummary: a: b\n---\n", &["3:11 broken YAML"]),
        ("+++\ntitle = 'One'\nsummary = Sí, of course\n+++\n", &["3:11 broken TOML"]),
        ("---\ntitle: One\nsummary: *Star*\n---\n", &["3:10 references to other values are not followed here"]),
        ("---\ntitle: One\nsummary: !Star x\n---\n", &["3:16 a tag means nothing here"]),
        ("---\ntitle: One\n? [a]\n: b\n---\n", &["3:3 a key must be text"]),
    ];
    for (text, expected) in cases {
        let found = faults(text);
        let as_expected = found.iter().zip(expected).all(|(found, expected)| found.starts_with(expected));
        assert!(found.len() == expected.len() && as_expected, "{found:#?} in {text}");
        assert_eq!(part_markdown(text).facts.title, same("One"), "{text}");
        assert_eq!(part_markdown(text).body, text.len()..text.len());
    }
    let tab = "3:1 broken YAML: a tab stands where only spaces may (a line is a comment (# …), or a key and its value (title: …))";
    assert_eq!(faults("---\ntitle: One\n\tauthor: Two\n---\n"), [tab]);
}

#[test]
fn what_is_no_front_matter_stays_text() {
    let cases = [
        (
            "---\ntitle: One\n\nText.\n",
            &["1:1 the front matter is not closed (put a line `---` after the last key)"][..],
        ),
        (
            "---\n\nA text after a rule: it goes on.\n\n---\n",
            &[
                "1:1 the line `---` begins no front matter, since no key follows: all of it is text (write a rule as `***`, and facts as keys: `title = \"…\"` between lines `+++`, `title: …` between lines `---`)",
            ],
        ),
        (" ---\ntitle: One\n---\n", &[]),
        ("\n ---\ntitle: One\n---\n", &[]),
        ("----\ntitle: One\n----\n", &[]),
        ("Text.\n---\ntitle: One\n---\n", &[]),
        ("", &[]),
    ];
    for (text, expected) in cases {
        let parted = part_markdown(text);
        assert_eq!((parted.facts, parted.body), (Facts::default(), 0..text.len()), "{text}");
        assert_eq!(faults(text), expected, "{text}");
    }
    let far = format!("---\ntitle: One\n{}---\nText.\n", "# more\n".repeat(MAX_LENGTH / 7));
    assert_eq!(part_markdown(&far).body, 0..far.len());
    let empty = part_markdown("---\n---\nText.\n");
    assert_eq!((empty.body, empty.diagnostics), (8..14, vec![]));
}

#[test]
fn plain_text_keeps_what_could_be_text() {
    let part_plain = |text: &str| part("seeds/a.txt", &Arc::from(text), Format::PlainText);
    for text in [
        "---\ntitle: One\n\nText.\n",
        "---\nA dialogue: it begins.\n---\nText.\n",
        "---\nNIGHT: a street\n---\nText.\n",
        "---\ntitle: [One\n---\nText.\n",
        "+++\ntitle = \n+++\nText.\n",
        "---\n---\nText.\n",
    ] {
        let parted = part_plain(text);
        assert_eq!((parted.facts, parted.body, parted.diagnostics), (Facts::default(), 0..text.len(), vec![]));
    }
    let parted = part_plain("---\ntitle: One\ntranslater: Two\n---\nText.\n");
    assert_eq!((parted.facts.title, parted.body), (same("One"), 35..41));
    assert_eq!(parted.diagnostics.len(), 1, "of the misspelt key");
}

#[test]
fn a_bomb_is_a_few_faults() {
    let nested = format!("---\ntitle: One\nx: {}\n---\n", "[".repeat(5_000));
    assert_eq!(faults(&nested).len(), 1, "too deep");
    let dotted = format!("+++\ntitle = 'One'\n{}a = 1\n+++\n", "a.".repeat(20_000));
    assert_eq!(faults(&dotted).len(), 1, "{:?}", faults(&dotted));
    let tables = format!("+++\ntitle = 'One'\nx = {}\n+++\n", "{a=".repeat(5_000));
    assert!((1..=21).contains(&faults(&tables).len()));
    let laughs: String =
        (1..9).map(|at| format!("a{at}: &a{at} [{}]\n", format!("*a{}, ", at - 1).repeat(9))).collect();
    assert_eq!(faults(&format!("---\na0: &a0 lol\n{laughs}---\n")).len(), 21, "20 named, the others counted");
    for bomb in [nested, dotted, tables] {
        assert_eq!(part_markdown(&bomb).facts.title, same("One"));
    }
}

proptest! {
    #[test]
    fn no_front_matter_panics(
        mark in prop::sample::select(vec!["+++", "---"]),
        lines in prop::collection::vec(prop_oneof![
            "[ -~]{0,20}",
            "\\PC{0,8}",
            "(title|date|tags|subject|[a-z.\"]{1,4}) ?[=:] ?[\\[\\]{}'\"&*!|>,:=a-z0-9é-]{0,10}",
        ], 0..8),
        close in any::<bool>(),
    ) {
        let text = format!("{mark}\n{}\n{}\nText.\n", lines.join("\n"), if close { mark } else { "" });
        let parted = part_markdown(&text);
        prop_assert!(text[parted.body].ends_with("Text.\n"));
        for place in parted.diagnostics.iter().filter_map(|diagnostic| diagnostic.place.as_ref()) {
            let (_, span) = place.excerpt.clone().expect("a span");
            prop_assert!(span.start <= span.end && span.end <= text.len());
        }
    }
}
