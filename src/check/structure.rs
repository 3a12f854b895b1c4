//! What a text is made of besides words is the same on both sides: links, images, code, headings.

use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

use super::bitext::{Bitext, Pair, Side, near};
use super::finding::{Draft, Finding};
use super::habit::Habit;
use crate::ground::finding::Kind;
use crate::ground::spaces::with_single_spaces;
use crate::understand::{BlockKind, Targets};

/// How long an inline piece of code may be that is compared, in characters: longer ones hold words that are translated.
const LONGEST_CODE: usize = 40;

/// In a longer side of a segment, in bytes, code is not looked for among its words: each piece would have to be looked for from
/// its beginning.
const LONGEST_TEXT: usize = 10_000;

/// In this share of the segments with links, both sides must lead to the same places for one that leads elsewhere to be a
/// finding: other translations lead to what is written in their own language. So many are assumed that do.
const KEPT: f64 = 0.8;
const ASSUMED: (f64, f64) = (2.0, 2.0);

/// Something that is no word: a link, an image, a piece of code.
struct Thing {
    /// What it must have in common with its counterpart.
    key: String,
    /// What is said of it.
    shown: String,
    /// The words that stand for it in the text, where there are any.
    words: String,
}

/// Things of one kind on both sides of all pairs.
struct Things {
    kind: Kind,
    all: Vec<[Vec<Thing>; 2]>,
}

/// What addresses are compared by.
struct Addresses<'a> {
    /// What texts link to.
    targets: &'a Targets,
    /// What parts of addresses call the two languages, in small letters: `en`, `en-us`, or `br` where Portuguese is that of
    /// Brazil.
    tags: BTreeSet<String>,
}

impl<'a> Addresses<'a> {
    fn of(bitext: &Bitext<'a>) -> Addresses<'a> {
        let locales = bitext.languages().map(|language| language.og_locale().to_lowercase());
        let whole = locales.iter().flat_map(|locale| [locale.clone(), locale.replace('_', "-")]);
        let tags = locales.iter().flat_map(|locale| locale.split('_')).map(str::to_owned).chain(whole).collect();
        Addresses { targets: &bitext.work.targets, tags }
    }

    /// Tells whether this part of an address names one of the languages.
    fn is_language(&self, part: &str) -> bool {
        self.tags.contains(&part.to_ascii_lowercase())
    }

    /// Returns an address without the parts that name one of the languages: `/en/`, `es.`, `.fr.`
    fn without_language(&self, address: &str) -> String {
        let parts = address.split_inclusive(['/', '.']);
        parts.filter(|part| !self.is_language(part.trim_end_matches(['/', '.']))).collect()
    }
}

/// Finds links, images, code and headings that differ.
pub(super) fn check(bitext: &Bitext) -> Vec<Finding> {
    let addresses = Addresses::of(bitext);
    let things = |kind: Kind, list: fn(&Side, &Addresses) -> Vec<Thing>| {
        let all = bitext.pairs.iter().map(|pair| pair.sides.each_ref().map(|side| list(side, &addresses)));
        Things { kind, all: all.collect() }
    };
    let things = [things(Kind::Link, links), things(Kind::Image, images), things(Kind::Code, |side, _| code(side))];
    let findings = things.iter().flat_map(|things| things.differing(bitext));
    findings.chain(bitext.whole().filter_map(heading)).collect()
}

impl Things {
    /// Finds those that differ.
    fn differing(&self, bitext: &Bitext) -> Vec<Finding> {
        let are_kept = self.are_kept();
        let whole = bitext.pairs.iter().enumerate().filter(|(_, pair)| pair.is_whole());
        let differing = |(at, pair)| {
            let lone = [0, 1].map(|side| self.lone(bitext, at, side));
            self.differing_in(pair, at, lone, are_kept)
        };
        whole.flat_map(differing).collect()
    }

