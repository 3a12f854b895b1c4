use super::*;

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
        ("The class runs from 2 to 4 p.m.", "La clase es de 14 a 16 h."),
        ("They left it at 11.30 p.m. that day.", "Lo dejaron a las 11 h. 30 aquel día."),
        ("It closes at 5 PM today.", "Hoy cierra a las 17 horas."),
        ("Take 13½ pounds of it.", "Tome 13,5 libras."),
        ("Take 22 1/2 cups of it.", "Tome 22,5 tazas."),
        ("Take 22½ cups of it.", "Tome 22 tazas y media."),
        ("Take 22½ cups of it.", "Tome 22 y 1/2 tazas."),
        ("Take ½ cup of milk.", "Tome media taza de leche."),
        ("Take ½ cup of milk.", "Tome 0,5 tazas de leche."),
        ("Take ½ kg of flour.", "Tome 500 g de harina."),
        ("It covers ¾ of the land.", "Cubre el 75 % del país."),
        ("It cost $200 then.", "Entonces costaba 200 $."),
        ("It was built in the 1990s.", "Se construyó en los años noventa."),
        ("See § 12(3) of the Act.", "Véase el artículo 12.3 de la ley."),
        ("See pp. 24–7 of it.", "Véanse las páginas 24-27."),
        ("See pp. 124-31 of it.", "Véanse las páginas 124–131."),
        ("There were 25 of us.", "Éramos veinticinco."),
        ("It begins at midnight.", "Empieza a las 24 h."),
        ("It is open from 9 to 5.", "Abre de 9 a 17."),
        ("It closes at 11 today.", "Hoy cierra a las 23."),
        ("Bach (1685-1750) wrote it; Bach (1685-1750) knew.", "Bach (1685-1750) lo escribió y lo supo."),
        ("It was in 1911/12, yes, in 1911/12.", "Fue en 1911/12."),
    ] {
        expect(english, spanish, &[]);
    }
    expect("The war ended in 1945.", "La guerra terminó en 1954.", &["number: 1954"]);
    expect("It ends at 4 p.m. today.", "Hoy acaba a las 17 h.", &["number: 17"]);
    expect("Take 13½ pounds of it.", "Tome 14½ libras.", &["number: 14½"]);
    expect("Take 13½ pounds of it.", "Tome 13¼ libras.", &["number: 13¼"]);
    expect("Take ½ cup of milk.", "Tome ¼ de taza de leche.", &["number: ¼"]);
    expect("Take ½ kg of flour.", "Tome 300 g de harina.", &["number: 300"]);
    expect("It took 40 seconds.", "Duró 60 segundos.", &["number: 60"]);
    expect("It was built in 1990.", "Se construyó hace mucho.", &["number: 1990"]);
    expect("See pp. 124–31 of it.", "Véanse las páginas 124-141.", &["number: 31", "number: 141"]);
    expect("See § 12(3) of the Act.", "Véase el artículo 12.4 de la ley.", &["number: 12.4"]);
    expect("It has 212 steps.", "Tiene muchos escalones.", &["number: 212"]);
    expect("He came on 06-02-41 at last.", "Llegó por fin el 06-03-41.", &["number: 03"]);
    expect("He came on 6-6-41 at last.", "Llegó por fin el 6-12-41.", &["number: 12"]);
    expect("He came on 6-6-41 at last.", "Llegó el 6 de mayo de 1941.", &["number: mayo"]);
    expect("See 24-27, again 24-27.", "Véanse 24-27 y otra vez 24 a 28.", &["number: 28"]);
    expect("He came on 22 June 1941.", "Llegó el 22 de junio de 1941.", &[]);
    expect("He came on 22 June 1941.", "Llegó el 23 de junio de 1941.", &["number: 23"]);
    expect("He came on 22 June 1941.", "Llegó el 22 de julio de 1941.", &["number: julio"]);
    expect("He came on 22 June 1941.", "Llegó el 22.07.1941.", &["number: 07"]);
    expect("On 6 May 2020 we left.", "El 5 de mayo de 2020 salimos.", &["number: 5"]);
    expect("On 7 April 1999 we left.", "El 4 de abril de 1999 salimos.", &["number: 4"]);
    expect("On 3 March 1999 we left.", "El 3 de mayo de 1999 salimos.", &["number: mayo"]);
    expect("We left on 2020-05-06 at last.", "El 5 de mayo de 2020 salimos.", &["number: 5"]);
    for (english, spanish) in [
        ("On 5 May 2020 we left.", "El 5 de mayo de 2020 salimos."),
        ("We left on 2020-06-05 at last.", "El 5 de junio de 2020 salimos."),
        ("From 4 to 5 April we left.", "Del 4 al 5 de abril salimos."),
        ("In May 5 boats left, in June 5.", "En mayo salieron 5 barcos, en junio 5."),
    ] {
        expect(english, spanish, &[]);
    }
    for other in [("th", "เขาเกิดใน พ.ศ. 2470"), ("fa", "او در سال ۱۳۰۶ به دنیا آمد.")]
    {
        assert_eq!(found(work(Format::PlainText, [("en", "He was born in 1927."), other])), [""; 0], "{other:?}");
    }
    let chinese = [("en", "We left on May 5, in May."), ("zh", "我们于5月5日出发。")];
    assert_eq!(found(work(Format::PlainText, chinese)), [""; 0]);
    expect("It was under the GPLv2 then.", "Estaba entonces bajo la GPLv3.", &["number: GPLv3"]);
    expect("See A4 and B5 and A5.", "Véanse A5, A4 y B5.", &[]);
}

