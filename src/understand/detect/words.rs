//! Words that tell a language: frequent ones that other languages hardly have. Where a text has many of one language
//! and hardly any of the others, nothing more needs to be asked; that takes a twentieth of the time.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

/// So many telling words are enough, if so many of them differ: a few of them may be frequent in a language that the table
/// does not have.
const ENOUGH: usize = 8;
const DIFFERENT: usize = 6;
/// They must be more than this part of what is usual, or the text only quotes their language.
const PART: f64 = 0.5;
/// The words of the language must be so many times those of any other.
const LEAD: usize = 6;

/// The telling words of each language, and which part of all words of its texts they usually are. No other language has
/// more than three of them that are frequent in it: `of` is Dutch too, `est` is Latin. What is frequent in two languages
/// of the table is left out: `con` is Italian, but Spanish too.
const TELLING: [(&str, f64, &[&str]); 8] = [
    (
        "en",
        0.2,
        &[
            "the", "and", "of", "that", "with", "was", "not", "from", "but", "they", "this", "are", "have", "his",
            "you", "who", "were", "their", "there", "which", "she", "would", "been", "when", "about", "your", "could",
            "these", "because", "where", "what", "them", "than", "other", "through", "how", "some", "only", "then",
            "after", "before", "very", "much", "should", "between", "himself", "said",
        ],
    ),
    (
        "es",
        0.1,
        &[
            "el", "y", "los", "las", "pero", "más", "muy", "fue", "cuando", "hasta", "donde", "aunque", "después",
            "había", "él", "sino", "así", "otros", "otras", "unos", "unas", "también", "según", "mientras", "eso",
            "ese", "esa", "esos", "ellos", "otro", "otra", "ahora", "entonces", "hacia", "mismo", "misma", "luego",
            "estaba", "hizo", "dijo", "qué", "puede", "hace", "hacer", "tiene", "tienen", "están", "esto", "fueron",
            "habían", "tenía", "tiempo", "años", "siempre", "muchos", "algunos", "además", "quien", "debe", "nuestro",
            "nuestra", "nadie",
        ],
    ),
    (
        "fr",
        0.15,
        &[
            "est", "du", "au", "des", "par", "sur", "dans", "une", "pour", "pas", "avec", "cette", "nous", "vous",
            "sont", "elle", "être", "été", "était", "où", "très", "aux", "ils", "leur", "leurs", "ses", "aussi", "ces",
            "après", "sans", "deux", "même", "comme", "fait", "faire", "tout", "avait", "quand", "alors", "autres",
            "encore", "peut", "depuis", "toujours", "notre", "votre", "avant", "moins", "donc", "jamais", "ainsi",
            "plus", "mais",
        ],
    ),
    (
        "de",
        0.16,
        &[
            "und", "nicht", "ist", "das", "zu", "auf", "für", "sich", "auch", "wird", "oder", "eine", "einen", "einer",
            "einem", "sie", "aber", "ihre", "seine", "wurde", "durch", "aus", "dass", "von", "mit", "zum", "zur",
            "über", "dann", "hatte", "wir", "ich", "diese", "dieser", "bis", "kann", "wenn",
        ],
    ),
    (
        "it",
        0.15,
        &[
            "il", "di", "che", "non", "è", "della", "sono", "gli", "nel", "nella", "delle", "alla", "dei", "anche",
            "più", "questo", "questa", "degli", "dalla", "loro", "perché", "così", "quella", "come", "hanno", "essere",
            "tutti", "dopo", "molto", "ancora", "senza", "ogni", "altri", "può", "sulla", "nelle", "dove", "quello",
            "poi", "fatto", "stato", "stata", "erano", "aveva", "siamo", "suoi", "quale",
        ],
    ),
    (
        "pt",
        0.08,
        &[
            "não", "em", "uma", "um", "os", "são", "muito", "isso", "também", "pelo", "pela", "pelos", "até", "ele",
            "ela", "eles", "elas", "quem", "suas", "então", "foram", "foi", "você", "minha", "fazer", "ainda", "tudo",
            "mas", "sua", "num", "numa", "depois", "assim", "há", "às", "ao", "estão", "havia", "apenas", "outros",
            "outras", "três", "essa", "aos", "tinha",
        ],
    ),
    (
        "nl",
        0.13,
        &[
            "een", "het", "zijn", "niet", "voor", "hij", "naar", "wordt", "bij", "deze", "zich", "werd", "heeft",
            "hebben", "door", "worden", "kunnen", "mijn", "zou", "onze", "wij", "zij", "zoals", "tijdens", "moeten",
            "tegen", "maken", "mensen", "nieuwe", "toen", "zonder",
        ],
    ),
    (
        "ca",
        0.05,
        &[
            "els", "amb", "és", "més", "dels", "aquest", "aquesta", "són", "molt", "també", "està", "pels", "perquè",
            "aquests", "seva", "seves", "això", "què", "després", "tots", "totes", "pel", "altres", "només", "fins",
            "estat", "però", "mateix", "anys", "encara", "haver",
        ],
    ),
];

static LANGUAGE_OF: LazyLock<FxHashMap<&'static str, usize>> = LazyLock::new(|| {
    let words =
        TELLING.iter().enumerate().flat_map(|(number, (.., words))| words.iter().map(move |word| (*word, number)));
    words.collect()
});

