//! Which language a text is in, which texts are translations of each other, and what a work is called.

use std::collections::BTreeSet;

use diglot::ground::config::Config;
use diglot::ground::diagnostic::{Diagnostic, Severity};
use diglot::ground::facts::{Facts, Subject, SubjectKind};
use diglot::ground::fingerprint::Printed;
use diglot::ground::language::{Language, Localized};
use diglot::read::{Format, Seed, Sources, WorkFile};
use diglot::understand::{Library, Pairing, understand};
use proptest::prelude::*;

use super::harness::Project;
use super::reviews::reviews;

const ENGLISH: &str = "The old harbour was quiet when we arrived, and nobody knew where the boats had gone that night. \
    We waited for an hour and went home along the beach.";
const SPANISH: &str = "El viejo puerto estaba tranquilo cuando llegamos, y nadie sabía adónde habían ido los barcos aquella \
    noche. Esperamos una hora y volvimos a casa por la playa.";
const FRENCH: &str = "Le vieux port était calme quand nous sommes arrivés, et personne ne savait où les bateaux étaient \
    partis cette nuit. Nous avons attendu une heure avant de rentrer par la plage.";
const GALICIAN: &str = "Cando eu era neno vivía coa miña avoa nunha casa preto do mar e todos os días iamos á praia.";
/// More of its letters are those of names than its own.
const CHINESE: &str = "作曲家：Ludwig van Beethoven, Wolfgang Amadeus Mozart, Johann Sebastian Bach, Franz Schubert, Robert \
    Schumann, Johannes Brahms, Felix Mendelssohn Bartholdy, Gustav Mahler, Richard Strauss, Anton Bruckner, Carl Maria von \
    Weber, Georg Friedrich Händel, Joseph Haydn, Christoph Willibald Gluck。以上均为德奥作曲家。";
const PORTUGUESE: &str = "O velho porto estava calmo quando chegámos, e ninguém sabia para onde tinham ido os barcos \
    naquela noite. Esperámos uma hora e voltámos para casa pela praia.";

/// A seeds folder in the making.
#[derive(Clone, Default)]
struct Folder {
    sources: Sources,
    config: Config,
    drafts: bool,
}

impl Folder {
    fn seed(self, name: &str, text: &str) -> Folder {
        self.seed_with(name, text, Facts::default())
    }

    fn seed_with(mut self, name: &str, text: &str, facts: Facts) -> Folder {
        let name = name.to_owned();
        let path = format!("seeds/{name}");
        let seed = Seed { path, name, format: Format::PlainText, body: 0..text.len(), text: text.into(), facts };
        self.sources.seeds.push(Printed::new(seed));
        self.sources.seeds.sort_by(|one, other| one.name.cmp(&other.name));
        self
    }

    fn work_file(mut self, name: &str, files: &[&str], facts: Facts) -> Folder {
        let path = format!("seeds/{name}.toml");
        let text = format!("files = {files:?}");
        let span = |file: &str| text.match_indices(file).map(|(at, _)| at..at + file.len()).next().unwrap_or_default();
        let files = files.iter().map(|file| ((*file).to_owned(), span(file))).collect();
        self.sources.work_files.push(WorkFile { path, name: name.to_owned(), text: text.into(), facts, files });
        self
    }

    fn languages(mut self, tags: &[&str]) -> Folder {
        self.config.languages = tags.iter().map(|tag| language(tag)).collect();
        self
    }

    fn understand(&self) -> (Library, Vec<Diagnostic>) {
        understand(&self.sources, &self.config, self.drafts)
    }

