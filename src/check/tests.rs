use proptest::prelude::*;

use super::*;
use crate::ground::facts::{Facts, Subject};
use crate::ground::language::{Language, Localized};
use crate::read::{Format, Seed};
use crate::understand::{Pairing, Segment, parse};

/// Returns the work that these two texts make. Their sentences answer each other one by one, the rest of the longer text
/// belongs to the last of the shorter.
fn work(format: Format, [(left, one), (right, other)]: [(&str, &str); 2]) -> Work {
    let document = |tag: &str, text: &str| {
        let language = Language::new(tag).expect("a language");
        let (path, name) = (format!("seeds/{tag}.txt"), format!("{tag}.txt"));
        let (text, body) = (text.into(), 0..text.len());
        parse::document(
            &Seed { path, name, format, text, body, facts: Facts::default() },
            &language,
            parse::Grain::Sentences,
        )
        .0
    };
    let documents = vec![document(left, one), document(right, other)];
    let counts = [0, 1].map(|side: usize| documents[side].sentences().count());
    let least = counts[0].min(counts[1]);
    let end = |at: usize, side: usize| if at + 1 == least { counts[side] } else { at + 1 };
    let segment = |at: usize| Segment { sentences: vec![at..end(at, 0), at..end(at, 1)], confidence: 1.0 };
    let (slug, facts) = ("work".to_owned(), Facts::default());
    Work { slug, facts, documents, pairing: Pairing::Stated, segments: (0..least).map(segment).collect() }
}

fn library(work: Work) -> Library {
    let languages = work.documents.iter().map(|document| document.language.clone()).collect();
    Library { languages, works: vec![work.into()] }
}

/// Returns what is found, as `kind: the words in question`, in the order of the kinds.
fn found(work: Work) -> Vec<String> {
    let mut findings = check(&library(work), None, &[]);
    findings.sort_by_key(|finding| finding.kind);
    let shown = |finding: &Finding| {
        let spot = finding.spots.first().expect("a place");
        let (text, span) = spot.place.excerpt.as_ref().expect("a span");
        format!("{}: {}", finding.kind.name(), text[span.clone()].trim())
    };
    findings.iter().map(shown).collect()
}

fn expect(english: &str, spanish: &str, expected: &[&str]) {
    assert_eq!(found(work(Format::PlainText, [("en", english), ("es", spanish)])), expected, "{english}\n{spanish}");
}

fn expect_markdown(english: &str, spanish: &str, expected: &[&str]) {
    assert_eq!(found(work(Format::Markdown, [("en", english), ("es", spanish)])), expected, "{english}\n{spanish}");
}

#[test]
fn numbers_differ_in_value_not_in_notation() {
    for (english, spanish) in [
        ("There were 1,000 ships.", "Había 1.000 barcos."),
        ("There were 1,000,000 ships.", "Había 1 millón de barcos."),
        ("Prices rose by 3.5 % that year.", "Los precios subieron un 3,5 % aquel año."),
        ("He died on 12 October 1957.", "Murió el 12.10.1957."),
        ("It was the war of the 1940s.", "Fue la guerra de los años 40."),
        ("The boy was three years old.", "El niño tenía 3 años."),
        ("Pope John XXIII was there.", "El papa Juan 23 estaba allí."),
        ("It is at 5:30 pm today.", "Hoy es a las 17:30."),
        ("The 20th Congress met.", "Se reunió el 20º Congreso."),
        ("It cost $200 then.", "Entonces costaba 200 $."),
    ] {
        expect(english, spanish, &[]);
    }
    expect("The war ended in 1945.", "La guerra terminó en 1954.", &["number: 1954"]);
    expect("It took 40 seconds.", "Duró 60 segundos.", &["number: 60"]);
    expect("It has 212 steps.", "Tiene muchos escalones.", &["number: 212"]);
    expect("He came on 06-02-41 at last.", "Llegó por fin el 06-03-41.", &["number: 03"]);
    expect("He came on 22 June 1941.", "Llegó el 22 de junio de 1941.", &[]);
    expect("He came on 22 June 1941.", "Llegó el 23 de junio de 1941.", &["number: 23"]);
    expect("He came on 22 June 1941.", "Llegó el 22 de julio de 1941.", &["number: julio"]);
    expect("He came on 22 June 1941.", "Llegó el 22.07.1941.", &["number: 07"]);
    expect("It was under the GPLv2 then.", "Estaba entonces bajo la GPLv3.", &["number: GPLv3"]);
    expect("See A4 and B5 and A5.", "Véanse A5, A4 y B5.", &[]);
}

