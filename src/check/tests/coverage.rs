use super::*;
use crate::check::coverage::coverage;

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
fn what_is_not_translated_is_found_whatever_tag_its_language_has() {
    let english = "The administration of each service is made up of volunteers who have installed it themselves.";
    let left = "Volunteers have installed the service by themselves, and those are the ones who run it now.";
    for (tag, own) in [
        ("no", "Administrasjonen av hver tjeneste består av frivillige som har installert den selv."),
        ("nn", "Administrasjonen av kvar teneste er sett saman av frivillige som har installert henne sjølve."),
        ("bs", "Upravu svake službe čine dobrovoljci koji su je sami postavili i koji se o njoj brinu."),
        ("sr-Latn", "Upravu svake službe čine dobrovoljci koji su je sami postavili i koji se o njoj staraju."),
        ("ms", "Pentadbiran setiap perkhidmatan terdiri daripada sukarelawan yang telah memasangnya sendiri."),
    ] {
        let found = |other: &str| found(work(Format::PlainText, [("en", english), (tag, other)]));
        assert_eq!(found(left), [format!("untranslated: {left}")], "{tag}");
        assert_eq!(found(own), [""; 0], "{tag}");
    }
}

#[test]
fn a_translation_with_many_terms_in_latin_letters_is_one() {
    let english = "Then install Docker Desktop, and run docker compose up in the root folder.";
    let japanese = "次に Docker Desktop をインストールし、ルートフォルダーで docker compose up を実行してください。";
    assert_eq!(found(work(Format::PlainText, [("en", english), ("ja", japanese)])), [""; 0]);
}

#[test]
fn what_both_texts_have_is_to_be_translated_where_it_is_foreign() {
    let texts = [
        ("de", "Der Garten öffnet im Mai. The tools must be clean and dry before they are put away. Wir freuen uns."),
        ("en", "The garden opens in May. The tools must be clean and dry before they are put away. We look forward."),
    ];
    for texts in [texts, [texts[1], texts[0]]] {
        let findings = check(&library(work(Format::PlainText, texts)), None, &[]);
        let places: Vec<(&str, &str)> =
            findings.iter().map(|finding| (finding.spots[0].language.tag(), finding.hint.as_str())).collect();
        assert_eq!(places, [("de", "translate it to German")]);
    }
}

#[test]
fn letters_of_the_other_script_tell_without_any_statistics() {
    for (tag, own, sentence, expected) in [
        ("zh", "这口钟出自河边的一座墓葬。", "We do not know.", true),
        ("ar", "تسعة أيام.", "The stairs were gone.", true),
        ("ru", "Вода холодная. Наташа выдержала три минуты.", "I did not argue with her.", true),
        ("ja", "鐘は川のそばの墓から出た。", "国宝。", true),
        ("zh", "这口钟出自河边的一座墓葬。", "Debian GNU Bookworm.", false),
        ("ru", "Вода холодная. Наташа выдержала три минуты.", "OK.", false),
    ] {
        let english = if tag == "ru" { "The water is cold. Natasha stood it for three minutes." } else { "It is old." };
        let texts = [format!("{english} {sentence}"), format!("{own} {sentence}")];
        let found = found(work(Format::PlainText, [("en", &texts[0]), (tag, &texts[1])]));
        let expected: Vec<String> = expected.then(|| format!("untranslated: {sentence}")).into_iter().collect();
        assert_eq!(found, expected, "{tag} {sentence}");
    }
}

#[test]
fn a_sentence_that_was_forgotten_beside_a_translated_one_is_found() {
    let english = "But her little feet were wounded and sore, and everything around her looked so cold and bleak.";
    for russian in [
        "The keeper of the house was sleeping near the window when they came in, как холодно, сыро было в воздухе!",
        "Хорошо, что дети were at home with their mother that day, and nobody else was there in the garden.",
        "It is cold and the keeper of the house is sleeping in the corner of the room, сказала Герда.",
    ] {
        expect_in("ru", english, russian, &[&format!("untranslated: {russian}")]);
    }
}

#[test]
fn an_address_is_in_no_language() {
    let address = "https://www.example.org/garden/how-to-find-the-garden-and-when-it-is-open.html";
    let texts = [format!("The address: {address}"), format!("Die Adresse: {address}")];
    assert_eq!(found(work(Format::PlainText, [("en", &texts[0]), ("de", &texts[1])])), [""; 0]);
    let english = "He lives in Church of St Mary on the Hill, Station Road, Sutton on the Forest.";
    let german = "Er wohnt in Church of St Mary on the Hill, Station Road, Sutton on the Forest.";
    assert_eq!(found(work(Format::PlainText, [("en", english), ("de", german)])), [""; 0]);
}

