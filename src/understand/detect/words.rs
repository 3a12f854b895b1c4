//! Words that tell a language: frequent ones that no other language of the table has. Where a text has many of one
//! language and hardly any of the others, nothing more needs to be asked; that takes a twentieth of the time.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// So many telling words are enough, if they are so large a part of all words.
const ENOUGH: usize = 8;
const SHARE: f64 = 0.04;
/// The words of the language must be so many times those of any other.
const LEAD: usize = 6;

/// The telling words of each language. What is a word of two of them is left out, however frequent it is: `con` is Italian, but
/// Spanish too.
const TELLING: [(&str, &[&str]); 8] = [
    (
        "en",
        &[
            "the", "and", "to", "that", "with", "his", "for", "it", "were", "which", "from", "not", "this", "they",
            "have", "she", "who", "their", "are", "been", "would", "when", "by", "at", "you", "there", "about",
        ],
    ),
    (
        "es",
        &[
            "los", "las", "y", "pero", "más", "muy", "fue", "cuando", "hasta", "sus", "hay", "sin", "donde", "aunque",
            "después", "había", "él", "sino", "así", "otros", "unos", "unas", "también", "según", "mientras", "ya",
            "yo", "eso", "ese", "esa", "esos", "ellos", "otro", "otra", "ahora", "entonces", "hacia", "mismo", "misma",
            "luego", "estaba", "hizo", "dijo",
        ],
    ),
    (
        "fr",
        &[
            "et", "est", "dans", "une", "pour", "pas", "au", "aux", "avec", "ce", "cette", "nous", "vous", "plus",
            "ont", "été", "sont", "elle", "leur", "ses", "être", "était", "où", "très", "comme", "par",
        ],
    ),
    (
        "de",
        &[
            "der", "das", "und", "nicht", "ist", "eine", "von", "mit", "dem", "zu", "auf", "für", "sich", "auch", "im",
            "wird", "sind", "werden", "oder", "aus", "dass", "durch", "ihre", "seine", "einer", "einen", "wurde",
        ],
    ),
    (
        "it",
        &[
            "il", "di", "che", "è", "della", "sono", "gli", "nel", "alla", "dei", "delle", "anche", "più", "questo",
            "nella", "dal", "degli", "suo", "dalla", "loro", "perché", "così", "questa", "quella",
        ],
    ),
    (
        "pt",
        &[
            "não", "os", "uma", "ao", "pelo", "pela", "são", "foi", "com", "em", "nas", "até", "muito", "isso", "ele",
            "suas", "já", "quem", "também", "então", "eles", "foram",
        ],
    ),
    (
        "nl",
        &[
            "het", "een", "van", "niet", "zijn", "voor", "aan", "ook", "maar", "naar", "wordt", "bij", "deze", "hij",
            "zich", "uit", "werd", "dat", "ik", "heeft", "hebben",
        ],
    ),
    (
        "ca",
        &[
            "els", "amb", "és", "dels", "seva", "aquest", "aquesta", "són", "més", "als", "molt", "quan", "també",
            "està", "pels", "perquè", "aquests",
        ],
    ),
];

static LANGUAGE_OF: LazyLock<FxHashMap<&'static str, usize>> = LazyLock::new(|| {
    let words =
        TELLING.iter().enumerate().flat_map(|(number, (_, words))| words.iter().map(move |word| (*word, number)));
    words.collect()
});

/// Returns the tag of the language that the words of `prose` tell beyond doubt.
pub(super) fn told(prose: &str) -> Option<&'static str> {
    let (mut hits, mut words) = ([0usize; TELLING.len()], 0u32);
    for word in prose.split(|character: char| !character.is_alphabetic()).filter(|word| !word.is_empty()) {
        words += 1;
        if let Some(&language) = LANGUAGE_OF.get(word) {
            hits[language] += 1;
        }
    }
    let best = (0..hits.len()).max_by_key(|&language| hits[language])?;
    let leads = (0..hits.len()).all(|other| other == best || hits[other] * LEAD <= hits[best]);
    let is_told = hits[best] >= ENOUGH && hits[best] as f64 >= SHARE * f64::from(words) && leads;
    is_told.then_some(TELLING[best].0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_tells_two_languages() {
        let all = TELLING.iter().map(|(_, words)| words.len()).sum::<usize>();
        let shared = |word: &&&str| TELLING.iter().filter(|(_, words)| words.contains(word)).count() > 1;
        let words = TELLING.iter().flat_map(|(_, words)| words.iter());
        assert_eq!(words.filter(shared).collect::<Vec<_>>(), Vec::<&&str>::new());
        assert_eq!(LANGUAGE_OF.len(), all);
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
