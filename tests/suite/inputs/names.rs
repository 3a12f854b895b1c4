//! Names of files and folders that other programs stumble over.

use std::fs;
use std::path::Path;

use super::{Case, check};

const TEXT: &str = "The ferry left at seven in the morning, and nobody on the quay waved.";

fn named(name: &str) -> Case {
    Case::file(name, &format!("seeds/{name}"), TEXT).shows("nobody on the quay waved")
}

/// Files with these names and a text of its own each.
fn together(name: &'static str, names: &'static [&'static str]) -> Case {
    Case::new(name, move |project: &Path| {
        for (number, name) in names.iter().enumerate() {
            let file = project.join("seeds").join(name);
            fs::create_dir_all(file.parent().expect("a folder")).expect("a new folder");
            fs::write(file, format!("{TEXT} This is letter {number} of many.")).expect("a file of the test");
        }
    })
}

pub(super) fn cases() -> Vec<Case> {
    let mut cases = vec![
        named("🕊️ 👩‍💻.txt"),
        named("100%.txt"),
        named("%2e%2e%2fetc.txt"),
        named("a?b#c.txt"),
        named("it's \"quoted\" `so`.txt"),
        named("<b>&amp;.txt"),
        named("</title><script>alert(1)<.txt"),
        named("a b  c .txt"),
        named(" leading.txt"),
        named("--help.txt"),
        named("*.txt"),
        named("$(id);`id`|id&.txt"),
        named("a\\b.txt"),
        named("C:letter.txt"),
        named("con.txt"),
        named("NUL.en.txt"),
        named("aux/com1.txt"),
        named("lpt1/prn.md"),
        named("index.txt"),
        named("404.txt"),
        named("feed.xml.txt"),
        named("sitemap.txt"),
        named("assets/en/index.txt"),
        named("مرحبا.txt"),
        named("日本語.txt"),
        named("ﬁn.txt"),
        named("İstanbul.txt"),
        named("a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s/t/u/v/w/x/y/z.txt"),
        Case::file("a name of 255 bytes", &format!("seeds/{}.txt", "x".repeat(251)), TEXT).shows("on the quay waved"),
        Case::file("a name of 255 bytes in Cyrillic", &format!("seeds/{}.txt", "ж".repeat(125)), TEXT)
            .shows("on the quay waved"),
        Case::file("a newline", "seeds/a\nb.txt", TEXT).wrong("this name holds control characters"),
        Case::file("an escape", "seeds/\u{1b}[2J.txt", TEXT).wrong("this name holds control characters"),
        Case::file("a tab in a folder", "seeds/a\tb/c.txt", TEXT).wrong("this name holds control characters"),
        Case::file("a turned name", "seeds/a\u{202e}txt.exe.txt", TEXT).wrong("this name holds control characters"),
        Case::file("a name that hides", "seeds/a\u{200b}b.txt", TEXT).shows("on the quay waved"),
        together("twins by Unicode form", &["año.txt", "an\u{303}o.txt"]).wrong("has the same name"),
        together("twins by case", &["Letter.txt", "letter.txt"]).wrong("has the same name"),
        together("twins by ending", &["a.txt", "a.md", "a.html"]).wrong("has the same name").shows("letter 2"),
        together("twins of one language", &["a.en.txt", "a.en.md"]).wrong("has the same name"),
        together("endings in capitals", &["A.TXT", "B.Md", "C.HTML"]).shows("letter 2"),
        together("a folder like a file", &["a.txt/a.txt"]).shows("letter 0"),
        together("hidden files", &[".a.txt", "..b.txt", "...md", ".git/a.txt"]).hides("letter 0"),
        together("what editors leave", &["a.txt~", ".a.txt.swp", "#a.txt#", "a.txt.bak"]).hides("letter 0"),
        together("neither text nor facts", &["a.pdf", "README", "b.docx"]).tells("are neither texts nor work files"),
        Case::new("an asset whose name is too long with a fingerprint", |project: &Path| {
            let name = format!("{}.css", "x".repeat(248));
            let template = format!("{{{{ asset(name=\"{name}\") }}}}");
            for (file, content) in [(format!("assets/{name}"), "p{}"), ("templates/about.html".to_owned(), &*template)]
            {
                fs::create_dir_all(project.join(&file).parent().expect("a folder")).expect("a new folder");
                fs::write(project.join(&file), content).expect("a file of the test");
            }
        })
        .fails("shorten its name"),
        together("languages nobody speaks", &["a.xx.txt", "a.zz-ZZ.txt"]).shows("letter 0"),
        together("a language that is none", &["a.not_a_tag.txt"]).shows("letter 0"),
    ];
    #[cfg(target_os = "linux")]
    cases.push(
        Case::new("a name that is not UTF-8", |project: &Path| {
            use std::os::unix::ffi::OsStrExt as _;
            let name = std::ffi::OsStr::from_bytes(b"seeds/ni\xf1o.txt");
            fs::write(project.join(name), TEXT).expect("a file of the test");
        })
        .wrong("this name is not UTF-8"),
    );
    cases
}

#[test]
fn names_are_taken_as_they_are_or_refused() {
    check(cases());
}
