//! Two languages side by side, and the peek at the other one.

use crate::page::{Page, Reader};
use crate::server::Server;
use crate::site::Project;
use crate::toggle::link_to;

const FACING: &str = "en-es/index.html";

/// Finds the language and the first words of each sentence that is lit.
const LIT: &str = "[...document.querySelectorAll('.row .s')]
    .filter(sentence => getComputedStyle(sentence).backgroundColor !== 'rgba(0, 0, 0, 0)')
    .map(sentence => [sentence.closest('[lang]').lang, sentence.textContent.slice(0, 12)])";

fn reviews() -> (Project, Server) {
    let project = Project::reviews().build();
    let server = Server::start(&project.site(), "/");
    (project, server)
}

fn expect_lit(page: &mut Page) {
    let lit: Vec<(String, String)> = page.value(LIT);
    let expected =
        [("en", "Cinema led b"), ("es", "Cine liderad")].map(|(tag, words)| (tag.to_owned(), words.to_owned()));
    assert_eq!(lit, expected);
}

#[test]
fn a_sentence_is_lit_with_its_counterpart_without_scripts() {
    let (_project, server) = reviews();
    let Some(mut page) = Reader { scripts: false, ..Reader::DESK }.sit_down() else { return };
    page.open(&server.url(FACING));
    page.point(".row [lang='es'] .n2");
    expect_lit(&mut page);
    page.point("#s1");
    expect_lit(&mut page);
    page.point("h1");
    assert_eq!(page.value::<Vec<(String, String)>>(LIT), []);
    page.value::<()>("document.querySelector('#s1').focus()");
    expect_lit(&mut page);
}

#[test]
fn a_key_leads_from_sentence_to_sentence_where_a_row_has_several_and_shows_which_answers_in_forced_colours_too() {
    let (_project, server) = reviews();
    let Some(mut page) = Reader { forced_colours: true, ..Reader::DESK }.sit_down() else { return };
    page.open(&server.url(FACING));
    let alone: usize = page.value("document.querySelectorAll('.row:not(:has(.n2)) [tabindex]').length");
    assert_eq!(alone, 0, "sentences that answer a whole paragraph and can be reached");
    let is_reached = (0..10).any(|_| {
        page.press("Tab");
        page.value("document.activeElement.id === 's1'")
    });
    assert!(is_reached, "no key leads to the second sentence");
    let style = |it: &str| format!("getComputedStyle(document.querySelector('.row {it}'))");
    let seen = format!("[{}.outlineStyle, {}.textDecorationLine]", style("#s1"), style("[lang=es] .n2"));
    assert_eq!(page.value::<[String; 2]>(&seen), ["solid", "underline"]);
}

#[test]
fn rows_that_are_uncertain_say_so_the_first_to_everybody_and_the_others_to_those_who_do_not_see_their_line() {
    let project = Project::dialogue();
    let around = |[left, open, waited, trains, letters, wrote]: [&str; 6], times: usize| {
        let bar = [open].repeat(times).join("\n\n");
        [left, &bar, waited, trains, letters, &bar, wrote].join("\n\n")
    };
    let english = [
        "The train left Madrid at 7 with 200 people.",
        "The bar is open.",
        "Anna waited until 9 on platform 4 of 12.",
        "There were 35 trains and 1200 people in 1957.",
        "Then 48 letters came from Helsinki in 1963.",
        "On 14 May 1957 Tom wrote 12 letters.",
    ];
    let spanish = [
        "El tren salió de Madrid a las 7 con 200 personas.",
        "El bar está abierto.",
        "Ana esperó hasta las 9 en el andén 4 de 12.",
        "Hubo 35 trenes y 1200 personas en 1957.",
        "Luego llegaron 48 cartas de Helsinki en 1963.",
        "El 14 de mayo de 1957 Tom escribió 12 cartas.",
    ];
    project.write("seeds/train.en.txt", around(english, 1));
    project.write("seeds/train.es.txt", around(spanish, 2));
    let project = project.build();
    let Some(mut page) = Reader::PHONE.sit_down() else { return };
    page.open(&project.file(FACING));
    let said: Vec<(bool, bool)> = page.value(
        "[...document.querySelectorAll('.row')].flatMap(row => [...row.querySelectorAll('.doubt')]).map(doubt =>
            [doubt.innerText.includes('not certain'), doubt.getBoundingClientRect().height > 9])",
    );
    assert_eq!(said, [(true, true), (true, false)]);
}

