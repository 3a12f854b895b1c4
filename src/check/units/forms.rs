//! The units of measure that are known, and the words for them. Data only.

use Dimension::{
    Area, Data, Energy, Frequency, Length, Mass, Money, Power, Share, Speed, Temperature, Time, Voltage, Volume,
};

/// What a unit measures. Units of one dimension can be converted, but for money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dimension {
    Length,
    Area,
    Volume,
    Mass,
    Speed,
    Temperature,
    Power,
    Energy,
    Data,
    Frequency,
    Voltage,
    Time,
    Share,
    Money,
}

/// A unit of measure.
#[derive(Debug)]
pub(in crate::check) struct Unit {
    /// Its symbol.
    pub(in crate::check) symbol: &'static str,
    /// What it measures.
    pub(super) dimension: Dimension,
    /// How many of the dimension's first unit it is.
    pub(super) size: f64,
    /// How it is written, with spaces between.
    pub(super) forms: &'static str,
}

const fn unit(symbol: &'static str, dimension: Dimension, size: f64, forms: &'static str) -> Unit {
    Unit { symbol, dimension, size, forms }
}

#[rustfmt::skip]
pub(super) static UNITS: [Unit; 67] = [
    unit("m", Length, 1.0, "m м meter meters metre metres metro metros metri mètre mètres метр метра метров 米 メートル"),
    unit("km", Length, 1000.0, "km км kilometer kilometers kilometre kilometres kilómetro kilómetros kilomètre kilomètres \
        chilometro chilometri quilômetro quilômetros quilómetro quilómetros километр километра километров كيلومتر كيلومترا 公里 千米 キロメートル"),
    unit("cm", Length, 0.01, "cm см centimeter centimeters centimetre centimetres centímetro centímetros centimètre centimètres \
        zentimeter centimetro centimetri сантиметр сантиметра сантиметров 厘米 センチ"),
    unit("mm", Length, 0.001, "mm мм millimeter millimeters millimetre millimetres milímetro milímetros millimètre millimètres 毫米 ミリ"),
    unit("mi", Length, 1609.344, "mi mile miles milla millas meile meilen milles miglio miglia milha milhas миля мили миль ميل ميلا ميلًا أميال 英里 マイル"),
    unit("mil", Length, 10_000.0, "mil"),
    unit("yd", Length, 0.9144, "yd yard yards yarda yardas ярд ярда ярдов 码 ヤード"),
    unit("ft", Length, 0.3048, "ft foot feet pie pies fuß pied pieds piede piedi pé pés фут фута футов 英尺 フィート"),
    unit("in", Length, 0.0254, "inch inches pulgada pulgadas zoll pouce pouces pollice pollici polegada polegadas дюйм дюйма дюймов 英寸 インチ"),
    unit("m²", Area, 1.0, "m² м² quadratmeter 平方米 平方メートル"),
    unit("km²", Area, 1e6, "km² км² quadratkilometer 平方公里 平方キロメートル"),
    unit("cm²", Area, 1e-4, "cm² см²"),
    unit("mi²", Area, 2.59e6, "mi² sqmi 平方英里"),
    unit("yd²", Area, 0.8361, "yd² sqyd"),
    unit("ft²", Area, 0.0929, "ft² sqft quadratfuß 平方英尺"),
    unit("ha", Area, 1e4, "ha hectare hectares hectárea hectáreas hektar ettaro ettari hectar гектар гектара гектаров 公顷 ヘクタール"),
    unit("ac", Area, 4046.856, "acre acres acri акр акра акров 英亩 エーカー"),
    unit("m³", Volume, 1000.0, "m³ м³ kubikmeter 立方米 立方メートル"),
    unit("ft³", Volume, 28.317, "ft³ 立方英尺"),
    unit("l", Volume, 1.0, "l L л liter liters litre litres litro litros litri литр литра литров 升 リットル"),
    unit("ml", Volume, 0.001, "ml мл milliliter milliliters millilitre millilitres mililitro mililitros 毫升 ミリリットル"),
    unit("cl", Volume, 0.01, "cl cL centiliter centiliters centilitre centilitres centilitro centilitros centilitri"),
    unit("dl", Volume, 0.1, "dl dL дл deciliter deciliters decilitre decilitres decilitro decilitros decilitri"),
    unit("gal", Volume, 3.785, "gal gallon gallons galón galones gallone gallonen gallon галлон галлона галлонов 加仑 ガロン"),
    unit("kg", Mass, 1.0, "kg кг kilo kilos kilogram kilograms kilogramme kilogrammes kilogramo kilogramos kilogramm chilo chili \
        quilo quilos килограмм килограмма килограммов 公斤 千克 キログラム"),
    unit("g", Mass, 0.001, "g г gram grams gramme grammes gramo gramos gramm grammo grammi grama gramas грамм грамма граммов 克 グラム"),
    unit("mg", Mass, 1e-6, "mg мг milligram milligrams miligramo miligramos milligramme milligrammes 毫克"),
    unit("µg", Mass, 1e-9, "µg μg mcg мкг 微克"),
    unit("st", Mass, 6.35, "stone"),
    unit("t", Mass, 1000.0, "tonne tonnes tonelada toneladas tonnen тонна тонны тонн 吨 トン"),
    unit("lb", Mass, 0.45359, "lb lbs pound pounds libra libras livres pfund libbra libbre фунт фунта фунтов 磅 ポンド"),
    unit("oz", Mass, 0.02835, "oz ounce ounces onza onzas once onces unze unzen oncia once унция унции унций 盎司 オンス"),
    unit("km/h", Speed, 1.0, "km/h kmh км/ч stundenkilometer 公里/小时"),
    unit("mph", Speed, 1.609_344, "mph"),
    unit("m/s", Speed, 3.6, "m/s м/с"),
    unit("°C", Temperature, 1.0, "°C ºC ℃"),
    unit("°F", Temperature, 1.8, "°F ºF ℉"),
    unit("W", Power, 0.001, "W Вт watt watts vatio vatios ватт 瓦 ワット"),
    unit("kW", Power, 1.0, "kW кВт"),
    unit("MW", Power, 1000.0, "MW МВт"),
    unit("hp", Power, 0.7457, "hp CV PS"),
    unit("kWh", Energy, 1.0, "kWh"),
    unit("MWh", Energy, 1000.0, "MWh"),
    unit("kB", Data, 0.001, "kB KB ko"),
    unit("MB", Data, 1.0, "MB Mo МБ"),
    unit("GB", Data, 1000.0, "GB Go ГБ"),
    unit("TB", Data, 1e6, "TB To ТБ"),
    unit("Hz", Frequency, 1e-6, "Hz Гц hertz 赫兹 ヘルツ"),
    unit("kHz", Frequency, 0.001, "kHz кГц"),
    unit("MHz", Frequency, 1.0, "MHz МГц"),
    unit("GHz", Frequency, 1000.0, "GHz ГГц"),
    unit("V", Voltage, 1.0, "V В volt volts voltios вольт 伏"),
    unit("mV", Voltage, 0.001, "mV мВ"),
    unit("kV", Voltage, 1000.0, "kV кВ"),
    unit("s", Time, 1.0, "sec sek second seconds segundos seconde secondes sekunde sekunden secondi segons seconden sekunder \
        секунда секунды секунд секунду ثانية ثوان 秒"),
    unit("min", Time, 60.0, "min mins minute minutes minuto minutos minuten minuti minut minuts minuter minuto минута минуты минут \
        минуту دقيقة دقائق 分钟 分鐘 分"),
    unit("h", Time, 3600.0, "h hr hrs hour hours hora horas heure heures stunde stunden std ora ore hores uur uren timmar timme \
        час часа часов ساعة ساعات 小时 小時 時間"),
    unit("d", Time, 86400.0, "day days día días jour jours tag tage tagen giorno giorni dia dias dies dag dagen dagar \
        день дня дней يوم يوما يومًا أيام 天 日間"),
    unit("wk", Time, 604_800.0, "week weeks semana semanas semaine semaines woche wochen settimana settimane setmana setmanes weken \
        vecka veckor неделя недели недель неделю أسبوع أسبوعا أسابيع 周 週間 个星期"),
    unit("mo", Time, 2_629_800.0, "month months mes meses mois monat monate monaten mese mesi mês mesos maand maanden månad månader \
        месяц месяца месяцев شهر شهرا شهرًا أشهر 个月 個月 か月 ヶ月 カ月"),
    unit("yr", Time, 31_557_600.0, "year years año años an ans année années jahr jahre jahren anno anni ano anos any anys jaar år \
        год года лет سنة سنوات عام عاما عامًا أعوام 年"),
    unit("%", Share, 1.0, "% ٪ ％ percent prozent procent процент процента процентов パーセント"),
    unit("€", Money, 1.0, "€ euro euros евро يورو 欧元 ユーロ"),
    unit("$", Money, 1.0, "$ dollar dollars dólar dólares dollaro dollari доллар доллара долларов دولار دولارا دولارًا 美元 ドル"),
    unit("£", Money, 1.0, "£ 英镑"),
    unit("¥", Money, 1.0, "¥ ￥ yen yens yenes yuan yuanes иена иены иен 日元 円"),
    unit("₽", Money, 1.0, "₽ ruble rubles rouble roubles rublo rublos rubel рубль рубля рублей"),
];