    /// Finds those that differ in `pair`, the one at `at`: those on both sides that are not on the other stand in each other's
    /// place where they are kept as a rule.
    fn differing_in(&self, pair: &Pair, at: usize, lone: [Vec<Placed>; 2], are_kept: bool) -> Vec<Finding> {
        let (kind, noun) = (self.kind, self.kind.name());
        let mut findings = Vec::new();
        let both = if are_kept { lone[0].len().min(lone[1].len()) } else { 0 };
        for ((left, there), (right, here)) in lone[0].iter().zip(&lone[1]).take(both) {
            let message = format!("the {noun} `{}` here is `{}` on the other side", right.shown, left.shown);
            let draft = Draft::new(kind, message, "look which of the two is right").sure(0.8);
            findings.push(draft.within(pair, 1, [here.clone(), there.clone()]));
        }
        for side in [0, 1] {
            // Where they may differ, only that there are as many of them can be expected.
            let fewer = self.all[at][side].len().saturating_sub(self.all[at][1 - side].len());
            let rest = lone[side].iter().skip(both).take(if are_kept { usize::MAX } else { fewer });
            for (thing, place) in rest {
                let message = format!("the {noun} `{}` has no counterpart", thing.shown);
                let draft = Draft::new(kind, message, "set it on the other side too");
                findings.push(draft.within(pair, side, [place.clone(), None]));
            }
        }
        findings
    }

    /// Returns those of one side of the pair at `at` that are not on the other, there or beside it.
    fn lone(&self, bitext: &Bitext, at: usize, side: usize) -> Vec<Placed<'_>> {
        let words = &bitext.pairs[at].sides[side].words;
        let there: Vec<HashSet<&str>> = near(&self.all, at).iter().map(|pair| keys(&pair[1 - side])).collect();
        let is_there = |thing: &Thing| there.iter().any(|there| there.contains(thing.key.as_str()));
        // Things come in order, so that of two with the same words each has its own place.
        let mut done = 0;
        let placed = self.all[at][side].iter().map(|thing| {
            let found = words[done..].find(thing.words.as_str()).filter(|_| !thing.words.is_empty());
            let place = found.map(|from| done + from..done + from + thing.words.len());
            done = place.as_ref().map_or(done, |place| place.end);
            (thing, place)
        });
        let lone = placed.filter(|(thing, _)| !is_there(thing)).collect();
        if self.kind == Kind::Code { unnamed(bitext, at, side, lone) } else { lone }
    }

    /// Tells whether the two texts have the same as a rule. Code is never written otherwise; what is drawn or linked may be.
    fn are_kept(&self) -> bool {
        let both = self.all.iter().filter(|things| things.iter().all(|things| !things.is_empty()));
        let are_same = |[left, right]: &[Vec<Thing>; 2]| {
            let there = keys(right);
            left.iter().all(|thing| there.contains(thing.key.as_str()))
        };
        self.kind == Kind::Code || both.map(are_same).collect::<Habit>().elsewhere(ASSUMED) >= KEPT
    }
}

/// A thing, and where its words stand on its side.
type Placed<'a> = (&'a Thing, Option<Range<usize>>);

/// Returns those of the `lone` pieces of code on one side that the other does not have as words either. Whether code is marked is
/// a matter of style.
fn unnamed<'a>(bitext: &Bitext, at: usize, side: usize, mut lone: Vec<Placed<'a>>) -> Vec<Placed<'a>> {
    if !lone.is_empty() {
        let own = bitext.pairs[at].segment;
        // A block of code that both sides have is no counterpart of the code before it.
        let is_block = |pair: &Pair| pair.segment != own && pair.sides.iter().all(Side::is_code);
        let near = near(&bitext.pairs, at).iter().filter(|pair| !is_block(pair));
        let there = near.map(|pair| with_single_spaces(&pair.sides[1 - side].words));
        let there: Vec<String> = there.filter(|text| text.len() <= LONGEST_TEXT).collect();
        lone.retain(|(thing, _)| !names(&there, thing));
    }
    lone
}

/// Tells whether one of these texts has the words of this code, marked or not, and no letters or digits go on with them.
fn names(texts: &[String], code: &Thing) -> bool {
    let is_part = |character: char| character.is_ascii_alphanumeric() || character == '_';
    let words = with_single_spaces(&code.words);
    let is_whole = |text: &str, from: usize| {
        let (before, after) = (&text[..from], &text[from + words.len()..]);
        let begins_within = words.starts_with(is_part) && before.ends_with(is_part);
        let ends_within = words.ends_with(is_part) && after.starts_with(is_part);
        !begins_within && !ends_within
    };
    texts.iter().any(|text| text.match_indices(&words).any(|(from, _)| is_whole(text, from)))
}

