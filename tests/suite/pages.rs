//! The pages of small projects, as files.

use super::harness::Project;

const ENGLISH: &str = "The ferry left at seven in the morning, and nobody on the quay waved. I counted the islands \
    until there were none left to count.";
const SPANISH: &str = "El transbordador salió a las siete de la mañana, y nadie en el muelle saludó con la mano. Conté las \
    islas hasta que no quedó ninguna por contar.";
const SWEDISH: &str = "Färjan gick klockan sju på morgonen och ingen på kajen vinkade. Jag räknade öarna tills det inte \
    fanns några kvar att räkna.";

fn ferry() -> Project {
    Project::new().file("seeds/ferry.en.txt", ENGLISH).file("seeds/ferry.es.txt", SPANISH)
}

#[test]
fn two_bare_texts_make_a_site_titled_by_their_own_words() {
    let seeds = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/");
    let review = |name: &str| std::fs::read(format!("{seeds}{name}")).expect("a seed");
    let names = ["000_8df367a205094866.txt", "001_f00311a8449180ba.txt"];
    let project =
        names.iter().fold(Project::new(), |project, name| project.file(&format!("seeds/{name}"), review(name)));
    let ran =
        project.build().ok().prints("by content").contains("site/en/index.html", "<h1>1956 was the 20th Congress");
    let ran =
        ran.contains("site/es/index.html", "<h1>1956 fue el 20º Congreso").contains("site/es/index.html", "Barbarrova");
    for page in ["site/index.html", "site/en/index.html", "site/es/index.html"] {
        assert!(!ran.project.read(page).contains("8df367a2"), "{page}");
    }
}

#[test]
fn a_text_is_described_by_its_opening_words() {
    let poem =
        "# The Owl\n\n\"The Owl\" sits in the tree and sees  \nthe moon and me.  \nWho?\n\n- No one.\n- Not I.\n";
    let notes = "# Notes\n\n## Rain\n\nIt rained.\n\n```\ncargo run\n```\n\nNobody came.\n\n## Sun\n\nIt shone.\n";
    let long = "# Post\n\nNobody came, and nobody wrote of it until the spring, when the roads were dry again and the post was \
        brought across the mountains by two men and a mule, who sang.\n";
    let cases = [
        (poem, "&quot;The Owl&quot; sits in the tree and sees the moon and me. Who? No one. Not I."),
        (notes, "It rained. Nobody came."),
        (
            long,
            "Nobody came, and nobody wrote of it until the spring, when the roads were dry again and the post was brought \
             across the mountains by two men and a mule…",
        ),
        ("# Code\n\n```\ncargo run\n```\n", "Code"),
    ];
    for (text, words) in cases {
        let ran = Project::new().file("seeds/text.en.md", text).build().ok();
        ran.contains(
            "site/en/index.html",
            &format!("<meta name=\"description\" property=\"og:description\" content=\"{words}\">"),
        );
    }
}

#[test]
fn a_heading_that_says_the_title_of_the_work_stands_once() {
    let text = format!("---\ntitle: The Ferry of Doom\n---\n\n# Ferry\n\n{ENGLISH}\n");
    let project = Project::new().file("seeds/ferry.en.md", text).file("seeds/ferry.toml", "title = \"Ferry\"\n");
    let page = project.build().ok().project.read("site/en/index.html");
    assert!(page.contains("<h1>Ferry</h1>") && !page.contains("<h2"), "{page}");
}

#[test]
fn a_language_without_strings_borrows_them_visibly() {
    let project = Project::new().file("seeds/ferry.en.txt", ENGLISH).file("seeds/ferry.sv.txt", SWEDISH);
    let project = project.file("seeds/ferry.toml", "rating = \"3.5/5\"\n");
    let ran = project.build().ok().says("there are no strings for sv").says("templates/strings/sv.ftl");
    let ran = ran.contains("site/sv/index.html", "<span lang=\"en\">Skip to the text</span>");
    let ran = ran.contains("site/sv/index.html", "<span lang=\"en\">Rating: 3.5 of 5</span>");
    let strings = "skip = Till texten\n";
    let ran =
        ran.then().file("templates/strings/sv.ftl", strings).build().ok().says("the strings for sv lack languages");
    ran.contains("site/sv/index.html", "href=\"#main\">Till texten</a>");
}

#[test]
fn a_project_can_say_some_things_differently() {
    let ran = ferry().file("templates/strings/es.ftl", "feed = Novedades\n").build().ok();
    ran.contains("site/es/index.html", ">Novedades</a>").contains("site/es/index.html", ">Ir al texto</a>");
}

#[test]
fn a_template_can_build_on_the_one_it_replaces() {
    let mine = "{% extends \"default/base.html\" %}{% block footer %}{{ super() }}<p>The end.</p>{% endblock %}";
    let ran = ferry().file("templates/base.html", mine).file("assets/poster.txt", "a file").build().ok();
    ran.contains("site/en/index.html", "<p>The end.</p>").has("site/assets/poster.txt").has_no("site/assets/style.css");
}

#[test]
fn a_template_that_does_not_work_is_named_with_its_place() {
    let ran = ferry().file("templates/work.html", "<article>\n{{ work.titel }}\n</article>").build().wrong();
    ran.says("templates/work.html:2:9").says("titel").says("docs/templates.md").has_no("site");
}

#[test]
fn a_template_that_names_what_is_not_there_is_told_what_was_meant() {
    let cases = [
        ("{# default/bsae.html #}\n{% extends \"default/bsae.html\" %}", "2:13", "did you mean `default/base.html`?"),
        ("<p>{% include \"tilte.html\" %}", "1:15", "did you mean `title.html`?"),
        ("<p>{{ asset(name=\"no.css\") }}", "1:7", "put the file there, or mend its name"),
    ];
    for (template, place, help) in cases {
        let ran = ferry().file("templates/texts.html", template).build().wrong();
        ran.says(&format!("templates/texts.html:{place}")).says(help);
    }
}

#[test]
fn an_unknown_filter_is_named_with_its_place() {
    let ran = ferry().file("templates/about.html", "<p>\n{{ work.title | foo }}</p>\n").build().wrong();
    let ran = ran.says("templates/about.html:2:17").says("the template does not work: Unknown filter `foo`\n");
    assert!(!ran.stderr().contains('\u{fffd}'), "{}", ran.stderr());
}

