//! An alignment written down, for people, tables, programs and translators' tools.

use std::fmt::{self, Write as _};
use std::io;
use std::ops::Range;

use clap::ValueEnum;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use serde_json::{Value, json};

use crate::ground::language::Language;
use crate::ground::unseen::is_held_by_xml;
use crate::understand::align::{Alignment, Bead, Side};

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Format {
    /// Lines such as `[0]:[0,1]`: the sentences of A and of B, counted from 0
    Beads,
    /// A table: the text of A, the text of B, the confidence
    Tsv,
    /// A translation memory, TMX 1.4
    Tmx,
    /// All of it
    Json,
}

/// An alignment in the format that was asked for.
pub(super) enum Written {
    Text(String),
    Json(Value),
}

impl fmt::Display for Written {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Written::Text(text) => formatter.write_str(text),
            Written::Json(alignment) => writeln!(formatter, "{alignment:#}"),
        }
    }
}

/// One aligned pair to be written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair<'a> {
    /// The sentences of the source.
    pub(super) source: &'a Side,
    /// The sentences of the target.
    pub(super) target: &'a Side,
    /// Which answer each other.
    pub(super) alignment: &'a Alignment,
}

impl Pair<'_> {
    /// Returns the texts of both sides of a bead; several sentences are joined as their languages ask.
    fn texts(&self, bead: &Bead) -> (String, String) {
        (joined(self.source, &bead.source), joined(self.target, &bead.target))
    }
}

fn joined(side: &Side, sentences: &Range<usize>) -> String {
    let is_spaced = side.language.as_ref().is_none_or(Language::spaces_sentences);
    side.sentences[sentences.clone()].join(if is_spaced { " " } else { "" })
}

/// Returns the tag of the language of `side` as BCP 47: `und` where it is unknown.
fn tag(side: &Side) -> &str {
    side.language.as_ref().map_or("und", Language::tag)
}

/// Returns the beads as lines such as `[0]:[0,1]`: the indices of the source and of the target, from 0.
pub(super) fn beads(alignment: &Alignment) -> String {
    let side = |range: &Range<usize>| range.clone().map(|at| at.to_string()).collect::<Vec<_>>().join(",");
    alignment.beads.iter().fold(String::new(), |mut lines, bead| {
        let _ = writeln!(lines, "[{}]:[{}]", side(&bead.source), side(&bead.target));
        lines
    })
}

/// Returns a line per bead: source text, target text and confidence, with tabs between.
pub(super) fn tsv(pair: &Pair) -> String {
    pair.alignment.beads.iter().fold(String::new(), |mut lines, bead| {
        let (source, target) = pair.texts(bead);
        let _ = writeln!(lines, "{}\t{}\t{:.3}", one_line(&source), one_line(&target), bead.confidence);
        lines
    })
}

/// Returns the beads as a JSON array: the indices, the texts and the confidence of each.
pub(super) fn json(pair: &Pair) -> Value {
    let bead = |bead: &Bead| -> Value {
        let (source, target) = pair.texts(bead);
        json!({
            "source": bead.source.clone().collect::<Vec<_>>(),
            "target": bead.target.clone().collect::<Vec<_>>(),
            "confidence": (bead.confidence * 1000.0).round() / 1000.0,
            "sourceText": source,
            "targetText": target,
        })
    };
    pair.alignment.beads.iter().map(bead).collect()
}

/// Returns pairs as one translation memory, TMX 1.4. Sentences that nothing answers are no translation and are left out.
pub(super) fn tmx(pairs: &[Pair]) -> String {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    // Writing to memory does not fail.
    match write_tmx(&mut writer, pairs) {
        Ok(()) | Err(_) => {}
    }
    let mut text = String::from_utf8(writer.into_inner()).unwrap_or_default();
    text.push('\n');
    text
}

fn write_tmx(writer: &mut Writer<Vec<u8>>, pairs: &[Pair]) -> io::Result<()> {
    let mut languages: Vec<&str> = pairs.iter().map(|pair| tag(pair.source)).collect();
    languages.dedup();
    let source_language = match languages[..] {
        [language] => language,
        _ => "*all*",
    };
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    writer.write_event(Event::DocType(BytesText::from_escaped("tmx SYSTEM \"tmx14.dtd\"")))?;
    writer.create_element("tmx").with_attribute(("version", "1.4")).write_inner_content(|writer| {
        writer
            .create_element("header")
            .with_attribute(("creationtool", "diglot"))
            .with_attribute(("creationtoolversion", env!("CARGO_PKG_VERSION")))
            .with_attribute(("segtype", "sentence"))
            .with_attribute(("o-tmf", "diglot"))
            .with_attribute(("adminlang", "en"))
            .with_attribute(("srclang", source_language))
            .with_attribute(("datatype", "plaintext"))
            .write_empty()?;
        writer.create_element("body").write_inner_content(|writer| {
            pairs.iter().try_for_each(|pair| pair.alignment.beads.iter().try_for_each(|bead| unit(writer, pair, bead)))
        })?;
        Ok(())
    })?;
    Ok(())
}