#[test]
fn a_number_may_be_words_where_the_other_side_has_such_words() {
    for (tag, english, other) in [
        (
            "es",
            "There live 111 kings and 7,500,000 tipplers.",
            "Allí viven ciento once reyes y siete millones y medio de ebrios.",
        ),
        ("es", "He saw 1440 sunsets.", "Vio mil cuatrocientas cuarenta puestas de sol."),
        ("es", "She had only $1.87 left.", "Solo le quedaban un dólar y ochenta y siete centavos."),
        ("es", "He was born in 1922.", "Nació en mil novecientos veintidós."),
        ("de", "He was born in 1922.", "Er wurde neunzehnhundertzweiundzwanzig geboren."),
        ("de", "There live 111 kings and 87 geese.", "Dort leben hundertelf Könige und siebenundachtzig Gänse."),
        ("fr", "There live 111 kings and 87 geese.", "Là vivent cent onze rois et quatre-vingt-sept oies."),
        (
            "ru",
            "He saw 1440 sunsets and 111 kings.",
            "Он видел тысячу четыреста сорок закатов и сто одиннадцать королей.",
        ),
        ("ru", "There live 2500 kings.", "Там живут две с половиной тысячи королей."),
        ("uk", "He was born in 1990.", "Він народився тисяча дев’ятсот дев’яностого року."),
        ("it", "He was born in 1916.", "Nacque nel millenovecentosedici."),
        ("sv", "He was born in 1922.", "Han föddes nittonhundratjugotvå."),
    ] {
        expect_in(tag, english, other, &[]);
    }
    let (english, japanese) =
        ("He has 3 boats. It rains. It is late. ".repeat(20), "船が3隻ある。雨だ。遅い。".repeat(20));
    expect_in("ja", &english.replacen('3', "three", 1), &japanese, &[]);
    expect_in("ja", &english.replacen('3', "some", 1), &japanese, &["number: 3"]);
    expect("He was born in 1922.", "Nació hace mucho en abril.", &["number: 1922"]);
    expect("He saw 1440 sunsets.", "Vio muchas puestas de sol en mayo.", &["number: 1440"]);
    expect_in("de", "He had 1440 sheep.", "Er hatte viertausend Schafe.", &["number: 1440"]);
    expect_in("de", "He was born in 1922.", "Er wurde neunzehnhundertzwölf geboren.", &["number: 1922"]);
    expect("There live 111 kings.", "Allí viven once reyes en paz y con paciencia.", &["number: 111"]);
}

#[test]
fn a_number_in_a_label_or_version_is_part_of_it() {
    let german = "Der Name sind die ersten zwei Zeichen des SHA-1-Wertes.";
    expect_in("de", "The name is the first 2 characters of the SHA.", german, &[]);
    expect("It is in UTF-8 here.", "Aquí está en UTF-16.", &["number: UTF-16"]);
    expect("The asteroid B-612 is small.", "El asteroide B 612 es pequeño.", &[]);
    let (english, spanish) =
        ("Get git-1.7.2.2 now. Then open git-1.7.2.2.", "Descargue git-1.6.0.5. Abra git-1.6.0.5.");
    expect(english, spanish, &["number: 1.6.0.5"]);
    expect("Get it with v2.7.14 now.", "Descárguelo con la v2.7.15.", &["number: 2.7.15"]);
    expect("Get it with v2.714.100 now.", "Descárguelo con la v2.714.101.", &["number: 2.714.101"]);
}

#[test]
fn times_of_two_zones_differ() {
    let japanese = "この機能は 2025-02-10 12:00:00 (JST) に止まります。";
    expect_in("ja", "It stops at 2025-02-10 03:00:00 (UTC) for good.", japanese, &[]);
    let wrong = "It stops at 2025-02-10 03:00:00 (JST) for good.";
    expect_in("ja", wrong, japanese, &["number: 12"]);
}