#[test]
fn a_message_that_nobody_can_say_is_reported_once_for_each_language() {
    let mine = "{% extends \"default/base.html\" %}{% block footer %}{{ say(id=\"farewell\") }}{% endblock %}";
    let strings = "farewell = Adiós\n";
    let ran = ferry().file("templates/base.html", mine).file("templates/strings/es.ftl", strings).build().ok();
    let ran = ran.says("templates/base.html:1:").says("the strings for en lack `farewell`");
    assert_eq!(ran.stderr().matches("`farewell`").count(), 1, "{}", ran.stderr());
}

#[test]
fn the_page_at_the_root_leads_to_the_only_language() {
    let ran = Project::new().file("seeds/ferry.en.txt", ENGLISH).build().ok();
    let ran = ran.contains("site/index.html", "<a href=\"en/index.html\" hreflang=\"en\">Read in English</a>");
    assert!(!ran.project.read("site/en/index.html").contains("class=\"languages\""), "there is nothing to toggle");
}

#[test]
fn an_edition_is_one_page_of_several_texts_for_readers_of_languages_that_have_some() {
    let config = "base_url = \"https://example.org/\"\nlanguages = [\"en\", \"es\", \"fr\"]\n";
    let note = "# A later note\n\nThe ferry does not run in winter, whatever the timetable on the quay may say.\n";
    let ran = ferry().file("diglot.toml", config).file("seeds/note.en.md", note).build().ok();
    assert_eq!(super::html::faults(&ran.project.path("site"), Some("https://example.org/")), Vec::<String>::new());
    let ran = ran.contains("site/en/index.html", "<meta property=\"og:type\" content=\"website\">");
    let ran = ran.contains("site/fr/index.html", "<a href=\"../es/index.html\" rel=\"alternate\" hreflang=\"es\"");
    let english = ran.project.read("site/en/index.html");
    assert!(english.contains("hreflang=\"es\"") && !english.contains("hreflang=\"fr\""), "{english}");
}

#[test]
fn chapters_without_a_date_come_in_their_order() {
    let text = |number: usize| format!("# Chapter {number}\n\nIt rained for {number} days, and nobody came.\n");
    let names = (1..=11).map(|number| (format!("seeds/{number}.en.md"), text(number)));
    let ran = names.fold(Project::new(), |project, (name, text)| project.file(&name, text)).build().ok();
    let page = ran.project.read("site/en/index.html");
    let contents: Vec<&str> =
        page.split("<li><a href=\"#chapter-").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(contents.join(" "), "1 2 3 4 5 6 7 8 9 10 11");
}

#[test]
fn drafts_wait_until_they_are_asked_for() {
    let note =
        "+++\ndraft = true\n+++\n# A later note\n\nIt is not ready for readers yet, and says so in every line of it.\n";
    let project = ferry().file("diglot.toml", "pages = \"work\"").file("seeds/note.en.md", note);
    let ran = project.build().ok().has("site/en/ferry/index.html").has_no("site/en/note/index.html");
    let ran = ran.then().run(&["build", "--drafts"]).ok().contains("site/en/note/index.html", "class=\"draft\"");
    ran.then().build().ok().has_no("site/en/note/index.html");
}

#[test]
fn a_work_that_lacks_a_language_says_so_there_and_is_offered_nowhere() {
    let lonely = "Nobody has put this small text into another language yet, and it does not mind that at all.";
    let config = "pages = \"work\"\nbase_url = \"https://example.org/books\"";
    let ran = ferry().file("diglot.toml", config).file("seeds/lonely.en.txt", lonely).build().ok();
    let ran = ran.contains("site/es/lonely/index.html", "Este texto no está disponible en español.");
    let ran = ran.contains("site/es/lonely/index.html", "href=\"../../en/lonely/index.html\"");
    assert!(ran.project.read("site/es/lonely/index.html").contains("noindex"));
    for (page, address) in
        [("site/sitemap.xml", "es/lonely"), ("site/en/lonely/index.html", "<link rel=\"alternate\" hreflang")]
    {
        assert!(!ran.project.read(page).contains(address), "{page} offers {address}");
    }
    ran.contains("site/en/ferry/index.html", "hreflang=\"x-default\" href=\"https://example.org/books/en/ferry/\"");
}

#[test]
fn a_film_is_described_in_the_page_and_to_machines() {
    let facts = "date = 2001-02-03\nauthor = [\"A. Critic\", \"B. Critic\"]\nrating = \"3.5/5\"\noriginal = \"en\"\ntitle = \"Third class\"\n\
        [tags]\nen = [\"sea\", \"tea & rum\"]\nes = [\"mar\"]\n[translator]\nes = \"B. Traductora\"\n[subject]\nkind = \"film\"\ntitle = \"Färjan\"\nlanguage = \"sv\"\nyear = 1961\n\
        director = [\"One\", \"Two\"]\n";
    let ran = ferry().file("seeds/ferry.toml", facts).run(&["build", "--base-url", "https://example.org"]).ok();
    let page = ran.project.read("site/es/index.html");
    for words in [
        "<cite lang=\"sv\">Färjan</cite>",
        "dirección: One y Two",
        "<time datetime=\"2001-02-03\">3 de febrero de 2001</time>",
        "A. Critic y B. Critic",
        "traducción: B. Traductora",
        "Idioma original: inglés",
        "Valoración: 3,5 de 5",
        "<span>mar</span>",
    ] {
        assert!(page.contains(words), "{words}");
    }
    let json = page.split("application/ld+json\">").nth(1).and_then(|rest| rest.split("</script>").next());
    let review: serde_json::Value = serde_json::from_str(json.expect("JSON-LD")).expect("JSON");
    assert_eq!(review["@type"], "Review");
    assert_eq!(review["itemReviewed"]["director"][1]["name"], "Two");
    assert_eq!(review["author"][1]["name"], "B. Critic");
    let feed = ran.project.read("site/es/feed.xml");
    assert!(["A. Critic", "B. Critic"].iter().all(|name| feed.contains(&format!("<name>{name}</name>"))), "{feed}");
    assert_eq!((&review["name"], &review["itemReviewed"]["name"]), (&"Third class".into(), &"Färjan".into()));
    assert_eq!(review["reviewRating"]["ratingValue"], "3.5");
    assert_eq!(review["translationOfWork"]["inLanguage"], "en");
    assert_eq!(review["keywords"][0], "mar");
    let english = ran.project.read("site/en/index.html");
    assert!(!english.contains("Traductora") && english.contains("February 3, 2001"));
    let ran = ran.contains("site/en/index.html", "<span>sea</span> <span>tea &amp; rum</span>");
    ran.contains("site/en/feed.xml", "<category term=\"sea\"/>").contains("site/en/feed.xml", "term=\"tea &amp; rum\"");
}