fn keys(things: &[Thing]) -> HashSet<&str> {
    things.iter().map(|thing| thing.key.as_str()).collect()
}

fn links(side: &Side, addresses: &Addresses) -> Vec<Thing> {
    let link = |(target, rest): (String, &str)| {
        let words = bare(rest.split("</a>").next().unwrap_or_default());
        Thing { key: destination(side, &target, addresses), shown: target, words }
    };
    attributes(side, "<a ", "href=\"").into_iter().map(link).collect()
}

/// Returns what a link has in common with its counterpart. To a text of the site it is the work, whatever the file is called.
/// Places in texts of the same site are called by their headings, which are translated; and where the address names one of the
/// languages, each has a page of its own there.
fn destination(side: &Side, target: &str, addresses: &Addresses) -> String {
    if let Some((text, place)) = addresses.targets.find(&side.text.document.path, target) {
        return text.slug + place.map_or("", |_| "#");
    }
    let Some((_, address)) = target.split_once("://") else {
        let (text, place) = target.split_once('#').map_or((target, ""), |(text, _)| (text, "#"));
        return addresses.without_language(text.rsplit('/').next().unwrap_or_default()) + place;
    };
    let (host, path) = address.split_once('/').unwrap_or((address, ""));
    let names_language =
        host.split('.').take(1).chain(path.split(['/', '=', '&'])).any(|part| addresses.is_language(part));
    addresses.without_language(if names_language { host } else { target })
}

fn images(side: &Side, addresses: &Addresses) -> Vec<Thing> {
    let image = |(target, _): (String, &str)| Thing {
        key: addresses.without_language(&target),
        shown: target,
        words: String::new(),
    };
    let tags = ["<img ", "<audio ", "<video "].into_iter();
    tags.flat_map(|tag| attributes(side, tag, "src=\"")).map(image).collect()
}

/// Returns `html` without its tags and entities, as far as it has none.
fn bare(html: &str) -> String {
    if html.contains(['<', '&']) { String::new() } else { html.to_owned() }
}

/// Returns the values of an attribute, each with what stands behind its tag.
fn attributes<'a>(side: &Side<'a>, tag: &str, attribute: &str) -> Vec<(String, &'a str)> {
    let mut found = Vec::new();
    for number in side.sentences.clone() {
        let html = side.text.sentences[number].html.as_str();
        for (at, _) in html.match_indices(tag) {
            let (inside, rest) = html[at + tag.len()..].split_once('>').unwrap_or_default();
            let value = inside.split_once(attribute).and_then(|(_, value)| value.split('"').next());
            found.extend(value.map(|value| (htmlize::unescape_attribute(value).into_owned(), rest)));
        }
    }
    found
}

fn code(side: &Side) -> Vec<Thing> {
    let is_short = |code: &String| {
        let words = code.split_whitespace().count();
        (1..=2).contains(&words) && code.chars().count() <= LONGEST_CODE && !code.contains(['<', '\n'])
    };
    let code = side.code().filter(is_short);
    code.map(|code| Thing { key: code.split_whitespace().collect(), shown: code.clone(), words: code }).collect()
}

fn heading(pair: &Pair) -> Option<Finding> {
    let levels = pair.sides.each_ref().map(|side| match side.kind() {
        BlockKind::Heading(level) => Some(level),
        _ => None,
    });
    let marked = pair.sides.iter().all(|side| !side.text.document.is_plain_text());
    let message = match levels {
        _ if levels[0] == levels[1] || !marked => return None,
        [Some(left), Some(right)] => format!("this heading has level {right} here and {left} on the other side"),
        [None, _] => "this is a heading here and none on the other side".to_owned(),
        [_, None] => "this is no heading here and one on the other side".to_owned(),
    };
    let draft = Draft::new(Kind::Heading, message, "make it a heading of one level on both sides");
    Some(draft.within(pair, 1, [None, None]))
}
