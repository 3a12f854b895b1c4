//! The toggle keeps the reader's place: the sentence at the top of the window answers the one that was there.

use std::fs;

use serde::Deserialize;

use crate::page::{Page, Reader};
use crate::server::Server;
use crate::site::Project;
use crate::toggle::{language, link_to};

/// How many places of a page are tried.
const PLACES: u32 = 10;

/// How far from its height a segment may stand, in pixels.
const TOLERANCE: f64 = 2.0;

/// How much of a line must be seen for its sentence to be the one at the top, in pixels: a sliver, or half a line.
/// A page may take either for its measure.
const LINES: [f64; 2] = [2.0, 14.0];

/// Finds where the page stands: what is scrolled away, how far a bar at the top reaches down over the text, and the
/// segments from the first to the last with the top and the bottom of each, which may be in several pieces. A work without
/// segments counts as one.
const VIEW: &str = "(() => {
    const text = document.querySelector('main .text').getBoundingClientRect();
    const stays = element => ['fixed', 'sticky'].includes(getComputedStyle(element).position);
    const bars = document.elementsFromPoint(text.left + text.width / 2, 1).filter(stays);
    const sentences = document.querySelectorAll('main .s[id], main article:not(:has(.s[id]))');
    const pieces = Map.groupBy(sentences, sentence => sentence.id);
    for (const [name, all] of pieces) pieces.set(name, all.flatMap(sentence => [...sentence.getClientRects()]));
    return {
        scrolled: scrollY,
        most: document.documentElement.scrollHeight - innerHeight,
        height: innerHeight,
        bar: Math.max(0, ...bars.map(bar => bar.getBoundingClientRect().bottom)),
        segments: [...pieces].map(([name, boxes]) => ({
            name,
            top: Math.min(...boxes.map(box => box.top)),
            bottom: Math.max(...boxes.map(box => box.bottom)),
            work: document.getElementById(name).matches('article'),
        })).filter(segment => segment.bottom > segment.top),
    };
})()";

#[derive(Clone, Debug, Deserialize)]
struct View {
    scrolled: f64,
    most: f64,
    height: f64,
    bar: f64,
    segments: Vec<Segment>,
}

#[derive(Clone, Debug, Deserialize)]
struct Segment {
    name: String,
    top: f64,
    bottom: f64,
    work: bool,
}

impl View {
    fn of(page: &mut Page) -> View {
        let view: View = page.value(VIEW);
        assert!(view.segments.len() > 3, "{} has hardly any segments", page.address());
        view
    }

    /// Returns the first segment of which more than `line` pixels are seen.
    fn at_top(&self, line: f64) -> Option<&Segment> {
        self.segments.iter().find(|segment| segment.bottom > self.bar + line)
    }

    fn named(&self, name: &str) -> Option<&Segment> {
        self.segments.iter().find(|segment| segment.name == name)
    }
}

/// What became of the reader's place.
#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    /// The segment is where it was.
    Kept,
    /// It is as near as the page's beginning or end allows.
    NearAnEnd,
}

/// Compares what was seen before the toggle with what is seen after it.
fn compare(before: &View, after: &View) -> Result<Outcome, String> {
    let candidates: Vec<&Segment> = LINES.iter().filter_map(|&line| before.at_top(line)).collect();
    let outcomes = candidates.iter().map(|segment| compare_segment(segment, before, after));
    outcomes.reduce(Result::or).unwrap_or_else(|| Err("no segment was in view".to_owned()))
}

fn compare_segment(segment: &Segment, before: &View, after: &View) -> Result<Outcome, String> {
    let Segment { name, top, .. } = segment;
    let found = after.named(name).ok_or_else(|| format!("{name} is not on the other page"))?;
    let wanted = after.scrolled + found.top - top;
    let nearest = wanted.clamp(0.0, after.most.max(0.0));
    let at_an_end = (nearest - wanted).abs() > TOLERANCE || after.scrolled < 1.0 || after.scrolled > after.most - 1.0;
    if *top >= before.bar {
        // A gap between paragraphs may be at the very top: what counts is that the next line is where it was.
        return match (after.scrolled - nearest).abs() > TOLERANCE {
            true => Err(format!("{name} stood at {top} and stands at {}", found.top)),
            false if at_an_end => Ok(Outcome::NearAnEnd),
            false => Ok(Outcome::Kept),
        };
    }
    if segment.work && found.top >= after.bar && found.bottom <= after.height {
        // What stands for a text that is not translated is in view, whole.
        return Ok(Outcome::Kept);
    }
    if found.top < after.bar + LINES[1] && found.bottom > after.bar + LINES[0] {
        return Ok(Outcome::Kept);
    }
    if at_an_end && found.bottom > after.bar && found.top < after.height {
        return Ok(Outcome::NearAnEnd);
    }
    let now = after.at_top(LINES[0]).map_or("nothing", |segment| &segment.name);
    Err(format!("{name} was at the top, its beginning at {top} px; now it is {now}, and it begins at {} px", found.top))
}