#[test]
fn the_entry_of_a_text_stays_the_same_when_another_is_added() {
    let config = "base_url = \"https://example.org/\"\n";
    let ids = |project: &Project| -> Vec<String> {
        let feed = project.read("site/es/feed.xml");
        feed.split("<entry>").skip(1).map(|entry| entry.split("id>").nth(1).expect("an id").to_owned()).collect()
    };
    let project = ferry().file("diglot.toml", config).build().ok().then();
    let first = ids(&project);
    let note = "# Una nota\n\nEl transbordador no sale en invierno, diga lo que diga el horario.\n";
    let project = project.file("seeds/note.es.md", note).build().ok().then();
    assert!(ids(&project).contains(&first[0]), "{first:?} is not among {:?}", ids(&project));
}

#[test]
fn a_link_to_a_heading_finds_its_counterpart() {
    let english = "# Crossing\n\nWe crossed in the evening of 4 May 1957.\n\n## <a id='weather'></a>The storm\n\nIt began at eleven o'clock, \
        and Captain Olsen said nothing.\n\n## Arrival {#landing}\n\nNobody met us in Bergen.\n";
    let spanish = "# La travesía\n\nCruzamos la tarde del 4 de mayo de 1957.\n\n## La tormenta\n\nEmpezó a las once, y el \
        capitán Olsen no dijo nada.\n\n## Llegada\n\nNadie nos esperaba en Bergen.\n";
    let ran = Project::new().file("seeds/a.en.md", english).file("seeds/a.es.md", spanish).build().ok();
    let ran = ran.contains("site/es/index.html", "<h2><span id=\"la-tormenta\"></span><span id=\"the-storm\"></span>");
    let ran = ran.contains("site/es/index.html", "<h2><span id=\"llegada\"></span><span id=\"landing\"></span>");
    let own = "<h2><a id=\"weather\"></a><span id=\"the-storm\"></span><span id=\"la-tormenta\"></span>";
    ran.contains("site/en/index.html", own)
        .contains("site/en/index.html", "<h2 id=\"landing\"><span id=\"llegada\"></span>");
}

#[test]
fn a_heading_is_found_by_its_words_in_their_own_letters() {
    let text = "# 変更\n\n[新機能](#新機能)と[C++の型](#c-の型)と[場所](#場所)を見てください。\n\n## 新機能\n\n速くなりました。\n\n## 👑\n\n## C++ の型\n\n\
        増えました。\n\n## 場所 {#basho}\n\n広くなりました。\n";
    let ran = Project::new().file("seeds/changes.ja.md", text).build().ok();
    let ran =
        ran.contains("site/ja/index.html", "<span id=\"xinjineng\"></span><span id=\"新機能\"></span>新機能</h2>");
    let ran =
        ran.contains("site/ja/index.html", "<span id=\"c-の型\"></span>").says("nothing in this text is called `場所`");
    assert_eq!(ran.stderr().matches("nothing in this text").count(), 1, "{}", ran.stderr());
    assert!(!ran.project.read("site/ja/index.html").contains("id=\"\""), "a name without letters");
}

#[test]
fn headings_of_the_same_words_are_told_apart_by_numbers() {
    let text = "# Recipes\n\nThree things to eat, each with [notes](#notes-2).\n\n## Notes\n\nOf soup.\n\n## Notes\n\nOf bread.\n\n\
        ## Notes 3\n\nOf them all.\n\n## More {#notes-4}\n\nOf salt.\n\n## Notes\n\nOf cheese.\n";
    let ran = Project::new().file("seeds/recipes.en.md", text).build().ok();
    assert_eq!(super::html::faults(&ran.project.path("site"), None), Vec::<String>::new());
    let ran = ran.contains("site/en/index.html", "<h2><span id=\"notes\"></span>Notes</h2>\n<p>Of soup.");
    let ran = ran.contains("site/en/index.html", "<h2><span id=\"notes-2\"></span>Notes</h2>\n<p>Of bread.");
    let ran = ran.contains("site/en/index.html", "<h2><span id=\"notes-3\"></span>Notes 3</h2>");
    ran.contains("site/en/index.html", "<h2><span id=\"notes-5\"></span>Notes</h2>");
}

#[test]
fn facing_pages_say_of_a_text_what_its_own_pages_do() {
    let about = "author = \"Ana Lee\"\ntranslator = \"Tom Rey\"\noriginal = \"es\"\ndate = 1931-03-14\nsummary = \"A ferry.\"\n\
        [subject]\nkind = \"book\"\ntitle = \"The Quay\"\nyear = 1930\n";
    let project = ferry().file("seeds/ferry.toml", about).build().ok().then();
    let said = |page: &str| {
        let page = project.read(page);
        let (_, from) = page.split_once("<p class=\"subject\">").expect("what the text is about");
        let (said, _) = from.split_once("</time>").expect("its date");
        said.to_owned()
    };
    assert_eq!(said("site/en-es/index.html"), said("site/en/index.html"));
    let original = project.file("seeds/ferry.toml", about.replace("\"es\"", "\"en\"")).build().ok();
    let translated = "<p class=\"byline\"><span>traducción: Tom Rey</span></p>";
    let project = original
        .contains("site/es/index.html", "traducción: Tom Rey")
        .contains("site/en-es/index.html", translated)
        .then();
    assert!(!project.read("site/en-es/index.html").contains("A ferry."), "the summary of a text that is there");
}