#[test]
fn small_numbers_are_missed_where_the_text_writes_them_in_digits() {
    let (english, spanish) =
        ("He has 3 boats. It rains. It is late. ".repeat(20), "Tiene 3 barcos. Llueve. Es tarde. ".repeat(20));
    expect(&english, &spanish.replacen(" 3", "", 1), &["number: 3"]);
    let in_words = spanish.replacen('3', "tres", 4);
    expect(&english, &in_words, &[]);
    expect("There were 47 of them.", "Eran muchos.", &["number: 47"]);
    expect("There were 20 of them.", "Eran veinte.", &[]);
}

#[test]
fn units_differ_where_the_number_does_not() {
    expect("It is 20 km from here.", "Está a 20 km de aquí.", &[]);
    expect("It has 20 MB.", "Tiene 20 MB.", &[]);
    expect("It is 20 km from here.", "Está a 20 mi de aquí.", &["unit: 20"]);
    expect("It cost €5,000 then.", "Entonces costaba 5.000 $.", &["unit: 5.000"]);
    expect("It is 20 miles from here.", "Está a 20 kilómetros de aquí.", &["unit: 20"]);
    expect("It was 30 °C that day.", "Aquel día había 30 grados Fahrenheit.", &["unit: 30"]);
    expect("It cost 20 pounds.", "Costaba £20.", &[]);
}

#[test]
fn a_number_is_right_when_it_is_converted_with_its_unit() {
    for (english, spanish) in [
        ("It is 62 miles from here.", "Está a 100 km de aquí."),
        ("It is 62 miles (100 km) from here.", "Está a 100 km de aquí."),
        ("It was 86 °F that day.", "Aquel día había 30 grados Celsius."),
        ("He weighed 165 lb.", "Pesaba 75 kilos."),
        ("It is 5 km long.", "Mide 5000 m."),
    ] {
        expect(english, spanish, &[]);
    }
    expect("It is 62 miles from here.", "Está a 62 km de aquí.", &["unit: 62"]);
    expect("It is 62 miles from here.", "Está a 200 km de aquí.", &["number: 200"]);
}

#[test]
fn a_name_is_spelt_as_in_the_rest_of_its_text() {
    let english = "We went to Moscow at last. Then Moscow was far. Is it in Moscow? He likes Moscow. ".to_owned();
    let spanish = "Fuimos por fin a Moscú. Luego quedaba lejos Moscú. ¿Está en Moscú? Le gusta Moscú. ";
    expect(&english, spanish, &[]);
    expect(&english, &spanish.replacen("gusta Moscú", "gusta Moscu", 1), &["name: Moscu"]);
}

#[test]
fn a_share_stays_a_share() {
    expect("They were 20 % of us.", "Eran el 20 por ciento de nosotros.", &[]);
    expect("They were 15 to 20 % of us.", "Eran del 15 % al 20 % de nosotros.", &[]);
    expect("They were 20% of us.", "Eran 20 de nosotros.", &["unit: 20"]);
}

#[test]
fn ordinals_and_sections_are_their_numbers() {
    for (english, spanish) in [
        ("It was the 1st of three.", "Era el 1.º de tres."),
        ("It was the 1st of three.", "Era el primero de tres."),
        ("III. The road", "3. El camino"),
        ("I. The road", "1. El camino"),
        ("Section 4.2 says so.", "La sección 4.2 lo dice."),
        ("In the 21st century.", "En el siglo XXI."),
    ] {
        expect(english, spanish, &[]);
    }
    expect("III. The road", "4. El camino", &["list-marker: 4."]);
    expect("1. The road", "1.º El camino", &[]);
    expect("(iv) The road", "(v) El camino", &["list-marker: (v)"]);
    expect("I. Newton wrote it.", "Lo escribió I. Newton.", &[]);
    expect("Section 4.2 says so.", "La sección 4.3 lo dice.", &["number: 4.3"]);
}