#[test]
fn paragraphs_that_answer_each_other_stand_beside_each_other_or_on_a_phone_below() {
    let (_project, server) = reviews();
    for (reader, beside) in [(Reader::DESK, true), (Reader::PHONE, false)] {
        let Some(mut page) = reader.sit_down() else { return };
        page.open(&server.url(FACING));
        let rows: Vec<(f64, f64, f64, f64)> = page.value(
            "[...document.querySelectorAll('.row')].map(row => {
                const [left, right] = [...row.children].map(column => column.getBoundingClientRect());
                return [left.top, right.top, left.right, right.left];
            })",
        );
        assert!(rows.len() > 4);
        for (left_top, right_top, left_end, right_start) in rows {
            assert_eq!(left_top == right_top && left_end <= right_start, beside);
            assert_eq!(right_top > left_top, !beside);
        }
    }
}

#[test]
fn titles_stand_over_their_columns_however_long_their_words_are() {
    let project = Project::dialogue();
    let word = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen";
    for tag in ["en", "es"] {
        project.write(&format!("seeds/train.{tag}.txt"), format!("{word}\n\n{tag} 1957.\n\n{tag} 1963."));
    }
    let project = project.build();
    for reader in [Reader::DESK, Reader::PHONE, Reader::SMALL] {
        let Some(mut page) = reader.sit_down() else { return };
        page.open(&project.file(FACING));
        let columns: Vec<[f64; 4]> = page.value(
            "[...document.querySelectorAll('.row')].map(row =>
                [...row.children].map(column => column.getBoundingClientRect()).flatMap(box => [box.left, box.right]))",
        );
        assert!(columns.len() > 2 && columns.iter().all(|row| *row == columns[0]), "{columns:?}");
        let words: (f64, f64) = page.value("[document.documentElement.scrollWidth, innerWidth]");
        assert_eq!(words.0, words.1, "{reader:?}");
    }
}

#[test]
fn lists_tables_and_pictures_stand_beside_their_counterparts_as_they_are_on_other_pages() {
    let project = Project::harbour_guide().build();
    let server = Server::start(&project.site(), "/");
    for reader in [Reader::DESK, Reader::PHONE] {
        let Some(mut page) = reader.sit_down() else { return };
        page.open(&server.url(FACING));
        let wide: Vec<String> = page.value(
            "[...document.querySelectorAll('.row > *')].flatMap(column => [...column.querySelectorAll('*')]
                .filter(part => !part.closest('pre *') && part.getBoundingClientRect().width > column.clientWidth + 1)
                .map(part => part.outerHTML))",
        );
        assert_eq!(wide, Vec::<String>::new());
        for side in ["first", "last"] {
            let rows: Vec<String> = page.value(&format!(
                "[...document.querySelectorAll('.row > .text:{side}-child')].map(column =>
                    [...column.querySelectorAll('p, img, ol, li, pre, blockquote, tr, td, details, hr')]
                        .map(part => part.tagName.toLowerCase() + (part.start ?? '')).join(' '))"
            ));
            let expected = [
                "p", "p img", "p", "ol5 li p", "ol6 li p p", "pre", "blockquote p", "tr tr td td", "details p", "hr p",
            ];
            assert_eq!(rows, expected, "{side}");
        }
        let hidden: bool = page.value("!document.querySelector('details p').checkVisibility()");
        assert!(hidden, "what opens at a click is open");
    }
}

