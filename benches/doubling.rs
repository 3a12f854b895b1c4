//! Prints what twice the input costs, for inputs that are known to make implementations of CommonMark, HTML and plain text
//! slow: `cargo bench --bench doubling [-- WORDS OF A NAME]`.
//!
//! Each is built at three sizes, as a text and its translation with all steps from reading to facing pages, `check` and what
//! `--json` says. The translation is the same text, unless it is the difference of the two that may be slow. One that takes
//! much more than twice as long at twice the size is marked. The time is that of the processor, in one thread, the least of
//! several runs.
#![expect(clippy::print_stdout, reason = "a bench is run to be read")]

use std::fs;
use std::path::Path;

use diglot::check::check;
use diglot::ground::diagnostic::Diagnostic;
use diglot::pipeline::{Project, build};

/// Bytes of the inputs.
const SIZES: [usize; 3] = [100_000, 200_000, 400_000];
const RUNS: usize = 2;
/// Each run is repeated until it has taken so many milliseconds: the system counts in steps of up to four.
const ENOUGH: f64 = 60.0;
/// A growth above this is marked. A linear step has 2, a quadratic one 4; memory that no longer fits into the processor's
/// caches adds to the former.
const BOUND: f64 = 2.8;

/// How a text of about so many bytes is made.
enum Shape {
    /// A piece again and again.
    Many(&'static str),
    /// The first again and again, the second once, the third again and again.
    Nested(&'static str, &'static str, &'static str),
    Made(fn(usize) -> String),
    /// The text, and its translation.
    Unlike(fn(usize) -> [String; 2]),
}

use Shape::{Made, Many, Nested, Unlike};

/// The pathological cases of cmark, commonmark.js and pulldown-cmark, and our own.
const MARKDOWN: &[(&str, Shape)] = &[
    ("an honest text", Many("The *ferry* left [at](x) seven. Nobody `on` the quay waved.\n\n")),
    ("nested strong emphasis", Nested("*a **a ", "b", " a** a*")),
    ("emphasis that only opens", Many("_a ")),
    ("emphasis that only closes", Many("a_ ")),
    ("emphasis that is crossed", Many("*a_ ")),
    ("emphasis in multiples of three", Nested("a**b", "", "c* ")),
    ("runs of asterisks", Made(|bytes| runs("*", "a ", bytes))),
    ("asterisks", Many("*")),
    ("asterisks and underscores", Many("*_")),
    ("struck out that only opens", Many("~~a ")),
    ("brackets that only open", Many("[a")),
    ("brackets that only close", Many("a]")),
    ("nested brackets", Nested("[", "a", "]")),
    ("nested links", Nested("[", "a", "](b)")),
    ("brackets and emphasis", Many("[ a_")),
    ("brackets and parentheses", Many("[ (](")),
    ("pictures in brackets", Many("![[]()")),
    ("pictures that only open", Many("![")),
    ("nested pictures", Nested("![", "a", "](b)")),
    ("links that do not end", Many("[a](b")),
    ("dead links", Many("[a](gone.md)\n")),
    ("links in angles that do not end", Many("[a](<b")),
    ("titles that do not end", Many("[a](b \"")),
    ("nested parentheses", Nested("[a](", "b", ")")),
    ("deep parentheses", Made(|bytes| format!("[a]({}b{})", "(".repeat(bytes / 2), ")".repeat(bytes / 2)))),
    ("backslashes", Many("\\")),
    ("quotations", Made(|bytes| lines(bytes, 100, |_| format!("{}a\n", "> ".repeat(50))))),
    ("one deep quotation", Many("> ")),
    ("deep quotations", Made(|bytes| steps(bytes, ">"))),
    ("deep lists", Made(|bytes| steps(bytes, "  "))),
    ("nested lists", Many("- ")),
    ("nested lists and empty lines", Nested("- ", "x", "\n")),
    ("nested numbers", Many("1. ")),
    ("lists of other marks", Many("- a\n\n* b\n\n+ c\n\n")),
    ("quotations in lists", Many("> - ")),
    ("a list", Many("- a\n")),
    ("a loose list", Many("- a\n\n\n")),
    ("runs of backticks", Made(|bytes| runs("`", "e", bytes))),
    ("backticks", Many("`")),
    ("backticks that do not end", Many("`a``b")),
    ("fences", Many("```\na\n")),
    ("fences in quotations", Many("> ```\n")),
    ("definitions", Made(|bytes| lines(bytes, 20, |number| format!("[a{number}]: /url{number}\n")))),
    (
        "definitions that are used",
        Made(|bytes| {
            lines(bytes / 2, 20, |number| format!("[a{number}]: /url{number}\n"))
                + "\n"
                + &lines(bytes / 2, 10, |number| format!("[a{number}] "))
        }),
    ),
    (
        "one definition, used often",
        Made(|bytes| format!("[a]: {}\n\n{}", "u".repeat(bytes / 2), "[a]\n".repeat(bytes / 8))),
    ),
    ("definitions of one name", Many("[a]: b\n")),
    ("definitions that do not end", Many("[a]: <b\n")),
    ("names of definitions without end", Many("[a\n")),
    ("references that are none", Made(|bytes| lines(bytes, 10, |number| format!("[x{number}][y{number}]")))),
    ("footnotes", Made(|bytes| lines(bytes, 24, |number| format!("a[^{number}]\n\n[^{number}]: note\n\n")))),
    ("one footnote, used often", Made(|bytes| format!("{}\n\n[^1]: note\n", "a[^1] ".repeat(bytes / 6)))),
    ("footnotes that only open", Many("[^")),
    (
        "footnotes in footnotes",
        Made(|bytes| lines(bytes, 20, |number| format!("[^{number}]: a[^{}]\n\n", number + 1)) + "a[^0]"),
    ),
    ("comments that do not end", Many("<!--")),
    ("comments in a line", Many("a <!-- ")),
    ("closing and comments", Made(|bytes| "</".to_owned() + &"<!--".repeat(bytes / 4))),
    ("comments", Many("<!-- a -->")),
    ("declarations", Many("<!A ")),
    ("declarations in a line", Many("a <!A ")),
    ("instructions", Many("<?")),
    ("instructions in a line", Many("a <?a ")),
    ("sections of characters", Many("a <![CDATA[")),
    ("tags that do not end", Many("<a ")),
    ("attributes that do not end", Many("<a b='")),
    ("addresses that do not end", Many("<a:")),
    ("addresses in angles", Many("<https://a.b/> ")),
    ("bare addresses", Many("https://a.b/c ")),
    ("entities", Many("&amp;")),
    ("entities with marks of sentences", Many("&amp; A. ")),
    ("ampersands", Many("&")),
    ("numeric entities", Many("&#65;")),
    ("entities that do not end", Many("&#x")),
    ("a wide table", Made(|bytes| wide(bytes, 1))),
    ("a table with short rows", Made(|bytes| wide(bytes / 2, bytes / 4))),
    ("a long table", Made(|bytes| format!("|a|b|\n|-|-|\n{}", "|c|d|\n".repeat(bytes / 6)))),
    ("tables", Many("|a|b|\n|-|-|\n|c|d|\n\n")),
    ("pipes", Many("|")),
    ("rows of pipes", Many("|-\n")),
    ("headings of one name", Many("# a\n\n")),
    ("headings underlined", Many("a\n===\n\n")),
    ("attributes of headings", Many("# a {#b .c}\n\n")),
    ("attributes that only open", Made(|bytes| "# ".to_owned() + &"{#a ".repeat(bytes / 4))),
    ("rules", Many("---\n\n")),
    ("hard breaks", Many("a\\\n")),
    ("soft breaks", Many("a\n")),
    ("tabs", Many("\t")),
    ("spaces", Many(" ")),
    ("empty lines", Many("\n")),
    ("zeros of Unicode", Many("\u{fffd}")),
    ("nothing of width", Many("\u{200b}")),
    ("accents", Many("\u{301}")),
    ("nested elements", Many("<div>")),
    ("nested elements that end", Nested("<div>", "a", "</div>")),
    ("elements in a line", Many("a <b>")),
    ("elements and text", Many("<b>a</b> A. ")),
];

const HTML: &[(&str, Shape)] = &[
    ("an honest text", Many("<p>The <em>ferry</em> left at seven. Nobody waved.</p>\n")),
    ("elements that do not end", Many("<div>")),
    ("elements that end", Nested("<div>", "a", "</div>")),
    ("ends alone", Many("</div>")),
    ("ends of paragraphs", Many("</p>")),
    ("breaks", Many("<br>")),
    ("formatting that does not end", Many("<b>a")),
    ("formatting over paragraphs", Many("<b><p>")),
    ("formatting that is crossed", Many("<b><i>a</b>b</i>")),
    ("formatting crossed over blocks", Many("<a><div></a>")),
    ("many kinds of formatting", Many("<b><i><u><s><em><strong><small><code>")),
    ("paragraphs", Many("<p>a")),
    ("list items", Many("<li>a")),
    ("nested lists", Many("<ul><li>")),
    ("tables", Many("<table>")),
    ("text in tables", Many("<table>a")),
    ("cells", Many("<td>a")),
    ("rows", Many("<table><tr><td>")),
    ("what leaves a table", Made(|bytes| "<table>".to_owned() + &"<b>a".repeat(bytes / 4))),
    ("selections", Many("<select><option>")),
    ("templates", Many("<template>")),
    ("drawings", Many("<svg><g>")),
    ("formulas", Many("<math><mi>")),
    ("scripts", Many("<script>a</script>")),
    ("styles that do not end", Many("<style>")),
    ("titles", Many("<title>")),
    ("plain text", Many("<plaintext>")),
    ("attributes", Made(|bytes| format!("<p{}>a</p>", " a=b".repeat(bytes / 4)))),
    ("attributes of many", Many("<p class=a id=b lang=en>a</p>")),
    ("one long attribute", Made(|bytes| format!("<a href=\"{}\">a</a>", "b".repeat(bytes)))),
    ("entities", Many("&amp;")),
    ("entities and sentences", Many("&amp; A. ")),
    ("entities in attributes", Many("<a href=\"?&amp;&amp;\">a</a>")),
    ("comments", Many("<!-- a -->")),
    ("comments that do not end", Many("<!--")),
    ("roots in text", Many("=\"/ ")),
    ("angles", Many("<")),
    ("angles of both kinds", Many("<>")),
    ("quotes in tags", Many("<a b=\"")),
    ("forms", Many("<form>")),
    ("frames", Many("<iframe>")),
    ("headings", Many("<h1>a</h1>")),
    ("links", Many("<a href=x>a</a> ")),
    ("pictures", Many("<img src=x alt=a>")),
    ("preformatted", Many("<pre>a\n</pre>")),
    ("notes", Many("<sup class=footnote-reference><a href=#1>1</a></sup>")),
];

const PLAIN: &[(&str, Shape)] = &[
    ("an honest text", Many("The ferry left at seven. Nobody on the quay waved.\n\n")),
    ("one word", Many("a")),
    ("words without an end", Many("a b ")),
    ("stops", Many(".")),
    ("stops and spaces", Many(". ")),
    ("abbreviations", Many("Mr. ")),
    ("initials", Many("A. ")),
    ("Roman numerals", Many("I. V. ")),
    ("numbers", Many("1. ")),
    ("numbers of lists", Many("1.\n")),
    ("a number", Many("1")),
    ("groups of digits", Many("1,000 ")),
    ("numbers without partner", Unlike(|bytes| [row(bytes, 10_001, ""), row(bytes, 20_000_001, "")])),
    ("lengths without partner", Unlike(|bytes| [row(bytes, 10_001, "km "), row(bytes, 20_000_001, "miles ")])),
    ("labels without partner", Unlike(|bytes| [labels(bytes, 'A'), labels(bytes, 'B')])),
    ("names without partner", Unlike(|bytes| [names(bytes, "b"), names(bytes, "k")])),
    ("inches", Many("1\"")),
    ("quotation marks", Many("\"")),
    ("quotation marks that open", Many("“a. ")),
    ("quotation marks that close", Many("a.” ")),
    ("parentheses", Many("(")),
    ("nested parentheses", Nested("(", "a.", ")")),
    ("questions", Many("?! ")),
    ("dashes", Many("— ")),
    ("hyphens", Many("-")),
    ("ellipses", Many("… ")),
    ("lines", Many("a.\n")),
    ("paragraphs", Many("a.\n\n")),
    ("spaces", Many(" ")),
    ("lines of spaces", Many(" \n")),
    ("bullets", Many("- a\n")),
    ("addresses", Many("www.a.b/c?d=e. ")),
    ("capitals", Many("A ")),
    ("Japanese", Many("船は出た。")),
    ("Thai", Many("เรือข้ามฟากออกตอนเจ็ดโมงเช้า")),
    ("Arabic", Many("غادرت العبّارة. ")),
    ("flags", Many("🇪🇸")),
    ("families", Many("👩\u{200d}")),
    ("accents", Many("\u{301}")),
    ("turns of direction", Many("\u{202e}")),
    ("nothing of width", Many("\u{200b}")),
    ("markup", Many("<br />")),
    ("entities", Many("&amp; ")),
];

fn runs(mark: &str, between: &str, bytes: usize) -> String {
    let mut text = String::new();
    for length in 1.. {
        text += between;
        text += &mark.repeat(length);
        if text.len() >= bytes {
            break;
        }
    }
    text
}

fn lines(bytes: usize, length: usize, line: impl Fn(usize) -> String) -> String {
    (0..bytes / length).map(line).collect()
}

/// One sentence of numbers that all differ, with a word behind each.
fn row(bytes: usize, first: usize, word: &str) -> String {
    let length = first.to_string().len() + 1 + word.len();
    (0..bytes / length).map(|at| format!("{} {word}", first + 7 * at)).collect()
}

/// One sentence of labels that all differ.
fn labels(bytes: usize, letter: char) -> String {
    (0..bytes / 8).map(|number| format!("{letter}{} ", 100_000 + number)).collect()
}

/// One sentence of names that all differ.
fn names(bytes: usize, end: &str) -> String {
    let letter = |number: usize, place: u32| char::from(b'a' + (number / 26_usize.pow(place) % 26) as u8);
    let name = |number: usize| format!("B{}{end} ", (0..4).map(|place| letter(number, place)).collect::<String>());
    "They are ".to_owned() + &(0..bytes / 7).map(name).collect::<String>()
}

/// Lines, each of which begins one step deeper.
fn steps(bytes: usize, step: &str) -> String {
    let mut text = String::new();
    for depth in 0.. {
        text += &format!("{}* a\n", step.repeat(depth));
        if text.len() >= bytes {
            return text;
        }
    }
    text
}

/// A table of so many bytes of columns, and so many bytes of rows.
fn wide(columns: usize, rows: usize) -> String {
    let columns = columns / 4;
    format!("{}|\n{}|\n{}", "|a".repeat(columns), "|-".repeat(columns), "|b\n".repeat(rows / 3))
}

impl Shape {
    /// Returns the text and its translation.
    fn texts(&self, bytes: usize) -> [String; 2] {
        let text = match self {
            Many(piece) => piece.repeat(bytes / piece.len()),
            Nested(before, middle, after) => {
                let count = bytes / (before.len() + after.len());
                [&before.repeat(count), *middle, &after.repeat(count)].concat()
            }
            Made(make) => make(bytes),
            Unlike(make) => return make(bytes),
        };
        [text.clone(), text]
    }
}

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let asked = asked.join(" ");
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build().expect("a thread");
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("seeds")).expect("a folder");
    println!("{:<42} {:>9} {:>9} {:>9} {:>9}", "", "100 kB", "200 kB", "400 kB", "growth");
    let (mut tried, mut marked) = (0, 0);
    for (format, cases) in [("md", MARKDOWN), ("html", HTML), ("txt", PLAIN)] {
        for (name, shape) in cases {
            let name = format!("{format}: {name}");
            if !name.contains(&asked) {
                continue;
            }
            let times = SIZES.map(|bytes| pool.install(|| measure(folder.path(), format, &shape.texts(bytes))));
            let growth = (times[2] / times[0]).sqrt();
            let mark = if growth > BOUND { "  <--" } else { "" };
            let [small, middle, large] = times;
            println!("{name:<42} {small:6.0} ms {middle:6.0} ms {large:6.0} ms {growth:9.2}{mark}");
            tried += 1;
            marked += usize::from(growth > BOUND);
        }
    }
    println!("{tried} inputs, {marked} of them marked");
}