/// Goes through the places of the page at `address`, changes to `to` by `change` and comes back.
fn check_places(page: &mut Page, address: &str, to: &str, change: impl Fn(&mut Page)) {
    let mut kept = 0;
    page.open(address);
    let most = View::of(page).most;
    assert!(most > 300.0, "{address} is too short to lose one's place in it");
    for place in 0..PLACES {
        page.scroll_to((most * 0.9 * f64::from(place) / f64::from(PLACES - 1)).round());
        let before = View::of(page);
        change(page);
        assert_eq!(language(page), to);
        let outcome = compare(&before, &View::of(page));
        let outcome = outcome.unwrap_or_else(|loss| panic!("{address}, place {place}, {} px: {loss}", before.scrolled));
        kept += usize::from(outcome == Outcome::Kept);
        page.back();
        let back = View::of(page).scrolled;
        assert!((back - before.scrolled).abs() <= TOLERANCE, "Back leads to {back} px, not to {} px", before.scrolled);
    }
    assert!(kept >= 6, "{address}: only {kept} of {PLACES} places can tell, the rest are near an end");
}

/// Changes by the toggle's link, which is where the reader is.
fn check_toggle(reader: Reader, project: &Project, base: &str, path: &str) {
    let Some(mut page) = reader.sit_down() else { return };
    for (from, to) in [("en", "es"), ("es", "en")] {
        let address = format!("{base}{from}/{path}");
        assert!(project.site().join(from).join(path).is_file(), "{from}/{path} is missing");
        check_places(&mut page, &address, to, |page| page.follow(&link_to(to)));
    }
}

/// A reader who has not asked for stillness, so that pages fade into each other.
const MOVING_PHONE: Reader = Reader { still: false, ..Reader::PHONE };

#[test]
fn the_place_is_kept_on_a_phone() {
    let project = Project::reviews().build();
    let server = Server::start(&project.site(), "/");
    check_toggle(MOVING_PHONE, &project, &server.base(), "index.html");
}

#[test]
fn the_place_is_kept_at_a_desk() {
    let project = Project::edition().build();
    let server = Server::start(&project.site(), "/");
    check_toggle(Reader::DESK, &project, &server.base(), "index.html");
}

#[test]
fn the_place_is_kept_from_a_folder_on_the_disk() {
    let project = Project::reviews().build();
    check_toggle(Reader::PHONE, &project, &project.file(""), "index.html");
}

#[test]
fn the_place_is_kept_under_a_sub_path() {
    let project = Project::pages().build();
    let server = Server::start(&project.site(), "/repo/");
    check_toggle(Reader::SMALL, &project, &server.base(), "harbour/index.html");
}

#[test]
fn the_place_is_kept_between_scripts_of_either_direction() {
    let Some(mut page) = Reader::SMALL.sit_down() else { return };
    let project = Project::three_languages().build();
    let server = Server::start(&project.site(), "/");
    for (from, to) in [("ar", "es"), ("en", "ar")] {
        let address = server.url(&format!("{from}/harbour/index.html"));
        check_places(&mut page, &address, to, |page| page.follow(&link_to(to)));
    }
}

#[test]
fn a_key_keeps_the_place_too_and_the_toggle_names_it() {
    let Some(mut page) = Reader::DESK.sit_down() else { return };
    let project = Project::edition().build();
    let server = Server::start(&project.site(), "/");
    page.open(&server.url("en/index.html"));
    let key: Option<String> =
        page.value("document.querySelector('[aria-keyshortcuts]')?.getAttribute('aria-keyshortcuts')");
    let key = key.expect("the toggle names its key to assistive technology");
    let hint: String = page.value("document.querySelector('nav.languages').outerHTML");
    assert!(hint.contains(&format!("{key}<")) || hint.contains(&format!(" {key}\"")), "the hint does not show {key}");
    check_places(&mut page, &server.url("en/index.html"), "es", |page| page.follow_key(&key.to_lowercase()));
}