#[test]
fn a_short_sentence_that_is_not_translated_is_found_by_its_words() {
    let english = "It was late. It was cold in the house. I think that it was the sea. ".repeat(2);
    let spanish = "Era tarde. Hacía frío en la casa. Creo que era el mar. ".repeat(2);
    let with = |middle: &str| {
        found(work(
            Format::PlainText,
            [("en", &format!("{english}{middle} {english}")), ("es", &format!("{spanish}{middle} {spanish}"))],
        ))
    };
    assert_eq!(with("It was raining."), ["untranslated: It was raining."]);
    for kept in [
        "It was Anna.",
        "\"It was raining.\"",
        "Veni, vidi, vici.",
        "Ha ha ha!",
        "OK.",
        "It Was Raining.",
        "No me digas.",
    ] {
        assert_eq!(with(kept), [""; 0], "{kept}");
    }
    let reverse = found(work(
        Format::PlainText,
        [
            ("en", &format!("{english}Hacía calor en la casa. {english}")),
            ("es", &format!("{spanish}Hacía calor en la casa. {spanish}")),
        ],
    ));
    assert_eq!(reverse, ["untranslated: Hacía calor en la casa."]);
}

#[test]
fn a_sentence_of_some_words_is_found_in_a_short_text() {
    let (english, spanish) = (
        "She said that a storm was coming. The boats came home.",
        "Dijo que venía a la costa una tormenta. Los barcos volvieron.",
    );
    let with = |middle: &str| {
        found(work(Format::PlainText, [("en", &format!("{english} {middle}")), ("es", &format!("{spanish} {middle}"))]))
    };
    assert_eq!(with("Nobody said a word."), ["untranslated: Nobody said a word."]);
    assert_eq!(with("Los perros ladraron a la luna."), ["untranslated: Los perros ladraron a la luna."]);
    assert_eq!(with("Nobody in Santa Clara said a word."), ["untranslated: Nobody in Santa Clara said a word."]);
    for kept in [
        "She was Anna Karenina.",
        "“Nobody said a word.”",
        "Nobody Said a Word",
        "In vino veritas est.",
        "La donna è mobile.",
        "Ha ha ha ha!",
        "Alea iacta est, amici.",
    ] {
        assert_eq!(with(kept), [""; 0], "{kept}");
    }
}

#[test]
fn a_segment_without_counterpart_is_missing() {
    let mut work = work(Format::PlainText, [("en", "One of us. Two of us."), ("es", "Uno de nosotros.")]);
    work.segments = [(0..1, 0..1), (1..2, 1..1)]
        .map(|(left, right)| Segment { sentences: vec![left, right], confidences: vec![1.0; 2] })
        .into();
    assert_eq!(found(work.clone()), ["missing: Two of us."]);
    let languages = ["en", "es", "fr"].map(|tag| Language::new(tag).expect("a language"));
    let shares = coverage(&work, &languages).into_iter().map(|share| (share.present, share.all));
    assert_eq!(shares.collect::<Vec<_>>(), [(2, 2), (1, 2), (0, 2)]);
}

#[test]
fn what_is_as_grave_stands_in_the_order_of_the_text() {
    let mut work = work(Format::PlainText, [("en", "One. Two. Three. Four."), ("es", "Uno.")]);
    let segment = |at: usize, confidence: f64| Segment {
        sentences: vec![at..at + 1, at.min(1)..1],
        confidences: vec![1.0, confidence],
    };
    work.segments = [(0, 1.0), (1, 0.73), (2, 0.68), (3, 0.74)].map(|(at, confidence)| segment(at, confidence)).into();
    let findings = check(&library(work), None, &[]);
    // What is missing in a row is one finding.
    let places: Vec<usize> = findings[0].segments().collect();
    assert_eq!((findings.len(), places), (1, vec![1, 2, 3]));
    assert_eq!(findings[0].told(), "this has no counterpart in Spanish: 3 places, the last in line 1");
}

