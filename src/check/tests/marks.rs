use super::*;

#[test]
fn quotation_marks_are_closed_and_kept() {
    expect("He said \"come in\" and left.", "Dijo «pasa» y se fue.", &[]);
    expect("It's the boys' dog, he'd say.", "Es el perro de los chicos, diría.", &[]);
    expect("A 12\" record and a 7\" single.", "Un disco de 12\" y uno de 7\".", &[]);
    let hebrew = [("en", "Dr. Cohen came in."), ("he", "ד\"ר כהן נכנס.")];
    assert_eq!(found(work(Format::PlainText, hebrew)), [""; 0]);
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
    // Titles are set in italics in one language, and quoted in another.
    expect_markdown("We saw *The Seventh Seal* in Lund.", "Vimos «El séptimo sello» en Lund.", &[]);
    expect_markdown(
        "We saw The Seventh Seal here.",
        "Vimos «El séptimo sello» aquí.",
        &["quotation: We saw The Seventh Seal here."],
    );
    // A long quotation opens every paragraph and ends once.
    expect("\"One of us.\n\n\"Two of us.\"", "«Uno de nosotros.\n\n«Dos de nosotros.»", &[]);
    // In French it opens with the first who speaks and closes behind the last, and dashes part them.
    let english = "“My brother left,” he said.\n\n“And you?” She looked up. “You would need it.”\n\n“I know,” he said.";
    let french = "« Mon frère est parti, dit-il.\n\n— Et vous ? » Elle leva les yeux. « Il vous le faudrait.\n\n— Je sais », dit-il.";
    assert_eq!(found(work(Format::PlainText, [("en", english), ("fr", french)])), [""; 0]);
    let unclosed = french.replace("— Je sais »", "— Je sais");
    assert_eq!(found(work(Format::PlainText, [("en", english), ("fr", &unclosed)])), ["quotation: «"]);
}

#[test]
fn brackets_are_closed_and_kept() {
    expect("One (of us) here.", "Uno (de nosotros) aquí.", &[]);
    expect("a) One of us. b) Two of us.", "a) Uno de nosotros. b) Dos de nosotros.", &[]);
    expect("1) One of us (see below).", "1) Uno de nosotros (véase abajo).", &[]);
    expect("1) One of us (see below).", "1) Uno de nosotros (véase abajo.", &["bracket: ("]);
    expect("Well done (so far :) here).", "Bien hecho (hasta ahora :) aquí).", &[]);
    expect("A (tech-) event (namely:) of us.", "Un evento (técnico) (a saber:) nuestro.", &[]);
    expect("Well done :)", "Bien hecho :)", &[]);
    expect("One (of us) here.", "Uno (de nosotros aquí.", &["bracket: ("]);
    expect("One (as all of us know) is here.", "Uno está aquí.", &["bracket: Uno está aquí."]);
}
