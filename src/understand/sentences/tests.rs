//! Each case is a paragraph with `|` where a careful reader says that a sentence ends.

use proptest::prelude::*;

use super::*;

fn language(tag: &str) -> Language {
    Language::new(tag).expect("a language")
}

/// Splits `marked` without its bars and compares.
fn check(tag: &str, marked: &str) {
    let text = marked.replace('|', "");
    let found: Vec<&str> = split(&text, &language(tag)).into_iter().map(|span| &text[span]).collect();
    let expected: Vec<&str> = marked.split('|').map(str::trim).filter(|sentence| !sentence.is_empty()).collect();
    assert_eq!(found, expected, "{tag}");
}

#[test]
fn closing_marks_stay_with_their_sentence() {
    for (tag, text) in [
        ("fr", "« C'est fini\u{a0}? » |« Oui\u{a0}! »"),
        ("fr", "Il dit\u{a0}: « C'est fini.\u{a0}»"),
        ("es", "«¿Ya?» |(Sí.)"),
        ("ar", "« انتهى ؟ »"),
    ] {
        check(tag, text);
    }
}

#[test]
fn abbreviations_and_initials_end_no_sentence() {
    for (tag, text) in [
        ("en", "Dr. Smith met Mr. J. R. Hartley at 5 p.m. on Monday. |They spoke."),
        ("en", "See fig. 3 and pp. 12 ff., e.g. the U.S. Army, No. 5, etc. |It was late."),
        ("en", "There is no plan B. |The end came in the U.S. |He left."),
        ("en", "It was him and I. |They knew."),
        ("en", "The answer was no. |Then 5 men came."),
        ("es", "El Sr. García y la Sra. Pérez, pág. 12, art. 5, etc., fueron. |El Dr. Ruiz no."),
        ("es", "Vino de EE. UU. con J. L. Borges, p. ej. en 1957. |Luego volvió."),
        ("fr", "M. Dupont et Mme. Curie, cf. p. 12, av. J.-C. |Il était tard. |L'abbé L. M. vint."),
        ("de", "Z. B. am 20. Oktober 1957, d. h. vor der Nr. 5 von Dr. Karl F. Meier. |Es war so."),
        ("de", "Im Jahr 1957. |Danach kam er am 3. Mai, usw. |Die Zeit, z.B. heute, bzw. morgen."),
        ("it", "Il sig. Rossi e il dott. Bianchi, p. es. a pag. 7, ecc. |Poi il prof. A. Verdi."),
        ("pt", "O Sr. Silva e a Dra. Costa, pág. 3, etc. |Depois o prof. J. Dias."),
        ("ca", "El Sr. Puig i la Dra. Vila, pàg. 3, p. ex. això. |Després el núm. 5."),
        ("nl", "Dhr. Jansen en mevr. de Vries, d.w.z. bijv. nr. 5, enz. |Daarna prof. J. Bos."),
        ("pl", "Prof. Jan Nowak, ul. Długa 5, tzw. film z 1957 r. |Potem ks. Piotr, np. na str. 3."),
        ("ru", "В 1957 г. фильм вышел. |А. С. Пушкин и г-н. Иванов, т. е. проф. Петров, стр. 5, и т. д. |Он жил."),
        ("uk", "У 1957 р. фільм вийшов. |Т. Г. Шевченко, тобто проф. Петренко, стор. 5. |Він жив."),
    ] {
        check(tag, text);
    }
}

