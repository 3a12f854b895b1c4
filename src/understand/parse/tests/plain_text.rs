use super::*;

/// Checks the HTML of the plain text `text`.
fn check(text: &str, expected: &str) {
    let document = parse(text, Format::PlainText);
    check_sound(&document);
    assert_eq!(html(&document), expected, "{text:?}");
}

#[test]
fn plain_text_is_text() {
    for (text, expected) in [
        ("", ""),
        (" \n\n<br/>", ""),
        (
            "1956. Fue el *año* _de_ # la\n----\n    06-02-41",
            "<p>1956. Fue el *año* _de_ # la\n----\n    06-02-41</p>\n",
        ),
        (
            "# No heading\n\n> no quote\n- a & b < c \"d\"",
            "<p># No heading</p>\n<p>&gt; no quote\n- a &amp; b &lt; c \"d\"</p>\n",
        ),
        ("a <i>b</i> <script>c", "<p>a &lt;i&gt;b&lt;/i&gt; &lt;script&gt;c</p>\n"),
        (
            "Tom &amp; Ana&#39;s &quot;x&quot; &lt;br&gt; AT&T &amp;amp;",
            "<p>Tom &amp; Ana's \"x\" &lt;br&gt; AT&amp;T &amp;amp;</p>\n",
        ),
    ] {
        check(text, expected);
    }
}

#[test]
fn paragraphs_are_set_apart_by_blank_lines_and_double_breaks() {
    for text in [
        "One. Two.\n\nThree.",
        "One. Two.\r\n \t\r\nThree.",
        "One. Two.\r\rThree.",
        "One. Two.<br /><br />Three.",
        "<br>One. Two.<BR/> <bR>\nThree.<br />",
        "One. Two.\n<br clear=\"all\">\n<br\n/>\n<br/>Three.",
    ] {
        check(text, "<p>One. Two.</p>\n<p>Three.</p>\n");
    }
    check("One.<br />Two<br>three. \"<br /> <br /> <br />\n", "<p>One. Two three. \"</p>\n");
    check("a <brother> <br", "<p>a &lt;brother&gt; &lt;br</p>\n");
}

#[test]
fn spans_are_bytes_of_the_whole_seed() {
    let text = "---\ntitle: x\n---\nÉl &amp; ella. <br/>Así&nbsp;fue. Fin.";
    let mut seed = seed(text, Format::PlainText);
    seed.body = 17..text.len();
    let document = document(&seed, &Language::new("es").expect("a language"), Grain::Sentences).0;
    let spans: Vec<&str> = document.sentences().map(|sentence| &text[sentence.span.clone()]).collect();
    assert_eq!(spans, ["Él &amp; ella.", "Así&nbsp;fue.", "Fin."]);
    assert_eq!(texts(&document), ["Él & ella.", "Así fue.", "Fin."]);
    assert_eq!(document.sentences().map(|sentence| sentence.gap.as_str()).collect::<Vec<_>>(), ["", " ", " "]);
}

const SPANISH: &str = include_str!("../../../../seeds/000_8df367a205094866.txt");
const ENGLISH: &str = include_str!("../../../../seeds/001_f00311a8449180ba.txt");

#[test]
fn the_words_of_the_reviews_stay() {
    for (text, tag) in [(SPANISH, "es"), (ENGLISH, "en")] {
        let (document, _) = parse_in(text, Format::PlainText, tag);
        check_sound(&document);
        let residue = text.replace("<br />", " ");
        let expected: Vec<&str> = residue.split_whitespace().collect();
        assert_eq!(words(&html(&document)), expected);
        assert_eq!(texts(&document).join(" ").split_whitespace().collect::<Vec<_>>(), expected);
        assert!(!html(&document).contains("<br"));
    }
}

/// The reviews have no paragraphs and stops astray. These are the first words of each sentence a careful person finds.
#[test]
fn the_sentences_of_the_reviews() {
    let spanish = [
        "1956 fue",
        "Cine liderado",
        "Esta película presenta un",
        "El Plan",
        "Históricamente,",
        "Durante la",
        "Stalin eliminó",
        "Pero Kalatozov",
        ", Desconociendo",
        "Esta película presentaba",
        "Trabajo de",
        "Otra brillante",
        "Otra escena",
        "con veronica.",
        "Esta película presenta la",
        "En la",
        "La película",
    ];
    let english = [
        "1956 was",
        "Cinema led",
        "This film represents",
        "Historically,",
        "During the",
        "Stalin removed",
        "However,",
        "This film featured",
        "Another brilliant",
        "The next",
        "This film features",
        "In the end",
        "The film was",
        "\"",
    ];
    for (text, tag, openings) in [(SPANISH, "es", spanish.as_slice()), (ENGLISH, "en", english.as_slice())] {
        let (document, _) = parse_in(text, Format::PlainText, tag);
        let found = texts(&document);
        assert_eq!(found.len(), openings.len(), "{found:#?}");
        for (sentence, opening) in found.iter().zip(openings) {
            assert!(sentence.starts_with(opening), "{sentence:?} {opening:?}");
        }
    }
}

#[test]
fn titles_come_from_the_text() {
    for (text, title, block) in [
        (ENGLISH, "1956 was the 20th Congress of the Communist Party and Soviet…", None),
        ("The Cranes Are Flying\n\nA film. It is good.", "The Cranes Are Flying", Some(0)),
        ("It was a good film.\n\nIt was long.", "It was a good film", None),
        ("Only one line", "Only one line", None),
        ("", "…", None),
        ("12\n\nIt was long.", "12", None),
    ] {
        let document = parse(text, Format::PlainText);
        assert_eq!((document.title.as_str(), document.title_block), (title, block), "{text:.40}");
    }
}
