use super::*;

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
    expect_markdown("See Figure 4. ![chart](chart.png)", "Véase la figura 4. ![Gráfico](chart.png)", &[]);
    expect_markdown("See it. [![chart](c.png)](d)", "Véase. [![Gráfico](c.png)](d)", &[]);
    // Code and links begin as they like, and in a script without capitals so does all.
    expect_markdown("It is late. This `git gc` runs.", "Es tarde. `git gc` se ejecuta.", &[]);
    expect_markdown("It is late. Read [more](a.md).", "Es tarde. [leer más](a.md).", &[]);
    expect_in("ja", "It is late. The cgi gem runs.", "もう遅いです。cgi gem が動きます。", &[]);
    expect("I have an iPhone. iPhone is fine.", "Tengo un iPhone. iPhone va bien.", &[]);
}

#[test]
fn what_is_wrong_with_the_first_of_three_texts_is_said_once() {
    let texts = [
        ("en", "It was cold that night. and she left. It was late in the evening. but he stayed."),
        ("es", "Hacía frío esa noche. Y ella se fue. Ya era tarde. Pero él se quedó."),
        ("fr", "Il faisait froid. Et elle partit. Il était tard. Mais il resta."),
    ];
    let mut work = work(Format::PlainText, texts);
    work.segments.iter_mut().for_each(|segment| segment.confidences = vec![1.0, 0.98, 0.97]);
    assert_eq!(found(work.clone()), ["broken-sentence: and she left.", "broken-sentence: but he stayed."]);
    let findings = check(&library(work), None, &[]);
    let spots: Vec<(&str, &str)> =
        findings[0].spots.iter().map(|spot| (spot.language.tag(), spot.excerpt.as_str())).collect();
    assert_eq!(spots[1..], [("es", "Y ella se fue."), ("fr", "Et elle partit.")]);
}

#[test]
fn slips_of_the_hand_are_found() {
    expect("He came to the the house.", "Llegó a la casa.", &["doubled-word: the the"]);
    expect("He had had enough. No no, he said.", "Ya tenía bastante. No no, dijo.", &[]);
    expect("It is very very good, it is good good.", "Es muy muy bueno, es bueno bueno.", &[]);
    expect("He must die die now.", "Debe morir ya.", &["doubled-word: die die"]);
    expect(
        "He has about 30 islands.",
        "Tiene unas 30 islas. Tiene unas 30 islas.",
        &["doubled-word: Tiene unas 30 islas."],
    );
    let twice = "They came home at last. They came home at last.";
    expect(twice, "Por fin volvieron a casa. Por fin volvieron a casa.", &[]);
    expect("Run, run!", "¡Corre! ¡Corre!", &[]);
    expect("All of the population .", "Toda la población.", &["spacing: ."]);
    expect("It is really. . And so on.", "Lo es de verdad. Y así.", &["spacing: ."]);
    expect_markdown("Spade\n: A tool to dig with.", "Pala\n: Herramienta para cavar.", &[]);
    expect("See .NET and .5 of it ...", "Véase .NET y .5 de ello ...", &[]);
    expect("It is a ? b : c here.", "Aquí es a ? b : c.", &[]);
    expect("It won 3 : 1 at last.", "Ganó por 3 : 1 al fin.", &[]);
    expect("He said . . . nothing.", "No dijo . . . nada.", &[]);
    let turkish = [("en", "He walked slowly."), ("tr", "O yavaş yavaş yürüdü.")];
    assert_eq!(found(work(Format::PlainText, turkish)), [""; 0]);
    let french = [("en", "Really! Why? «So»"), ("fr", "Vraiment ! Pourquoi ? « Ainsi »")];
    assert_eq!(found(work(Format::PlainText, french)), [""; 0]);
}

#[test]
fn markup_that_is_left_is_found() {
    expect("He came.<br /> <br />", "Llegó.", &["residue: <br /> <br />"]);
    expect("Tom &amp; Ann came.", "Vinieron Tom y Ann.", &["residue: &amp;"]);
    expect("It is 3 < 4 and a<b.", "Es 3 < 4 y a<b.", &[]);
    expect_markdown("Write `<br>` here.", "Escriba aquí `<br>`.", &[]);
    expect_markdown("The type Spread\\<A\\> is new.", "El tipo Spread\\<A\\> es nuevo.", &[]);
}