#[test]
fn a_word_that_is_an_abbreviation_too_ends_a_sentence() {
    for (tag, text) in [
        ("en", "He told me no. |I had to leave."),
        ("en", "She teaches art. |I teach music."),
        ("en", "See vol. I of the works, fig. II and no. 5. |It is long. |Read no. XIV too."),
        ("fr", "Il aime l'art. |C'est beau."),
        ("fr", "J'ai raté mon vol. |C'était tard."),
        ("fr", "Ils étaient sept. |L'un parla."),
        ("it", "Disse di no. |I ragazzi risero."),
        ("ca", "Li feia mal el cap. |I va marxar."),
        ("pl", "Kupił tom. |I czytał."),
        ("en", "I called Phil. |He came."),
        ("de", "Da kam Max. |Er wartete 10 min. |Danach kostete es 5 Mio. Euro. |Das war viel."),
        ("pl", "Pomógł im. |Potem szkoła im. Kopernika zamknęła."),
        (
            "ru",
            "Он помог им. |Они ушли на ул. им. Ленина. |Его рост 180 см. |Он силён. |Вперёд пошёл полк. |Солдаты молчали.",
        ),
        ("ru", "Это был древний род. |Он владел землёй."),
        ("fr", "Ils passèrent le col. |La neige tombait. |Elle a revu son ex. |Il allait bien."),
        ("cs", "Řekl nám to nám. |Pak odešel."),
        ("en", "He is 6 ft. |His house is on Baker St. |The door of St. Paul is open."),
        ("pt", "Esperou 10 min. |Depois saiu."),
    ] {
        check(tag, text);
    }
}

#[test]
fn an_abbreviation_in_two_words_is_one() {
    for (tag, text) in [
        ("de", "Er starb 44 v. Chr. in Rom und 79 n. Chr. am Vesuv. |Das war so."),
        ("nl", "Hij stierf in 44 v. Chr. in Rome. |Daarna niet."),
        ("es", "Murió en 44 a. C. en Roma. |Luego, en 79 d. C., otro."),
        ("it", "Morì nel 44 a. C. a Roma. |Poi fu pace."),
        ("pt", "Morreu em 44 a. C. em Roma. |Depois veio a paz."),
        ("ca", "Va morir el 44 a. C. a Roma. |Després va ser pau."),
        ("sv", "Han dog 44 f. Kr. i Rom. |Sedan kom fred."),
        ("da", "Han døde 44 f. Kr. i Rom. |Så kom fred."),
        ("no", "Han døde 44 f. Kr. i Roma. |Så kom fred."),
        ("de", "Viele Bürger, d. h. Männer und Frauen, kamen."),
    ] {
        check(tag, text);
    }
}

#[test]
fn scripts_without_capitals_have_abbreviations_and_initials() {
    for (tag, text) in [
        ("ar", "قال د. محمد إن الفيلم جميل. |ثم خرج."),
        ("he", "הספר של א. ב. יהושע יצא לאור. |כן. |הוא טוב."),
        ("hi", "डॉ. राजेन्द्र प्रसाद और के. एल. सहगल थे। |वे पटना में रहते थे।"),
        ("bn", "ড. ইউনূস নোবেল পেয়েছেন। |তিনি অর্থনীতিবিদ।"),
        ("ta", "எம். ஜி. ஆர். ஒரு நடிகர். |அவர் பிரபலமானவர்."),
        ("th", "ประสูติใน พ.ศ. 2470 โดย ดร.สมชาย ที่กรุงเทพฯ"),
        ("ja", "J.K.ローリングが書いた。|彼は読んだ。"),
        ("zh", "他住在U.S.A.已经三年了。|真的。|然后他走了.|真的."),
        ("ko", "네. |그는 갔다."),
        ("ka", "ა. წერეთელი მოვიდა. |ის პოეტია."),
    ] {
        check(tag, text);
    }
}

#[test]
fn ordinals_before_names_end_no_sentence() {
    for (tag, text) in [
        (
            "de",
            "Nach dem II. Weltkrieg und dem XX. Parteitag war Friedrich II. König. |Das war Heinrich VIII. |Er starb.",
        ),
        (
            "tr",
            "Film II. Dünya Savaşı'nı ve 2. Dünya Savaşı'nı anlatıyor. |Ödülü 29. Cannes Festivali'nde aldı. |Sonra döndü.",
        ),
        ("hu", "Ekkor IV. Béla és XIV. Lajos visszatért. |A nép örült."),
        ("cs", "Univerzitu založil Karel IV. Lucemburský. |Byla první."),
    ] {
        check(tag, text);
    }
}