#[test]
fn names_are_spelt_otherwise_by_slip_or_by_language() {
    for (english, spanish) in [
        ("He came to Moscow with Alexander.", "Llegó a Moscú con Alejandro."),
        ("He met Mikhail in Russia.", "Conoció a Mijaíl en Rusia."),
        ("We saw Catherine in Geneva.", "Vimos a Catalina en Ginebra."),
        ("The Red Army of Stalin won.", "Ganó el Ejército Rojo de Stalin."),
        ("See the Integration of Philipp.", "Véase la Integración de Felipe."),
    ] {
        expect(english, spanish, &[]);
    }
    expect(
        "Then came Operation Barbarossa at last.",
        "Luego llegó la Operación Barbarrova al fin.",
        &["name: Barbarrova"],
    );
    expect(
        "He saw Kalatozov. She saw Kalatozov. They saw Kalatozov.",
        "Él vio a Kalatozov. Ella vio a Kalatozov. Ellos vieron a Kaltozov.",
        &["name: Kaltozov"],
    );
    expect(
        "He saw Kalatozov. She saw Kalatozov. They saw Kalatozov.",
        "Él vio a Kalatozov. Ella vio a Kalatozov. Ellos vieron a Kalatozof.",
        &["name: Kalatozof"],
    );
    // Where names are inflected, an ending is no slip.
    let texts = [
        ("en", "He saw Stalin. She saw Stalin. We met Stalin. I know Moscow. Then Moscow fell."),
        ("ru", "Он увидел Сталина. Она увидела Сталина. Мы встретили Сталина. Я знаю Москву. Тогда пала Москва."),
    ];
    assert_eq!(found(work(Format::PlainText, texts)), [""; 0]);
    expect("He met Kalenberg.", "Vio a Kaelnberg.", &["name: Kaelnberg"]);
    expect(
        "I know Veronica. I saw Veronica. I met Veronica.",
        "Conozco a Veronica. Vi a Veronica. Me encontré con veronica.",
        &["name: veronica"],
    );
}

#[test]
fn names_that_are_always_there_are_missed() {
    let english = "He saw Boris. It rained. It was late. ".repeat(12);
    let spanish = "Vio a Boris. Llovía. Era tarde. ".repeat(12);
    expect(&english, &spanish, &[]);
    let (spanish, few) = (spanish.replacen("a Boris", "al hombre", 1), "Vio a Boris. Llovía. Era tarde. ".len() * 4);
    expect(&english, &spanish, &["name-missing: Boris"]);
    expect(&english[..english.len() / 3], &spanish[..few], &["name-missing: Boris"]);
    expect("I saw the BLUE LANTERN twice.", "Vi aquello dos veces.", &["name-missing: BLUE LANTERN"]);
    expect("I saw the BLUE LANTERN twice.", "Vi LA FAROLA AZUL dos veces.", &[]);
    let mut work =
        work(Format::PlainText, [("en", "I saw CROSS FLYING twice."), ("es", "Vi volar las grúas dos veces.")]);
    let title = [(Language::new("en").expect("a language"), "The Cranes Are Flying".to_owned())];
    work.facts.title = Some(Localized::Each(title.into()));
    let findings = check(&library(work), None, &[]);
    assert!(findings[0].message.contains("nearly the title `The Cranes Are Flying`"), "{findings:?}");
}

#[test]
fn names_are_as_the_work_file_states_them() {
    let texts = [("en", "It was shot by Sergei Uresevsky then."), ("es", "La rodó entonces Sergei Uresevsky.")];
    let mut work = work(Format::PlainText, texts);
    assert_eq!(found(work.clone()), [""; 0]);
    work.facts.subject =
        Some(Box::new(Subject { cinematography: vec!["Sergey Urusevsky".into()], ..Subject::default() }));
    assert_eq!(found(work), ["name: Uresevsky"]);
}

