//! Made-up reviews in English and Spanish, as many as wanted, always the same: what pairing is tried on.

/// The same review in both languages.
pub(crate) struct Review {
    /// In English.
    pub(crate) english: String,
    /// In Spanish.
    pub(crate) spanish: String,
}

/// What a sentence speaks of; the same in both languages.
struct Facts {
    people: [String; 4],
    city: String,
    year: u64,
    number: u64,
}

/// Returns `count` reviews. Every seventh is about the same film and people as the one before it, without being the same
/// text.
pub(crate) fn reviews(count: usize) -> Vec<Review> {
    let mut random = Random(41);
    let mut facts = facts(&mut random);
    let mut reviews = Vec::with_capacity(count);
    for at in 0..count {
        if at % 7 != 6 {
            facts = self::facts(&mut random);
        }
        reviews.push(review(&mut random, &facts));
    }
    reviews
}

fn facts(random: &mut Random) -> Facts {
    Facts {
        people: std::array::from_fn(|_| random.person()),
        city: random.place(),
        year: random.between(1920, 2020),
        number: random.between(12, 400),
    }
}

fn review(random: &mut Random, facts: &Facts) -> Review {
    let mut sentences: Vec<usize> = (0..SENTENCES.len()).collect();
    random.shuffle(&mut sentences);
    sentences.truncate(random.between(9, 16) as usize);
    let (own_number, own_year) = (random.between(2, 2_000), facts.year + random.between(1, 9));
    let fill = |text: &str| {
        let grouped = |separator: &str| match own_number {
            1000.. => format!("{}{separator}{:03}", own_number / 1000, own_number % 1000),
            _ => own_number.to_string(),
        };
        text.replace("{A}", &facts.people[0])
            .replace("{B}", &facts.people[1])
            .replace("{C}", &facts.people[2])
            .replace("{D}", &facts.people[3])
            .replace("{city}", &facts.city)
            .replace("{year}", &facts.year.to_string())
            .replace("{later}", &own_year.to_string())
            .replace("{n}", &facts.number.to_string())
            .replace("{m,}", &grouped(","))
            .replace("{m.}", &grouped("."))
    };
    let text = |side: fn(&(&'static str, &'static str)) -> &'static str| {
        sentences.iter().map(|&at| fill(side(&SENTENCES[at]))).collect::<Vec<_>>().join(" ")
    };
    Review { english: text(|pair| pair.0), spanish: text(|pair| pair.1) }
}

const SENTENCES: [(&str, &str); 28] = [
    ("The story begins in {city} on a rainy evening.", "La historia comienza en {city} una tarde de lluvia."),
    ("I saw it with {m,} other people and nobody left.", "La vi con otras {m.} personas y nadie se marchó."),
    ("What {A} does with the camera is a small miracle.", "Lo que {A} hace con la cámara es un pequeño milagro."),
    ("It was shot in {year}, when money was short.", "Se rodó en {year}, cuando faltaba el dinero."),
    ("{B} plays the daughter, and she is the best thing in it.", "{B} hace de hija, y es lo mejor de la película."),
    ("The critics of {later} did not like it at all.", "A los críticos de {later} no les gustó nada."),
    ("There is a train, a letter and a long goodbye.", "Hay un tren, una carta y una larga despedida."),
    (
        "After {n} minutes you forget that you are watching a film.",
        "A los {n} minutos uno olvida que está viendo una película.",
    ),
    ("The music by {C} is sad without being sweet.", "La música de {C} es triste sin ser dulce."),
    ("Why does the father never speak?", "¿Por qué no habla nunca el padre?"),
    ("My grandmother, who grew up near {city}, cried.", "Mi abuela, que creció cerca de {city}, lloró."),
    ("{D} wrote the script in a week, they say.", "Dicen que {D} escribió el guion en una semana."),
    ("The ending is weak, but who cares?", "El final es flojo, pero ¿a quién le importa?"),
    ("It reminded me of nothing else that I know.", "No me recordó a nada que yo conozca."),
    ("The second half is slower than the first.", "La segunda mitad es más lenta que la primera."),
    ("{A} had never made anything like it before {year}.", "{A} no había hecho nada parecido antes de {year}."),
    ("Some scenes with {B} were cut and are lost.", "Se cortaron algunas escenas con {B}, que se han perdido."),
    ("The house on the hill is real; you can visit it!", "La casa de la colina existe; ¡se puede visitar!"),
    ("I would give it eight out of ten.", "Yo le daría un ocho sobre diez."),
    ("Do not read about it before you go.", "No lea nada sobre ella antes de ir."),
    ("The neighbours are played by people of the village.", "Los vecinos son gente del pueblo."),
    ("Only {m,} copies of the poster were printed.", "Del cartel solo se imprimieron {m.} ejemplares."),
    ("{C} and {D} worked together for years.", "{C} y {D} trabajaron juntos durante años."),
    ("It is the kind of film one sees alone (and twice).", "Es de esas películas que se ven a solas (y dos veces)."),
    ("The children are wonderful, above all the youngest.", "Los niños están maravillosos, sobre todo el menor."),
    ("In {later} it was shown again with new colours.", "En {later} se volvió a proyectar con colores nuevos."),
    (
        "Every window in it is open, every door is closed.",
        "Todas las ventanas están abiertas y todas las puertas, cerradas.",
    ),
    ("\"We will see each other in {city},\" says the last letter.", "«Nos veremos en {city}», dice la última carta."),
];

/// A small generator of numbers that look random (SplitMix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut value = self.0;
        value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        value ^ (value >> 31)
    }

    fn between(&mut self, least: u64, most: u64) -> u64 {
        least + self.next() % (most - least + 1)
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.next() as usize % list.len()]
    }

    fn shuffle(&mut self, list: &mut [usize]) {
        for at in (1..list.len()).rev() {
            list.swap(at, self.between(0, at as u64) as usize);
        }
    }

    /// Returns one of some thousand people. First names are common, as they are.
    fn person(&mut self) -> String {
        let first =
            ["Anna", "Mario", "Elena", "Boris", "Carla", "David", "Irina", "Oskar", "Julia", "Pavel", "Nina", "Leo"];
        let first = self.pick(&first);
        format!("{first} {}", self.name(&["ov", "sen", "elli", "ado", "man", "ski", "ez", "ault"]))
    }

    fn place(&mut self) -> String {
        self.name(&["burg", "polis", "ona", "ville", "grad"])
    }

    fn name(&mut self, endings: &[&str]) -> String {
        let starts =
            ["Ka", "Lo", "Mi", "Te", "Sa", "Vo", "Bre", "Du", "Fa", "Gri", "Ha", "Ne", "Pra", "Ro", "Ste", "Za"];
        let middles = ["la", "ri", "to", "mu", "ne", "vi", "so", "ga", "be", "du", "lin", "mar", "tar", "kov"];
        format!("{}{}{}", self.pick(&starts), self.pick(&middles), self.pick(endings))
    }
}
