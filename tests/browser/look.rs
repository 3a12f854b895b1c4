//! What the pages look like and cost: schemes, contrast, small windows, requests.

use std::fs;

use serde::Deserialize;

use crate::page::{Page, Reader};
use crate::server::Server;
use crate::site::Project;

/// The least contrast between text and its background (WCAG 2.2, 1.4.3).
const CONTRAST: f64 = 4.5;

/// Finds the background of the page and each text whose contrast is too low, as WCAG computes it. Colours are painted,
/// because a computed style may spell them in any colour space.
const COLOURS: &str = "(() => {
    const pen = Object.assign(document.createElement('canvas'), { width: 1, height: 1 })
        .getContext('2d', { willReadFrequently: true });
    const paint = colour => {
        pen.clearRect(0, 0, 1, 1);
        pen.fillStyle = colour;
        pen.fillRect(0, 0, 1, 1);
        const [red, green, blue, alpha] = pen.getImageData(0, 0, 1, 1).data;
        return [red, green, blue, alpha / 255];
    };
    const over = (top, below) => [0, 1, 2].map(at => top[at] * top[3] + below[at] * (1 - top[3])).concat(1);
    const linear = part => part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4;
    const luminance = ([red, green, blue]) => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const ancestors = element => element ? [...ancestors(element.parentElement), element] : [];
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.backgroundColor = 'Canvas';
    const canvas = paint(getComputedStyle(probe).backgroundColor);
    probe.remove();
    const background = element => ancestors(element)
        .reduce((below, each) => over(paint(getComputedStyle(each).backgroundColor), below), canvas);
    const contrast = element => {
        const behind = background(element);
        const colour = paint(getComputedStyle(element).color);
        colour[3] *= ancestors(element).reduce((sum, each) => sum * getComputedStyle(each).opacity, 1);
        return ratio(luminance(over(colour, behind)), luminance(behind));
    };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const elements = new Set();
    while (texts.nextNode()) {
        const element = texts.currentNode.parentElement;
        const seen = element.checkVisibility({ visibilityProperty: true }) && !element.closest('script, style, noscript');
        if (seen && texts.currentNode.data.trim()) elements.add(element);
    }
    return {
        background: luminance(background(document.body)),
        contrasts: [...elements].map(element => [element.textContent.trim().slice(0, 40), contrast(element)]),
    };
})()";

#[derive(Deserialize)]
struct Colours {
    /// The luminance of the background, from 0 for black to 1 for white.
    background: f64,
    /// Each text and its contrast.
    contrasts: Vec<(String, f64)>,
}

/// Opens every page of the site.
fn check_pages(project: Project, reader: Reader, check: impl Fn(&mut Page, &str)) {
    let Some(mut page) = reader.sit_down() else { return };
    let project = project.build();
    let server = Server::start(&project.site(), "/");
    for path in project.html() {
        page.open(&server.url(&path));
        check(&mut page, &path);
    }
}

fn check_colours(dark: bool) {
    // A reader of neither language, who is not taken away from the first page.
    let reader = Reader { dark, languages: "ru", ..Reader::DESK };
    for project in [Project::reviews(), Project::three_languages(), Project::long_index()] {
        check_pages(project, reader, |page, path| {
            let Colours { background, contrasts } = page.value(COLOURS);
            assert!(if dark { background < 0.1 } else { background > 0.7 }, "{path}: luminance {background}");
            assert!(!contrasts.is_empty(), "{path} has no text");
            let faint: Vec<_> = contrasts.iter().filter(|(_, contrast)| *contrast < CONTRAST).collect();
            assert!(faint.is_empty(), "{path}: {faint:?}");
        });
    }
}

#[test]
fn light_pages_are_light_and_easy_to_read() {
    check_colours(false);
}

#[test]
fn dark_pages_are_dark_and_easy_to_read() {
    check_colours(true);
}

#[test]
fn nothing_is_wider_than_320_pixels() {
    let phone = Reader { languages: "ru", ..Reader::SMALL };
    let window = Reader { phone: false, ..phone };
    for (project, reader) in [
        (Project::reviews(), window),
        (Project::reviews(), phone),
        (Project::three_languages(), phone),
        (Project::long_index(), phone),
        (Project::harbour_guide(), phone),
    ] {
        check_pages(project, reader, |page, path| {
            let widths: (f64, f64) = page.value("[document.documentElement.scrollWidth, innerWidth]");
            assert_eq!(widths, (320.0, 320.0), "{path} on {reader:?}");
        });
    }
}