#[test]
fn quotation_marks_are_closed_and_kept() {
    expect("He said \"come in\" and left.", "Dijo «pasa» y se fue.", &[]);
    expect("It's the boys' dog, he'd say.", "Es el perro de los chicos, diría.", &[]);
    expect("Is it 12\" long?", "¿Mide 12\" de largo?", &[]);
    expect("She kept \"the light of it\" here.", "Guardó aquí «la luz de ello.", &["quotation: «"]);
    expect("She kept “the light of it” here.", "Guardó aquí “la luz de ello\" siempre.", &["quotation: \""]);
    expect("The end.\"", "El fin.", &["quotation: \""]);
    expect("He said \"come in at once\" then.", "Entonces dijo que pasara.", &["quotation: Entonces dijo que pasara."]);
    // One side may add marks of its own, and keep all that it finds.
    let english = "We say \"free software\" here. It rained. A fork is good. It was late. ".repeat(8);
    let spanish = "Decimos «software libre» aquí. Llovía. Un «fork» es bueno. Era tarde. ".repeat(8);
    expect(&english, &spanish, &[]);
    let lost = spanish.replacen("«software libre»", "software libre", 1);
    expect(&english, &lost, &["quotation: Decimos software libre aquí."]);
    // A long quotation opens every paragraph and ends once.
    expect("\"One of us.\n\n\"Two of us.\"", "«Uno de nosotros.\n\n«Dos de nosotros.»", &[]);
}

#[test]
fn brackets_are_closed_and_kept() {
    expect("One (of us) here.", "Uno (de nosotros) aquí.", &[]);
    expect("a) One of us. b) Two of us.", "a) Uno de nosotros. b) Dos de nosotros.", &[]);
    expect("Well done :)", "Bien hecho :)", &[]);
    expect("One (of us) here.", "Uno (de nosotros aquí.", &["bracket: ("]);
    expect("One (as all of us know) is here.", "Uno está aquí.", &["bracket: Uno está aquí."]);
}

#[test]
fn what_is_far_too_long_is_found() {
    let english = "He wrote a rather long letter to his brother in the north. ".repeat(8);
    let spanish = "Escribió una carta bastante larga a su hermano del norte. ".repeat(8);
    expect(&english, &spanish, &[]);
    let long = format!("{}{}", "He wrote a rather long letter to his brother in the north, ".repeat(9), "and so on.");
    let findings =
        found(work(Format::PlainText, [("en", &(english + &long)), ("es", &(spanish + "Escribió una carta."))]));
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert!(findings[0].starts_with("length: He wrote"), "{findings:?}");
}

#[test]
fn what_is_not_translated_is_found() {
    let english = "The administration of each service is made up of volunteers who have installed it themselves.";
    expect(english, english, &[&format!("untranslated: {english}")]);
    expect(english, "La administración de cada servicio está formada por voluntarios que lo han instalado.", &[]);
    expect("Ha ha ha!", "Ha ha ha!", &[]);
    expect(
        "By A. Smith, \"Open Source Software Compliance and Best Practices\"",
        "By A. Smith, \"Open Source Software Compliance and Best Practices\"",
        &[],
    );
    expect("Debian GNU/Linux 12 Bookworm", "Debian GNU/Linux 12 Bookworm", &[]);
}

#[test]
fn a_segment_without_counterpart_is_missing() {
    let mut work = work(Format::PlainText, [("en", "One of us. Two of us."), ("es", "Uno de nosotros.")]);
    work.segments = [(0..1, 0..1), (1..2, 1..1)]
        .map(|(left, right)| Segment { sentences: vec![left, right], confidence: 1.0 })
        .into();
    assert_eq!(found(work.clone()), ["missing: Two of us."]);
    let languages = ["en", "es", "fr"].map(|tag| Language::new(tag).expect("a language"));
    let shares = coverage(&work, &languages).into_iter().map(|share| (share.present, share.all));
    assert_eq!(shares.collect::<Vec<_>>(), [(2, 2), (1, 2), (0, 2)]);
}

