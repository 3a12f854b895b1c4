//! Prints how long it takes from the write of a file to the changed page in Chromium: `cargo bench --bench preview`.
//!
//! The project has as many works as are named (`cargo bench --bench preview -- 1 1000`; 1, 1,000 and 10,000 where none are),
//! with a page, indexes and feeds in two languages; `unaligned` leaves out the alignment of sentences. Each edit replaces a sentence in the middle of a text. The clock starts
//! before the file is written, and stops when the page in the browser says that its text has changed.
#![expect(clippy::print_stdout, reason = "a bench is run to be read")]

#[path = "../tests/browser/chromium.rs"]
mod chromium;
#[path = "../tests/browser/connection.rs"]
mod connection;
#[expect(dead_code, reason = "the tests in a browser need more of it")]
#[path = "../tests/browser/page.rs"]
mod page;
#[expect(dead_code, reason = "the tests of the preview need more of it")]
#[path = "../tests/suite/previewed.rs"]
mod previewed;
#[expect(dead_code, reason = "other benches need more kinds of workload")]
mod workload;

use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime};

use page::{Page, Reader};
use previewed::Preview;
use workload::Names;

/// How many edits are timed.
const EDITS: usize = 21;
/// How many edits come before, while everything is still new to the machine.
const FIRST: usize = 3;
/// How long to leave the preview alone between two edits, so that none is hindered by the findings of another.
const PAUSE: Duration = Duration::from_millis(400);
/// The work that is edited.
const WORK: &str = "account-0";

fn main() {
    let asked: Vec<usize> = std::env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let align = !std::env::args().any(|argument| argument == "unaligned");
    let sizes = if asked.is_empty() { vec![1, 1_000, 10_000] } else { asked };
    println!("{:>7}  {:>7} {:>7} {:>7}", "works", "median", "least", "most");
    for works in sizes {
        let Some(mut times) = measure(works, align) else { return };
        times.sort_by(f64::total_cmp);
        let [median, least, most] = [times[times.len() / 2], times[0], times[times.len() - 1]];
        println!("{works:>7}  {:>4.0} ms {:>4.0} ms {:>4.0} ms", median * 1e3, least * 1e3, most * 1e3);
    }
}

/// Returns the seconds of each edit; none where there is no browser.
fn measure(works: usize, align: bool) -> Option<Vec<f64>> {
    let project = tempfile::tempdir().expect("a folder");
    workload::write(project.path(), works, Names::Telling, align).expect("a project");
    let mut command = Command::new(env!("CARGO_BIN_EXE_diglot"));
    command.args(["preview", "--json", "--port", "0"]).current_dir(project.path());
    let preview = Preview::start(command);
    let mut page = Reader::DESK.sit_down()?;
    page.open(&address(&preview));
    let times = (0..FIRST + EDITS).map(|number| edit(project.path(), &mut page, number));
    Some(times.skip(FIRST).collect())
}

/// Returns the address of the work's page, which its index names.
fn address(preview: &Preview) -> String {
    let index = preview.get("/en/").text();
    let link = index.split("<h2><a href=\"").skip(1).find(|link| link.contains(": 0</a>")).expect("the work is listed");
    format!("http://localhost:{}/en/{}", preview.port, link.split('"').next().expect("an address"))
}

/// Replaces a sentence and returns the seconds until it is on the page.
fn edit(project: &Path, page: &mut Page, number: usize) -> f64 {
    std::thread::sleep(PAUSE);
    let file = project.join(format!("seeds/{WORK}.en.md"));
    let text = std::fs::read_to_string(&file).expect("a text");
    let middle = text.len() / 2;
    let start = middle + text[middle..].find(". ").expect("a sentence") + 2;
    let end = start + text[start..].find(". ").expect("a sentence") + 1;
    let sentence = format!("This is edit number {number} of them all.");
    let edited = [&text[..start], &sentence, &text[end..]].concat();
    page.value::<bool>(&format!(
        "window.changed = new Promise(changed => new MutationObserver(() => {{
            if (document.body.textContent.includes({sentence:?})) changed(performance.timeOrigin + performance.now());
        }}).observe(document, {{ childList: true, subtree: true, characterData: true }})), true"
    ));
    let before = SystemTime::now();
    std::fs::write(&file, edited).expect("a place for the text");
    let after: f64 = page.value("window.changed");
    let before = before.duration_since(SystemTime::UNIX_EPOCH).expect("a time after 1970");
    after / 1e3 - before.as_secs_f64()
}
