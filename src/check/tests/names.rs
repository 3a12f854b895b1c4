use super::*;
use crate::ground::facts::Subject;
use crate::ground::language::Localized;

#[test]
fn a_name_is_spelt_as_in_the_rest_of_its_text() {
    let english = "We went to Moscow at last. Then Moscow was far. Is it in Moscow? He likes Moscow. ".to_owned();
    let spanish = "Fuimos por fin a Moscú. Luego quedaba lejos Moscú. ¿Está en Moscú? Le gusta Moscú. ";
    expect(&english, spanish, &[]);
    expect(&english, &spanish.replacen("gusta Moscú", "gusta Moscu", 1), &["name: Moscu"]);
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
    for (tag, often, inflected) in [
        ("de", "Er sah Schiller.", "Das sind Schillers Briefe."),
        ("pl", "Widział Schiller.", "To są listy Schillera."),
        ("la", "Vidit Schiller.", "Hae sunt epistulae Schilleri."),
    ] {
        let english = format!("{}These are Schiller's letters.", "He saw Schiller. ".repeat(6));
        let other = format!("{}{inflected}", format!("{often} ").repeat(6));
        assert_eq!(found(work(Format::PlainText, [("en", &english), (tag, &other)])), [""; 0], "{tag}");
    }
    let english = format!("{}It was the hand of Veronika.", "I saw Veronika. ".repeat(6));
    let russian = format!("{}Это была рука Вероники.", "Меня видит Вероника. ".repeat(6));
    assert_eq!(found(work(Format::PlainText, [("en", &english), ("ru", &russian)])), [""; 0]);
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
fn a_letter_that_is_doubled_once_is_a_slip() {
    let english = "He saw Honorine. It rained. Then Honorine left. It was late. At last Honorine wrote.";
    let french = "Il vit Honorine. Il pleuvait. Alors Honorine partit. Il était tard. Enfin Honorinne écrivit.";
    let found = |french: &str| found(work(Format::PlainText, [("en", english), ("fr", french)]));
    assert_eq!(found(french), ["name: Honorinne"]);
    // A text may have a spelling of its own.
    assert_eq!(found(&french.replace("Honorine", "Honorinne")), [""; 0]);
}

#[test]
fn a_long_row_of_names_is_checked_name_by_name() {
    let row = |beginning: &str| -> String {
        let letter = |number: usize, place: u32| char::from(b'a' + (number / 26_usize.pow(place) % 26) as u8);
        let name = |number| format!("{beginning}{}, ", (0..3).map(|place| letter(number, place)).collect::<String>());
        format!("They are {}and Barbarossa.", (0..5_000).map(name).collect::<String>())
    };
    expect(&row("Bak"), &row("Lum").replace("Barbarossa", "Barbarrova"), &["name: Barbarrova"]);
}

#[test]
fn a_small_word_in_an_address_or_in_code_has_lost_no_capital() {
    let (english, spanish) = ("I know Veronica. I saw Veronica. ", "Conozco a Veronica. Vi a Veronica. ");
    for there in ["https://veronica.org", "www/veronica", "set.veronica", "veronica_one", "#veronica", "'veronica'"] {
        expect(&format!("{english}See Veronica."), &format!("{spanish}Véase a ella en {there} ya."), &[]);
    }
    expect_markdown(
        &format!("{english}See Veronica in `x(veronica)`."),
        &format!("{spanish}Véase `x(veronica)`."),
        &[],
    );
    let spanish = "Conozco a Veronica. Vi a Veronica. La veronica es una flor, y Veronica otra.";
    expect(&format!("{english}A speedwell is a flower, and Veronica another."), spanish, &[]);
}

#[test]
fn latin_letters_are_words_beside_others() {
    let english = "I use Windows here. It rained. It was late. ".repeat(8);
    let japanese = "私は Windows を使います。雨でした。遅かった。".repeat(8);
    let with = |last: &str| japanese.replacen("私は Windows を", last, 1);
    expect_in("ja", &english, &with("同じくWindowsを"), &[]);
    expect_in("ja", &english, &with("同じくこれを"), &["name-missing: Windows"]);
}

#[test]
fn where_every_noun_has_a_capital_one_like_another_is_no_slip() {
    let english = "The fox came. It rained. The fox left. It was late. I like the fox. It hurt my foot.";
    let german =
        "Da kam der Fuchs. Es regnete. Da ging der Fuchs. Es war spät. Ich mag den Fuchs. Mir tat der Fuß weh.";
    expect_in("de", english, german, &[]);
    let english = "I saw the head. I saw the head. I saw the head. It is in the head.";
    expect_in("de", english, "Ich sah Köpfe. Ich sah Köpfe. Ich sah Köpfe. Das ist im Kopfe.", &[]);
    let english = "I saw combs. I saw combs. I saw combs. She has combs.";
    let german = "Ich sah Kämme. Ich sah Kämme. Ich sah Kämme. Sie hat Käme.";
    expect_in("de", english, german, &["name: Käme"]);
}