#[test]
fn small_numbers_are_missed_where_the_text_writes_them_in_digits() {
    let (english, spanish) =
        ("He has 3 boats. It rains. It is late. ".repeat(20), "Tiene 3 barcos. Llueve. Es tarde. ".repeat(20));
    expect(&english, &spanish.replacen(" 3", "", 1), &["number: 3"]);
    let in_words = spanish.replacen('3', "tres", 4);
    expect(&english, &in_words, &[]);
    let seldom = work(Format::PlainText, [("en", "There were 47 of them."), ("es", "Eran muchos.")]);
    let often = work(Format::PlainText, [("en", &english), ("es", &spanish.replacen(" 3", "", 1))]);
    let [seldom, often] = [seldom, often].map(|work| check(&library(work), None, &[])[0].weight);
    assert!(often < seldom, "a small number may be a word after all");
    let german = "Er hat 3 Boote. Es regnet. Es ist spät. ".repeat(20);
    for (tag, text, last, in_words) in [
        ("en", &english, "He is on the 4th level.", "Está en el cuarto nivel."),
        ("en", &english, "It is 0 by default.", "Es cero si nada se dice."),
        ("de", &german, "Er ist im 4. Stock.", "Está en el cuarto piso."),
    ] {
        let texts = [format!("{text}{last}"), format!("{spanish}{in_words}")];
        assert_eq!(found(work(Format::PlainText, [(tag, &texts[0]), ("es", &texts[1])])), [""; 0], "{last}");
    }
    expect("There were 47 of them.", "Eran muchos.", &["number: 47"]);
    expect("There were 20 of them.", "Eran veinte.", &[]);
}

