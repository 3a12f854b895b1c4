use std::fs;

use super::*;

/// Makes a folder with these files; a name that ends in `/` is a folder, and one with ` -> ` a link.
fn folder(files: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for file in files {
        let (name, target) = file.split_once(" -> ").unwrap_or((file, ""));
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        match (name.ends_with('/'), target) {
            (true, _) => fs::create_dir_all(&path).expect("a folder"),
            (false, "") => fs::write(&path, "text").expect("a file"),
            (false, target) => link(target, &path),
        }
    }
    folder
}

#[cfg(unix)]
fn link(target: &str, path: &Path) {
    std::os::unix::fs::symlink(target, path).expect("a link");
}

#[cfg(not(unix))]
fn link(_: &str, _: &Path) {}

/// Lists what is found in `seeds` below a folder with these files: the names, and the diagnostics, one a line.
fn check(files: &[&str], names: &[&str], diagnostics: &[&str]) {
    let folder = folder(files);
    let Listing { found, diagnostics: faults, .. } = walk(&folder.path().join("seeds"), "seeds/").expect("a folder");
    let found: Vec<_> = found.iter().map(|found| found.name.as_str()).collect();
    assert_eq!(found, names, "in {files:?}");
    let shown = |diagnostic: &Diagnostic| match &diagnostic.place {
        Some(place) => format!("{}: {}", place.path, diagnostic.message),
        None => diagnostic.message.clone(),
    };
    assert_eq!(faults.iter().map(shown).collect::<Vec<_>>(), diagnostics, "in {files:?}");
}

#[test]
fn texts_and_work_files_are_found_in_order() {
    check(
        &["seeds/b.TXT", "seeds/a/z.md", "seeds/a.html", "seeds/a/b/c.markdown", "seeds/x.toml", "seeds/ñ.htm"],
        &["a.html", "a/b/c.markdown", "a/z.md", "b.TXT", "x.toml", "ñ.htm"],
        &[],
    );
    let folder = folder(&["seeds/es/a.MD"]);
    let found = walk(&folder.path().join("seeds"), "seeds").expect("a folder").found;
    assert_eq!((found[0].path.as_str(), found[0].kind), ("seeds/es/a.MD", Kind::Text(Format::Markdown)));
    let found = walk(&folder.path().join("seeds"), ".").expect("a folder").found;
    assert_eq!(found[0].path, "es/a.MD");
}

#[test]
fn what_nobody_wrote_is_passed_over() {
    check(
        &[
            "seeds/.hidden.txt",
            "seeds/.git/a.txt",
            "seeds/a.txt~",
            "seeds/a.txt.bak",
            "seeds/.a.txt.swp",
            "seeds/a.txt.orig",
            "seeds/#a.txt#",
            "seeds/.#a.txt -> somebody@somewhere.1234",
            "seeds/~$a.docx",
            "seeds/other.lock",
            "seeds/.DS_Store",
            "seeds/Thumbs.db",
            "seeds/old~/a.txt",
            "seeds/a.txt",
        ],
        &["a.txt"],
        &[],
    );
}

#[cfg(target_os = "linux")]
#[test]
fn two_files_with_one_name_are_one() {
    check(
        &["seeds/en/a\u{F1}o.txt", "seeds/en/an\u{303}o.txt", "seeds/es/an\u{303}o.txt"],
        &["en/a\u{F1}o.txt", "es/a\u{F1}o.txt"],
        &[
            "seeds/en/a\u{F1}o.txt: another file has the same name, with its accents written in another way: one of the two is left out",
        ],
    );
}

#[test]
fn unknown_files_are_one_note() {
    check(&["seeds/a.pdf"], &[], &["seeds/a.pdf is neither a text nor a work file, and is left out"]);
    check(
        &["seeds/README", "seeds/es/a.odt", "seeds/a.txt"],
        &["a.txt"],
        &["2 files are neither texts nor work files, and are left out: seeds/README, seeds/es/a.odt"],
    );
    let many: Vec<String> = (10..30).map(|at| format!("seeds/{at}.jpg")).collect();
    check(
        &many.iter().map(String::as_str).collect::<Vec<_>>(),
        &[],
        &["20 files are neither texts nor work files, and are left out: \
           seeds/10.jpg, seeds/11.jpg, seeds/12.jpg, seeds/13.jpg, seeds/14.jpg and 15 more"],
    );
}