#[test]
fn what_stands_in_a_title_besides_its_words_is_kept() {
    let text = "# <a id=\"top\"></a>The <a id=\"wall\">tower</a><a id=\"roof\"></a> {#tower .big}\n\nBack to [the tower](#tower), \
        [its foot](#top), [its wall](#wall) or [its roof](#roof), for there is nowhere else to go.\n";
    let other = "# La torre {#torre}\n\nVuelta a [la torre](#torre), a [su pie](#torre) o a su tejado, pues no hay otro sitio adonde ir.\n";
    let ran = Project::new().file("seeds/tower.en.md", text).file("seeds/tower.es.md", other).build().ok();
    let ran = ran.has("site/en-es/index.html");
    assert_eq!(super::html::faults(&ran.project.path("site"), None), Vec::<String>::new());
    let title = "<h1><span id=\"tower\" class=\"big\"><a id=\"top\"></a><span class=\"s\" id=\"s0\">The <a id=\"wall\">tower</a></span>\
        <a id=\"roof\"></a></span></h1>";
    ran.contains("site/en/index.html", title);
}

#[test]
fn pictures_and_films_come_from_the_site_alone() {
    let text = "# Pictures\n\n![Ours](/assets/ours.png) and ![theirs](https://elsewhere.example/a.png) are here for all to see.\n\n\
        <video src=\"/assets/quay.mp4\" poster=\"/assets/gone.png\"></video>\n";
    let ran =
        ferry().file("seeds/note.en.md", text).file("assets/ours.png", "p").file("assets/quay.mp4", "f").build().ok();
    let ran = ran.says("seeds/note.en.md:3:").says("a picture on another host becomes a link");
    let ran = ran.says("seeds/note.en.md:5:39").says("there is no `gone.png` in assets/");
    let film = "<video src=\"../assets/quay.mp4\" poster=\"../assets/gone.png\" controls=\"\"></video>";
    let ran = ran.contains("site/en/index.html", film);
    let ran = ran.contains("site/en/index.html", "<img src=\"../assets/ours.png\" alt=\"Ours\"");
    ran.contains("site/en/index.html", "<a href=\"https://elsewhere.example/a.png\">theirs</a>");
}

/// Returns texts that lead to each other, on the pages that `pages` says.
fn linked(pages: &str) -> Project {
    let garden = "# The garden\n\nIt lay by [the sea](sea.md) until [the storms](./sea.md#storms) took it ([Spanish](../es/sea.md)).\n";
    let jardin =
        "# El jardín\n\nEstaba junto al [mar](sea.md) hasta que [el temporal](../en/sea.md#storms) se lo llevó.\n";
    let sea = "# The sea\n\nNobody went out, and <a href='garden.md'>the garden</a> was lost.\n\n## Storms\n\nThey came in March.\n";
    let mar = "# El mar\n\nNadie salió, y [el jardín](garden.md) se perdió.\n\n## Temporales\n\nLlegaron en marzo.\n";
    let project = Project::new().file("diglot.toml", format!("pages = \"{pages}\"\nlanguages = ['en', 'es']\n"));
    let project = project.file("seeds/en/garden.md", garden).file("seeds/es/garden.md", jardin);
    project.file("seeds/en/sea.md", sea).file("seeds/es/sea.md", mar)
}

#[test]
fn a_link_to_another_text_leads_to_its_page() {
    let project = linked("edition").build().ok().then();
    let english = project.read("site/en/index.html");
    for link in
        ["\"#sea\">the sea", "\"#sea:storms\">the storms", "\"../es/index.html#sea\">Spanish", "\"#garden\">the garden"]
    {
        assert!(english.contains(&format!("<a href={link}</a>")), "{link}\n{english}");
    }
    assert!(project.read("site/es/index.html").contains("<a href=\"../en/index.html#sea:storms\">el temporal</a>"));
    assert!(project.read("site/en-es/index.html").contains("<a href=\"../es/index.html#garden\">el jardín</a>"));

    let ran = linked("work").run(&["build", "--base-url", "https://ferry.example/"]).ok();
    let ran = ran.contains("site/en/garden/index.html", "<a href=\"../../en/sea/index.html#storms\">the storms</a>");
    let ran = ran.contains("site/en/garden/index.html", "<a href=\"../../es/sea/index.html\">Spanish</a>");
    let ran = ran.contains("site/en-es/sea/index.html", "<a href=\"../../es/garden/index.html\">el jardín</a>");
    ran.contains("site/en/feed.xml", "https://ferry.example/en/sea/index.html#storms");
}

#[test]
fn a_link_to_what_another_generator_makes_of_a_text_leads_to_its_page() {
    let text = "# The pier\n\nIt stood [by the sea](./sea#storms), beyond [the garden](../en/garden/) and [the huts](huts.html).\n";
    let project =
        linked("work").file("seeds/en/pier.md", text).file("seeds/en/huts/index.md", "# The huts\n\nWe slept there.\n");
    let ran = project.build().ok();
    let page = ran.project.read("site/en/pier/index.html");
    for link in ["sea/index.html#storms\">by the sea", "garden/index.html\">the garden", "huts/index.html\">the huts"] {
        assert!(page.contains(&format!("<a href=\"../../en/{link}</a>")), "{link}\n{page}");
    }
    assert!(!ran.stderr().contains("leads nowhere"), "{}", ran.stderr());
}

#[test]
fn a_link_to_a_folder_of_the_site_leads_to_the_page_in_it() {
    let text = "# The pier\n\nGo [home](/), to [all texts](/en/#sea), to [these](/es/?old#mar), to [the map](/assets/map.svg), \
        [the tour](/assets/tour/?slow#quay) or [all files](/assets/), not to [the attic](/assets/attic/).\n";
    let project = linked("work").file("assets/map.svg", "<svg/>").file("seeds/en/pier.md", text);
    let ran = project.file("assets/tour/index.html", "A tour").file("assets/index.html", "All files").build().ok();
    let page = ran.project.read("site/en/pier/index.html");
    for link in [
        "index.html",
        "en/index.html#sea",
        "es/index.html?old#mar",
        "assets/map.svg",
        "assets/tour/index.html?slow#quay",
        "assets/index.html",
    ] {
        assert!(page.contains(&format!("<a href=\"../../{link}\">")), "{link}\n{page}");
    }
    let said = ran.stderr();
    assert_eq!(said.matches("in assets/").count(), 1, "{said}");
    assert!(said.contains("there is no `attic/index.html` in assets/"), "{said}");
}

