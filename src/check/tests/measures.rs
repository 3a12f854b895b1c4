use super::*;

#[test]
fn units_differ_where_the_number_does_not() {
    expect("It is 20 km from here.", "Está a 20 km de aquí.", &[]);
    expect("It has 20 MB.", "Tiene 20 MB.", &[]);
    expect("It is 20 km from here.", "Está a 20 mi de aquí.", &["unit: 20"]);
    expect("It cost €5,000 then.", "Entonces costaba 5.000 $.", &["unit: 5.000"]);
    expect("It is 20 miles from here.", "Está a 20 kilómetros de aquí.", &["unit: 20"]);
    expect("Return it within 14 days.", "Devuélvalo en 14 meses.", &["unit: 14"]);
    expect("Return it within 8 days.", "Devuélvalo en 14 días.", &["number: 14"]);
    expect("Return it within 2 weeks.", "Devuélvalo en 14 días.", &[]);
    expect("It closes at 10 p.m. today.", "Hoy cierra a las 22 h.", &[]);
    expect("It was 30 °C that day.", "Aquel día había 30 grados Fahrenheit.", &["unit: 30"]);
    expect("It cost 20 pounds.", "Costaba £20.", &[]);
    expect("It cost £340.", "Costaba 340 dólares.", &["unit: 340"]);
    let money = work(Format::PlainText, [("en", "It cost £340."), ("es", "Costaba 340 dólares.")]);
    assert_eq!(check(&library(money), None, &[])[0].hint, "look which of the two is right");
    expect("It cost $340.", "Costaba 340 dólares.", &[]);
    expect("It cost £340.", "Costaba 340 libras.", &[]);
    expect("It cost $340.", "Costaba 340 pesos.", &[]);
}

#[test]
fn a_number_is_right_when_it_is_converted_with_its_unit() {
    for (english, spanish) in [
        ("It is 62 miles from here.", "Está a 100 km de aquí."),
        ("It is 62 miles (100 km) from here.", "Está a 100 km de aquí."),
        ("It was 86 °F that day.", "Aquel día había 30 grados Celsius."),
        ("He weighed 165 lb.", "Pesaba 75 kilos."),
        ("It is 5 km long.", "Mide 5000 m."),
        ("Add 1.5 dl of milk.", "Añada 15 cl de leche."),
        ("The flat has 850 square feet.", "El piso mide 79 metros cuadrados."),
        ("The flat has 79 m².", "El piso mide 79 metros cuadrados."),
        ("The sun is 93 million miles away.", "El sol está a 150 millones de kilómetros."),
        ("It was 20 °C that day.", "Aquel día había 70 °F."),
        ("Bake it at 350 °F.", "Hornee a 180 °C."),
        ("Bake it at 400 °F.", "Hornee a 200 °C."),
        ("He drove at 60 mph.", "Conducía a 100 km/h."),
        ("He weighed 11 stone.", "Pesaba 70 kg."),
        ("It weighs 11 lb.", "Pesa 5 kg."),
    ] {
        expect(english, spanish, &[]);
    }
    expect_in("sv", "It is 50 km from here.", "Det är 5 mil härifrån.", &[]);
    expect("It is 62 miles from here.", "Está a 62 km de aquí.", &["unit: 62"]);
    expect("It was 20 °C that day.", "Aquel día había 20 °F.", &["unit: 20"]);
    expect("It is 62 miles from here.", "Está a 200 km de aquí.", &["number: 200"]);
}

