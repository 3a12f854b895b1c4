use super::*;

#[test]
fn a_time_is_its_hour_and_minutes_whatever_parts_them() {
    for (english, tag, other) in [
        ("The train leaves at 11.45 p.m. from here.", "es", "El tren sale de aquí a las 23.45."),
        ("The concert begins at 5.30 p.m. today.", "ru", "Концерт сегодня начинается в 17:30."),
        ("The concert begins at 7 p.m. today.", "ru", "Концерт сегодня начинается в 19.00."),
        ("The concert begins at 5.30 p.m. today.", "sv", "Konserten börjar i dag kl. 17.30."),
        ("The concert begins at 5.30 p.m. today.", "es", "El concierto empieza hoy a las cinco y media."),
        ("At 5.30 p.m. 30 people came.", "it", "Alle 17.30 vennero 30 persone."),
        ("The train leaves at 8.05 p.m. today.", "fr", "Le train part à 20 h 05 aujourd'hui."),
        ("The train leaves at 8.05 today.", "fr", "Le train part à 20 h 05 aujourd'hui."),
        ("The train leaves at 8:45 p.m. today.", "fr", "Le train part à 20h45 aujourd'hui."),
        ("Dinner is at 7.30 p.m. today.", "de", "Abendessen gibt es heute um 19 Uhr 30."),
        ("Open from 9.30 a.m. to 5.30 p.m. today.", "de", "Geöffnet ist heute von 9.30 bis 17.30 Uhr."),
    ] {
        expect_in(tag, english, other, &[]);
    }
    expect_in("de", "Dinner is at 7.30 p.m. today.", "Abendessen gibt es heute um 18 Uhr 30.", &["number: 18"]);
    expect_in("de", "Dinner is at 7.30 p.m. today.", "Abendessen gibt es heute um 19.15 Uhr.", &["number: 15"]);
}

#[test]
fn what_counts_things_is_no_hour() {
    for (tag, english, other, wrong) in [
        ("es", "Take 8 eggs for it.", "Tome 20 huevos para ello.", "20"),
        ("es", "8 eggs", "20 huevos", "20"),
        ("de", "We bought 12 chairs there.", "Wir kauften dort 24 Stühle.", "24"),
    ] {
        expect_in(tag, english, other, &[&format!("number: {wrong}")]);
    }
    for (tag, english, other) in [
        ("es", "We eat at 8 every day.", "Comemos a las 20 cada día."),
        ("de", "It is 8 now.", "Es ist jetzt 20 Uhr hier."),
        ("fr", "From 8 onwards it is open.", "C'est ouvert dès 20 heures."),
        ("ru", "It was 8 when he came.", "Было 20, когда он пришёл."),
        ("pl", "Dinner for us: 8 today.", "Kolacja o 20 dla nas."),
    ] {
        expect_in(tag, english, other, &[]);
    }
}

#[test]
fn months_without_a_day_are_compared() {
    for (tag, other) in [
        ("it", "Partì infine a ottobre."),
        ("ru", "Он наконец уехал в октябре."),
        ("ja", "彼はついに10月に去った。"),
        ("fr", "Il partit enfin à l'automne."),
    ] {
        expect_in(tag, "He left at last in October.", other, &[]);
    }
    expect_in("it", "He left at last in October.", "Partì infine a novembre.", &["number: novembre"]);
    expect_in("ru", "We open in March.", "Мы открываемся в апреле.", &["number: апреле"]);
    expect_in("de", "We open in March.", "Wir öffnen im Mai.", &["number: Mai"]);
    expect_in("fr", "They may march on in October.", "Ils peuvent avancer en octobre.", &[]);
    let swapped = "In November he died. In October he left.";
    expect_in("es", swapped, "En octubre se fue. En noviembre murió.", &[]);
}

#[test]
fn a_century_is_its_years_where_a_language_calls_it_so() {
    for (tag, other) in [
        ("sv", "Bron byggdes på 1700-talet."),
        ("da", "Broen blev bygget i 1700-tallet."),
        ("no", "Broen ble bygd på 1700-tallet."),
        ("fi", "Silta rakennettiin 1700-luvulla."),
        ("fr", "Le pont fut bâti au XVIIIe siècle."),
    ] {
        expect_in(tag, "The bridge was built in the 18th century.", other, &[]);
        expect_in(tag, "The bridge was built in the 1700s.", other, &[]);
    }
    expect_in("fi", "The bridge is of the 17th century.", "Silta on 1700-luvulta.", &["number: 1700"]);
    expect_in("sv", "It was in the twenties.", "Det var på 1920-talet.", &[]);
}

#[test]
fn numerals_of_centuries_and_kings_are_compared() {
    let found = |left: &str, right: &str| found(work(Format::PlainText, [("en", left), ("fr", right)]));
    assert_eq!(found("In the 19th century a railway came.", "Au XVe siècle vint un chemin de fer."), ["number: XVe"]);
    assert_eq!(found("Louis XIV stayed here in 1673.", "Louis XVI séjourna ici en 1673."), ["number: XVI"]);
    assert_eq!(found("Henry IV had come in 1601.", "Henri III était venu en 1601."), ["number: III"]);
    assert_eq!(found("In World War II three came.", "Dans la Seconde Guerre mondiale, 3 vinrent."), [""; 0]);
    assert_eq!(found("Never connect 5 V to a pin.", "Ne reliez jamais 15 V à une broche."), ["number: 15"]);
}