#[test]
fn abbreviations_before_names_end_no_sentence() {
    for (tag, text) in [
        ("cs", "Kostel sv. Václava stojí na kopci. |Je starý."),
        ("hr", "Crkva sv. Marka je u Zagrebu. |Stara je i sl. |Onda je otišao."),
        ("ru", "Он родился в с. Ивановка на пр. Мира. |Это сказал т. Сталин. |И пр. |Он ушёл."),
        ("uk", "Він народився в с. Іванівка. |Потім поїхав."),
        ("it", "Il cap. Rossi arrivò. |Era tardi."),
        ("tr", "Elma, armut vb. Meyveler sağlıklıdır."),
        ("hu", "Ez kb. Háromszor nagyobb."),
        ("el", "Φρούτα, π.χ. Μήλα, είναι καλά. |Ναι."),
        ("sr", "Дошао је проф. Петровић. |Храм Св. Саве је велик."),
    ] {
        check(tag, text);
    }
}

#[test]
fn abbreviations_before_small_letters_digits_and_names_end_no_sentence() {
    for (tag, text) in [
        (
            "de",
            "Der Preis einschl. der Kosten für die öffentl. Wege beträgt zuzügl. Steuer 5 Euro. |Er wohnt Bahnhofstr. 12. |Sie auch.",
        ),
        ("en", "He works for Apple Inc. CEO Tim Cook said so. |She came at 10 a.m. |Nobody left at noon."),
    ] {
        check(tag, text);
    }
}

#[test]
fn greek_questions_end_with_a_semicolon() {
    check("el", "Πού πηγαίνεις; |Πάω στο σπίτι. |«Γιατί;» ρώτησε. |Γιατί\u{37e} |Είναι αργά.");
}

#[test]
fn ordinals_numbers_and_elisions_end_no_sentence() {
    for (tag, text) in [
        ("es", "El 20º Congreso y la Palm d'Or, el 20% el 06-02-41. |Fin."),
        ("es", "La guerra duró hasta 1945. |15 millones murieron. |Costó 1.500 o 3.14 euros."),
        ("en", "3. The end of the war. |Section 3.2.1 says so. |Version 2.0 came in 1957. |It was late."),
        ("en", "IV. The last part. |It ended in 1956. |1957 was worse."),
        ("en", "Read example.org/a.php?id=3&x=Y today. |Or mail a.b@c.org now."),
        ("de", "Der 1. Weltkrieg und der 2. Weltkrieg. |Dann kam Ludwig XIV. nach Paris."),
        ("fr", "Le 1er mai, la Palme d'Or. |C'est l'U.R.S.S. de 1957."),
    ] {
        check(tag, text);
    }
}

#[test]
fn trailing_dots_and_cries_go_on_before_small_letters() {
    for (tag, text) in [
        ("es", "La pared había caído ... y las lágrimas abrieron. |Luego… nada. |Calló... |Después habló."),
        (
            "en",
            "It fell ... and the door opened. |He said . . . nothing. |Yes! he cried. |The best (?) film. |Really?! |Yes.",
        ),
        ("es", "¿Qué? |¡No! |¿Quién viene? |—Yo —dijo. |—¿Tú? —preguntó ella. |—Sí."),
        ("en", "Yahoo! and others. |Who? |Me."),
    ] {
        check(tag, text);
    }
}

#[test]
fn quotation_marks_after_the_stop_belong_to_it() {
    for (tag, text) in [
        ("en", "The line, \"You can dream when the war is over.\" |In the end it was."),
        ("en", "\"Who is it?\" he asked. |\"It is over.\" she said. |(He left.) |Then “she came.” |‘So.’ |Good."),
        ("de", "„Ich komme.“ |Er ging. |»Wer da?« fragte er. |»Ich.« |Ende."),
        ("fr", "« Je viens. » |Il partit. |« Qui est là ? » demanda-t-il. |« Moi ! » |Fin."),
        ("es", "Dijo: «Ya voy.» |Luego se fue. |La famosa línea: \"Puedes soñar\". |En la final."),
        ("ru", "«Я приду.» |Он ушёл. |«Кто там?» — спросил он. |— Я. |— Хорошо."),
        ("it", "«Vengo.» |Poi andò via. |«Chi è?» chiese. |“Io.” |Fine."),
    ] {
        check(tag, text);
    }
}