fn unit(writer: &mut Writer<Vec<u8>>, pair: &Pair, bead: &Bead) -> io::Result<()> {
    if bead.source.is_empty() || bead.target.is_empty() {
        return Ok(());
    }
    let (source, target) = pair.texts(bead);
    let confidence = format!("{:.3}", bead.confidence);
    writer.create_element("tu").with_attribute(("srclang", tag(pair.source))).write_inner_content(|writer| {
        writer
            .create_element("prop")
            .with_attribute(("type", "confidence"))
            .write_text_content(BytesText::new(&confidence))?;
        for (language, text) in [(tag(pair.source), &source), (tag(pair.target), &target)] {
            writer.create_element("tuv").with_attribute(("xml:lang", language)).write_inner_content(|writer| {
                writer.create_element("seg").write_text_content(BytesText::new(&xml_text(text)))?;
                Ok(())
            })?;
        }
        Ok(())
    })?;
    Ok(())
}

/// A tab or a line break would end a field or a line.
fn one_line(text: &str) -> String {
    text.replace(|character: char| character.is_control(), " ")
}

/// Characters that XML cannot hold become spaces.
fn xml_text(text: &str) -> String {
    text.chars().map(|character| if is_held_by_xml(character) { character } else { ' ' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example() -> (Side, Side, Alignment) {
        let side = |tag: &str, lines: &str| Side { language: Language::new(tag).ok(), ..Side::of_lines(lines) };
        let source = side("de", "Er kam.\nEr sah & <siegte>\u{1}.\nZusatz.\n");
        let target = side("zh", "他来了。\n他说：“看见了。”\n他赢了。\n");
        let bead = |source, target| Bead { source, target, confidence: 0.98765 };
        (source, target, Alignment { beads: vec![bead(0..1, 0..1), bead(1..2, 1..3), bead(2..3, 3..3)] })
    }

    /// Checks that the example as it is written has these parts, and returns it.
    fn check(write: impl Fn(&Pair) -> String, expected: &[&str]) -> String {
        let (source, target, alignment) = example();
        let pair = Pair { source: &source, target: &target, alignment: &alignment };
        let text = write(&pair);
        for part in expected {
            assert!(text.contains(part), "{part} in {text}");
        }
        text
    }

    #[test]
    fn each_format_says_the_same() {
        check(|pair| beads(pair.alignment), &["[0]:[0]\n[1]:[1,2]\n[2]:[]\n"]);
        check(
            tsv,
            &[
                "Er kam.\t他来了。\t0.988\n",
                "Er sah & <siegte> .\t他说：“看见了。”他赢了。\t0.988\n",
                "Zusatz.\t\t0.988\n",
            ],
        );
        check(|pair| json(pair).to_string(), &["\"confidence\":0.988", "\"targetText\":\"他说：“看见了。”他赢了。\""]);
    }

    /// What no format may break on: marks of its own, control characters, noncharacters, a direction mark, an emoji outside
    /// of the first plane, nothing at all.
    const ODD: [&str; 8] = [
        "]]> <seg> & &amp; \"'",
        "tab\there\r\nthere",
        "\0\u{1}\u{b}\u{1f}\u{7f}\u{85}",
        "\u{fffe}\u{ffff}\u{fdd0}",
        "\u{202e}\u{2028}\u{2029}\u{feff}",
        "😀 a\u{301} \u{10ffff}",
        "",
        " ",
    ];

    fn odd() -> (Side, Alignment) {
        let side = Side { sentences: ODD.map(str::to_owned).to_vec(), ..Side::default() };
        let beads = (0..ODD.len()).map(|at| Bead { source: at..at + 1, target: at..at + 1, confidence: 1.0 }).collect();
        (side, Alignment { beads })
    }

    #[test]
    fn odd_content_breaks_no_format() {
        let (side, alignment) = odd();
        let pair = Pair { source: &side, target: &side, alignment: &alignment };
        let table = tsv(&pair);
        let fields: Vec<usize> = table.split_terminator('\n').map(|line| line.split('\t').count()).collect();
        assert_eq!(fields, [3; ODD.len()], "{table}");
        let value = json(&pair);
        let texts = value.as_array().expect("beads").iter().map(|bead| bead["sourceText"].as_str());
        assert!(texts.eq(ODD.iter().copied().map(Some)), "{value}");
        let memory = tmx(&[pair]);
        let held =
            |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
        assert!(memory.chars().all(held), "{memory}");
        let mut reader = quick_xml::Reader::from_str(&memory);
        let (mut depth, mut segments) = (0, 0);
        loop {
            match reader.read_event().expect("XML") {
                Event::Start(start) => {
                    depth += 1;
                    segments += usize::from(start.name().as_ref() == "seg");
                }
                Event::End(_) => depth -= 1,
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!((depth, segments), (0, 2 * ODD.len()), "{memory}");
    }

    #[test]
    fn a_translation_memory_is_xml_and_holds_translations_only() {
        let memory = check(
            |pair| tmx(&[*pair]),
            &[
                "<tmx version=\"1.4\">",
                "srclang=\"de\"",
                "<tuv xml:lang=\"zh\">",
                "<seg>Er sah &amp; &lt;siegte&gt; .</seg>",
                "<seg>他说：“看见了。”他赢了。</seg>",
            ],
        );
        assert!(!memory.contains("Zusatz"), "{memory}");
    }
}
