//! The words that carry a full stop without ending a sentence, per language. Data only.
//!
//! The lists hold small letters, without the last stop. A language without a list has the common one.

use std::sync::{LazyLock, OnceLock};

use rustc_hash::FxHashMap;

use crate::ground::language::Language;

/// What an abbreviation does with the sentence it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Something always follows: `Dr.`, `e.g.`
    Binding,
    /// A number follows: `p. 12`, `vol. II`.
    Numbering,
    /// It may end a sentence, and does before a capital: `etc.`
    Closing,
}

/// The abbreviations of a language.
#[derive(Clone, Copy, Debug)]
pub(super) struct Abbreviations {
    binding: &'static [&'static str],
    numbering: &'static [&'static str],
    closing: &'static [&'static str],
    /// Words that often open a sentence and are no names: they tell `plan B. The end` from `J. B. Smith`.
    openers: &'static [&'static str],
    /// Words of one capital that are no initials.
    pub(super) pronouns: &'static [&'static str],
    /// Whether ordinals are written with a stop before words with capitals: `20. Oktober`.
    pub(super) ordinals: bool,
}

impl Abbreviations {
    /// Returns what each abbreviation does: that of the language wins over the common one.
    fn roles(&self) -> FxHashMap<&'static str, Role> {
        let lists = [
            (COMMON.closing, Role::Closing),
            (COMMON.binding, Role::Binding),
            (COMMON.numbering, Role::Numbering),
            (self.binding, Role::Binding),
            (self.numbering, Role::Numbering),
            (self.closing, Role::Closing),
        ];
        lists.into_iter().flat_map(|(words, role)| words.iter().map(move |word| (*word, role))).collect()
    }

    /// Tells whether `word`, with a capital, likely opens a sentence.
    pub(super) fn opens(&self, word: &str) -> bool {
        word.starts_with(char::is_uppercase) && self.openers.contains(&word.to_lowercase().as_str())
    }
}

/// The abbreviations of a language, and what each of them does.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    pub(super) lists: &'static Abbreviations,
    roles: &'static FxHashMap<&'static str, Role>,
}

impl Known {
    /// Returns what the abbreviation `word` (small letters, no last stop) does.
    pub(super) fn role(&self, word: &str) -> Option<Role> {
        self.roles.get(word).copied()
    }
}

/// What the abbreviations of each language do, and behind them those of any other. Each is found out when it is wanted.
static ROLES: LazyLock<Vec<OnceLock<FxHashMap<&'static str, Role>>>> =
    LazyLock::new(|| (0..=LANGUAGES.len()).map(|_| OnceLock::new()).collect());

/// Returns the abbreviations of `language`.
pub(super) fn of(language: &Language) -> Known {
    let primary = match language.primary() {
        "nb" | "nn" => "no",
        "gl" | "ast" => "es",
        "bs" | "sr" => "hr",
        "be" => "ru",
        primary => primary,
    };
    let at = LANGUAGES.iter().position(|(tag, _)| *tag == primary);
    let lists = at.map_or(&COMMON, |at| &LANGUAGES[at].1);
    Known { lists, roles: ROLES[at.unwrap_or(LANGUAGES.len())].get_or_init(|| lists.roles()) }
}

const NONE: Abbreviations =
    Abbreviations { binding: &[], numbering: &[], closing: &[], openers: &[], pronouns: &[], ordinals: false };

static COMMON: Abbreviations = Abbreviations {
    binding: &["dr", "prof", "st", "vs", "cf", "mr", "mrs", "ms", "mt", "mons", "msgr", "ing", "arch", "phil"],
    numbering: &[
        "p", "pp", "vol", "vols", "fig", "figs", "no", "nos", "nr", "art", "arts", "op", "cap", "tab", "n", "nº", "n°",
        "num", "t", "chap", "ch", "sect", "§",
    ],
    closing: &["etc", "ca", "ibid", "id", "al", "jr", "sr", "ed", "eds", "co", "corp", "inc", "ltd", "ss"],
    ..NONE
};