#[test]
fn the_mark_beside_each_paragraph_is_in_view_wherever_the_paragraph_stands() {
    for reader in [Reader::DESK, Reader::PHONE] {
        check_pages(Project::nested(), Reader { languages: "ru", ..reader }, |page, path| {
            let marks: Vec<(f64, f64, f64)> = page.value(
                "[...document.querySelectorAll('.mark')].filter(mark => mark.checkVisibility())
                    .map(mark => mark.getBoundingClientRect()).map(box => [box.left, box.right, innerWidth])",
            );
            let has_text = ["en/index.html", "es/index.html"].contains(&path);
            assert_eq!(marks.len(), if has_text { 5 } else { 0 }, "{path}");
            assert!(marks.iter().all(|(left, right, width)| *left >= 0.0 && right <= width), "{path}: {marks:?}");
        });
    }
}

#[test]
fn the_marks_of_short_paragraphs_stand_below_each_other() {
    for reader in [Reader::DESK, Reader::PHONE] {
        check_pages(Project::dialogue(), Reader { languages: "ru", ..reader }, |page, path| {
            let ends: Vec<f64> =
                page.value("[...document.querySelectorAll('.mark')].map(mark => mark.getBoundingClientRect().right)");
            assert!(ends.iter().all(|end| *end == ends[0]), "{path}: {ends:?}");
            let has_text = ["en/index.html", "es/index.html"].contains(&path);
            assert_eq!(ends.len(), if has_text { 6 } else { 0 }, "{path}");
        });
    }
}

#[test]
fn text_is_large_and_lines_are_neither_long_nor_tight() {
    check_pages(Project::reviews(), Reader { languages: "ru", ..Reader::DESK }, |page, path| {
        let style: Option<(f64, f64, f64)> = page.value(
            "(() => {
                const text = document.querySelector('main .text p');
                if (!text) return null;
                const style = getComputedStyle(text);
                return [parseFloat(style.fontSize), parseFloat(style.lineHeight), text.getBoundingClientRect().width];
            })()",
        );
        let Some((size, leading, width)) = style else { return };
        assert!(size >= 18.0 && leading >= 1.5 * size, "{path}: {size} px, {leading} px leading");
        // A letter of a serif text is about 0.45 of its size wide: 75 of them are about 34 sizes.
        assert!(width <= 36.0 * size, "{path}: lines of {width} px at {size} px");
    });
}

#[test]
fn paragraphs_are_set_off_by_their_first_lines_and_stanzas_by_space() {
    let Some(mut page) = Reader::DESK.sit_down() else { return };
    let project = Project::dialogue();
    let [prose, verse] = ["He slept until noon.", "The wheel goes round,\\\nthe water falls."];
    fs::remove_file(project.path("seeds/train.es.txt")).expect("a text");
    project.write("seeds/mill.en.md", [verse, verse, prose, prose, prose, verse].join("\n\n"));
    let project = project.build();
    let server = Server::start(&project.site(), "/");
    page.open(&server.url("en/index.html"));
    let apart: Vec<bool> = page.value(
        "[...document.querySelectorAll('.text:has(br) > p + p')].map(paragraph => getComputedStyle(paragraph))
            .map(({ marginBlockStart, textIndent }) => marginBlockStart !== '0px' && /^0px|hanging/.test(textIndent))",
    );
    assert_eq!(apart, [true, true, false, false, true]);
}

#[test]
fn words_are_hyphenated_wherever_a_text_has_them_but_not_in_titles_and_code() {
    let Some(mut page) = Reader::PHONE.sit_down() else { return };
    let project = Project::harbour_guide().build();
    let server = Server::start(&project.site(), "/");
    page.open(&server.url("en/index.html"));
    let hyphens: Vec<String> = page.value(
        "['p', 'li', 'td', 'summary', 'h1', 'code']
            .map(name => getComputedStyle(document.querySelector(`main ${name}`)).hyphens)",
    );
    assert_eq!(hyphens, ["auto", "auto", "auto", "auto", "manual", "manual"]);
}

#[test]
fn what_has_no_italics_is_emphasised_and_not_slanted() {
    let Some(mut page) = Reader::DESK.sit_down() else { return };
    let mut seen = |mark: &str| {
        let project = Project::dialogue();
        for tag in ["en", "es"] {
            fs::remove_file(project.path(&format!("seeds/train.{tag}.txt"))).expect("a text");
        }
        project.write(
            "seeds/train.ar.md",
            format!("{mark}غادر القطار مدريد في السابعة صباحا وعلى متنه كثير من الناس{mark}"),
        );
        let project = project.build();
        page.open(&project.file("ar/index.html"));
        page.screenshot()
    };
    let emphasised = seen("*");
    assert!(emphasised != seen(""), "nothing is seen of what is emphasised");
    assert!(emphasised == seen("**"), "Arabic is slanted");
}