#[test]
fn a_link_to_another_text_stays_within_its_attribute() {
    let text = "# The pier\n\nBeside <a href='sea.md#x&quot; onmouseover=&quot;alert(1)'>the sea</a> it stood, \
        and nobody ever went there.\n";
    let project = linked("work").file("seeds/en/pier.md", text).build().ok().then();
    assert!(project.read("site/en/pier/index.html").contains("sea/index.html#x&quot; onmouseover=&quot;alert(1)\""));
    assert!(project.read("site/en/feed.xml").contains("sea/index.html#x&amp;quot; onmouseover=&amp;quot;alert(1)"));
}

#[test]
fn what_leads_nowhere_is_reported_with_its_place() {
    let text = "# Links\n\nSee [one](gone.md), [two](#More), ![three](/assets/gone.png) and ![four](loaf.jpg).\n\nThese are right: \
        [a](#spot), [b](/assets/ours.png), [c](#more), [d](#s1), [e](https://a.example/b.md), [f](../x/index.html).\n\n\
        <p id=\"spot\">Here.</p>\n\n## More\n\nThe draft is [not there](draft.md) yet.\n";
    let project = ferry().file("seeds/links.en.md", text).file("assets/ours.png", "p");
    let ran = project.file("seeds/draft.md", "---\ndraft: true\n---\nA text.\n").run(&["build", "--strict"]).wrong();
    let said = ran.stderr();
    let told: Vec<&str> = said.lines().filter(|line| line.contains("links.en.md:")).map(str::trim).collect();
    let places = ["3:11", "3:27", "3:44", "3:74", "11:26"];
    assert_eq!(told, places.map(|place| format!("╭▸ seeds/links.en.md:{place}")), "{said}");
    let ran = ran
        .says("the site has no `gone.md`: this link leads nowhere")
        .says("nothing in this text is called `More`, but `more` is");
    ran.says("there is no `gone.png` in assets/").says("the site has no `loaf.jpg`: this file is not seen");
}

#[test]
fn a_link_to_a_work_that_lacks_the_language_leads_to_the_page_that_says_so() {
    let hafen =
        "# Der Hafen\n\nHier steht etwas vom Hafen und vom [Meer](sea.md#storms), das jeden Morgen anders aussieht.\n";
    for (pages, page, link) in
        [("edition", "de", "#sea:storms"), ("work", "de/hafen", "../../de/sea/index.html#storms")]
    {
        for name in ["{}/sea.md", "sea.{}.md"].map(str::to_owned) {
            let file = |tag: &str| format!("seeds/{}", name.replace("{}", tag));
            let project = Project::new().file("diglot.toml", format!("pages = \"{pages}\"\n"));
            let project = project
                .file(&file("en"), format!("# Sea\n\n{ENGLISH}"))
                .file(&file("es"), format!("# Mar\n\n{SPANISH}"));
            let ran = project.file(&file("de").replace("sea", "hafen"), hafen).build().ok();
            assert!(!ran.stderr().contains("leads nowhere"), "{}", ran.stderr());
            ran.contains(&format!("site/{page}/index.html"), &format!("<a href=\"{link}\">Meer</a>"));
        }
    }
}

#[test]
fn a_place_in_another_text_is_looked_up_there() {
    let places =
        ["sea.md#storms", "../es/sea.md#storms", "sea#s1", "#top", "sea.md#waves", "../es/sea.md#Temporale", "x.md#x"];
    let links: String = places.map(|link| format!("- See [this]({link}) there.\n")).concat();
    for pages in ["edition", "work"] {
        let project = linked(pages).file("seeds/en/x.md", format!("# Links\n\n{links}"));
        let said = project.build().ok().stderr();
        let told = said.lines().filter(|line| line.contains("x.md:")).map(str::trim);
        assert_eq!(told.collect::<Vec<_>>(), [7, 8, 9].map(|line| format!("╭▸ seeds/en/x.md:{line}:14")), "{said}");
        for words in ["seeds/en/sea.md is called `waves`: this", "it has `#storms`", "`Temporale`, but `temporales` is"]
        {
            assert!(said.contains(words), "{words}: {said}");
        }
    }
}

#[test]
fn a_link_is_looked_up_where_it_leads_and_where_only_this_site_has_pages() {
    let dead = [
        "nothing.html",
        "nothing",
        "assets/ours.png",
        "/en-es/sea.html",
        "brühe.md",
        "/ferry.es.txt",
        "/seeds/ferry.es.txt",
    ];
    let other = [
        "ferry.es.txt", "/robots.txt", "plan.pdf", "docs/plan.pdf", "my-assets/ours.png", "/nothing.html",
        "/blog/nothing/", "/en", "/es/404.html", "/en/feed.xml",
    ];
    let of_editions = ["/en/nothing/", "../es/nothing/index.html"];
    for (pages, nowhere, depth) in
        [("edition", &of_editions[..], "../assets"), ("work", &["/en/sea/nothing/"], "../../assets")]
    {
        let reached = format!("{depth}/ours.png");
        let links = dead.iter().chain(nowhere).chain(&other).copied().chain([&*reached]);
        let links: String = links.map(|link| format!("- See [this]({link}) there.\n")).collect();
        let project = ferry().file("diglot.toml", format!("pages = \"{pages}\"\n")).file("assets/ours.png", "p");
        let said = project.file("seeds/links.en.md", format!("# Links\n\n{links}")).build().ok().stderr();
        let told = said.lines().filter(|line| line.contains("links.en.md:")).map(str::trim);
        let places = (3..3 + dead.len() + nowhere.len()).map(|line| format!("╭▸ seeds/links.en.md:{line}:14"));
        assert_eq!(told.collect::<Vec<_>>(), places.collect::<Vec<_>>(), "{said}");
        assert!(said.contains("write `/assets/ours.png`") && said.contains("the site has no `brühe.md`"), "{said}");
    }
}