#[test]
fn sentences_are_whole() {
    expect(
        "He came late and she left. It was good.",
        "Él llegó tarde. pero ella se fue.",
        &["broken-sentence: pero ella se fue"],
    );
    expect(
        "He came late and she left. It was good.",
        "Él llegó tarde. , y ella se fue.",
        &["broken-sentence: , y ella se fue"],
    );
    expect("He came. And she left.", "Él vino. Y ella se fue.", &[]);
    // A short word before the stop may be an abbreviation, unless the text has it without a stop too.
    let (english, spanish) = ("The life was hard. A life is short. ", "La vida era dura. Una vida es corta. ");
    expect(
        &format!("{english}They want a good life, which is long."),
        &format!("{spanish}Quieren una buena vida. que sea larga."),
        &["broken-sentence: que sea larga."],
    );
    expect(english, &format!("{spanish}Véase el art. que sigue."), &[]);
    expect("I have an iPhone. iPhone is fine.", "Tengo un iPhone. iPhone va bien.", &[]);
}

#[test]
fn slips_of_the_hand_are_found() {
    expect("He came to the the house.", "Llegó a la casa.", &["doubled-word: the the"]);
    expect("He had had enough. No no, he said.", "Ya tenía bastante. No no, dijo.", &[]);
    expect("It is very very good, it is good good.", "Es muy muy bueno, es bueno bueno.", &[]);
    expect("He must die die now.", "Debe morir ya.", &["doubled-word: die die"]);
    expect("All of the population .", "Toda la población.", &["spacing: ."]);
    expect("It is really. . And so on.", "Lo es de verdad. Y así.", &["spacing: ."]);
    expect("See .NET and .5 of it ...", "Véase .NET y .5 de ello ...", &[]);
    let french = [("en", "Really! Why? «So»"), ("fr", "Vraiment ! Pourquoi ? « Ainsi »")];
    assert_eq!(found(work(Format::PlainText, french)), [""; 0]);
}

#[test]
fn markup_that_is_left_is_found() {
    expect("He came.<br /> <br />", "Llegó.", &["residue: <br /> <br />"]);
    expect("Tom &amp; Ann came.", "Vinieron Tom y Ann.", &["residue: &amp;"]);
    expect("It is 3 < 4 and a<b.", "Es 3 < 4 y a<b.", &[]);
    expect_markdown("Write `<br>` here.", "Escriba aquí `<br>`.", &[]);
}

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
    // Many translations lead to what is written in their own language.
    expect_markdown(
        "[A](https://a.org/one) it.\n\nWell.\n\n[B](https://a.org/two) it.",
        "[A](https://a.org/uno) eso.\n\nBueno.\n\n[B](https://a.org/dos) eso.",
        &[],
    );
    expect_markdown("Look ![a crane](crane.png) here.", "Mira aquí.", &["image: Look ![a crane](crane.png) here."]);
    expect_markdown("Run `make` now.", "Ejecute ahora `make`.", &[]);
    expect_markdown("Run `make` now.", "Ejecute ahora `hacer`.", &["code: hacer"]);
    expect_markdown("# Cranes\n\nThey fly.", "# Grúas\n\nVuelan.", &[]);
    expect_markdown("## Cranes\n\nThey fly.", "Grúas\n\nVuelan.", &["heading: Grúas"]);
    expect_markdown("1. One\n2. Two", "1. Uno\n2. Dos", &[]);
    expect_markdown("1. One\n2. Two", "- Uno\n- Dos", &["list-marker: Uno", "list-marker: Dos"]);
    expect_markdown("- One of us", "Uno de nosotros", &["list-marker: Uno de nosotros"]);
    expect("1) One of us.", "2) Uno de nosotros.", &["number: 2", "list-marker: 2)"]);
    expect("a) One of us.", "Uno de nosotros.", &["list-marker: a)"]);
}

