//! The words of the workload: phrases in English and Spanish that answer each other.

/// Things that sentences speak of.
pub(super) const THINGS: &[[&str; 2]] = &[
    ["the lighthouse", "el faro"],
    ["the old harbour", "el viejo puerto"],
    ["the railway station", "la estación de tren"],
    ["the film society", "la sociedad de cine"],
    ["the town library", "la biblioteca del pueblo"],
    ["the glass factory", "la fábrica de vidrio"],
    ["the Sunday market", "el mercado del domingo"],
    ["the stone bridge", "el puente de piedra"],
    ["the night ferry", "el transbordador nocturno"],
    ["the village school", "la escuela de la aldea"],
    ["the botanical garden", "el jardín botánico"],
    ["the weather office", "la oficina meteorológica"],
    ["the printing house", "la imprenta"],
    ["the fishing fleet", "la flota pesquera"],
    ["the orchard behind the church", "el huerto detrás de la iglesia"],
    ["the travelling theatre", "el teatro ambulante"],
    ["the map room", "la sala de mapas"],
    ["the archive of letters", "el archivo de cartas"],
    ["the salt road", "el camino de la sal"],
    ["the post office", "la oficina de correos"],
    ["the brass band", "la banda de música"],
    ["the water mill", "el molino de agua"],
    ["the clock tower", "la torre del reloj"],
    ["the shipyard", "el astillero"],
    ["the observatory", "el observatorio"],
    ["the bakery on the corner", "la panadería de la esquina"],
    ["the copper mine", "la mina de cobre"],
    ["the winter hospital", "el hospital de invierno"],
    ["the radio workshop", "el taller de radio"],
    ["the photography studio", "el estudio de fotografía"],
    ["the mountain pass", "el paso de montaña"],
    ["the puppet collection", "la colección de títeres"],
];

/// What somebody or something did.
pub(super) const DEEDS: &[[&str; 2]] = &[
    ["closed its doors for good", "cerró sus puertas para siempre"],
    ["changed the whole quarter", "cambió todo el barrio"],
    ["was rebuilt with borrowed money", "fue reconstruido con dinero prestado"],
    ["kept the winter records", "guardó los registros del invierno"],
    ["drew visitors from the coast", "atrajo visitantes de la costa"],
    ["lost half of its windows in a storm", "perdió la mitad de sus ventanas en una tormenta"],
    ["stood empty for many years", "estuvo vacío durante muchos años"],
    ["was painted white again", "fue pintado de blanco otra vez"],
    ["served as a meeting place", "sirvió como lugar de encuentro"],
    ["survived the great flood", "sobrevivió a la gran inundación"],
    ["belonged to three sisters", "perteneció a tres hermanas"],
    ["fed the families of the valley", "alimentó a las familias del valle"],
    ["was sold without a word", "fue vendido sin una palabra"],
    ["made the newspapers of the capital", "salió en los periódicos de la capital"],
    ["gave work to the younger people", "dio trabajo a los más jóvenes"],
    ["burned down before anyone could help", "se quemó antes de que nadie pudiera ayudar"],
    ["opened again in the spring", "abrió de nuevo en primavera"],
    ["was moved stone by stone", "fue trasladado piedra por piedra"],
    ["needed a new roof", "necesitó un tejado nuevo"],
    ["became a symbol of the region", "se convirtió en un símbolo de la región"],
];

/// When or how it happened.
pub(super) const MOMENTS: &[[&str; 2]] = &[
    ["before the war ended", "antes de que terminara la guerra"],
    ["after a long silence", "tras un largo silencio"],
    ["to the surprise of the neighbours", "para sorpresa de los vecinos"],
    ["on a cold morning in March", "una fría mañana de marzo"],
    ["although nobody had asked for it", "aunque nadie lo había pedido"],
    ["while the music was still playing", "mientras la música seguía sonando"],
    ["without any help from the council", "sin ninguna ayuda del ayuntamiento"],
    ["as the older people remember", "como recuerdan los mayores"],
    ["with great patience", "con mucha paciencia"],
    ["in the middle of the harvest", "en plena cosecha"],
    ["because the road was blocked by snow", "porque la nieve cortaba la carretera"],
    ["when the first train arrived", "cuando llegó el primer tren"],
    ["during the summer holidays", "durante las vacaciones de verano"],
    ["long before the bridge was built", "mucho antes de que se construyera el puente"],
    ["as if nothing had happened", "como si nada hubiera pasado"],
    ["by the light of two candles", "a la luz de dos velas"],
];

/// Sentences. `{p}` and `{q}` are people, `{c}` a town, `{t}` a thing, `{T}` a thing that begins the sentence, `{d}` a
/// deed, `{m}` a moment, `{y}` a year, `{n}` a number.
pub(super) const SENTENCES: &[[&str; 2]] = &[
    ["{T} {d} {m}.", "{T} {d} {m}."],
    ["{T} of {c} {d} in {y}.", "{T} de {c} {d} en {y}."],
    ["{p} wrote about {t} {m}, and {q} kept the letter.", "{p} escribió sobre {t} {m}, y {q} guardó la carta."],
    ["In {y}, {t} {d} {m}.", "En {y}, {t} {d} {m}."],
    ["“Nobody believed me,” said {p}, “but {t} {d}.”", "«Nadie me creyó —dijo {p}—, pero {t} {d}»."],
    ["There were {n} people in {c} that night.", "Aquella noche había {n} personas en {c}."],
    ["Why did {p} leave {c}?", "¿Por qué se marchó {p} de {c}?"],
    ["The answer lies in {t}.", "La respuesta está en {t}."],
    ["{p} paid {n} crowns for it {m}.", "{p} pagó {n} coronas por ello {m}."],
    ["Mr. {p} disagreed; {t} {d} {m}.", "El Sr. {p} no estaba de acuerdo; {t} {d} {m}."],
    ["*{c}* was never the same after {y}.", "*{c}* no volvió a ser la misma después de {y}."],
    ["They walked from {c} to {t} {m}.", "Caminaron desde {c} hasta {t} {m}."],
    [
        "It is said that {t} {d}, but the papers of {p} tell another story.",
        "Se dice que {t} {d}, pero los papeles de {p} cuentan otra historia.",
    ],
    ["{q} was **born** there in {y}.", "{q} **nació** allí en {y}."],
    ["About {n} photographs have survived.", "Se conservan unas {n} fotografías."],
    [
        "See [the notes of {p}](https://example.org/notes/{n}) for the whole account.",
        "Véanse [las notas de {p}](https://example.org/notes/{n}) para el relato completo.",
    ],
    ["And then, {m}, {t} {d}!", "Y entonces, {m}, ¡{t} {d}!"],
    ["The rest is `{n}` pages of figures.", "El resto son `{n}` páginas de cifras."],
];

/// The beginnings and ends that names are made of.
pub(super) const SYLLABLES: [&[&str]; 2] = [
    &["Bar", "Cal", "Dor", "Fen", "Gal", "Hal", "Jor", "Kal", "Lor", "Mar", "Nor", "Or", "Pel", "Quin", "Ros", "Sel"],
    &["abel", "adan", "enko", "eric", "ideo", "ilda", "imir", "onne", "orra", "ossi", "uela", "ulan", "anto", "esca"],
];