// The reasons in the system's words are those of Linux.
#[cfg(target_os = "linux")]
#[test]
fn links_are_followed_inside_the_folder_only() {
    check(
        &["seeds/.store/x.txt", "seeds/es/a.txt -> ../.store/x.txt", "seeds/en -> .store"],
        &["en/x.txt", "es/a.txt"],
        &[],
    );
    check(
        &["secret.txt", "secrets/b.txt", "seeds/a.txt", "seeds/b.txt -> ../secret.txt", "seeds/c -> ../secrets"],
        &["a.txt"],
        &[
            "seeds/b.txt: this link leads out of seeds; it is not followed",
            "seeds/c: this link leads out of seeds; it is not followed",
        ],
    );
    check(
        &["seeds/a.txt", "seeds/b.txt -> nowhere.txt", "seeds/c -> c", "seeds/d/e -> ..", "seeds/f -> ."],
        &["a.txt"],
        &[
            "seeds/b.txt: this link cannot be followed: No such file or directory (os error 2)",
            "seeds/c: this link cannot be followed: Too many levels of symbolic links (os error 40)",
            "seeds/d/e: this link leads back to seeds; it is not followed",
            "seeds/f: this link leads back to seeds; it is not followed",
        ],
    );
}

#[cfg(unix)]
#[test]
fn links_to_one_folder_do_not_multiply_it() {
    let mut files = vec!["seeds/0/a.txt".to_owned()];
    for at in 1..12 {
        files.push(format!("seeds/{at}/x -> ../{}", at - 1));
        files.push(format!("seeds/{at}/y -> ../{}", at - 1));
    }
    let folder = folder(&files.iter().map(String::as_str).collect::<Vec<_>>());
    let Listing { found, diagnostics, .. } = walk(&folder.path().join("seeds"), "seeds").expect("a folder");
    assert!(found.len() + diagnostics.len() < 200, "{} and {}", found.len(), diagnostics.len());
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_cannot_be_shown_and_files_that_are_none_are_named() {
    use std::os::unix::ffi::OsStrExt;
    let folder = folder(&["seeds/a.txt", "seeds/b\nc.txt", "seeds/d\u{1b}[31m/e.txt", "seeds/e\u{202e}txt.txt"]);
    let seeds = folder.path().join("seeds");
    fs::write(seeds.join(std::ffi::OsStr::from_bytes(b"ni\xf1o.txt")), "text").expect("a file");
    let socket = std::os::unix::net::UnixListener::bind(seeds.join("socket.txt")).expect("a socket");
    let Listing { found, diagnostics, .. } = walk(&seeds, "seeds").expect("a folder");
    drop(socket);
    assert_eq!(found.iter().map(|found| found.name.as_str()).collect::<Vec<_>>(), ["a.txt"]);
    let shown = diagnostics.iter().map(|diagnostic| {
        format!("{}: {}", diagnostic.place.as_ref().map_or("", |place| &place.path), diagnostic.message)
    });
    assert_eq!(
        shown.collect::<Vec<_>>(),
        [
            "seeds/b\u{fffd}c.txt: this name holds control characters, so it is left out",
            "seeds/d\u{fffd}[31m: this name holds control characters, so it is left out",
            "seeds/e\u{fffd}txt.txt: this name holds control characters, so it is left out",
            "seeds/ni\u{fffd}o.txt: this name is not UTF-8, so it is left out",
            "seeds/socket.txt: this is not a regular file; it is not opened",
        ]
    );
}

#[test]
fn a_folder_that_is_not_there_is_a_failure() {
    let folder = folder(&["file.txt"]);
    for name in ["nowhere", "file.txt"] {
        let failure = walk(&folder.path().join(name), "seeds").expect_err(name);
        assert!(failure.message.starts_with("cannot read the folder seeds: "), "{}", failure.message);
        assert!(failure.hint.unwrap_or_default().contains("diglot init"));
    }
}
