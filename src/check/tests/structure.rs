use super::*;

#[test]
fn structure_is_kept() {
    expect_markdown("See [here](a.html) now.", "Véase [aquí](a.html) ahora.", &[]);
    expect_markdown("See [here](https://en.example.org/a) now.", "Véase [aquí](https://es.example.org/a) ahora.", &[]);
    expect_markdown("See [here](a.html) now.", "Véase aquí ahora.", &["link: here"]);
    expect_markdown(
        "See [the guide](https://a.org/guide) now.",
        "Véase [la guía](https://a.org/giude) ahora.",
        &["link: la guía"],
    );
    expect_markdown("See [below](#cranes) now.", "Véase [abajo](#gruas) ahora.", &[]);
    expect_markdown("See [below](#cranes) now.", "Véase abajo ahora.", &["link: below"]);
    for (left, right) in [
        ("storm.en.md#big-waves", "storm.es.md#olas-grandes"),
        ("../de/hoffest.md", "hoffest.md"),
        ("https://en.wikipedia.org/wiki/Annals", "https://es.wikipedia.org/wiki/Anales"),
        ("https://example.org/en/privacy", "https://example.org/es/privacidad"),
        ("https://example.org/us/privacy", "https://example.org/es/privacidad"),
        ("https://example.org/en-US/privacy", "https://example.org/es-ES/privacidad"),
        ("https://example.org/en_US/privacy", "https://example.org/es_ES/privacidad"),
    ] {
        expect_markdown(&format!("See [it]({left}) now."), &format!("Véase [eso]({right}) ahora."), &[]);
    }
    // Two letters may as well be something else.
    expect_markdown(
        "See [it](https://example.org/js/one) now.",
        "Véase [eso](https://example.org/js/two) ahora.",
        &["link: eso"],
    );
    let other = "Véase [eso](storm.es.md) ahora.";
    expect_markdown("See [it](calm.en.md) now.", other, &["link: eso"]);
    expect_markdown("See [it](o'brien.html) now.", "Véase [eso](o'hara.html) ahora.", &["link: eso"]);
    // Many translations lead to what is written in their own language.
    expect_markdown(
        "[A](https://a.org/one) it.\n\nWell.\n\n[B](https://a.org/two) it.",
        "[A](https://a.org/uno) eso.\n\nBueno.\n\n[B](https://a.org/dos) eso.",
        &[],
    );
    expect_markdown("Look ![a crane](crane.png) here.", "Mira aquí.", &["image: Look ![a crane](crane.png) here."]);
    expect_markdown("Run `make` now.", "Ejecute ahora `make`.", &[]);
    expect_markdown("Run `make` now.", "Ejecute ahora `hacer`.", &["code: hacer"]);
    expect_markdown("List `DELETE   /a` now.", "Liste ahora `DELETE /a`.", &[]);
    // How code is marked is a matter of style, that it is there is none.
    for spanish in ["Ejecute 'git fetch' ahora.", "Ejecute *git fetch* ahora.", "Ejecute ahora git fetch."] {
        expect_markdown("Run `git fetch` now.", spanish, &[]);
    }
    expect_markdown("Run `git fetch` now.", "Ejecute ahora gitfetch.", &["code: git fetch"]);
    expect_markdown("Run `fetch` now.", "Ejecute ahora fetching.", &["code: fetch"]);
    let block = "\n\n```\n$ git show v1.5\n```\n";
    for (english, spanish) in [
        (format!("If you run `git show`, you see it:{block}"), format!("Si ejecuta esto, lo ve:{block}")),
        (block.to_owned() + "You have run `git show`.", block.to_owned() + "Ha ejecutado esto."),
    ] {
        expect_markdown(&english, &spanish, &["code: git show"]);
    }
    let moved = format!("Si ejecuta esto, lo ve:{block}");
    expect_markdown("If you run `git show`, you see it:\n\nAll of v1.5 is shown.", &moved, &[]);
    expect_markdown("# Cranes\n\nThey fly.", "# Grúas\n\nVuelan.", &[]);
    expect_markdown("## Cranes\n\nThey fly.", "Grúas\n\nVuelan.", &["heading: Grúas"]);
    expect_markdown("1. One\n2. Two", "1. Uno\n2. Dos", &[]);
    expect_markdown("1. One\n2. Two", "- Uno\n- Dos", &["list-marker: Uno"]);
    expect_markdown("- One of us", "Uno de nosotros", &["list-marker: Uno de nosotros"]);
    expect("1) One of us.", "2) Uno de nosotros.", &["number: 2", "list-marker: 2)"]);
    for (english, tag, other) in [
        ("b) One of us.", "ru", "б) Один из нас."),
        ("b) One of us.", "el", "β) Ένας από εμάς."),
        ("(1) One of us.", "zh", "（1）我们之一。"),
        ("1) One of us.", "ar", "١) واحد منا."),
    ] {
        assert_eq!(found(work(Format::PlainText, [("en", english), (tag, other)])), [""; 0], "{other}");
    }
    expect("a) One of us.", "Uno de nosotros.", &["list-marker: a)"]);
}

#[test]
fn of_two_links_with_the_same_words_the_one_is_named_that_is_lost() {
    let (english, spanish) =
        ("See [it](https://a.org/1) and [it](https://a.org/2).", "Véase [eso](https://a.org/1) y eso.");
    let findings = check(&library(work(Format::Markdown, [("en", english), ("es", spanish)])), None, &[]);
    let place = findings[0].spots[0].lines.map(|[start, _]| start);
    assert_eq!(place, Some((1, english.rfind("[it]").expect("a link") + 2)));
}

#[test]
fn code_that_is_repeated_in_a_long_sentence_has_one_counterpart() {
    let [english, spanish] = ["`x` ", "`y` "].map(|code| code.repeat(3_000));
    let findings = check(&library(work(Format::Markdown, [("en", &english), ("es", &spanish)])), None, &[]);
    let spots: Vec<usize> = findings.iter().map(|finding| finding.spots.len()).collect();
    assert_eq!(spots, [2]);
}