#[test]
fn the_place_is_kept_with_a_style_sheet_and_a_script_of_ones_own() {
    let Some(mut page) = Reader::DESK.sit_down() else { return };
    let project = Project::reviews();
    for name in ["assets", "templates"] {
        fs::create_dir(project.path(name)).expect("a folder for the theme");
    }
    project.write("assets/style.css", "body { font-size: 1.5rem }\n");
    project.write("assets/menu.js", "const d = 1, b = 2, disk = 3, $ = 4; function path() {}\n");
    let base = "{% extends \"default/base.html\" %}
        {% block head %}<script src=\"{{ asset(name=\"menu.js\") }}\"></script>{% endblock %}";
    project.write("templates/base.html", base);
    let project = project.build();
    let server = Server::start(&project.site(), "/");
    check_places(&mut page, &server.url("en/index.html"), "es", |page| page.follow_key("alt+l"));
}

#[test]
fn the_key_is_the_letter_wherever_it_lies_and_no_other_shortcut() {
    let Some(mut page) = Reader::DESK.sit_down() else { return };
    let project = Project::reviews().build();
    let server = Server::start(&project.site(), "/");
    page.open(&server.url("en/index.html"));
    // The link itself is not to be followed here.
    page.value::<()>("addEventListener('click', event => event.preventDefault())");
    for (pressed, is_key) in [
        ("altKey: true, key: 'l', code: 'KeyL'", true),
        ("altKey: true, key: 'L', code: 'KeyL'", true),
        // Dvorak.
        ("altKey: true, key: 'l', code: 'KeyP'", true),
        ("altKey: true, key: 'n', code: 'KeyL'", false),
        // A Mac, where Alt types signs, and a keyboard without the letter.
        ("altKey: true, key: '¬', code: 'KeyL'", true),
        ("altKey: true, key: 'д', code: 'KeyL'", true),
        // AltGr types a letter of Polish.
        ("altKey: true, ctrlKey: true, key: 'ł', code: 'KeyL'", false),
        ("altKey: true, ctrlKey: true, key: 'l', code: 'KeyL'", false),
        ("altKey: true, metaKey: true, key: 'l', code: 'KeyL'", false),
        ("key: 'l', code: 'KeyL'", false),
        ("altKey: true, key: 'Enter', code: 'Enter'", false),
    ] {
        let taken: bool = page.value(&format!(
            "!document.body.dispatchEvent(
                new KeyboardEvent('keydown', {{ bubbles: true, cancelable: true, {pressed} }}))"
        ));
        assert_eq!(taken, is_key, "{pressed}");
    }
}

#[test]
fn from_within_a_text_that_is_not_translated_one_comes_to_what_stands_for_it() {
    let Some(mut page) = Reader::DESK.sit_down() else { return };
    let project = Project::edition();
    project.write("seeds/carts.en.txt", format!("Carts\n\n{}", "The cart went by.\n\n".repeat(200)));
    let project = project.build();
    let server = Server::start(&project.site(), "/");
    check_places(&mut page, &server.url("en/index.html"), "es", |page| page.follow(&link_to("es")));
}

#[test]
fn going_there_and_back_many_times_does_not_drift() {
    let Some(mut page) = Reader::PHONE.sit_down() else { return };
    let project = Project::reviews().build();
    let server = Server::start(&project.site(), "/");
    page.open(&server.url("en/index.html"));
    page.scroll_to(700.0);
    let before = View::of(&mut page);
    for to in ["es", "en", "es", "en", "es", "en"] {
        page.follow(&link_to(to));
    }
    assert_eq!(compare(&before, &View::of(&mut page)), Ok(Outcome::Kept));
}

#[test]
fn a_page_opened_at_the_top_stays_at_the_top() {
    let Some(mut page) = Reader::DESK.sit_down() else { return };
    let project = Project::reviews().build();
    let server = Server::start(&project.site(), "/");
    page.open(&server.url("en/index.html"));
    page.follow(&link_to("es"));
    let heading: f64 = page.value("document.querySelector('h1').getBoundingClientRect().top");
    assert!(heading >= 0.0, "the title is scrolled away to {heading} px");
}