/// Returns the tag of the language that the words of `prose` tell.
pub(super) fn told(prose: &str) -> Option<&'static str> {
    let (mut hits, mut words) = ([const { Vec::new() }; TELLING.len()], 0);
    for word in prose.split(|character: char| !character.is_alphabetic()).filter(|word| !word.is_empty()) {
        words += 1;
        if let Some(&language) = LANGUAGE_OF.get(word) {
            hits[language].push(word);
        }
    }
    let best = (0..hits.len()).max_by_key(|&language| hits[language].len())?;
    let count = hits[best].len();
    let leads = (0..hits.len()).all(|other| other == best || hits[other].len() * LEAD <= count);
    let different = hits[best].iter().collect::<FxHashSet<_>>().len();
    let (tag, usual, _) = TELLING[best];
    let is_usual = count as f64 > PART * usual * f64::from(words);
    (count >= ENOUGH && different >= DIFFERENT && is_usual && leads).then_some(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_tells_two_languages() {
        let all = TELLING.iter().map(|(.., words)| words.len()).sum::<usize>();
        let shared = |word: &&&str| TELLING.iter().filter(|(.., words)| words.contains(word)).count() > 1;
        let words = TELLING.iter().flat_map(|(.., words)| words.iter());
        assert_eq!(words.filter(shared).collect::<Vec<_>>(), Vec::<&&str>::new());
        assert_eq!(LANGUAGE_OF.len(), all);
    }

    #[test]
    fn a_text_full_of_words_that_are_frequent_elsewhere_is_not_told() {
        let texts = [
            "Regeringen har besluttet at bruge flere penge på skolerne for at hjælpe børn, som har svært ved at læse. \
             Ministeren siger, at det er vigtigt at begynde tidligt, og at lærerne skal have bedre tid. Flere forældre \
             mener, at det ikke er nok, og at kommunerne også bør have lov til at ansætte flere folk.",
            "Han sa at han gjerne ville bli med for å se byen, men at han først måtte hjem for å hente frakken. Hun \
             svarte at det var for sent, og at toget gikk om litt. De måtte løpe for å rekke det, og hun var glad for at \
             hun hadde gode sko. Da de kom inn på stasjonen, så de at toget fortsatt sto ved plattformen.",
            "In principio erat Verbum, et Verbum erat apud Deum, et Deus erat Verbum. Omnia per ipsum facta sunt: et sine \
             ipso factum est nihil, quod factum est. In ipso vita erat, et vita erat lux hominum: et lux in tenebris \
             lucet, et tenebrae eam non comprehenderunt. Fuit homo missus a Deo, cui nomen erat Ioannes.",
            "Dit het uit Nederlandse dialekte van die sewentiende eeu ontstaan, maar is ook deur ander tale beïnvloed. Die \
             taal het in die Kaap ontwikkel en is deur slawe gepraat. In 1925 het dit 'n amptelike taal van die land \
             geword, en dit het Nederlands vervang. Vandag is dit die moedertaal van sowat sewe miljoen mense.",
            "Peeter ütles, et ta ei tule. Mari vastas, et see on kahju, ja küsis, miks. Peeter seletas, et tal on palju \
             tööd ja et ülemus ootab. Mari arvas, et töö ei jookse ära, ja ütles, et elu on lühike. Peeter naeris ja \
             lubas, et mõtleb selle üle. Õhtul kuulis Mari, et Peeter oli siiski tulnud.",
            "Pameran ini digelar di Jakarta, di Bandung, dan di Surabaya. Di kota itu banyak orang tinggal di rumah kecil \
             di tepi sungai. Anak-anak bermain di jalan, di pasar, dan di halaman sekolah. Di dalam gedung, para \
             pengunjung melihat foto yang diambil di desa, di gunung, dan di pantai.",
            "Oamenii care au venit au văzut ce au lăsat alții și au plecat. Ce au văzut toți: că au ars casele și că au \
             murit mulți. Copiii au plâns, femeile au strigat, bărbații au tăcut. După ce au terminat, au mers acasă și \
             au mâncat ce au găsit. Ce au găsit nu au păstrat, ce au pierdut nu au mai avut.",
        ];
        for text in texts {
            assert_eq!(told(text), None, "{text}");
        }
    }

    #[test]
    fn a_text_that_is_clearly_written_needs_no_more() {
        let english = "They said that the boats were gone and that nobody had asked for them. She went to the harbour \
            with her brother, who was there when the others came, and they waited for the ferry.";
        let spanish = "Los barcos fueron hasta el puerto y las luces se apagaron, pero había más gente cuando volvieron. \
            También los niños, aunque sin sus padres, fueron a ver las redes y los peces después.";
        assert_eq!([told(english), told(spanish)], [Some("en"), Some("es")]);
        let with_words_of_neighbours = "Ya no hay barcos con luces y los niños van con sus padres. Pero él ha dicho con calma \
            que va a ser muy tarde cuando lleguen los dos, y que nunca hasta ahora ha sido así.";
        assert_eq!(told(with_words_of_neighbours), Some("es"));
        for doubtful in ["", "The end.", "Casablanca 1942", "the los und et il os het els"] {
            assert_eq!(told(doubtful), None);
        }
    }
}