#[test]
fn of_many_dead_links_in_a_text_some_are_named_and_the_rest_is_counted() {
    let links: String = (1..=30).map(|number| format!("- [Letter {number}](letters/{number}.md)\n")).collect();
    let project = ferry().file("seeds/letters.en.md", format!("# Letters\n\n{links}"));
    let told = project.run(&["build", "--json"]).ok().json()["diagnostics"].take();
    let lines: Vec<Option<u64>> = (0..21).map(|number| told[number]["line"].as_u64()).collect();
    assert_eq!(lines, (3..23).map(Some).chain([None]).collect::<Vec<_>>());
    assert_eq!(told[20]["message"], "10 more faults in this file are not named here");
}

#[test]
fn letters_and_their_accents_are_one_name_together_and_apart() {
    let (whole, apart) = ("M\u{F6}hre", "Mo\u{308}hre");
    for (written, file) in [(whole, apart), (apart, whole), (apart, apart)] {
        let text = format!(
            "# Der Garten\n\nHier wächst die [Möhre]({written}.de.md). ![Sie](/assets/{written}.svg)\n\n\
            [Der Plan](/assets/H&M's-{apart}.pdf?a&b#c) hängt im Schuppen.\n"
        );
        let project = Project::new().file("seeds/garten.de.md", text).file(&format!("assets/{file}.svg"), "<svg/>");
        let project = project.file(&format!("assets/H&M's-{file}.pdf"), "%PDF");
        let project = project.file(&format!("seeds/{file}.de.md"), "# Die Möhre\n\nSie wächst in der Erde.\n");
        let project = project.file("seeds/moehre.toml", format!("files = [\"{written}.de.md\"]\n"));
        let ran = project.run(&["build", "--strict"]).ok().has(&format!("site/assets/{whole}.svg"));
        let ran = ran.contains("site/de/index.html", "src=\"../assets/M%C3%B6hre.svg\"");
        let ran = ran.contains("site/de/index.html", "href=\"../assets/H%26M%27s-M%C3%B6hre.pdf?a&amp;b#c\"");
        ran.contains("site/de/index.html", "<a href=\"#moehre\">Möhre</a>");
    }
}

#[test]
fn a_numbered_text_leads_to_those_beside_it_in_its_language() {
    let lesson = |order: &str, text: &str| format!("+++\n{order}\n+++\n# Lesson\n\n{text} the harbour at noon.\n");
    let mut project = Project::new().file("diglot.toml", "pages = \"work\"\nlanguages = [\"en\", \"de\"]\n");
    for (name, order) in [("chart", "order = 1"), ("log", "order = 2"), ("lead", "order = 3"), ("afterword", "")] {
        project = project.file(&format!("seeds/en/course/{name}.md"), lesson(order, "We leave"));
        if name != "log" {
            project = project.file(&format!("seeds/de/course/{name}.md"), lesson(order, "Wir verlassen"));
        }
    }
    for (name, order) in [("ropes", "order = 1"), ("dated", "order = 1\ndate = 2024-05-01"), ("storm", "order = 2")] {
        project = project.file(&format!("seeds/en/{name}.md"), lesson(order, "They leave"));
    }
    let project = project.build().ok().then();
    assert_eq!(super::html::faults(&project.path("site"), None), Vec::<String>::new());
    for (page, previous, next) in [
        ("en/chart", None, Some("log")),
        ("en/log", Some("chart"), Some("lead")),
        ("en/lead", Some("log"), None),
        ("de/chart", None, Some("lead")),
        ("de/log", Some("chart"), Some("lead")),
        ("de/lead", Some("chart"), None),
        ("en/afterword", None, None),
        ("en/ropes", None, Some("storm")),
        ("en/dated", None, None),
    ] {
        let html = project.read(&format!("site/{page}/index.html"));
        for (relation, slug) in [("prev", previous), ("next", next)] {
            let link = slug.map(|slug| format!("<a href=\"../{slug}/index.html\" rel=\"{relation}\">"));
            assert_eq!(html.contains(&format!("rel=\"{relation}\"")), link.is_some(), "{page} {relation}");
            assert!(link.is_none_or(|link| html.contains(&link)), "{page} {relation}: {html}");
        }
    }
    // Where the course changes, so do the pages beside the change.
    let project = project.remove("seeds/en/course/log.md").build().ok().then();
    assert!(project.read("site/en/chart/index.html").contains("<a href=\"../lead/index.html\" rel=\"next\">"));
}

#[test]
fn a_paragraph_of_pictures_alone_has_no_mark() {
    let text = |said: &str| {
        format!(
            "# Log\n\n{said} 1720.\n\n[![{said}](/assets/log.svg \"a > b\")](#x) ![](/assets/log.svg)\n\n![](/assets/log.svg) {said}.\n"
        )
    };
    let project = Project::new().file("assets/log.svg", "<svg/>").file("seeds/log.en.md", text("It floats"));
    let project = project.file("seeds/log.es.md", text("Flota")).build().ok().then();
    let page = project.read("site/en/index.html");
    let paragraphs: Vec<&str> =
        page.split("<p>").skip(1).filter(|paragraph| paragraph.contains("class=\"s\"")).collect();
    let marked: Vec<bool> = paragraphs.iter().map(|paragraph| paragraph.contains("class=\"mark\"")).collect();
    assert_eq!(marked, [true, false, true], "{page}");
}

#[test]
fn french_spaces_are_not_broken_but_those_of_code_and_of_other_languages_stay() {
    let text = "# Qui est là ?\n\nIl dit : « *Oui* ! »\n\n    a ? b : c\n";
    let project = Project::new().file("diglot.toml", "pages = \"work\"\n").file("seeds/oui.fr.md", text);
    let ran = project.file("seeds/oui.en.md", "# Who is there ?\n\nHe said : *Yes* !\n\n    a ? b : c\n").build().ok();
    let ran = ran.contains("site/fr/oui/index.html", "Il dit\u{A0}: «\u{A0}<em>Oui</em>\u{A0}!\u{A0}»");
    let ran = ran.contains("site/fr/oui/index.html", "a ? b : c").contains("site/en/oui/index.html", "He said : ");
    ran.contains("site/fr/oui/index.html", "Qui est là\u{A0}?</span></h1>")
        .contains("site/fr/index.html", "Qui est là\u{A0}?</a>");
}