#[test]
fn ordinals_and_sections_are_their_numbers() {
    for (english, spanish) in [
        ("It was the 1st of three.", "Era el 1.º de tres."),
        ("It was the 1st of three.", "Era el primero de tres."),
        ("III. The road", "3. El camino"),
        ("I. The road", "1. El camino"),
        ("Section 4.2 says so.", "La sección 4.2 lo dice."),
        ("Psalm 119:105 says so.", "El salmo 119,105 lo dice."),
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
fn a_long_row_of_numbers_is_checked_number_by_number() {
    let row = |first: usize, digits: usize| -> String {
        let numbers = (0..2_000).map(|at| format!("{:0>digits$} ", first + 7 * at));
        format!("These are {}they say.", numbers.collect::<String>())
    };
    let (five, eight) = (row(10_002, 5), row(20_000_001, 8));
    let findings = check(&library(work(Format::PlainText, [("en", &five), ("es", &eight)])), None, &[]);
    assert_eq!(findings.iter().filter(|finding| finding.kind == Kind::Number).count(), 4_000);
    assert_eq!(findings[0].spots[0].excerpt.get(findings[0].spots[0].marked.clone()), Some("10002"));
    let other = five.replace("10009 ", "10008 ");
    expect(&five, &other, &["number: 10008"]);
}

#[test]
fn a_number_that_is_wrong_by_a_power_of_ten_is_found() {
    for (english, spanish, wrong) in [
        ("There were 300 bicycles.", "Había 3.000 bicicletas.", "3.000"),
        ("There were 1,250 ships.", "Había 12.500 barcos.", "12.500"),
        ("There were 1,200 ships.", "Había 12.000 barcos.", "12.000"),
        ("There were 1,234 ships.", "Había 12.340 barcos.", "12.340"),
        ("There were 1,250 ships.", "Había 125.000 barcos.", "125.000"),
        ("Prices rose by 3.5 % that year.", "Los precios subieron un 35 % aquel año.", "35"),
        ("It has 1,250,000 inhabitants.", "Tiene 1.520.000 habitantes.", "1.520.000"),
        ("It has many inhabitants today.", "Hoy tiene 1.250.000 habitantes.", "1.250.000"),
    ] {
        expect(english, spanish, &[&format!("number: {wrong}")]);
    }
    for (english, spanish) in [
        ("There were 1,200 ships.", "Había 1200 barcos."),
        ("It is 1.2 times as long.", "Es 1,200 veces más largo."),
        ("It has 3.4 million inhabitants.", "Tiene 3.400.000 habitantes."),
        ("It has 3,400,000 inhabitants.", "Tiene 3,4 millones de habitantes."),
        ("It has 1.25 billion inhabitants.", "Tiene 1.250 millones de habitantes."),
        ("There were 30,000 ships.", "Había 30 mil barcos."),
        ("It was 0.5 of it.", "Era .5 de ello."),
        ("It cost $0.50 then.", "Entonces costaba 50 centavos."),
        ("It is 2.50 long.", "Mide 2,5 de largo."),
    ] {
        expect(english, spanish, &[]);
    }
    for (english, tag, other) in [
        ("It has 1.2 billion inhabitants.", "zh", "它有12亿居民。"),
        ("It has 1.3 billion inhabitants.", "fr", "Il a 1,3 milliard d'habitants."),
        ("It has 1.3 billion inhabitants.", "es", "Tiene 1,3 mil millones de habitantes."),
        ("It has 1.3 billion inhabitants.", "de", "Es hat 1,3 Mrd. Einwohner."),
        ("It cost $111 million.", "zh", "它花费了1.11亿美元。"),
        ("There were 3,500 ships.", "zh", "有3千五百艘船。"),
        ("It is 2 million km away.", "de", "Es ist 2.000.000 km entfernt."),
        ("It is 5 thousand miles away.", "sv", "Det är 8 tusen km bort."),
    ] {
        expect_in(tag, english, other, &[]);
    }
    for (english, tag, other, wrong) in [
        ("It has 1.3 million inhabitants.", "fr", "Il a 1,3 milliard d'habitants.", "1,3 milliard"),
        ("It has 1.3 billion inhabitants.", "es", "Tiene 1,3 billones de habitantes.", "1,3 billones"),
        ("It has 3 million inhabitants.", "sv", "Det har 3 miljarder invånare.", "3 miljarder"),
        ("It has 5 thousand inhabitants.", "ru", "В нём 5 миллионов жителей.", "5 миллионов"),
        ("It cost $111 million.", "zh", "它花费了1.11万美元。", "1.11万"),
    ] {
        expect_in(tag, english, other, &[&format!("number: {wrong}")]);
    }
}

#[test]
fn a_number_of_the_next_sentence_is_not_that_of_this_one() {
    let found = |left: (&str, &str), right: (&str, &str)| found(work(Format::Markdown, [left, right]));
    let list = ("en", "- 150 g caster sugar\n- 120 g unsalted butter\n- 250 g puff pastry\n");
    assert_eq!(
        found(list, ("fr", "- 120 g de sucre\n- 150 g de beurre doux\n- 250 g de pâte feuilletée\n")),
        ["number: 120", "number: 150"]
    );
    assert_eq!(
        found(list, ("fr", "- 150 g de sucre\n- 150 g de beurre doux\n- 250 g de pâte feuilletée\n")),
        ["number: 150"]
    );
    let table = |row: &str| format!("| a | b |\n|---|---|\n{row}\n");
    assert_eq!(found(("en", &table("| 240 | 310 |")), ("fr", &table("| 310 | 240 |"))), ["number: 310", "number: 240"]);
    assert_eq!(
        found(
            ("en", "He was born on 14 May 1911. He died on 3 June 1984."),
            ("fr", "Il est né le 14 mai 1984. Il est mort le 3 juin 1911.")
        ),
        ["number: 1984", "number: 1911"]
    );
    assert_eq!(
        found(
            ("es", "En vigor desde el 1 de junio de 2025.\n\n## 1. Objeto"),
            ("pt", "Em vigor desde 1 de janeiro de 2025.\n\n## 1. Objeto")
        ),
        ["number: janeiro"]
    );
    // What the translator has moved to the next sentence is there, without anything in its place.
    assert_eq!(
        found(
            ("en", "He came from Lund in 1911, a young man. He worked there all his life."),
            ("fr", "Jeune homme, il vint de Lund. Il y travailla toute sa vie depuis 1911.")
        ),
        [""; 0]
    );
    assert_eq!(
        found(
            ("en", "Return it within 14 days of 15 March 2024."),
            ("fr", "Renvoyez-le dans les 15 jours suivant le 15 mars 2024.")
        ),
        ["number: 15"]
    );
}

#[test]
fn two_numbers_are_no_other_way_of_writing_one() {
    expect("The 8 men paid 120 crowns.", "Los 12 hombres pagaron 120 coronas.", &["number: 12"]);
    expect("The tax is 21 % of it.", "El impuesto es el 6 %.", &["number: 6"]);
    expect("It costs 9 euros.", "Cuesta 120 euros.", &["number: 120"]);
    expect("Take 2 cups of flour.", "Tome 90 g de harina.", &[]);
    expect("He left on 5 June at last.", "Salió por fin el 17 de junio.", &["number: 17"]);
    expect("In the days of Louis XVI it was.", "Fue en los días de Luis IV.", &["number: IV"]);
    expect("He stayed for 2 days.", "Se quedó 14 días.", &["number: 14"]);
    expect("8. The Dhaulagiri", "El Dhaulagiri tiene 14 cumbres", &[]);
    expect("They came there in 1956.", "Llegaron 8 de ellos.", &["number: 1956"]);
}
