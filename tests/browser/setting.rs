//! How texts are set: headings, notes, verse, code, and all of it on paper.

use crate::page::{Page, Reader};
use crate::site::Project;

/// Opens the page of an English text.
fn open(text: &str, reader: Reader) -> Option<(Project, Page)> {
    let mut page = reader.sit_down()?;
    let project = Project::new();
    project.write("seeds/text.en.md", text);
    let project = project.build();
    page.open(&project.file("en/index.html"));
    Some((project, page))
}

#[test]
fn each_level_of_headings_is_seen_and_none_looks_like_text() {
    let headings: String = (2..=6).map(|level| format!("{} Wood\n\nIt floats.\n\n", "#".repeat(level))).collect();
    let Some((_project, mut page)) = open(&format!("# The harbour\n\n{headings}"), Reader::DESK) else { return };
    let styles: Vec<(f64, f64, String)> = page.value(
        "['h1', 'h2', 'h3', 'h4', 'h5', 'h6', '.text p'].map(name => getComputedStyle(document.querySelector(name)))
            .map(style => [parseFloat(style.fontSize), parseFloat(style.fontWeight), style.color])",
    );
    let (text, headings) = styles.split_last().expect("the text");
    assert!(headings.is_sorted_by(|above, below| above.0 >= below.0 && above != below), "{headings:?}");
    assert!(headings.iter().all(|(size, weight, _)| *size > text.0 || *weight >= 600.0), "{styles:?}");
    let nearer: Vec<bool> = page.value(
        "[...document.querySelectorAll('.text :is(h2, h3, h4, h5, h6)')].slice(1).map(heading =>
            heading.nextElementSibling.getBoundingClientRect().top - heading.getBoundingClientRect().bottom
                < heading.getBoundingClientRect().top - heading.previousElementSibling.getBoundingClientRect().bottom)",
    );
    assert_eq!(nearer, [true; 4], "a heading stands nearer to what it is above");
}

#[test]
fn a_line_with_a_note_is_no_taller_and_notes_stand_apart_from_the_text() {
    let text =
        "The quay is old.[^1] The ships are not.[^2]\n\nThe water is older.\n\n[^1]: Of 1720.\n\n[^2]: Of 1957.\n";
    let Some((_project, mut page)) = open(text, Reader::DESK) else { return };
    let heights: Vec<f64> =
        page.value("[...document.querySelectorAll('.text > p')].map(line => line.getBoundingClientRect().height)");
    assert!(heights.len() == 2 && heights[0] == heights[1], "{heights:?}");
    let rules: Vec<String> = page.value(
        "[...document.querySelectorAll('.footnote-definition')].map(note => getComputedStyle(note).borderTopStyle)",
    );
    assert_eq!(rules, ["solid", "none"]);
}

#[test]
fn a_verse_that_turns_over_is_not_taken_for_two() {
    let long = "and I forget nothing of all that the sea has taken from us since, neither the salt nor the wound";
    let Some((_project, mut page)) = open(&format!("The waves return,\\\n{long},\\\nmother.\n"), Reader::PHONE) else {
        return;
    };
    let starts: Vec<Vec<f64>> = page.value(
        "(() => {
            const lines = [[]], words = document.createTreeWalker(document.querySelector('.text p'));
            while (words.nextNode()) {
                const range = new Range();
                range.selectNode(words.currentNode);
                if (words.currentNode.nodeName == 'BR') lines.push([]);
                if (words.currentNode.nodeType == Node.TEXT_NODE && words.currentNode.data.trim())
                    lines.at(-1).push(...[...range.getClientRects()].map(box => Math.round(box.left)));
            }
            return lines;
        })()",
    );
    let [first, turned, last] = starts.as_slice() else { panic!("{starts:?}") };
    assert!(first.len() == 1 && first == last, "{starts:?}");
    let [start, others @ ..] = turned.as_slice() else { panic!("{starts:?}") };
    assert!(*start == first[0] && !others.is_empty() && others.iter().all(|other| other > start), "{starts:?}");
}

#[test]
fn on_paper_no_word_of_code_and_tables_is_cut() {
    let row = |cell: &str| format!("| {} |\n", [cell; 9].join(" | "));
    let table = row("Tons") + &row("--") + &row("`--with-all-that-was-loaded`");
    let text = format!("The list:\n\n```\n{}\n{}\n```\n\n{table}", "let tons = 500; ".repeat(20), "x".repeat(200));
    // The width of a page between its edges.
    let Some((_project, mut page)) = open(&text, Reader { width: 700, ..Reader::DESK }) else { return };
    page.print();
    let widths: Vec<(f64, f64)> = page.value(
        "[document.documentElement, ...document.querySelectorAll('pre, table')].map(it => [it.scrollWidth, it.clientWidth])",
    );
    assert_eq!(widths.len(), 3);
    assert!(widths.iter().all(|(needed, there)| needed <= there), "{widths:?}");
}
