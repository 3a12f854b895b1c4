//! Projects that a person would have, built by the real program into a folder of their own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::harness;

/// A project and, once it is built, its site. Both are gone when it is dropped.
pub(crate) struct Project(harness::Project);

impl Project {
    /// An empty project.
    pub(crate) fn new() -> Project {
        Project(harness::Project::new().folder("seeds"))
    }

    /// This repository's own project: the two reviews and everything that is said about them.
    pub(crate) fn reviews() -> Project {
        let project = Project::bare();
        let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
        for name in ["diglot.toml", "seeds/the-cranes-are-flying.toml"] {
            if let Ok(content) = fs::read(repository.join(name)) {
                project.write(name, content);
            }
        }
        project
    }

    /// The two reviews as bare text files with names that say nothing, and no configuration at all.
    pub(crate) fn bare() -> Project {
        let project = Project::new();
        for path in text_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds")) {
            project.copy(&path);
        }
        project
    }

    /// Two works in English and Spanish and one in English only, on a page per language.
    pub(crate) fn edition() -> Project {
        let project = Project::new();
        for name in ["harbour.en.txt", "harbour.es.txt", "bread.en.txt", "bread.es.txt", "letter.en.txt"] {
            project.copy(&works().join(name));
        }
        project
    }

    /// A work in English and Spanish whose paragraphs are a line each.
    pub(crate) fn dialogue() -> Project {
        let project = Project::new();
        for (name, lines) in [
            ("train.en.txt", ["The train", "Where to?", "Home, said Tom.", "When?", "At six.", "Alone?", "With Anna."]),
            (
                "train.es.txt",
                ["El tren", "¿Adónde?", "A casa, dijo Tom.", "¿Cuándo?", "A las seis.", "¿Solo?", "Con Anna."],
            ),
        ] {
            project.write(&format!("seeds/{name}"), lines.join("\n\n"));
        }
        project
    }

    /// A work in English and Spanish with paragraphs in a note, in a box that opens and in a division.
    pub(crate) fn nested() -> Project {
        let project = Project::new();
        for (name, text) in [
            (
                "mill.en.md",
                ["The mill stood by the river.", "Some say a baker did.", "Nobody asked him.", "The end came late."],
            ),
            (
                "mill.es.md",
                [
                    "El molino estaba junto al río.",
                    "Dicen que un panadero.",
                    "Nadie le preguntó.",
                    "El final llegó tarde.",
                ],
            ),
        ] {
            let [first, note, more, last] = text;
            let text = format!(
                "{first}[^n]\n\n[^n]: {note}\n\n    {more}\n\n<details><summary>{note}</summary>\n\n{more}\n\n</details>\n\n<div>{last}</div>\n"
            );
            project.write(&format!("seeds/{name}"), text);
        }
        project
    }

    /// A work in English and Spanish with all that Markdown has: a wide picture, a list that begins with five, a long line of
    /// code, a quotation, a table and what opens at a click.
    pub(crate) fn harbour_guide() -> Project {
        let project = Project::new();
        let guide = |[title, ships, wood, wine, quote, sort, tons, salt, more, shown]: [&str; 10]| {
            format!(
                "# {title}\n\n{ships}\n\n![{title}](/assets/harbour.svg)\n\n{ships}\n\n5. {wood}\n6. {wine}\n\n   {quote}\n\n\
                ```\nlet path = \"/{long}\";\n```\n\n> {quote}\n\n| {sort} | {tons} |\n|---|--:|\n| {salt} | 500 |\n\n\
                <details><summary>{more}</summary>\n\n{shown}\n\n</details>\n\n***\n\n{quote}\n",
                long = "harbour/".repeat(30)
            )
        };
        let english = [
            "The harbour",
            "Ships came here for 300 years.",
            "wood from Norway",
            "wine from Spain",
            "Nothing is as old as the sea.",
            "Goods",
            "Tons",
            "Salt",
            "More",
            "The quay was built in 1720.",
        ];
        let spanish = [
            "El puerto",
            "Los barcos llegaron aquí durante 300 años.",
            "madera de Noruega",
            "vino de España",
            "Nada es tan viejo como el mar.",
            "Mercancías",
            "Toneladas",
            "Sal",
            "Más",
            "El muelle se construyó en 1720.",
        ];
        project.write("seeds/harbour.en.md", guide(english));
        project.write("seeds/harbour.es.md", guide(spanish));
        fs::create_dir(project.path("assets")).expect("a folder for assets");
        let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1600\" height=\"400\"><rect width=\"1600\" height=\"400\"/></svg>";
        project.write("assets/harbour.svg", picture);
        project
    }

    /// The works of [`Project::edition`] on a page per language and work.
    pub(crate) fn pages() -> Project {
        let project = Project::edition();
        project.write("diglot.toml", "pages = \"work\"\n");
        project
    }

    /// The same works, one of them also in Arabic.
    pub(crate) fn three_languages() -> Project {
        let project = Project::edition();
        project.copy(&works().join("harbour.ar.txt"));
        project.write("diglot.toml", "pages = \"work\"\nlanguages = [\"en\", \"es\", \"ar\"]\n");
        project
    }

    /// Works of which so much is said that the index has several pages.
    pub(crate) fn long_index() -> Project {
        let project = Project::new();
        let summary = "Nothing happens, and it is told at length. ".repeat(1_400);
        for name in ["Anchors", "Bollards", "Capstans and other things that turn", "Derricks"] {
            for (tag, text) in [("en", "They stand on the quay."), ("es", "Están en el muelle.")] {
                let text = format!("+++\nsummary = \"{summary}\"\n+++\n# {name}\n\n{text}\n");
                project.write(&format!("seeds/{}.{tag}.md", &name[..4].to_lowercase()), text);
            }
        }
        let about =
            "{% if not work.html %}{% for time in range(end=12) %}<p>{{ work.summary }}</p>{% endfor %}{% endif %}";
        fs::create_dir(project.path("templates")).expect("a folder for templates");
        project.write("templates/about.html", about);
        project.write("diglot.toml", "pages = \"work\"\ntitle = \"Harbours\"\n");
        project
    }

    /// Builds the site.
    pub(crate) fn build(self) -> Project {
        self.run(&["build"])
    }

    /// Builds the site with the texts that are not ready.
    pub(crate) fn build_with_drafts(self) -> Project {
        self.run(&["build", "--drafts"])
    }

    /// Builds the site for the address `base_url`.
    pub(crate) fn build_for(self, base_url: &str) -> Project {
        self.run(&["build", "--base-url", base_url])
    }

    /// Builds the site for the address `base_url` from texts that are partly wrong: those are reported.
    pub(crate) fn build_of_what_is_right(self, base_url: &str) -> Project {
        let ran = self.0.run(&["build", "--base-url", base_url]);
        assert!(matches!(ran.output.status.code(), Some(0 | 1)), "{}", ran.stderr());
        Project(ran.then())
    }

    /// Returns the folder of the site. It exists once the site is built.
    pub(crate) fn site(&self) -> PathBuf {
        self.path("site")
    }

    /// Returns the address of `path` in the site on this machine's disk.
    pub(crate) fn file(&self, path: &str) -> String {
        format!("file://{}", self.site().join(path).display())
    }

    /// Returns every page of the site, such as `en/index.html`. The first page is the first: later, it would take a
    /// reader to the language they have seen last.
    pub(crate) fn html(&self) -> Vec<String> {
        let files = walkdir::WalkDir::new(self.site()).sort_by_file_name().into_iter();
        let paths = files.map(|entry| entry.expect("a readable site").into_path());
        let pages = paths.filter(|path| path.extension().is_some_and(|extension| extension == "html"));
        let path = |page: PathBuf| page.strip_prefix(self.site()).expect("a page of the site").display().to_string();
        let mut pages: Vec<String> = pages.map(path).collect();
        pages.sort_by_key(|page| page != "index.html");
        pages
    }

    /// Returns the pages that are made for readers: neither 404 nor chooser.
    pub(crate) fn texts(&self) -> Vec<String> {
        self.html().into_iter().filter(|page| !page.ends_with("404.html") && page != "index.html").collect()
    }

    /// Returns the command that previews the project on a free port.
    pub(crate) fn preview(&self) -> Command {
        self.preview_at(0)
    }

    /// Returns the command that previews the project at this port.
    pub(crate) fn preview_at(&self, port: u16) -> Command {
        self.0.command("", &["preview", "--json", "--port", &port.to_string()])
    }

    /// Returns where a file of the project is.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path(name)
    }

    fn run(self, arguments: &[&str]) -> Project {
        Project(self.0.run(arguments).ok().then())
    }

    fn copy(&self, path: &Path) {
        let name = path.file_name().expect("a file").to_string_lossy();
        let content = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        self.write(&format!("seeds/{name}"), content);
    }

    /// Writes a file of the project, which is never seen empty or in part.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let new = self.path(name).with_file_name(".new");
        fs::write(&new, content).expect("a place for the file");
        fs::rename(new, self.path(name)).expect("a place for the file");
    }
}

fn works() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/works")
}

/// Returns the text files of `folder` in the order of their names.
pub(crate) fn text_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder of texts").flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    files
}