#[test]
fn stops_astray_keep_to_their_sentence() {
    for (tag, text) in [
        ("en", "20% of the population . |Historically, it was."),
        ("en", "extremely vibrant and really. . |Another scene. |the door unlocked tears.\" |\""),
        (
            "es",
            "la mejor actriz (Tatyana Samoilova). |, Desconociendo al oeste. |una boda imaginaria. |con veronica. |Fin.",
        ),
        ("en", "One.\n|Two\nlines.\r\n|Three."),
    ] {
        check(tag, text);
    }
}

#[test]
fn an_item_of_a_list_begins_a_sentence() {
    for (tag, text) in [
        ("en", "1. Close the door.\n|2. Feed the cat.\n|3) Wash up. |Dry up.\n|10. Sleep well."),
        ("en", "To buy:\n|1. Milk\n|2. Bread\r\n|3. Eggs"),
        ("en", "Things to buy\n|(1) milk\n|(2) bread\n and butter"),
        ("de", "Der Film lief am\n12. Oktober in Berlin. |Er lief am\n3. November in Wien."),
        ("en", "It ended in\n1957. |It was over by\n5. |So they said."),
    ] {
        check(tag, text);
    }
}

#[test]
fn other_scripts_have_their_own_stops() {
    for (tag, text) in [
        ("zh", "他说：「你好。」|然后他走了。|真的吗？|是！|1957年。"),
        ("ja", "「行きます。」|彼は言った。|本当？|はい！|終わり。"),
        ("zh", "他说。|“一只猫。”|我回答。|他读了。|《红楼梦》也好。|（完。）"),
        ("ja", "彼は言った。|「猫だ」と答えた。|「猫だ！」と叫んだ。|『雪国。』|（終わり。）"),
        ("hi", "यह एक फिल्म है। |वह अच्छी थी। |क्या?"),
        ("ar", "هذا فيلم. |هل هو جيد؟ |نعم، جدا."),
        ("he", "זה סרט. |האם הוא טוב? |כן."),
        ("el", "Ο κ. Παπάς ήρθε. |Είναι καλό! |Ναι."),
    ] {
        check(tag, text);
    }
}

#[test]
fn text_without_words_is_still_covered() {
    for (text, count) in [("", 0), (" \n ", 0), ("...", 1), ("\"", 1), ("? ! .", 1), ("a", 1)] {
        assert_eq!(split(text, &language("en")).len(), count, "{text:?}");
    }
}

proptest! {
    #[test]
    fn spans_cover_every_mark_in_order(text in "[ a-cA-C.!?…\"»)«(1\n,—。」éß'*]{0,60}", tag in "en|de|fr|zh|ru") {
        let spans = split(&text, &language(&tag));
        let mut end = 0;
        for span in &spans {
            prop_assert!(span.start >= end && span.start < span.end);
            prop_assert!(text[end..span.start].trim().is_empty());
            prop_assert_eq!(text[span.clone()].trim(), &text[span.clone()]);
            end = span.end;
        }
        prop_assert!(text[end..].trim().is_empty());
    }

    #[test]
    fn unicode_has_nothing_to_add_in_plain_text(text in "[ a-cA-C0-9.!?…\"»)«(“”\\[\n,—éßд'*_:;\u{a0}-]{0,40}", tag in "en|de|fr|ru") {
        let (text, language) = (unbroken(&text), language(&tag));
        let splitter = Splitter { text: &text, language: &language, abbreviations: abbreviations::of(&language) };
        let (stops, is_ordinary) = splitter.stops();
        if splitter.is_plain(is_ordinary) {
            prop_assert_eq!(splitter.proposed(&stops), vec![], "{:?}", text);
        }
    }

    #[test]
    fn any_text_is_split(text in "\\PC{0,80}") {
        split(&text, &language("en"));
    }
}