#[test]
fn code_is_written_from_the_left_in_a_text_that_is_from_the_right() {
    let Some(mut page) = Reader::DESK.sit_down() else { return };
    let project = Project::dialogue();
    let text = "اكتب الأمر `--quiet` في السطر الأول قبل أن يغادر القطار المدينة:\n\n```\n// train;\n```\n";
    project.write("seeds/train.ar.md", text);
    let project = project.build();
    page.open(&project.file("ar/index.html"));
    // Whether the first character stands before the last one.
    let is_from_the_left: Vec<bool> = page.value(
        "['p', 'p code', 'pre code'].map(selector => {
            const element = document.querySelector(`.text ${selector}`);
            const words = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode(), range = new Range();
            const left = at => (range.setStart(words, at), range.setEnd(words, at + 1), range.getBoundingClientRect().left);
            return left(0) < left(words.data.trim().length - 1);
        })",
    );
    assert_eq!(is_from_the_left, [false, true, true]);
}

#[test]
fn the_first_view_is_one_request() {
    for reader in [Reader { languages: "ru", ..Reader::DESK }, Reader { scripts: false, ..Reader::PHONE }] {
        let Some(mut page) = reader.sit_down() else { return };
        let project = Project::three_languages().build();
        let server = Server::start(&project.site(), "/");
        for path in project.html() {
            let before = page.requests().len();
            page.open(&server.url(&path));
            let requests = &page.requests()[before..];
            let first = requests.iter().filter(|(_, kind)| kind != "Prefetch");
            assert_eq!(first.map(|(url, _)| url.clone()).collect::<Vec<_>>(), [server.url(&path)]);
            assert!(requests.iter().all(|(url, _)| url.starts_with(&server.base())), "{requests:?}");
        }
    }
}

#[test]
fn no_page_gives_the_browser_cause_for_complaint() {
    let desk = Reader { languages: "ru", ..Reader::DESK };
    let phone = Reader { scripts: false, still: false, ..Reader::PHONE };
    for (project, reader) in [
        (Project::reviews(), desk),
        (Project::edition(), desk),
        (Project::three_languages(), desk),
        (Project::reviews(), phone),
    ] {
        check_pages(project, reader, |page, path| {
            assert_eq!(page.complaints(), Vec::<String>::new(), "{path}");
        });
    }
}

#[test]
fn the_first_key_leads_past_the_navigation_to_the_text() {
    check_pages(Project::reviews(), Reader { languages: "ru", ..Reader::DESK }, |page, path| {
        page.press("Tab");
        let (target, seen): (String, bool) = page.value(
            "[document.activeElement.getAttribute('href') ?? '', (() => {
                const box = document.activeElement.getBoundingClientRect();
                return box.width > 1 && box.height > 1 && box.top >= 0 && box.left >= 0;
            })()]",
        );
        if path.ends_with("en/index.html") || path.ends_with("es/index.html") {
            assert!(target.starts_with('#') && seen, "{path}: {target}");
            let leads: bool = page.value(&format!("!!document.querySelector('{target}')?.closest('main')"));
            assert!(leads, "{path}: {target}");
            page.press("Enter");
            let lit: String = page.value("getComputedStyle(document.querySelector(':target')).backgroundColor");
            assert_eq!(lit, "rgba(0, 0, 0, 0)", "{path}: all that the key leads to is lit");
        }
    });
}

#[test]
fn text_from_right_to_left_begins_at_the_right() {
    let Some(mut page) = Reader::DESK.sit_down() else { return };
    let project = Project::three_languages().build();
    let server = Server::start(&project.site(), "/");
    page.open(&server.url("ar/harbour/index.html"));
    let (first_word, column): (f64, f64) = page.value(
        "(() => {
            const paragraph = document.querySelector('main .text p');
            const words = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
            const range = document.createRange();
            range.setStart(words.nextNode(), 0);
            range.setEnd(words.currentNode, 3);
            return [range.getBoundingClientRect().right, paragraph.getBoundingClientRect().right];
        })()",
    );
    assert!((first_word - column).abs() < 3.0, "the text begins at {first_word} px, its column at {column} px");
}