    /// Returns the works, one a line: the slug, how it was paired, and its documents with their languages.
    fn works(&self) -> String {
        let (library, _) = self.understand();
        let lines = library.works.iter().map(|work| {
            let pairing = match work.pairing {
                Pairing::Single => "single",
                Pairing::Stated => "stated",
                Pairing::Named => "named",
                Pairing::Content(_) => "content",
            };
            let documents = work
                .documents
                .iter()
                .map(|document| format!(" {}:{}", document.language, document.path.trim_start_matches("seeds/")));
            format!("{} {pairing}{}", work.slug, documents.collect::<String>())
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    /// Returns what is found wrong: how grave, where, what, and what to do.
    fn findings(&self) -> String {
        let (_, diagnostics) = self.understand();
        let lines = diagnostics.iter().map(|diagnostic| {
            let path = diagnostic.place.as_ref().map_or("", |place| &place.path);
            let hint = diagnostic.hint.as_deref().unwrap_or_default();
            format!("{:?} {path}: {} ({hint})", diagnostic.severity, diagnostic.message)
        });
        lines.collect::<Vec<_>>().join("\n")
    }
}

fn language(tag: &str) -> Language {
    Language::new(tag).expect("a language")
}

fn titled(title: &str) -> Facts {
    Facts { title: Some(Localized::Same(title.to_owned())), ..Facts::default() }
}

fn seeds() -> Folder {
    let text = |name: &str| std::fs::read_to_string(format!("{}/seeds/{name}", env!("CARGO_MANIFEST_DIR")));
    let [es, en] = ["000_8df367a205094866.txt", "001_f00311a8449180ba.txt"];
    Folder::default().seed(es, &text(es).expect("a seed")).seed(en, &text(en).expect("a seed"))
}

#[test]
fn the_seeds_pair_by_content_alone() {
    let (library, diagnostics) = seeds().understand();
    assert_eq!(library.languages, [language("en"), language("es")]);
    let [work] = library.works.as_slice() else { panic!("{}", seeds().works()) };
    let paths: Vec<&str> = work.documents.iter().map(|document| document.path.as_str()).collect();
    assert_eq!(paths, ["seeds/001_f00311a8449180ba.txt", "seeds/000_8df367a205094866.txt"]);
    assert!(matches!(work.pairing, Pairing::Content(percent) if percent >= 99), "{:?}", work.pairing);
    assert!(work.slug.starts_with("1956-was-the-20th-congress"), "{}", work.slug);
    assert!(!diagnostics.iter().any(|diagnostic| diagnostic.severity > Severity::Note), "{diagnostics:?}");
}

#[test]
fn a_work_file_finds_its_texts_by_the_people_it_names() {
    let names = |list: &[&str]| list.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let film = Subject {
        kind: SubjectKind::Film,
        title: Some("Летят журавли".to_owned()),
        year: Some(1957),
        director: names(&["Mikhail Kalatozov"]),
        cinematography: names(&["Sergey Urusevsky"]),
        cast: names(&["Tatiana Samoilova", "Aleksey Batalov"]),
        ..Subject::default()
    };
    let titles = [(language("en"), "The Cranes Are Flying"), (language("es"), "Cuando pasan las cigüeñas")];
    let titles = titles.into_iter().map(|(language, title)| (language, title.to_owned())).collect();
    let facts =
        Facts { title: Some(Localized::Each(titles)), subject: Some(Box::new(film.clone())), ..Facts::default() };
    // With other texts beside them, so that it is not the only work file for the only work.
    let folder = seeds().seed("harbour.txt", ENGLISH).work_file("the-cranes-are-flying", &[], facts);
    let (library, _) = folder.understand();
    let work = library.works.iter().find(|work| work.documents.len() == 2).expect("the review");
    assert_eq!((work.slug.as_str(), work.facts.subject.as_deref()), ("the-cranes-are-flying", Some(&film)));
    let titles: Vec<&str> = work.documents.iter().map(|document| document.title.as_str()).collect();
    assert_eq!(titles, ["The Cranes Are Flying", "Cuando pasan las cigüeñas"]);
}

#[test]
fn reviews_with_names_that_say_nothing_pair_by_content() {
    let reviews = reviews(210);
    let mut folder = Folder::default();
    for (at, review) in reviews.iter().enumerate() {
        folder = folder.seed(&format!("{:03}-{at}-en.txt", at * 37 % 211), &review.english);
        folder = folder.seed(&format!("{:03}-{at}-es.txt", at * 91 % 211), &review.spanish);
    }
    let (library, _) = folder.understand();
    let number = |path: &str| path.split('-').nth(1).map(str::to_owned);
    let pairs: Vec<_> = library.works.iter().filter(|work| work.documents.len() == 2).collect();
    let wrong = pairs.iter().filter(|work| number(&work.documents[0].path) != number(&work.documents[1].path)).count();
    assert_eq!((wrong, pairs.len() >= 205), (0, true), "{} pairs", pairs.len());
}

#[test]
fn a_translation_is_found_beside_many_works_that_are_paired_by_name() {
    // The seventh review speaks of the same film and people as the sixth.
    let reviews = reviews(210);
    let mut folder = Folder::default();
    for (at, review) in reviews.iter().enumerate() {
        let names = [5, 6, 102].contains(&at).then(|| [format!("x{at}.txt"), format!("y{at}.txt")]);
        let [english, spanish] = names.unwrap_or_else(|| ["en", "es"].map(|tag| format!("review-{at}.{tag}.txt")));
        folder = folder.seed(&english, &review.english).seed(&spanish, &review.spanish);
    }
    let works = folder.seed("note.txt", ENGLISH).works();
    let found: Vec<&str> = works.lines().filter(|work| !work.contains(" named ")).collect();
    for [english, spanish] in [["x5.txt", "y5.txt"], ["x6.txt", "y6.txt"], ["x102.txt", "y102.txt"]] {
        assert!(found.iter().any(|work| work.ends_with(&format!("content en:{english} es:{spanish}"))), "{found:?}");
    }
    assert_eq!(found.len(), 4, "{found:?}");
}

#[test]
fn a_long_story_in_dialogue_pairs_by_content() {
    let story = |lines: [&str; 4]| (0..30).flat_map(|_| lines).collect::<Vec<_>>().join("\n\n");
    let english = story([
        "“Where did you leave the boat?” asked Teresa. “Nobody has seen it since the storm!”",
        "“At the old pier,” said Martin, “with the nets and all that was in it.”",
        "She looked at the water for a long time, and the light of the harbour went out.",
        "“Will you go back for it?” she asked. “Not tonight.”",
    ]);
    let spanish = story([
        "«¿Dónde dejaste la barca?», preguntó Teresa. «¡Nadie la ha visto desde la tormenta!»",
        "«En el muelle viejo», dijo Martin, «con las redes y todo lo que tenía dentro.»",
        "Ella miró el agua durante mucho tiempo, y la luz del puerto se apagó.",
        "«¿Volverás a buscarla?», preguntó ella. «Esta noche no.»",
    ]);
    let folder = Folder::default().seed("a1.txt", &english).seed("b2.txt", &spanish);
    assert!(folder.works().contains("content en:a1.txt es:b2.txt"), "{}", folder.works());
}

#[test]
fn reviews_of_one_film_are_not_translations_for_that() {
    // The seventh review speaks of the same film and people as the sixth.
    let reviews = reviews(7);
    let folder = Folder::default().seed("1.txt", &reviews[5].english).seed("2.txt", &reviews[6].spanish);
    assert!(folder.works().matches("single").count() == 2, "{}", folder.works());
}

#[test]
fn names_and_numbers_carry_over_to_other_scripts() {
    let english = "In 1957 Mikhail Kalatozov made a film with Tatiana Samoilova and Aleksey Batalov. It was shown in Cannes in \
        May 1958, and 28,300,000 people saw it in Moscow, Leningrad and Odessa. Did Batalov go to Cannes? Nobody remembers.";
    let others = [
        "В 1957 году Михаил Калатозов снял фильм с Татьяной Самойловой и Алексеем Баталовым. Его показали в Каннах в мае 1958 \
         года, и его увидели 28 300 000 человек в Москве, Ленинграде и Одессе. Ездил ли Баталов в Канны? Никто не помнит.",
        "في عام ١٩٥٧ صنع ميخائيل كالاتوزوف فيلماً مع تاتيانا سامويلوفا وأليكسي باتالوف. عُرض في كان في مايو ١٩٥٨، وشاهده ٢٨٬٣٠٠٬٠٠٠ \
         شخص في موسكو ولينينغراد وأوديسا. هل ذهب باتالوف إلى كان؟ لا أحد يتذكر.",
        "1957年、ミハイル・カラトーゾフはタチアナ・サモイロワ、アレクセイ・バターロフと映画を撮った。1958年5月にカンヌで上映され、モスクワ、レニングラード、\
         オデッサで28,300,000人が見た。バターロフはカンヌに行ったのだろうか？誰も覚えていない。",
        "一九五七年，米哈伊尔·卡拉托佐夫与塔季扬娜·萨莫伊洛娃和阿列克谢·巴塔洛夫拍了一部电影。1958年5月在戛纳放映，莫斯科、列宁格勒和敖德萨有28,300,000人\
         观看。巴塔洛夫去了戛纳吗？没有人记得。",
    ];
    for other in others {
        let folder = Folder::default().seed("1.txt", english).seed("2.txt", ENGLISH).seed("3.txt", other);
        let works = folder.works();
        let pairs: Vec<&str> = works.lines().filter(|work| work.contains(" content ")).collect();
        assert!(matches!(pairs[..], [pair] if pair.contains(":1.txt") && pair.contains(":3.txt")), "{works}");
    }
}

#[test]
fn equal_names_apart_from_the_language_pair() {
    let untold = "the-old-harbour-was-quiet-when-we-arrived named en:en/b/7.md es:es/b/7.md";
    let cases: [(&[(&str, &str)], &str); 8] = [
        (&[("cranes.en.md", ENGLISH), ("cranes.es.md", SPANISH)], "cranes named en:cranes.en.md es:cranes.es.md"),
        (&[("cranes.md", ENGLISH), ("cranes.es.md", SPANISH)], "cranes named en:cranes.md es:cranes.es.md"),
        (&[("en/cranes.md", ENGLISH), ("es/cranes.md", SPANISH)], "cranes named en:en/cranes.md es:es/cranes.md"),
        (&[("cranes/en.md", ENGLISH), ("cranes/es.md", SPANISH)], "cranes named en:cranes/en.md es:cranes/es.md"),
        (&[("Cranes.en.md", ENGLISH), ("cranes.es.md", SPANISH)], "cranes named en:Cranes.en.md es:cranes.es.md"),
        (&[("en/b/7.md", ENGLISH), ("es/b/7.md", SPANISH)], untold),
        (&[("it/net.md", ENGLISH), ("it/net.es.md", SPANISH)], "net named en:it/net.md es:it/net.es.md"),
        (
            &[("old.fr.md", FRENCH), ("old.en.md", ENGLISH), ("old.es.md", SPANISH)],
            "old named en:old.en.md es:old.es.md fr:old.fr.md",
        ),
    ];
    for (files, expected) in cases {
        let folder = files.iter().fold(Folder::default(), |folder, (name, text)| folder.seed(name, text));
        assert_eq!(folder.works(), expected);
    }
}

#[test]
fn a_name_may_say_the_language_in_any_way() {
    for [english, spanish, slug] in [
        ["sea.md", "sea_es.md", "sea"],
        ["sea_EN.md", "sea_ES.md", "sea"],
        ["sea-en-US.md", "sea-es-MX.md", "sea"],
        ["EN-sea.md", "ES-sea.md", "sea"],
        ["sea (English).md", "sea (Español).md", "sea"],
        ["sea.eng.txt", "sea.spa.txt", "sea"],
        ["1. sea.md", "1. sea es.md", "1-sea"],
        ["sea (draft).md", "sea (draft) es.md", "sea-draft"],
        ["sea_en_02.md", "sea_es_02.md", "sea-02"],
        ["english/sea.md", "spanish/sea.md", "sea"],
        ["content/english/blog/sea.md", "content/spanish/blog/sea.md", "sea"],
        ["docs/sea.md", "docs/i18n/es/sea.md", "sea"],
    ] {
        let works = Folder::default().seed(english, ENGLISH).seed(spanish, SPANISH).works();
        assert_eq!(works, format!("{slug} named en:{english} es:{spanish}"));
    }
}

#[test]
fn what_only_looks_like_a_language_in_a_name_stays_there() {
    let several = [
        &[("to.md", ENGLISH), ("to-be.md", ENGLISH)][..],
        &[("storm.md", ENGLISH), ("storm_no.md", SPANISH)],
        &[("sea.md", ENGLISH), ("sea_en.md", ENGLISH), ("sea_es.md", SPANISH)],
        &[("c.md", ENGLISH), ("c++.md", SPANISH)],
        &[("part_en.md", ENGLISH), ("part_es_ii.md", SPANISH)],
    ];
    let folder = |files: &[(&str, &str)]| {
        files.iter().fold(Folder::default(), |folder, (name, text)| folder.seed(name, text)).works()
    };
    for files in several {
        assert!(!folder(files).contains("named"), "{}", folder(files));
    }
    let parts = folder(&[("en/part-es.md", ENGLISH), ("es/part-es.md", SPANISH), ("part.md", FRENCH)]);
    assert!(parts.contains("part-es named en:en/part-es.md es:es/part-es.md"), "{parts}");
    assert!(parts.contains("single fr:part.md"), "{parts}");
}

#[test]
fn what_is_stated_wins_over_what_is_found() {
    let said = |tag: &str| Facts { language: Some(language(tag)), ..Facts::default() };
    let cases = [
        (
            Folder::default().seed("a.es.md", ENGLISH),
            "es:a.es.md",
            "Warning seeds/a.es.md: this text is said to be in Spanish (es), but reads as English (en)",
        ),
        (
            Folder::default().seed_with("es/a.md", SPANISH, said("en")),
            "en:es/a.md",
            "said to be in English (en), but reads as Spanish (es)",
        ),
        (Folder::default().seed_with("a.md", "Adiós.", said("es-MX")), "es-MX:a.md", ""),
        (Folder::default().seed("es/a.md", "Adiós."), "es:es/a.md", ""),
        (Folder::default().seed("no/a.md", ENGLISH).seed("no/b.md", &format!("# Fog\n\n{ENGLISH}")), "en:no/a.md", ""),
        (
            Folder::default().seed("es/a.md", SPANISH).seed("es/b.md", "Adiós.").seed("es/c.md", ENGLISH),
            "es:es/c.md",
            "Warning seeds/es/c.md",
        ),
        (
            Folder::default().seed("en/a.md", ENGLISH).seed("es/a.md", SPANISH).seed("es/b.md", ENGLISH),
            "named en:en/a.md es:es/a.md",
            "Warning seeds/es/b.md: this text is said to be in Spanish (es), but reads as English (en)",
        ),
        (Folder::default().seed("a/en.md", "Bye.").seed("a/es.md", "Adiós."), "named en:a/en.md es:a/es.md", ""),
        (Folder::default().seed("pt-BR/a.md", PORTUGUESE), "pt-BR:pt-BR/a.md", ""),
        (Folder::default().seed("a.md", PORTUGUESE).languages(&["en", "pt-BR"]), "pt-BR:a.md", ""),
        (Folder::default().seed("a.is.md", ENGLISH).languages(&["en", "es"]), "en:a.is.md", ""),
        (Folder::default().seed("a.vi.md", SPANISH), "vi:a.vi.md", "said to be in Vietnamese (vi), but reads as"),
        (Folder::default().seed("a.zh.md", CHINESE), "zh:a.zh.md", ""),
        (
            Folder::default().seed("act.i.md", ENGLISH).seed("act.ii.md", ENGLISH),
            "act-ii single en:act.ii.md",
            "Warning seeds/act.ii.md: this text was taken to be in English (en), and the end of its name, `ii`, for no",
        ),
        (
            Folder::default().seed("act.bh.md", ENGLISH),
            "act-bh single en:act.bh.md",
            "the end of its name, `bho`, for no",
        ),
        (Folder::default().seed_with("act.ii.md", ENGLISH, said("en")), "act-ii single en:act.ii.md", ""),
        (Folder::default().seed_with("act.ii.md", ENGLISH, said("ii")), "act single ii:act.ii.md", ""),
        // Where terms and quotations are left out, it is in Chinese.
        (Folder::default().seed("a.zh.md", &format!("运行 Code，然后打开设置。{ENGLISH}")), "zh:a.zh.md", ""),
        (
            Folder::default().seed("a.zh.md", &format!("打开。{ENGLISH}")),
            "zh:a.zh.md",
            "said to be in Chinese (zh), but reads as English (en)",
        ),
        // Galician reads as Portuguese, but not plainly so.
        (Folder::default().seed("casa.gl.md", GALICIAN), "single gl:casa.gl.md", ""),
        // Texts in Basque read as something else, since detection does not know it.
        (Folder::default().seed("a.es.md", SPANISH).seed("a.eu.md", ENGLISH), "eu:a.eu.md", ""),
    ];
    for (folder, work, finding) in cases {
        assert!(folder.works().contains(work), "{work}: {}", folder.works());
        assert!(
            folder.findings().contains(finding) && finding.is_empty() == folder.findings().is_empty(),
            "{work}: {}",
            folder.findings()
        );
    }
}

#[test]
fn a_folder_is_a_language_where_what_lies_beside_it_is_in_one() {
    let spanish =
        "# El mar\n\nEl mar estaba tranquilo aquella mañana de junio. Los pescadores salían antes del amanecer.";
    // Both read as something else: detection knows neither language.
    let galician = "# O mar da casa\n\nO mar estaba tranquilo aquela mañá de xuño. Os mariñeiros saían antes do amencer \
        coas súas dornas.";
    let basque =
        "# Itsasoa\n\nItsasoa lasai zegoen ekaineko goiz hartan. Arrantzaleak egunsentia baino lehen irteten ziren.";
    let about_it = "They said that the machines were gone and that nobody had asked for them. The network is for all who were \
        there when the others came, and they have to wait for their turn.";
    let songs = "# Playlist\n\nThe Beatles: Let It Be, Yesterday, Help, Come Together und Here Comes the Sun.";
    let cases = [
        (
            Folder::default().seed("es/mar.md", spanish).seed("gl/mar.md", galician),
            "named es:es/mar.md gl:gl/mar.md",
            "",
        ),
        (
            Folder::default().seed("es/mar.md", spanish).seed("eu/itsasoa.md", basque),
            "eu:eu/itsasoa.md",
            "this text may be a translation of seeds/eu/itsasoa.md",
        ),
        (
            Folder::default().seed("mar/es.md", spanish).seed("mar/gl.md", galician),
            "named es:mar/es.md gl:mar/gl.md",
            "",
        ),
        (Folder::default().seed("eu/mar.md", basque).languages(&["es", "eu"]), "eu:eu/mar.md", ""),
        (
            Folder::default().seed("en/p.md", ENGLISH).seed("de/p.md", songs),
            "named de:de/p.md en:en/p.md",
            "Warning seeds/de/p.md: this text is said to be in German (de), but reads as English (en)",
        ),
        (
            Folder::default().seed("en/a.md", ENGLISH).seed("it/net.md", ENGLISH).seed("eu/law.md", ENGLISH),
            "en:it/net.md",
            "",
        ),
        (
            Folder::default().seed("en/index.md", ENGLISH).seed("es/index.md", SPANISH).seed("it/index.md", about_it),
            "en:it/index.md",
            "",
        ),
    ];
    for (folder, work, finding) in cases {
        let (works, findings) = (folder.works(), folder.findings());
        assert!(works.contains(work), "{work}: {works}");
        assert!(findings.contains(finding) && finding.is_empty() == findings.is_empty(), "{work}: {findings}");
    }
}

#[test]
fn a_short_text_is_in_the_language_of_its_folder() {
    let letter = "Cher ami, je t'écris de Paris : il pleut. Voici une liste : du pain, du vin. Et une note.";
    let folder = Folder::default().seed("a.txt", ENGLISH).seed("b.txt", SPANISH).seed("fr/c.md", letter);
    assert!(folder.works().contains("fr:fr/c.md"), "{}", folder.works());
}

#[test]
fn a_text_that_is_likelier_in_another_language_than_those_beside_it_is_doubted() {
    let catalan = "L'any 1950, en Jordi Puig va comprar una barca vermella. Cada matí sortia a pescar amb el seu fill. \
        Amb els diners de 300 quilos de sardines va arreglar la casa.";
    let folder = Folder::default().seed("a.txt", ENGLISH).seed("b.txt", SPANISH).seed("c.txt", catalan);
    assert!(folder.works().contains("es:c.txt"), "{}", folder.works());
    let doubt = "Warning seeds/c.txt: this text was taken to be in Spanish (es), which is not sure";
    assert!(folder.findings().contains(doubt), "{}", folder.findings());
    // A site whose languages are stated has no other.
    let configured = folder.languages(&["en", "es"]).findings();
    assert!(!configured.contains(doubt), "{configured}");
}

#[test]
fn a_text_in_a_language_that_is_not_known_is_doubted_until_its_name_says_it() {
    let kazakh = "Барлық адамдар тумысынан азат және қадір-қасиеті мен құқықтары тең болып дүниеге келеді. Адамдарға ақыл-парасат, \
        ар-ождан берілген, сондықтан олар бір-бірімен туыстық, бауырмалдық қарым-қатынас жасаулары тиіс.";
    let maltese = "Kulħadd hu intitolat għal dawn il-jeddijiet u l-libertajiet imxandra f’din l-Istqarrija, bla ebda għażla, bħal \
        ta’ razza, lewn, sess, ilsien, reliġjon, opinjoni politika jew kull opinjoni oħra, oriġini nazzjonali jew soċjali, \
        proprjetà, twelid jew kull qagħda oħra.";
    for (tag, text) in [("kk", kazakh), ("mt", maltese)] {
        let untold = Folder::default().seed("a.md", text).findings();
        assert!(untold.starts_with("Warning seeds/a.md: this text was taken to be in "), "{untold}");
        assert!(untold.contains(", which is not sure") && untold.contains("the tag of another"), "{untold}");
        for name in [format!("a.{tag}.md"), format!("{tag}/a.md")] {
            let told = Folder::default().seed(&name, text);
            assert!(told.works().contains(&format!("{tag}:{name}")), "{}", told.works());
            assert_eq!(told.findings(), "");
        }
    }
}

#[test]
fn a_text_that_is_too_short_is_in_the_language_that_all_others_of_its_folder_are_in() {
    let folder = |others: [&str; 2]| {
        let notes = Folder::default().seed("notes/a.md", others[0]).seed("notes/b.md", others[1]);
        notes.seed("notes/c.md", "Hm. 1957.").seed("d.md", SPANISH)
    };
    let english = folder([ENGLISH, ENGLISH]);
    assert!(english.works().contains("single en:notes/c.md"), "{}", english.works());
    let words = "Warning seeds/notes/c.md: this text is too short to tell its language, and was taken to be in that of its \
        folder's others, English (en)";
    assert!(english.findings().contains(words), "{}", english.findings());
    for others in [[ENGLISH, SPANISH], [ENGLISH, "Eh."]] {
        let findings = folder(others).findings();
        assert!(
            findings.contains("Error seeds/notes/c.md: there is too little text to tell its language"),
            "{findings}"
        );
    }
}

#[test]
fn a_text_without_a_language_of_the_site_is_an_error_that_says_what_to_write() {
    let poems = Folder::default().seed("a.md", ENGLISH).seed("b.md", FRENCH).seed("c.md", "Die Rose, the rose.");
    assert!(poems.findings().contains("write `language = \"en\"`"), "{}", poems.findings());
    for above in ["", "\n \n"] {
        let text = format!("{above}---\ntitle: Adiós\n---\n\nAdiós.\n");
        let with_facts = Project::new().file("seeds/a.md", text);
        with_facts.run(&[]).wrong().says("write `language: en` in its front matter, or call the file `a.en.md`");
    }
    let hi = Folder::default().seed("hi.md", "Hi.");
    assert_eq!((hi.works().as_str(), hi.findings().contains("too little text to tell its language")), ("", true));
    let cases = [
        (Folder::default().seed("a.md", "Adiós."), "too little text to tell its language (write `language = \""),
        (
            Folder::default().seed("a.md", "Эмаль, рыбы и вы."),
            "(write `language = \"ru\"` above it, between two lines `+++`, or call the file `a.ru.md`)",
        ),
        (Folder::default().seed("a.md", "Эмаль, рыбы и вы.").languages(&["es", "uk"]), "(write `language = \"uk\"`"),
        (
            Folder::default().seed("a.md", PORTUGUESE).languages(&["en", "es"]),
            "is in Portuguese (pt), which is not a language of this site (add \"pt\" to `languages`",
        ),
        (
            Folder::default().seed("a.md", PORTUGUESE).languages(&["pt-PT", "pt-BR"]),
            "which of \"pt-PT\", \"pt-BR\" it is cannot be told",
        ),
    ];
    for (folder, finding) in cases {
        assert_eq!(folder.works(), "");
        assert!(
            folder.findings().starts_with("Error seeds/a.md: ") && folder.findings().contains(finding),
            "{}",
            folder.findings()
        );
    }
}

#[test]
fn a_work_file_that_lists_its_texts_wins() {
    let folder = Folder::default()
        .seed("sea.en.md", ENGLISH)
        .seed("sea.es.md", SPANISH)
        .seed("b.es.md", "Otra cosa muy distinta, que no tiene nada que ver con lo anterior.")
        .work_file("odd", &["sea.en.md", "b.es.md"], Facts::default());
    assert_eq!(folder.works(), "odd stated en:sea.en.md es:b.es.md\nsea single es:sea.es.md");
    let wrong = folder.clone().work_file("even", &["sea.en.md"], Facts::default());
    assert!(wrong.findings().contains("\"sea.en.md\" is listed here and in seeds/odd.toml"), "{}", wrong.findings());
    // Of a text that is not there, or holds nothing, reading has said so.
    let without = folder.work_file("other", &["empty.txt", "sea.es.md"], Facts::default());
    assert_eq!(without.findings(), "");
}

#[test]
fn what_a_work_file_lists_wrongly_is_marked_where_it_is_listed() {
    let project = Project::new()
        .file("seeds/x/a.txt", ENGLISH)
        .file("seeds/a.txt", ENGLISH)
        .file("seeds/sea.toml", "# of a.txt\nfiles = [\"x/a.txt\", \"./a.txt\"]\n");
    let said = project.run(&["build"]).stderr();
    let place = "seeds/sea.toml:2:21";
    assert!(said.contains("x/a.txt and a.txt are both in en") && said.contains(place), "{said}");
}

#[test]
fn what_is_advised_for_an_unsure_pair_pairs_it() {
    let unsure = |files: &str| {
        let project = Project::new()
            .file(
                "seeds/x/one.txt",
                "Mary Shelley wrote of the ferry in 1941. It was a cold night and nobody waved from the shore.",
            )
            .file(
                "seeds/y/two.txt",
                "El queso era bueno. En 1941 todos los vecinos bailaban en la plaza hasta muy tarde, y cantaban.",
            );
        if files.is_empty() { project } else { project.file("seeds/pair.toml", files) }
    };
    let said = unsure("").run(&["build"]).ok().stderr();
    let advised = said.split('`').find(|quoted| quoted.starts_with("files = ")).expect("an advice").to_owned();
    let ran = unsure(&advised).run(&["build"]).ok();
    assert!(ran.stdout().contains("1 work,"), "{}", ran.stdout());
}

#[test]
fn a_title_that_is_stated_stands_above_the_text_whatever_its_first_line_says() {
    let project = Project::new()
        .file(
            "seeds/mill.en.txt",
            "The Old Mill\n\nThe mill stood by the river, and nobody remembered who had built it.\n",
        )
        .file(
            "seeds/mill.es.txt",
            "El viejo molino\n\nEl molino estaba junto al río, y nadie recordaba quién lo había hecho.\n",
        )
        .file("seeds/mill.toml", "title = { en = \"By the River\", es = \"El viejo molino\" }\n");
    project
        .run(&["build"])
        .ok()
        .contains("site/en/index.html", "<h1>By the River</h1>")
        .contains("site/en/index.html", "The Old Mill")
        .contains("site/es/index.html", ">El viejo molino</span></h1>");
}

#[test]
fn two_texts_of_one_name_and_language_are_an_error_naming_both() {
    let capitals = Folder::default().seed("Sea.es.txt", SPANISH).seed("sea.es.txt", SPANISH).findings();
    assert!(capitals.contains("(rename one of them: neither capitals nor forms"), "{capitals}");
    let folder = Folder::default().seed("a.es.txt", SPANISH).seed("es/a.txt", SPANISH).seed("a.en.txt", ENGLISH);
    assert!(
        folder
            .findings()
            .contains("Error seeds/es/a.txt: seeds/es/a.txt has the same name and language as seeds/a.es.txt")
    );
    assert!(
        folder.works().ends_with("named es:a.es.txt en:a.en.txt")
            || folder.works().ends_with("named en:a.en.txt es:a.es.txt"),
        "{}",
        folder.works()
    );
}

#[test]
fn a_work_file_may_lie_beside_one_of_its_texts() {
    for [english, spanish, beside] in [["en/sea.md", "es/sea.md", "es/sea"], ["sea.en.md", "sea.es.md", "sea.es"]] {
        let folder = Folder::default().seed(english, ENGLISH).seed(spanish, SPANISH).seed("en/fog.md", ENGLISH);
        let folder = folder.work_file(beside, &[], Facts { date: "1957-10-12".parse().ok(), ..Facts::default() });
        let work = &folder.understand().0.works[0];
        assert_eq!((work.slug.as_str(), work.documents.len(), work.facts.date.is_some()), ("sea", 2, true), "{beside}");
        assert_eq!(folder.findings(), "", "{beside}");
    }
}

#[test]
fn a_work_file_that_fits_nothing_is_reported() {
    let folder = Folder::default().seed("a.md", ENGLISH).seed("b.md", SPANISH).work_file("c", &[], titled("Zanzibar"));
    assert!(folder.findings().contains("Warning seeds/c.toml: no text was found that this work file speaks of"));
    let folder = Folder::default().seed("sea.en.md", ENGLISH).seed("sea.es.md", SPANISH);
    let folder = folder.work_file("sea.en", &[], titled("Sea")).work_file("sea.es", &[], titled("Mar"));
    let second = "Warning seeds/sea.es.toml: the work that this speaks of has seeds/sea.en.toml; this one is left out";
    assert!(folder.findings().contains(second), "{}", folder.findings());
}

#[test]
fn the_last_work_file_belongs_to_the_last_work_of_its_folder() {
    let folder =
        Folder::default().seed("x/a.md", ENGLISH).seed("y/b.md", SPANISH).work_file("x/about", &[], titled("Harbour"));
    assert!(folder.understand().0.works.iter().any(|work| work.documents[0].title == "Harbour"), "{}", folder.works());
}

#[test]
fn facts_of_a_work_are_said_once() {
    let date = "2024-05-01".parse().ok();
    let spanish = Facts { date, author: Some(Localized::Same(vec!["Ana".to_owned()])), ..titled("El puerto") };
    let folder = Folder::default().seed("a.en.md", ENGLISH).seed_with("a.es.md", SPANISH, spanish.clone());
    let (library, diagnostics) = folder.understand();
    let work = &library.works[0];
    assert_eq!((work.facts.date, diagnostics.as_slice()), (date, [].as_slice()));
    assert_eq!(work.facts.author, Some(Localized::Same(vec!["Ana".to_owned()])));
    let title = work.facts.title.as_ref().expect("a title");
    assert_eq!((title.get(&language("es")).map(String::as_str), title.get(&language("en"))), (Some("El puerto"), None));
    assert_eq!(work.documents.iter().filter(|document| document.title == "El puerto").count(), 1);

    let other = Facts { date: "2024-06-01".parse().ok(), ..Facts::default() };
    let folder = Folder::default().seed_with("a.en.md", ENGLISH, other).seed_with("a.es.md", SPANISH, spanish);
    assert!(folder.findings().contains("Warning seeds/a.es.md: the `date` here is another than in seeds/a.en.md"));
    let stated = Facts { date: "2024-07-01".parse().ok(), ..Facts::default() };
    let folder = folder.work_file("a", &[], stated);
    assert_eq!(
        (folder.findings(), folder.understand().0.works[0].facts.date.map(|date| date.month())),
        (String::new(), Some(7))
    );
}

#[test]
fn slugs_are_readable_and_unique() {
    let slug = |slug: &str| Facts { slug: Some(slug.to_owned()), ..Facts::default() };
    let cases: [(Folder, &[&str]); 9] = [
        (
            Folder::default().seed_with("000_8df367a2.txt", SPANISH, titled("Cuando pasan las cigüeñas")),
            &["cuando-pasan-las-ciguenas"],
        ),
        (Folder::default().seed_with("42.txt", ENGLISH, titled("Журавли")), &["zhuravli"]),
        (
            Folder::default()
                .seed_with("1.es.md", SPANISH, titled("La 2.ª guerra"))
                .seed_with("1.en.md", ENGLISH, titled("The second war"))
                .languages(&["es", "en"]),
            &["la-2-a-guerra"],
        ),
        (
            Folder::default().seed_with("1.ar.md", "كان الميناء هادئا.", titled("الرافعات تطير")).seed_with(
                "1.en.md",
                ENGLISH,
                titled("Cranes"),
            ),
            &["cranes"],
        ),
        (Folder::default().seed("cranes/index.en.md", ENGLISH).seed("cranes/index.es.md", SPANISH), &["cranes"]),
        (
            ["calm/", "fog/", "storms/", "tides/", ""]
                .iter()
                .fold(Folder::default(), |folder, path| folder.seed(&format!("{path}article.md"), ENGLISH)),
            &["article", "calm", "fog", "storms", "tides"],
        ),
        (
            Folder::default()
                .seed("sky.md", ENGLISH)
                .seed("storm.md", ENGLISH)
                .seed("x/sea-b.md", ENGLISH)
                .seed("y/sea-b.md", ENGLISH),
            &["sky", "storm", "sea-b", "sea-b-2"],
        ),
        (Folder::default().seed("assets.md", ENGLISH), &["assets-2"]),
        (
            Folder::default().seed_with("1.md", ENGLISH, slug("sea")).seed_with("2.md", ENGLISH, slug("sea")),
            &["sea", "sea-2"],
        ),
    ];
    for (folder, expected) in cases {
        let (library, _) = folder.understand();
        let slugs: Vec<&str> = library.works.iter().map(|work| work.slug.as_str()).collect();
        assert_eq!(slugs, expected);
    }
    let folder = Folder::default().seed_with("1.md", ENGLISH, slug("a")).seed_with("2.md", SPANISH, slug("a"));
    assert!(
        folder.findings().contains("Error seeds/2.md: the slug \"a\" is stated here and in seeds/1.md"),
        "{}",
        folder.findings()
    );
    let same =
        |first: Facts| Folder::default().seed_with("x/sea.md", ENGLISH, first).seed("y/sea.md", ENGLISH).findings();
    let words = "what others are called too has a number in its address, which may change: sea-2";
    assert!(same(Facts::default()).contains(words), "{}", same(Facts::default()));
    assert!(!same(slug("calm")).contains("has a number"), "{}", same(slug("calm")));
}

#[test]
fn works_stand_newest_first_then_as_numbered_and_then_by_slug() {
    let dated = |date: &str| Facts { date: date.parse().ok(), ..Facts::default() };
    let numbered = |order: i32| Facts { order: Some(order), ..Facts::default() };
    let folder = Folder::default()
        .seed("one.md", ENGLISH)
        .seed_with("two.md", ENGLISH, dated("2020-01-01"))
        .seed_with("three.md", ENGLISH, dated("2021-01-01"))
        .seed_with("zero.md", ENGLISH, numbered(-1))
        .seed_with("five.md", ENGLISH, numbered(5))
        .seed("four.md", ENGLISH);
    let slugs: Vec<String> = folder.understand().0.works.into_iter().map(|work| work.slug.clone()).collect();
    assert_eq!(slugs, ["three", "two", "zero", "five", "four", "one"]);
}

#[test]
fn drafts_are_left_out_until_they_are_wanted() {
    let draft = || Facts { draft: Some(true), ..Facts::default() };
    let mut folder = Folder::default().seed("sea.en.md", ENGLISH).seed_with("sea.es.md", SPANISH, draft());
    assert_eq!(folder.works(), "sea single en:sea.en.md");
    assert!(folder.findings().contains("Note seeds/sea.es.md: this text is a draft"));
    assert_eq!(folder.understand().0.languages, [language("en")], "a draft brings no language to the site");
    folder.drafts = true;
    assert!(folder.works().contains("named"));
    assert_eq!(folder.understand().0.languages, [language("en"), language("es")]);
    let folder = Folder::default().seed("a.en.md", ENGLISH).work_file("a", &[], draft());
    assert_eq!(folder.works(), "");
}

#[test]
fn languages_stand_as_configured_or_by_their_tags() {
    let folder = Folder::default().seed("1.es.md", SPANISH).seed("1.en.md", ENGLISH);
    assert_eq!(folder.works(), "the-old-harbour-was-quiet-when-we-arrived named en:1.en.md es:1.es.md");
    let folder = folder.seed("2.md", "Otra cosa muy distinta, que no tiene nada que ver con lo anterior.");
    assert!(folder.works().contains("the-old-harbour-was-quiet"), "one text more moves no other: {}", folder.works());
    let folder = folder.languages(&["es", "en", "fr"]);
    assert_eq!(folder.understand().0.languages, [language("es"), language("en"), language("fr")]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever the files are called and hold: no work has two documents of one language, no two works have one slug, and
    /// every seed is in a work or named by a diagnostic.
    #[test]
    fn no_text_is_lost(files in prop::collection::btree_map("(es/|en/|it/|x/)?[a-c]{1,2}(\\.es|\\.en|\\.pt-BR)?", 0usize..6, 0..9)) {
        let texts = [ENGLISH, SPANISH, FRENCH, PORTUGUESE, "¡Hola!", "\u{fffd}\u{0}1957 ٣ 二十 \u{301}<br"];
        let folder = files.iter().fold(Folder::default(), |folder, (name, text)| folder.seed(&format!("{name}.md"), texts[*text]));
        let (library, diagnostics) = folder.understand();
        let mut named: BTreeSet<&str> = diagnostics.iter().filter_map(|found| Some(found.place.as_ref()?.path.as_str())).collect();
        let mut slugs = BTreeSet::new();
        for work in &library.works {
            let languages: BTreeSet<&Language> = work.documents.iter().map(|document| &document.language).collect();
            prop_assert_eq!(languages.len(), work.documents.len());
            prop_assert!(slugs.insert(&work.slug) && !work.documents.is_empty());
            named.extend(work.documents.iter().map(|document| document.path.as_str()));
        }
        for seed in &folder.sources.seeds {
            prop_assert!(named.contains(seed.path.as_str()), "{}", seed.path);
        }
    }
}