#[test]
fn facing_pages_are_for_readers_not_for_search_engines() {
    let project = Project::reviews().build();
    let read = |path: &str| std::fs::read_to_string(project.site().join(path)).expect("a file of the site");
    let facing = read(FACING);
    assert!(facing.contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(!facing.contains("<link rel=\"alternate\" hreflang"));
    assert!(!read("sitemap.xml").contains("en-es"));
}

#[test]
fn one_comes_to_facing_pages_and_back_at_the_same_place() {
    let (_project, server) = reviews();
    let Some(mut page) = Reader::DESK.sit_down() else { return };
    let top =
        "[...document.querySelectorAll('.s[id]')].find(sentence => sentence.getBoundingClientRect().bottom > 1).id";
    for (from, link, y) in [("en", ".beside", 700.0), ("es", ".beside", 700.0), ("en", "footer a", 1e4)] {
        page.open(&server.url(&format!("{from}/index.html")));
        page.scroll_to(y);
        let before: String = page.value(top);
        page.follow(link);
        assert!(page.address().starts_with(&server.url(FACING)), "{}", page.address());
        assert_eq!(page.value::<String>(top), before, "{from}");
        page.follow(&link_to("es"));
        assert_eq!(page.value::<String>(top), before, "{from} and on");
    }
}

#[test]
fn a_mark_shows_the_counterpart_in_place_and_hides_it_again() {
    let (_project, server) = reviews();
    let Some(mut page) = Reader::DESK.sit_down() else { return };
    page.open(&server.url("en/index.html"));
    let ids: usize = page.value("document.querySelectorAll('[id]').length");
    let expanded = "document.querySelector('.mark').getAttribute('aria-expanded')";
    // The second click of a hasty reader comes before the paragraph does.
    page.value::<()>("[1, 2].forEach(() => document.querySelector('.mark').click())");
    page.wait("the paragraph in Spanish", "!!document.querySelector('p + .peek[lang=es]')");
    let shown: String = page.value("document.querySelector('.peek').textContent.trim()");
    assert!(shown.starts_with("1956 fue el 20º Congreso"), "{shown}");
    assert_eq!(page.value::<String>(expanded), "true");
    assert_eq!(page.value::<usize>("document.querySelectorAll('[id]').length"), ids, "ids come twice");
    page.click(".mark");
    page.wait("the peek closes", "!document.querySelector('.peek')");
    assert_eq!(page.value::<String>(expanded), "false");
    assert_eq!(page.complaints(), Vec::<String>::new());
}

#[test]
fn a_peek_has_every_word_of_the_counterpart() {
    let project = Project::dialogue();
    project.write("seeds/train.en.txt", "The train\n\nWrite the attribute id=\"main\" and look.\n");
    project.write("seeds/train.es.txt", "El tren\n\nEscriba el atributo id=\"main\" y mire.\n");
    let project = project.build();
    let server = Server::start(&project.site(), "/");
    let Some(mut page) = Reader::DESK.sit_down() else { return };
    page.open(&server.url("en/index.html"));
    page.click(".mark");
    page.wait("the peek", "!!document.querySelector('.peek')");
    let shown: String = page.value("document.querySelector('.peek').textContent.trim()");
    assert_eq!(shown, "Escriba el atributo id=\"main\" y mire.");
}

#[test]
fn a_paragraph_that_is_not_translated_has_no_mark_and_is_in_no_peek() {
    let project = Project::dialogue();
    let [left, unknown, waited] = [
        "The train left Madrid at 7 with 200 people.",
        "Nobody knew of the bridge.",
        "Anna waited until 9 on platform 4.",
    ];
    let [salida, espera] =
        ["El tren salió de Madrid a las 7 con 200 personas.", "Ana esperó hasta las 9 en el andén 4."];
    project.write("seeds/train.en.txt", [left, unknown, waited].join("\n\n"));
    project.write("seeds/train.es.txt", [salida, espera].join("\n\n"));
    let project = project.build();
    let server = Server::start(&project.site(), "/");
    let Some(mut page) = Reader::DESK.sit_down() else { return };
    for (tag, expected) in
        [("en", vec![left, salida, unknown, waited, espera]), ("es", vec![salida, left, espera, waited])]
    {
        page.open(&server.url(&format!("{tag}/index.html")));
        page.value::<()>("document.querySelectorAll('.mark').forEach(mark => mark.click())");
        page.wait("the peeks", "document.querySelectorAll('.peek').length === 2");
        let shown: Vec<String> =
            page.value("[...document.querySelectorAll('.text p')].map(paragraph => paragraph.textContent.trim())");
        assert_eq!(shown, expected, "{tag}");
    }
}

#[test]
fn who_opens_the_counterpart_in_a_tab_of_its_own_gets_no_peek() {
    let (_project, server) = reviews();
    let Some(mut page) = Reader::DESK.sit_down() else { return };
    page.open(&server.url("en/index.html"));
    for key in ["ctrlKey", "metaKey", "shiftKey"] {
        // The link itself is not to be followed here, so the click is stopped after the page has seen it.
        let taken: bool = page.value(&format!(
            "(() => {{
                let taken;
                addEventListener('click', event => {{ taken = event.defaultPrevented; event.preventDefault() }}, {{ once: true }});
                const click = new MouseEvent('click', {{ bubbles: true, cancelable: true, {key}: true }});
                document.querySelector('.mark').dispatchEvent(click);
                return taken;
            }})()"
        ));
        assert!(!taken, "{key}");
    }
    page.click(".mark");
    page.wait("the peek", "document.querySelectorAll('.peek').length === 1");
}

#[test]
fn a_key_opens_a_peek_that_runs_as_its_own_language_does() {
    let Some(mut page) = Reader::PHONE.sit_down() else { return };
    let project = Project::three_languages().build();
    let server = Server::start(&project.site(), "/");
    page.open(&server.url("ar/harbour/index.html"));
    page.value::<()>("document.querySelector('.mark').focus()");
    page.press("Enter");
    page.wait("the paragraph in English", "!!document.querySelector('.peek[lang=en]')");
    let directions: [String; 2] =
        page.value("['.peek', '.peek + p'].map(it => getComputedStyle(document.querySelector(it)).direction)");
    assert_eq!(directions, ["ltr", "rtl"]);
}

#[test]
fn from_a_folder_on_the_disk_a_mark_leads_to_the_counterpart() {
    let project = Project::reviews().build();
    let Some(mut page) = Reader::DESK.sit_down() else { return };
    page.open(&format!("file://{}", project.site().join("en/index.html").display()));
    page.follow(".mark");
    assert!(page.address().ends_with("es/index.html#s0"), "{}", page.address());
}