#[test]
fn the_place_is_in_the_address_and_is_found_before_the_page_has_come_whole() {
    let Some(mut page) = Reader::PHONE.sit_down() else { return };
    let project = Project::reviews().build();
    let server = Server::start(&project.site(), "/");
    page.on_arrival("addEventListener('DOMContentLoaded', () => window.first = scrollY)");
    page.open(&server.url("en/index.html"));
    page.scroll_to(700.0);
    page.follow(&link_to("es"));
    let (first, now): (f64, f64) = page.value("[window.first, scrollY]");
    assert!(first > 300.0 && (first - now).abs() < TOLERANCE, "{first} {now}");
    let name = page.address().split_once("#s").map(|(_, number)| number.to_owned());
    assert!(name.is_some_and(|name| name.parse::<usize>().is_ok()), "{}", page.address());
}

#[test]
fn a_place_is_taken_once() {
    let Some(mut page) = Reader::DESK.sit_down() else { return };
    let project = Project::reviews().build();
    let server = Server::start(&project.site(), "/");
    page.open(&server.url("en/index.html"));
    page.scroll_to(700.0);
    page.follow(&link_to("es"));
    page.open(&server.url("en/index.html"));
    page.open(&server.url("es/index.html"));
    assert_eq!(page.value::<f64>("scrollY"), 0.0);
}

#[test]
fn what_an_address_leads_to_is_not_below_the_toggle() {
    let project = Project::reviews().build();
    let server = Server::start(&project.site(), "/");
    for reader in [Reader::PHONE, Reader::DESK] {
        let Some(mut page) = reader.sit_down() else { return };
        page.open(&server.url("en/index.html#s5"));
        let (there, toggle): (f64, f64) = page.value(
            "[document.querySelector(':target').getBoundingClientRect().top,
                document.querySelector('nav.languages').getBoundingClientRect().bottom]",
        );
        assert!(there >= toggle, "the text is at {there}, the toggle reaches down to {toggle}");
    }
}

/// For each paragraph, where its mark leads: nothing where it has none.
const MARKS: &str = "[...document.querySelectorAll('main .text p')]
    .filter(paragraph => paragraph.querySelector('[data-s], .s[id]'))
    .map(paragraph => {
        const mark = paragraph.querySelector('a[hreflang][href*=\"#\"]')
            ?? paragraph.parentElement.querySelector(':scope > a[hreflang][href*=\"#\"]');
        return mark && { href: mark.href, hash: decodeURIComponent(mark.hash.slice(1)) };
    })";

#[derive(Clone, Debug, Deserialize)]
struct Mark {
    href: String,
    hash: String,
}

fn check_marks(reader: Reader) {
    let Some(mut page) = Reader { scripts: false, ..reader }.sit_down() else { return };
    let project = Project::reviews().build();
    for (from, to) in [("en", "es"), ("es", "en")] {
        let address = project.file(&format!("{from}/index.html"));
        page.open(&address);
        let marks: Vec<Option<Mark>> = page.value(MARKS);
        assert!(marks.len() > 2, "{from} has hardly any paragraphs");
        for (at, mark) in marks.iter().enumerate() {
            let Mark { href, hash } = mark.clone().unwrap_or_else(|| panic!("{from}: paragraph {at} has no mark"));
            page.open(&href);
            assert_eq!(language(&mut page), to);
            let target: Option<(String, f64)> = page.value(
                "(() => {
                    const target = document.querySelector(':target');
                    return target && [target.id, target.getBoundingClientRect().top];
                })()",
            );
            let (id, top) =
                target.unwrap_or_else(|| panic!("{from}: paragraph {at} leads to {href}, which is nothing"));
            let view = View::of(&mut page);
            assert_eq!(id, hash);
            assert!(top >= view.bar - TOLERANCE && top < view.height, "{href} opens with its text at {top} px");
        }
    }
}

#[test]
fn each_paragraph_leads_to_its_counterpart_without_scripts() {
    check_marks(Reader::PHONE);
    check_marks(Reader::DESK);
}

#[test]
fn a_mark_can_be_hit() {
    for reader in [Reader::SMALL, Reader::DESK] {
        let Some(mut page) = Reader { scripts: false, ..reader }.sit_down() else { return };
        let project = Project::reviews().build();
        let server = Server::start(&project.site(), "/");
        page.open(&server.url("en/index.html"));
        let top = top_of_second_paragraph(&mut page);
        page.scroll_to((top - 200.0).max(0.0));
        page.follow("main .text p:nth-of-type(2) a[hreflang='es'][href*='#']");
        assert_eq!(language(&mut page), "es");
    }
}

/// Returns how far the second paragraph is from the top of the page.
fn top_of_second_paragraph(page: &mut Page) -> f64 {
    page.value("document.querySelectorAll('main .text p')[1].getBoundingClientRect().top + scrollY")
}