/// Words for units that mean something else elsewhere, and the languages in which they are units.
pub(super) const ONLY_IN: [(&str, &str); 16] = [
    ("an", "fr"),
    ("any", "ca"),
    ("dies", "ca"),
    ("mes", "es ca gl"),
    ("mil", "sv no nb nn"),
    ("ora", "it ca"),
    ("ore", "it"),
    ("once", "fr it"),
    ("pie", "es gl"),
    ("pies", "es gl"),
    ("stone", "en"),
    ("tag", "de"),
    ("ko", "fr"),
    ("Mo", "fr"),
    ("Go", "fr"),
    ("To", "fr"),
];

/// Words of two parts for a share, and the part of one that Chinese has before the number.
pub(super) const SHARES: [&str; 7] =
    ["per cent", "por ciento", "pour cent", "per cento", "por cento", "por cien", "百分之"];
/// In these languages the words for a share are known: those of [`SHARES`] and of the unit `%`.
pub(super) const SHARE_LANGUAGES: [&str; 12] = ["en", "es", "fr", "de", "it", "pt", "ca", "nl", "sv", "ru", "zh", "ja"];

/// Degrees, as words, before the name of their scale.
pub(super) const DEGREES: [&str; 13] = [
    "degree", "degrees", "grado", "grados", "degré", "degrés", "grad", "gradi", "grau", "graus", "градус", "градуса",
    "градусов",
];

/// The marks that make a unit of area or volume of one of length, and the words that do, before it or behind.
pub(super) const POWERS: [(&str, &str); 2] = [
    ("²", "square sq cuadrado cuadrados cuadradas carrés quadrati quadrate quadrados quadrat квадратных"),
    ("³", "cubic cu cúbicos cubes cubi kubik кубических"),
];

/// Words behind a length that make a speed of it, by the hour and by the second.
pub(super) const BY_HOUR: [&str; 10] = [
    "per hour", "an hour", "por hora", "à l'heure", "à l’heure", "pro stunde", "all'ora", "all’ora", "per uur", "в час",
];
pub(super) const BY_SECOND: [&str; 6] =
    ["per second", "por segundo", "par seconde", "pro sekunde", "al secondo", "в секунду"];
/// With these words behind it, a unit is a part of another one.
pub(super) const PER: [&str; 5] = ["per ", "por ", "par ", "pro ", "в "];