/// Returns the least milliseconds of the processor that a build of these texts takes.
fn measure(folder: &Path, format: &str, texts: &[String; 2]) -> f64 {
    let files = ["en", "es"].map(|tag| folder.join(format!("seeds/a.{tag}.{format}")));
    files.iter().zip(texts).for_each(|(file, text)| fs::write(file, text).expect("a file"));
    let run = || {
        let (before, mut count) = (processor(), 0.0);
        while count == 0.0 || processor() - before < ENOUGH {
            let built = build(&Project::new(folder)).expect("a project");
            drop(std::hint::black_box(check(&built.made.library, None, &[])));
            drop(std::hint::black_box(Diagnostic::to_json(&built.made.diagnostics)));
            count += 1.0;
        }
        (processor() - before) / count
    };
    let least = (0..RUNS).map(|_| run()).fold(f64::INFINITY, f64::min);
    files.iter().for_each(|file| fs::remove_file(file).expect("own file"));
    least
}

/// Returns the milliseconds that this thread has had the processor.
fn processor() -> f64 {
    let told = fs::read_to_string("/proc/thread-self/schedstat").expect("a system that says it, as Linux does");
    let nanoseconds = told.split(' ').next().and_then(|number| number.parse::<f64>().ok());
    nanoseconds.expect("a number") / 1e6
}