#[test]
fn the_moment_of_undated_works_is_stated_or_the_epoch() {
    let ran = ferry().build().ok().contains("site/en/feed.xml", "<updated>1970-01-01T00:00:00Z</updated>");
    let project = ran.then();
    let mut command = project.command("", &["build"]);
    assert!(command.env("SOURCE_DATE_EPOCH", "86400").status().expect("the program runs").success());
    assert!(project.read("site/en/feed.xml").contains("<updated>1970-01-02T00:00:00Z</updated>"));
}

/// A text with notes, a heading with an id, one without, and raw HTML, all linked to.
const LAMP: &str = "# The lamp\n\nThe lamp is lit[^1] every night. See [the tower](#tower) and <a id=\"spot\" href=\"#spot\">this \
    spot</a>.\n\n## The tower {#tower}\n\nIt is tall.\n\n## The keeper\n\nBack to [the keeper](#the-keeper).\n\n[^1]: Since 1902.\n";
const LAMPARA: &str = "# La lámpara\n\nLa lámpara se enciende[^1] cada noche. Véase [la torre](#tower) y <a id=\"spot\" \
    href=\"#spot\">este punto</a>.\n\n## La torre {#tower}\n\nEs alta.\n\n## El guardián\n\nVuelta a [el guardián](#el-guardian).\n\n\
    [^1]: Desde 1902.\n";

/// Returns a site of two works that have the same names within, on the pages that `pages` says.
fn two_lamps(pages: &str) -> Project {
    let project = Project::new().file("diglot.toml", format!("pages = \"{pages}\"\n"));
    let project = project.file("seeds/a.en.md", LAMP).file("seeds/a.es.md", LAMPARA);
    let project = project.file("seeds/b.en.md", LAMP.replace("lamp", "light"));
    project.file("seeds/b.es.md", LAMPARA.replace("lámpara", "luz")).build().ok().then()
}

#[test]
fn links_within_a_text_lead_to_their_place_in_it_wherever_several_texts_stand_on_a_page() {
    for pages in ["edition", "work"] {
        let project = two_lamps(pages);
        assert_eq!(super::html::faults(&project.path("site"), None), Vec::<String>::new(), "{pages}");
    }
    let project = two_lamps("edition");
    let (english, facing) = (project.read("site/en/index.html"), project.read("site/en-es/index.html"));
    for name in ["1", "from:1", "tower", "spot", "the-keeper"] {
        for work in ["the-lamp", "the-light"] {
            for page in [&english, &facing] {
                assert!(page.contains(&format!("href=\"#{work}:{name}\"")), "{work} {name}\n{page}");
            }
            let name = name.replace("the-keeper", "el-guardian");
            assert!(facing.contains(&format!("href=\"#es:{work}:{name}\"")), "{work} {name}\n{facing}");
        }
    }
    // The number of a note stands before it in both columns.
    assert_eq!(facing.matches(" role=\"doc-backlink\">1</a></sup>").count(), 4);
}

#[test]
fn a_note_leads_back_to_where_it_was_first_referred_to() {
    let text = "# Knots[^name]\n\nA bowline holds[^1], and holds again.[^1] <b>So does</b> a hitch.[^2]\n\n\
        [^1]: It is old[^2].\n[^2]: It is older.\n[^name]: Of rope.\n[^4]: Nobody asks.\n";
    for pages in ["edition", "work"] {
        let project = Project::new().file("diglot.toml", format!("pages = \"{pages}\"\n"));
        let project = project.file("seeds/knots.en.md", text).file("seeds/sea.en.md", "# Sea\n\nSo wide.\n");
        let project = project.file("seeds/knots.es.md", text.replace("Knots", "Nudos")).build().ok().then();
        assert_eq!(super::html::faults(&project.path("site"), None), Vec::<String>::new(), "{pages}");
        let (page, prefix) = match pages {
            "edition" => (project.read("site/en/index.html"), "knots:"),
            _ => (project.read("site/en/knots/index.html"), ""),
        };
        for note in ["1", "2", "name"] {
            let reference = format!("<a href=\"#{prefix}{note}\" id=\"{prefix}from:{note}\" role=\"doc-noteref\">");
            let (before, behind) = page.split_once(&reference).unwrap_or_else(|| panic!("{reference}\n{page}"));
            assert!(!before.contains(&format!("href=\"#{prefix}{note}\"")), "it is not the first for {note}");
            assert!(behind.contains(&format!("<a href=\"#{prefix}from:{note}\" role=\"doc-backlink\">")), "{page}");
        }
        assert!(page.contains("<sup class=\"footnote-definition-label\">4</sup>"), "{page}");
    }
}

/// Texts whose headings, notes, ids and names are like the ids that pages have, or like those of each other.
fn namesakes(project: Project) -> Project {
    let text = |title: &str, said: &str, headings: &[&str]| {
        let section =
            |heading: &&str| format!("## {heading}\n\n{said} Of [this](#tools), [that](#main) and more.[^1]\n\n");
        let sections: String = headings.iter().map(section).collect();
        format!("# {title}\n\n{said}\n\n{sections}[^1]: A note.\n\n<p><a id=\"spot\">{said}</a></p>\n")
    };
    let headings = [
        "S1", "Main", "Tools", "Tools s1", "1", "Spot", "Own {#tools-a}", "Two {#es:own}", "Three {#id_main}",
        "Four {#four}", "Five {#four}", "Six {#id_four}", "Seven {#main}", "Garden",
    ];
    let slugs = ["garden", "garden-tools", "garden-1", "garden-s1", "garden-es", "main", "s1", "tools"];
    slugs.iter().fold(project, |project, slug| {
        let facts = format!("slug = \"{slug}\"\n");
        let project = project.file(&format!("seeds/{slug}.toml"), facts);
        let english = text(&format!("Of {slug}"), ENGLISH, &headings);
        let spanish = text(&format!("De {slug}"), SPANISH, &[&headings[..], &["A {#a}", "Own {#own}"]].concat());
        project.file(&format!("seeds/{slug}.en.md"), english).file(&format!("seeds/{slug}.es.md"), spanish)
    })
}