#[test]
fn what_is_silenced_is_not_said() {
    let library =
        library(work(Format::PlainText, [("en", "All of us . And 212 more."), ("es", "Todos. Y muchos más.")]));
    let kinds = |lock: Option<&Lock>, silence: &[Kind]| -> Vec<&str> {
        check(&library, lock, silence).iter().map(|finding| finding.kind.name()).collect()
    };
    assert_eq!(kinds(None, &[]), ["number", "spacing"]);
    assert_eq!(kinds(None, &[Kind::Spacing]), ["number"]);
    let (lock, faults) = Lock::parse(
        "diglot.lock",
        "[[segment]]\nwork = 'work'\nsentences = { en = ['And 212'] }\nsilence = ['number', 'spacing']\n",
    );
    assert_eq!(faults, []);
    assert_eq!(kinds(Some(&lock), &[]), ["spacing"]);
}

#[test]
fn what_changes_after_it_was_confirmed_is_named_with_its_side() {
    let english = "The light was on. The sea was calm. No ship came.";
    let spanish = "La luz estaba encendida. El mar estaba en calma. No vino ningún barco.";
    let texts = |english: &str, spanish: &str| library(work(Format::PlainText, [("en", english), ("es", spanish)]));
    let confirmed = confirm(&texts(english, spanish), &Lock::empty("diglot.lock"), &[]);
    let (lock, faults) = Lock::parse("diglot.lock", confirmed.to_string());
    assert_eq!(faults, []);
    let changed = |english: &str, spanish: &str| -> Vec<(String, Option<usize>)> {
        let findings = check(&texts(english, spanish), Some(&lock), &[]);
        let findings = findings.into_iter().filter(|finding| finding.kind == Kind::Changed);
        findings.map(|finding| (finding.message, finding.segment)).collect()
    };
    let message = |begins: &str, side: &str| format!("`{begins}` has changed in {side} since it was confirmed");
    assert_eq!(changed(english, spanish), []);
    assert_eq!(changed(&english.replace(' ', "  "), spanish), [], "white space is no change");
    assert_eq!(changed(english, &spanish.replace("calma", "furia")), [(message("The sea was calm.", "es"), Some(1))]);
    assert_eq!(changed(&english.replace("calm", "rough"), spanish), [(message("The sea was calm.", "en"), Some(1))]);
    let both = changed(&english.replace("calm", "rough"), &spanish.replace("calma", "furia"));
    assert_eq!(both, [(message("The sea was calm.", "en and es"), Some(1))]);
    let longer = (format!("It was night. {english}"), format!("Era de noche. {spanish}"));
    assert_eq!(changed(&longer.0, &longer.1), [], "new sentences elsewhere change nothing");
    let again = confirm(&texts(english, spanish), &lock, &[]);
    assert_eq!(again.to_string(), lock.to_string());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_text_panics_and_every_place_is_in_its_text(
        left in "([a-zA-Zñé]{1,7}|[0-9.,:/]{1,6}|[\"“”«»()\\[\\]<>&;'´`~*_.!?]{1,3}|<br />|\\PC{1,3}|\n\n| )( |\n)?{0,1}([A-Z][a-z]{2,8} ){0,3}",
        right in "(([A-Z]?[a-z]{1,7}|[0-9.,]{1,5}|[\"“«»()<&]|日本|١٢|\\PC)[ .]{0,2}){0,12}",
        markdown in any::<bool>(),
    ) {
        let format = if markdown { Format::Markdown } else { Format::PlainText };
        let library = library(work(format, [("en", &left.repeat(3)), ("es", &right)]));
        let findings = check(&library, None, &[]);
        for spot in findings.iter().flat_map(|finding| &finding.spots) {
            prop_assert!(spot.excerpt.get(spot.marked.clone()).is_some());
            let (text, span) = spot.place.excerpt.as_ref().expect("a span");
            prop_assert!(text.get(span.clone()).is_some(), "{:?} of {:?}", span, text);
        }
        let coverage: Vec<_> = library.works.iter().map(|work| coverage(work, &library.languages)).collect();
        let report = report::Report { library: &library, findings: &findings, diagnostics: &[], coverage: &coverage };
        prop_assert!(report::page(&report).is_ok());
        let _ = (report::json(&report), report::sarif(&report), confirm(&library, &Lock::empty("l"), &[]));
    }
}