static LANGUAGES: &[(&str, Abbreviations)] = &[
    (
        "en",
        Abbreviations {
            binding: &[
                "mr", "mrs", "ms", "messrs", "dr", "drs", "prof", "st", "rev", "hon", "gen", "col", "lt", "maj",
                "capt", "cpt", "sgt", "cmdr", "adm", "gov", "sen", "rep", "pres", "fr", "mt", "ft", "vs", "viz", "e.g",
                "i.e", "eg", "ie", "cf", "esp", "incl", "approx", "supt", "insp", "mme", "mlle",
            ],
            numbering: &[
                "no", "nos", "p", "pp", "vol", "vols", "fig", "figs", "ch", "chap", "sec", "art", "eq", "ver", "v",
                "op", "para", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "c",
                "ca",
            ],
            closing: &[
                "etc", "a.m", "p.m", "inc", "ltd", "co", "corp", "bros", "dept", "univ", "assn", "ave", "blvd", "rd",
                "est", "misc", "min", "max", "b.c", "a.d", "ph.d", "m.d", "b.a", "m.a", "esq", "cont", "proc", "figs",
                "govt", "intl", "natl", "establ", "illus", "trans", "transl", "abbrev", "approx",
            ],
            openers: &[
                "the", "a", "an", "in", "on", "at", "it", "he", "she", "they", "we", "you", "this", "that", "these",
                "those", "but", "and", "so", "then", "there", "when", "if", "as", "for", "his", "her", "my", "its",
                "our", "their", "what", "how", "why", "who", "after", "before", "now", "however", "i",
            ],
            pronouns: &["I"],
            ..NONE
        },
    ),
    (
        "es",
        Abbreviations {
            binding: &[
                "sr", "sra", "srta", "sres", "sras", "dr", "dra", "dres", "d", "dª", "dña", "prof", "profa", "lic",
                "ing", "arq", "gral", "cnel", "tte", "sto", "sta", "fr", "pbro", "mons", "excmo", "excma", "ilmo",
                "ilma", "rvdo", "av", "avda", "ctra", "pza", "gob", "pdte", "p.ej", "p.e", "ej", "vid", "cf", "vs",
                "aprox", "dpto", "depto", "admón", "c.ª", "m.ª", "mª", "hnos", "fdo", "ee", "rr", "ff",
            ],
            numbering: &[
                "núm", "núms", "nro", "n.º", "nº", "n", "pág", "págs", "p", "pp", "vol", "vols", "art", "arts", "cap",
                "caps", "fig", "figs", "t", "tel", "teléf", "tfno", "ap", "apdo", "col", "ed", "sec", "c", "siglo",
                "s", "v", "vv",
            ],
            closing: &[
                "etc", "uu", "ud", "uds", "vd", "vds", "a.m", "p.m", "a.c", "d.c", "cía", "s.a", "s.l", "jr", "izq",
                "dcha", "izqda", "máx", "mín", "ss", "km", "kg", "cm", "min", "seg", "trad",
            ],
            openers: &[
                "el", "la", "los", "las", "un", "una", "en", "y", "pero", "no", "es", "se", "su", "sus", "lo", "al",
                "por", "para", "con", "como", "cuando", "si", "este", "esta", "esto", "ese", "esa", "así", "entonces",
                "después", "sin", "más", "ya", "era", "fue", "aunque", "mientras", "también", "ella", "él", "yo",
            ],
            ..NONE
        },
    ),
    (
        "fr",
        Abbreviations {
            binding: &[
                "m", "mm", "mme", "mmes", "mlle", "mlles", "mgr", "me", "mes", "dr", "drs", "pr", "prof", "st", "ste",
                "cf", "p.ex", "ex", "c.-à-d", "av", "bd", "boul", "env", "vs", "gén", "col", "cap", "lieut", "cdt",
                "fr",
            ],
            numbering: &[
                "p", "pp", "vol", "fig", "no", "n", "nº", "n°", "art", "chap", "ch", "t", "tél", "l", "liv", "éd", "s",
                "ann", "janv", "févr", "juill", "sept", "oct", "nov", "déc",
            ],
            closing: &["etc", "ibid", "op.cit", "j.-c", "s.a", "cie", "suiv", "ss", "hab", "min", "max"],
            openers: &[
                "le", "la", "les", "un", "une", "il", "elle", "ils", "elles", "on", "nous", "vous", "je", "en", "dans",
                "et", "mais", "ce", "cette", "ces", "c", "l", "d", "à", "au", "pour", "par", "avec", "après", "puis",
                "si", "son", "sa", "ses", "quand", "ainsi", "alors", "tout",
            ],
            ..NONE
        },
    ),
    (
        "de",
        Abbreviations {
            binding: &[
                "hr", "hrn", "fr", "frl", "dr", "prof", "dipl", "ing", "med", "phil", "jur", "st", "sog", "bzw", "vgl",
                "ca", "z.b", "d.h", "u.a", "i.d.r", "u.u", "o.ä", "v.a", "z.t", "s.o", "s.u", "m.e", "evtl", "ggf",
                "gegr", "geb", "verh", "inkl", "exkl", "zzgl", "bes", "insb", "insbes", "allg", "urspr", "mio", "mrd",
                "tsd", "std", "max", "min", "hl", "kgl", "dt", "engl", "frz", "ital", "lat", "griech", "röm", "ehem",
                "sen", "jun",
            ],
            numbering: &[
                "nr", "nrn", "s", "bd", "bde", "abb", "tab", "abs", "art", "kap", "aufl", "jg", "jh", "jhdt", "heft",
                "h", "ziff", "fig", "anm", "jan", "feb", "febr", "mär", "apr", "jun", "jul", "aug", "sep", "sept",
                "okt", "nov", "dez", "tel",
            ],
            closing: &[
                "etc", "usw", "usf", "ff", "f", "u.v.m", "v.chr", "n.chr", "chr", "co", "str", "hrsg", "a.d", "a.m",
            ],
            openers: &[
                "der", "die", "das", "ein", "eine", "er", "sie", "es", "wir", "ich", "ihr", "und", "aber", "doch",
                "in", "im", "am", "an", "auf", "mit", "nach", "von", "vor", "zu", "zum", "bei", "als", "wenn", "wie",
                "so", "da", "dann", "dort", "hier", "nun", "nur", "auch", "dieser", "diese", "dieses", "sein", "seine",
                "den", "dem", "des",
            ],
            ordinals: true,
            ..NONE
        },
    ),
    (
        "it",
        Abbreviations {
            binding: &[
                "sig", "sigg", "sig.ra", "sig.na", "dott", "dott.ssa", "dr", "prof", "prof.ssa", "ing", "avv", "arch",
                "geom", "rag", "on", "sen", "mons", "p.es", "es", "cfr", "v.le", "p.za", "c.so", "gen", "col", "cap",
                "ten", "s", "ss", "vs", "ca", "cosid", "spett", "egr", "gent",
            ],
            numbering: &[
                "p", "pp", "pag", "pagg", "vol", "voll", "fig", "figg", "n", "nn", "art", "artt", "cap", "capp", "tel",
                "t", "sec", "sez",
            ],
            closing: &["ecc", "etc", "a.c", "d.c", "s.p.a", "s.r.l", "seg", "segg", "min", "max", "f.lli", "ibid"],
            openers: &[
                "il", "lo", "la", "i", "gli", "le", "un", "una", "in", "e", "ma", "non", "è", "si", "nel", "nella",
                "al", "alla", "per", "con", "come", "quando", "se", "questo", "questa", "poi", "così", "dopo", "era",
                "lui", "lei", "io",
            ],
            ..NONE
        },
    ),
    (
        "pt",
        Abbreviations {
            binding: &[
                "sr", "sra", "srs", "sras", "srta", "dr", "dra", "d", "prof", "profa", "eng", "arq", "gen", "cel",
                "cap", "ten", "sto", "sta", "v.exa", "exmo", "exma", "av", "r", "pe", "p.ex", "ex", "cf", "vs",
                "aprox", "dep", "sen", "pres", "min",
            ],
            numbering: &[
                "n", "nº", "n.º", "núm", "pág", "págs", "p", "pp", "vol", "vols", "art", "arts", "cap", "caps", "fig",
                "figs", "tel", "séc", "t",
            ],
            closing: &["etc", "a.c", "d.c", "cia", "ltda", "s.a", "máx", "mín", "trad", "ed", "jr"],
            openers: &[
                "o", "a", "os", "as", "um", "uma", "em", "no", "na", "nos", "nas", "e", "mas", "não", "é", "ele",
                "ela", "eu", "por", "para", "com", "como", "quando", "se", "este", "esta", "isso", "então", "depois",
                "foi", "era", "seu", "sua",
            ],
            ..NONE
        },
    ),
    (
        "ca",
        Abbreviations {
            binding: &[
                "sr", "sra", "srs", "dr", "dra", "prof", "st", "sta", "mn", "av", "avda", "pl", "p.ex", "ex", "cf",
                "vs", "aprox", "excm", "ing", "arq", "gral",
            ],
            numbering: &[
                "núm", "núms", "n", "pàg", "pàgs", "p", "pp", "vol", "vols", "art", "arts", "cap", "fig", "figs",
                "tel", "t", "s", "c", "v",
            ],
            closing: &["etc", "a.c", "d.c", "cia", "s.a", "s.l", "màx", "mín", "trad", "ed"],
            openers: &[
                "el", "la", "els", "les", "un", "una", "en", "i", "però", "no", "és", "es", "al", "per", "amb", "com",
                "quan", "si", "aquest", "aquesta", "això", "així", "després", "era", "va", "l", "d",
            ],
            ..NONE
        },
    ),
    (
        "nl",
        Abbreviations {
            binding: &[
                "dhr", "mevr", "mw", "mr", "dr", "drs", "ir", "ing", "prof", "st", "bijv", "bv", "d.w.z", "o.a",
                "m.a.w", "t.o.v", "i.p.v", "m.b.t", "d.m.v", "t.a.v", "n.a.v", "z.g", "zgn", "evt", "ca", "incl",
                "excl", "vgl", "resp", "ds", "gen", "kol", "vs", "m.n", "v.a", "i.v.m",
            ],
            numbering: &[
                "nr", "nrs", "p", "pp", "blz", "pag", "art", "afb", "fig", "hfst", "dl", "jrg", "tel", "vol", "tab",
            ],
            closing: &["enz", "etc", "e.d", "e.a", "v.chr", "n.chr", "chr", "a.u.b", "max", "min", "co", "e.v"],
            openers: &[
                "de", "het", "een", "hij", "zij", "ze", "wij", "we", "ik", "en", "maar", "in", "op", "van", "met",
                "voor", "na", "als", "toen", "dan", "dat", "dit", "deze", "die", "er", "nu", "ook", "zijn", "haar",
            ],
            ..NONE
        },
    ),
    (
        "pl",
        Abbreviations {
            binding: &[
                "dr", "mgr", "inż", "prof", "hab", "doc", "ks", "św", "bł", "gen", "płk", "kpt", "por", "ul", "al",
                "pl", "os", "np", "tzw", "tj", "m.in", "ok", "wg", "ds", "im", "zob", "por", "red", "śp", "ww", "pt",
                "pn", "bp", "abp", "kard",
            ],
            numbering: &["nr", "s", "str", "t", "tom", "rozdz", "ryc", "rys", "art", "ust", "poz", "tel", "tab", "vol"],
            closing: &[
                "itd", "itp", "r", "w", "n.e", "p.n.e", "godz", "min", "tys", "mln", "mld", "zł", "gr", "cd", "cdn",
                "etc",
            ],
            openers: &[
                "w", "na", "to", "nie", "i", "ale", "a", "z", "po", "do", "od", "za", "jego", "jej", "on", "ona",
                "jest", "był", "była", "gdy", "kiedy", "jak", "tak", "ten", "ta", "te", "potem", "film",
            ],
            ..NONE
        },
    ),
    (
        "cs",
        Abbreviations {
            binding: &[
                "p", "pí", "sl", "dr", "mgr", "ing", "prof", "doc", "sv", "gen", "plk", "kpt", "ul", "nám", "např",
                "tzv", "tj", "mj", "cca", "vč", "popř", "resp", "srov", "viz",
            ],
            numbering: &["č", "čís", "s", "str", "sv", "kap", "obr", "tab", "čl", "odst", "tel", "roč", "vol"],
            closing: &["atd", "apod", "aj", "n.l", "př.n.l", "hod", "min", "tis", "mil", "mld", "kč", "etc"],
            openers: &[
                "v", "na", "to", "ne", "a", "ale", "po", "do", "za", "když", "jak", "ten", "ta", "byl", "byla", "je",
                "pak",
            ],
            ..NONE
        },
    ),
    (
        "ru",
        Abbreviations {
            binding: &[
                "г-н",
                "г-жа",
                "гр",
                "тов",
                "проф",
                "акад",
                "доц",
                "им",
                "ул",
                "пл",
                "пер",
                "просп",
                "пр",
                "обл",
                "т.е",
                "т.н",
                "т.к",
                "напр",
                "св",
                "ген",
                "полк",
                "кап",
                "лейт",
                "см",
                "ср",
                "англ",
                "нем",
                "фр",
                "лат",
                "рус",
                "род",
                "ок",
                "б",
                "и.о",
                "т",
                "с",
                "о",
                "ст",
                "корп",
                "кв",
            ],
            numbering: &["рис", "табл", "гл", "стр", "с", "№", "т", "ст", "п", "разд", "вып", "тел", "ч", "кн", "илл"],
            closing: &[
                "т.д", "т.п", "д", "п", "др", "пр", "гг", "в", "вв", "н.э", "тыс", "млн", "млрд", "руб", "коп", "мин",
                "сек", "чел", "км", "кг", "р",
            ],
            openers: &[
                "в",
                "на",
                "и",
                "но",
                "а",
                "он",
                "она",
                "они",
                "это",
                "не",
                "по",
                "с",
                "из",
                "за",
                "для",
                "как",
                "когда",
                "его",
                "её",
                "мы",
                "я",
                "все",
                "так",
                "что",
                "если",
                "после",
                "затем",
                "фильм",
            ],
            pronouns: &["Я"],
            ..NONE
        },
    ),
    (
        "uk",
        Abbreviations {
            binding: &[
                "гр",
                "тов",
                "проф",
                "акад",
                "доц",
                "ім",
                "вул",
                "пл",
                "просп",
                "обл",
                "т.зв",
                "напр",
                "св",
                "ген",
                "полк",
                "див",
                "пор",
                "англ",
                "нім",
                "лат",
                "укр",
                "рос",
                "нар",
                "т",
                "м",
                "с",
                "о",
            ],
            numbering: &["рис", "табл", "гл", "стор", "с", "№", "т", "ст", "п", "розд", "вип", "тел", "ч", "кн"],
            closing: &[
                "т.д", "т.п", "ін", "рр", "ст", "н.е", "тис", "млн", "млрд", "грн", "хв", "сек", "км", "кг", "р",
            ],
            openers: &[
                "в",
                "у",
                "на",
                "і",
                "й",
                "та",
                "але",
                "а",
                "він",
                "вона",
                "вони",
                "це",
                "не",
                "по",
                "з",
                "за",
                "для",
                "як",
                "коли",
                "його",
                "її",
                "ми",
                "я",
                "усі",
                "так",
                "що",
                "якщо",
                "після",
                "фільм",
            ],
            pronouns: &["Я"],
            ..NONE
        },
    ),
    (
        "sv",
        Abbreviations {
            binding: &[
                "hr", "fr", "dr", "prof", "s:t", "bl.a", "t.ex", "d.v.s", "dvs", "ca", "resp", "jfr", "s.k", "fr.o.m",
                "t.o.m", "p.g.a", "inkl", "exkl", "gen", "vs",
            ],
            numbering: &["nr", "s", "sid", "kap", "bd", "fig", "art", "tel", "st", "vol"],
            closing: &["etc", "osv", "m.m", "m.fl", "o.s.v", "o.d", "f.kr", "e.kr", "kl", "milj", "min", "max"],
            openers: &[
                "det", "den", "de", "en", "ett", "han", "hon", "vi", "jag", "men", "och", "i", "på", "när", "som",
                "så", "efter", "för", "med",
            ],
            ..NONE
        },
    ),
    (
        "da",
        Abbreviations {
            binding: &[
                "hr", "fr", "dr", "prof", "skt", "bl.a", "f.eks", "fx", "dvs", "ca", "pga", "jf", "s.k", "inkl",
                "ekskl", "gen", "vs", "evt", "mht",
            ],
            numbering: &["nr", "s", "kap", "bd", "fig", "art", "tlf", "vol", "stk"],
            closing: &["etc", "osv", "m.m", "m.fl", "f.kr", "e.kr", "kl", "mio", "mia", "min", "maks"],
            openers: &[
                "det", "den", "de", "en", "et", "han", "hun", "vi", "jeg", "men", "og", "i", "på", "da", "når", "som",
                "så", "efter", "for", "med",
            ],
            ..NONE
        },
    ),
    (
        "no",
        Abbreviations {
            binding: &[
                "hr", "fr", "dr", "prof", "st", "bl.a", "f.eks", "dvs", "ca", "pga", "jf", "jfr", "inkl", "ekskl",
                "gen", "vs", "ev", "mht",
            ],
            numbering: &["nr", "s", "kap", "bd", "fig", "art", "tlf", "vol"],
            closing: &["etc", "osv", "m.m", "m.fl", "f.kr", "e.kr", "kl", "mill", "mrd", "min", "maks"],
            openers: &[
                "det", "den", "de", "en", "et", "han", "hun", "vi", "jeg", "men", "og", "i", "på", "da", "når", "som",
                "så", "etter", "for", "med",
            ],
            ..NONE
        },
    ),
    (
        "fi",
        Abbreviations {
            binding: &[
                "hra", "rva", "nti", "tri", "prof", "esim", "ts", "mm", "ns", "ks", "vrt", "n", "tri", "toht", "kenr",
                "vs",
            ],
            numbering: &["s", "nro", "n:o", "kuva", "taul", "luku", "art", "puh", "vol"],
            closing: &["jne", "yms", "ym", "eaa", "ekr", "jkr", "eKr", "jKr", "klo", "milj", "mrd", "min", "etc"],
            openers: &[
                "se", "hän", "he", "me", "minä", "ja", "mutta", "kun", "jos", "niin", "tämä", "ne", "nyt", "sitten",
            ],
            ..NONE
        },
    ),
    (
        "hu",
        Abbreviations {
            binding: &[
                "dr", "prof", "id", "ifj", "özv", "st", "szt", "pl", "ill", "ún", "kb", "vö", "ld", "u", "gr", "br",
                "vs",
            ],
            numbering: &["sz", "o", "old", "köt", "fej", "ábra", "tábl", "tel", "kb"],
            closing: &["stb", "i.e", "i.sz", "kr.e", "kr.u", "min", "max", "etc"],
            openers: &[
                "a", "az", "egy", "és", "de", "ő", "ez", "nem", "ha", "mikor", "amikor", "majd", "így", "itt", "ott",
            ],
            ..NONE
        },
    ),
    (
        "ro",
        Abbreviations {
            binding: &[
                "dl", "dlui", "d-l", "dna", "d-na", "dra", "dr", "prof", "ing", "sf", "gen", "col", "str", "bd", "ex",
                "cca", "aprox", "acad", "cf", "vs",
            ],
            numbering: &["nr", "p", "pag", "pp", "vol", "fig", "art", "cap", "tel", "alin"],
            closing: &["etc", "ș.a", "ş.a", "î.hr", "d.hr", "hr", "mil", "mld", "min", "max", "s.a", "s.r.l"],
            openers: &[
                "în", "la", "un", "o", "și", "dar", "el", "ea", "ei", "nu", "este", "era", "a", "cu", "din", "pe",
                "când", "dacă", "după", "apoi", "acest", "această",
            ],
            ..NONE
        },
    ),
    (
        "hr",
        Abbreviations {
            binding: &[
                "g", "gđa", "gđica", "gosp", "dr", "prof", "mr", "sv", "ul", "npr", "tzv", "tj", "dipl", "ing", "gen",
                "usp", "vs",
            ],
            numbering: &["br", "str", "sv", "sl", "čl", "pogl", "tel", "tab", "vol"],
            closing: &["itd", "itsl", "i sl", "sl", "god", "st", "pr.kr", "kr", "mil", "tis", "min", "etc", "r"],
            openers: &[
                "u", "na", "i", "ali", "to", "ne", "on", "ona", "oni", "za", "po", "kad", "kada", "kako", "ovaj",
                "ova", "bio", "bila", "je", "zatim",
            ],
            ..NONE
        },
    ),
    (
        "tr",
        Abbreviations {
            binding: &[
                "dr", "prof", "doç", "yrd", "av", "alb", "gen", "org", "hz", "sn", "st", "örn", "bkz", "krş", "vb",
                "sok", "cad", "mah", "apt",
            ],
            numbering: &["no", "s", "ss", "sf", "c", "md", "böl", "tel", "şek"],
            closing: &["vb", "vs", "vd", "m.ö", "m.s", "yy", "etc", "ltd", "şti"],
            openers: &["bu", "bir", "o", "ve", "ama", "ben", "biz", "onlar", "ne", "çünkü", "fakat", "sonra", "şimdi"],
            ..NONE
        },
    ),
    (
        "el",
        Abbreviations {
            binding: &["κ", "κα", "κος", "δρ", "καθ", "αγ", "π.χ", "δηλ", "βλ", "πρβλ", "λεωφ", "οδ", "τ.μ", "στρ"],
            numbering: &["αρ", "αριθ", "σ", "σελ", "τόμ", "κεφ", "εικ", "άρθ", "τηλ", "τ"],
            closing: &["κ.λπ", "κλπ", "κ.ά", "κ.τ.λ", "π.χ.", "μ.χ", "π.μ", "μ.μ", "εκ"],
            openers: &[
                "ο",
                "η",
                "το",
                "οι",
                "τα",
                "και",
                "αλλά",
                "δεν",
                "σε",
                "στο",
                "στη",
                "στην",
                "με",
                "για",
                "όταν",
                "αν",
                "αυτό",
                "αυτός",
                "μετά",
            ],
            ..NONE
        },
    ),
];