#[test]
fn what_two_languages_lack_are_two_rows() {
    let texts = [("en", "One. Two. Three. Four."), ("es", "Uno. Dos."), ("fr", "Un. Deux.")];
    let mut work = work(Format::PlainText, texts);
    // Spanish lacks the second segment and the third, French the third and the fourth.
    let (spanish, french) = ([0..1, 1..1, 1..1, 1..2], [0..1, 1..2, 2..2, 2..2]);
    let segments = spanish.into_iter().zip(french).enumerate();
    let segment =
        |(at, (spanish, french))| Segment { sentences: vec![at..at + 1, spanish, french], confidences: vec![1.0; 3] };
    work.segments = segments.map(segment).collect();
    let findings = check(&library(work), None, &[]);
    let told: Vec<(String, Vec<usize>)> =
        findings.iter().map(|finding| (finding.message.clone(), finding.segments().collect())).collect();
    let lacking = |language| format!("this has no counterpart in {language}");
    assert_eq!(told, [(lacking("Spanish"), vec![1, 2]), (lacking("French"), vec![2, 3])]);
}

#[test]
fn a_silenced_segment_is_left_out_of_its_row() {
    let mut work = work(Format::PlainText, [("en", "One. Two. Three. Four. Five."), ("es", "Uno.")]);
    let segment = |at: usize| Segment { sentences: vec![at..at + 1, at.min(1)..1], confidences: vec![1.0; 2] };
    work.segments = (0..5).map(segment).collect();
    let library = library(work);
    let segments = |lock: Option<&Lock>| -> Vec<Vec<usize>> {
        check(&library, lock, &[]).iter().map(|finding| finding.segments().collect()).collect()
    };
    assert_eq!(segments(None), [[1, 2, 3, 4]]);
    let entry = "[[segment]]\nwork = 'work'\nsentences = { en = ['Three'] }\nsilence = ['missing']\n";
    let (lock, faults) = Lock::parse("diglot.lock", entry);
    assert_eq!(faults, []);
    assert_eq!(segments(Some(&lock)), [[1, 3, 4]]);
}

#[test]
fn a_work_without_text_in_a_language_of_the_site_is_found() {
    let mut library = library(work(Format::PlainText, [("en", "One of us."), ("es", "Uno de nosotros.")]));
    assert_eq!(check(&library, None, &[]), []);
    library.languages.extend(["fr", "de"].map(|tag| Language::new(tag).expect("a language")));
    let findings = check(&library, None, &[]);
    let told: Vec<_> = findings.iter().map(|finding| (finding.kind, finding.told())).collect();
    assert_eq!(told, [(Kind::UntranslatedWork, "this has no text in French, German".to_owned())]);
    assert_eq!(check(&library, None, &[Kind::UntranslatedWork]), []);
}

#[test]
fn a_translation_with_terms_and_code_is_one() {
    for (tag, english, other) in [
        (
            "ru",
            "There are 7 primitive types: `string`, `number`, `bigint`, `boolean`, `symbol`, `null` and `undefined`.",
            "Есть 7 примитивных типов: `string`, `number`, `bigint`, `boolean`, `symbol`, `null` и `undefined`.",
        ),
        (
            "ru",
            "The call rabbit.sleep() sets this.isSleeping on the rabbit object, and animal.walk() checks it.",
            "Вызов rabbit.sleep() устанавливает this.isSleeping для объекта rabbit, а animal.walk() смотрит его.",
        ),
        (
            "zh",
            "mapActions(namespace?: string, map: Array<string> | Object<string | function>): Object",
            "mapActions(namespace?: string, map: Array<string> | Object<string | function>): Object",
        ),
        (
            "es",
            "Thanks to @anna @boris @clara @dmitri @elena @fedor @galina @harald @ivan @jasmin and @kim.",
            "Gracias a @anna @boris @clara @dmitri @elena @fedor @galina @harald @ivan @jasmin y @kim.",
        ),
    ] {
        assert_eq!(found(work(Format::Markdown, [("en", english), (tag, other)])), [""; 0], "{other}");
    }
}

#[test]
fn of_three_languages_the_one_is_named_that_a_text_is_still_in() {
    let left = "By clicking the button above, you say that your address will be kept in line with their terms of use.";
    let texts = [
        ("de", format!("Auf dieser Seite können Sie unseren Rundbrief abonnieren. {left}")),
        ("en", format!("This is the page where you can subscribe to our newsletter. {left}")),
        (
            "fr",
            "Ceci est la page pour vous abonner à notre lettre. En cliquant sur ce bouton, vous acceptez que votre \
             adresse soit gardée selon leurs conditions."
                .to_owned(),
        ),
    ];
    let texts = texts.each_ref().map(|(tag, text)| (*tag, text.as_str()));
    let findings = check(&library(work(Format::PlainText, texts)), None, &[]);
    let told: Vec<_> = findings.iter().map(Finding::told).collect();
    assert_eq!(told, ["this is still in English"]);
}