#[test]
fn whatever_texts_call_their_places_no_id_of_a_page_comes_twice() {
    for pages in ["edition", "work"] {
        let project = Project::new().file("diglot.toml", format!("pages = \"{pages}\"\n"));
        let ran = namesakes(project).build();
        let faults = super::html::faults(&ran.project.path("site"), None);
        assert_eq!(faults, Vec::<String>::new(), "{pages}\n{}", ran.stderr());
        let ran = ran.says("the id `four` comes twice").says("the id `main` is one that pages need");
        let four = if pages == "work" { "garden/index.html" } else { "index.html" };
        let id = if pages == "work" { "<h2 id=\"four-2\">" } else { "<h3 id=\"garden:four-2\">" };
        ran.contains(&format!("site/en/{four}"), id);
    }
}

#[test]
fn links_lead_to_a_place_whose_name_pages_need_for_themselves() {
    let harbour = "# The harbour\n\n<p id=\"main\">Back to <a href=\"#main\">the pier</a> or to <a href=\"#a%C3%B1o-s1\">the year</a>.</p>\n\n\
        <p id=\"año-s1\">Nobody waved.</p>\n";
    let boat = "# The boat\n\nIt lay in [the harbour](harbour.md#main) all year.\n";
    for (pages, page, start) in [("work", "en/harbour/index.html", "id_"), ("edition", "en/index.html", "harbour:")] {
        let project = Project::new().file("diglot.toml", format!("pages = \"{pages}\"\n"));
        let project = project.file("seeds/en/harbour.md", harbour).file("seeds/en/boat.md", boat);
        let ran = project.file("seeds/es/harbour.md", harbour.replace("Nobody waved", "Nadie saludó")).build();
        let faults = super::html::faults(&ran.project.path("site"), None);
        assert_eq!(faults, Vec::<String>::new(), "{pages}\n{}", ran.stderr());
        let ran = ran.says("the id `main` is one that pages need for themselves");
        for name in ["main", "año-s1"] {
            assert!(
                ran.project.read(&format!("site/{page}")).contains(&format!("id=\"{start}{name}\"")),
                "{pages} {name}"
            );
        }
    }
}

#[test]
fn a_language_is_never_overwritten_by_facing_pages() {
    for pages in ["edition", "work"] {
        let config = format!("pages = \"{pages}\"\nlanguages = [\"pt\", \"br\", \"pt-BR\"]\n");
        let project =
            Project::new().file("diglot.toml", config).file("seeds/ferry.pt.txt", "Ele saiu de casa e foi ao mar.");
        let project = project.file("seeds/ferry.br.txt", "Mont a reas kuit eus ar gêr d'ar mor.");
        let ran = project.file("seeds/ferry.pt-BR.txt", "Ele saiu de casa e foi para o mar.").build().ok();
        let page = if pages == "work" { "ferry/index.html" } else { "index.html" };
        let ran = ran.contains(&format!("site/pt-br/{page}"), "<html lang=\"pt-BR\"");
        ran.contains(&format!("site/pt--br/{page}"), "<body class=\"facing\">");
    }
}

/// A text with all that HTML has for prose, some of it in the middle of something else.
const MILL: &str = "<article><header><h1>The mill</h1></header><div id=\"in\"><p>The mill stood by the river for many years.</p>\
    <section><h2 id=\"grain\">Grain</h2><dl><dt>Rye</dt><dd>A grain of the north.<p>It is dark.</p></dd><dt>Wheat</dt></dl>\
    <ol start=\"3\"><li>Grind it twice.<p>Slowly.</p></li><li id=\"sift\">Then <a href=\"#grain\">sift it</a>.</li></ol>\
    <figure><img src=\"/assets/mill.png\" alt=\"\"><figcaption>The wheel turns.</figcaption></figure><hr>\
    <table><caption><a href=\"#end\">Days</a></caption><tr><td><p>Monday is for rye.</p><p>Tuesday is too.</p></td><td><ul><li>Rest</li></ul></td></tr></table>\
    <details><summary>More</summary><blockquote><p>Bread is <i>patience</i>.</p></blockquote></details></section>\
    <a href=\"https://example.org/bread\"><p>The bakery took the flour.</p><p>It stood next door.</p></a>\
    <p>The end came late in the year.<br><br>Nobody was there.</p><hr id=\"end\"></div></article>";

#[test]
fn a_row_of_facing_pages_is_whole_whatever_its_text_stands_in() {
    let spanish = [
        ("The mill stood by the river for many years", "El molino estuvo muchos años junto al río"),
        ("The mill", "El molino"),
        ("A grain of the north", "Un grano del norte"),
        ("It is dark", "Es oscuro"),
        ("Grind it twice", "Muélelo dos veces"),
        ("The bakery took the flour", "La panadería se llevó la harina"),
        ("It stood next door", "Estaba al lado"),
        ("The end came late in the year", "El final llegó tarde en el año"),
        ("Nobody was there", "No había nadie"),
    ];
    let spanish = spanish.iter().fold(MILL.to_owned(), |text, (english, spanish)| text.replace(english, spanish));
    let project = Project::new().file("seeds/mill.en.html", MILL).file("seeds/mill.es.html", spanish);
    let ran = project.file("assets/mill.png", "p").build().ok();
    assert_eq!(super::html::faults(&ran.project.path("site"), None), Vec::<String>::new());
    let ran = ran.contains(
        "site/en-es/index.html",
        "<section><dl><dd><p><span class=\"s n1\">Es oscuro.</span></p></dd></dl></section>",
    );
    let ran = ran.contains("site/en-es/index.html", "<ol start=\"4\"><li id=\"sift\">");
    ran.contains("site/en-es/index.html", "<h3 id=\"grain\">")
        .contains("site/en-es/index.html", "<h3 id=\"es:grain\">");
}

#[test]
fn the_mark_of_a_paragraph_stands_before_what_sets_it_off() {
    let project = Project::new()
        .file("seeds/lamp.en.md", "# The lamp\n\n*The lamp is lit tonight. Nobody knows why.*\n")
        .file("seeds/lamp.es.md", "# La lámpara\n\n*La lámpara arde esta noche. Nadie sabe por qué.*\n");
    let page = project.build().ok().project.read("site/en/index.html");
    let paragraph = page.lines().find(|line| line.contains("<em>")).unwrap_or_default();
    assert!(paragraph.contains("<p><a class=\"mark\""), "{paragraph}");
    assert!(
        paragraph.contains("</a><em><span class=\"s\" id=\"s1\">The lamp is lit tonight.</span> <span"),
        "{paragraph}"
    );
}