#[test]
fn two_units_together_are_one_quantity() {
    for (english, tag, other) in [
        ("The film lasts 105 minutes.", "fr", "Le film dure 1 h 45."),
        ("The film lasts 105 minutes.", "fr", "Le film dure 1 h 45 min."),
        ("The film lasts 105 minutes.", "es", "La película dura 1 hora y 45 minutos."),
        ("Bake it for 1½ hours.", "fr", "Faites cuire pendant 1 h 30."),
        ("Bake it for 1½ hours.", "fr", "Faites cuire pendant 1h30."),
        ("Bake it for 1½ hours.", "de", "1 Stunde 30 Minuten backen."),
        ("Bake it for 2½ hours.", "es", "Hornee 2 horas y 30 minutos."),
        ("The film lasts 1 hour, 45 minutes.", "de", "Der Film dauert 105 Minuten."),
        ("The film lasts 1 hour and 45 minutes.", "fr", "Le film dure 1h45."),
        ("He is 5 feet 10 inches tall.", "de", "Er ist 178 cm groß."),
        ("He is 5 ft 10 in tall.", "de", "Er ist 1,78 m groß."),
    ] {
        expect_in(tag, english, other, &[]);
    }
    expect_in("fr", "The film lasts 105 minutes.", "Le film dure 1 h 40.", &["number: 1"]);
    expect_in("fr", "The film lasts 1 hour 45 minutes.", "Le film dure 1 h 40.", &["number: 40"]);
}

#[test]
fn a_few_of_a_greater_unit_are_often_words() {
    for (english, tag, other) in [
        ("Return it within 48 hours.", "es", "Devuélvalo en dos días."),
        ("Return it within 48 hours.", "ru", "Верните это в течение двух дней."),
        ("Return it within 72 hours.", "zh", "请在三天内归还。"),
        ("Leave it for 24 hours.", "sv", "Låt det stå en dag."),
        ("Leave it for 45 minutes.", "it", "Lasciatelo per tre quarti d'ora."),
        ("About 75 % of them agreed.", "fr", "Environ les trois quarts étaient d'accord."),
    ] {
        expect_in(tag, english, other, &[]);
    }
    expect("Return it within 48 hours.", "Devuélvalo pronto.", &["number: 48"]);
    expect("Return it within 48 hours.", "Devuélvalo en 3 días.", &["number: 3"]);
    expect("Leave it for 45 minutes.", "Déjelo unas horas.", &["number: 45"]);
    expect("Return it at any time.", "Devuélvalo en 48 meses.", &["number: 48"]);
}

#[test]
fn a_share_stays_a_share() {
    expect("They were 20 % of us.", "Eran el 20 por ciento de nosotros.", &[]);
    expect("They were 15 to 20 % of us.", "Eran del 15 % al 20 % de nosotros.", &[]);
    expect("They were 20% of us.", "Eran 20 de nosotros.", &["unit: 20"]);
    expect("They were 0.2 of us.", "Eran el 20 % de nosotros.", &[]);
}

#[test]
fn a_fraction_is_kept_or_said_in_words() {
    for (tag, other) in [
        ("es", "Tome 1 kilo y medio de harina."),
        ("es", "Tome 1 kg de harina, y 1/2."),
        ("de", "1,5 kg Mehl nehmen."),
        ("de", "1 Kilo und ein halbes Mehl nehmen."),
        ("de", "1 Tüte, also eineinhalb Kilo, nehmen."),
        ("nl", "Neem 1 zak, anderhalve kilo."),
        ("ru", "Возьмите 1 с половиной кг муки."),
        ("zh", "取1公斤半面粉。"),
        ("pl", "Weź 1 kg i pół mąki."),
    ] {
        expect_in(tag, "Take 1½ kg of flour.", other, &[]);
    }
    expect("Take 1½ kg of flour.", "Tome 1 kg de harina.", &["number: 1"]);
    for (tag, other) in [
        ("de", "Deshalb nehmen wir 1 kg Mehl."),
        ("pt", "Primeiro, tome 1 kg de farinha."),
        ("ru", "Опять возьмите 1 кг муки."),
        ("nl", "Neem 1 kg meel, behalve vandaag."),
    ] {
        expect_in(tag, "Take 1½ kg of flour.", other, &["number: 1"]);
    }
    expect("Take 1 kg of flour.", "Tome 1½ kg de harina.", &["number: 1"]);
}
