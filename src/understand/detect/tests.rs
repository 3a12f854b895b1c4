//! Detection on the first article of the Universal Declaration of Human Rights, and on what it cannot tell.

use super::*;

/// The first sentences of Article 1 of the Universal Declaration of Human Rights.
const ARTICLE: [(&str, &str); 58] = [
    (
        "en",
        "All human beings are born free and equal in dignity and rights. They are endowed with reason and conscience and should act towards one another in a spirit of brotherhood.",
    ),
    (
        "es",
        "Todos los seres humanos nacen libres e iguales en dignidad y derechos y, dotados como están de razón y conciencia, deben comportarse fraternalmente los unos con los otros.",
    ),
    (
        "fr",
        "Tous les êtres humains naissent libres et égaux en dignité et en droits. Ils sont doués de raison et de conscience et doivent agir les uns envers les autres dans un esprit de fraternité.",
    ),
    (
        "de",
        "Alle Menschen sind frei und gleich an Würde und Rechten geboren. Sie sind mit Vernunft und Gewissen begabt und sollen einander im Geist der Brüderlichkeit begegnen.",
    ),
    (
        "it",
        "Tutti gli esseri umani nascono liberi ed eguali in dignità e diritti. Essi sono dotati di ragione e di coscienza e devono agire gli uni verso gli altri in spirito di fratellanza.",
    ),
    (
        "pt",
        "Todos os seres humanos nascem livres e iguais em dignidade e em direitos. Dotados de razão e de consciência, devem agir uns para com os outros em espírito de fraternidade.",
    ),
    (
        "ca",
        "Tots els éssers humans neixen lliures i iguals en dignitat i en drets. Són dotats de raó i de consciència, i han de comportar-se fraternalment els uns amb els altres.",
    ),
    (
        "nl",
        "Alle mensen worden vrij en gelijk in waardigheid en rechten geboren. Zij zijn begiftigd met verstand en geweten, en behoren zich jegens elkander in een geest van broederschap te gedragen.",
    ),
    (
        "pl",
        "Wszyscy ludzie rodzą się wolni i równi pod względem swej godności i swych praw. Są oni obdarzeni rozumem i sumieniem i powinni postępować wobec innych w duchu braterstwa.",
    ),
    (
        "ru",
        "Все люди рождаются свободными и равными в своём достоинстве и правах. Они наделены разумом и совестью и должны поступать в отношении друг друга в духе братства.",
    ),
    (
        "uk",
        "Всі люди народжуються вільними і рівними у своїй гідності та правах. Вони наділені розумом і совістю і повинні діяти у відношенні один до одного в дусі братерства.",
    ),
    (
        "be",
        "Усе людзі нараджаюцца свабоднымі і роўнымі ў сваёй годнасці і правах. Яны надзелены розумам і сумленнем і павінны ставіцца адзін да аднаго ў духу брацтва.",
    ),
    (
        "bg",
        "Всички хора се раждат свободни и равни по достойнство и права. Те са надарени с разум и съвест и следва да се отнасят помежду си в дух на братство.",
    ),
    (
        "mk",
        "Сите човечки суштества се раѓаат слободни и еднакви по достоинство и права. Тие се обдарени со разум и совест и треба да се однесуваат еден кон друг во духот на општо човечката припадност.",
    ),
    (
        "sr",
        "Сва људска бића рађају се слободна и једнака у достојанству и правима. Она су обдарена разумом и свешћу и треба једни према другима да поступају у духу братства.",
    ),
    (
        "hr",
        "Sva ljudska bića rađaju se slobodna i jednaka u dostojanstvu i pravima. Ona su obdarena razumom i sviješću i trebaju jedna prema drugima postupati u duhu bratstva.",
    ),
    (
        "sl",
        "Vsi ljudje se rodijo svobodni in imajo enako dostojanstvo in enake pravice. Obdarjeni so z razumom in vestjo in bi morali ravnati drug z drugim kakor bratje.",
    ),
    (
        "cs",
        "Všichni lidé se rodí svobodní a sobě rovní co do důstojnosti a práv. Jsou nadáni rozumem a svědomím a mají spolu jednat v duchu bratrství.",
    ),
    (
        "sk",
        "Všetci ľudia sa rodia slobodní a sebe rovní, čo sa týka ich dôstojnosti a práv. Sú obdarení rozumom a svedomím a majú navzájom jednať v bratskom duchu.",
    ),
    (
        "hu",
        "Minden emberi lény szabadon születik és egyenlő méltósága és joga van. Az emberek, ésszel és lelkiismerettel bírván, egymással szemben testvéri szellemben kell hogy viseltessenek.",
    ),
    (
        "ro",
        "Toate ființele umane se nasc libere și egale în demnitate și în drepturi. Ele sunt înzestrate cu rațiune și conștiință și trebuie să se comporte unele față de altele în spiritul fraternității.",
    ),
    (
        "el",
        "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα. Είναι προικισμένοι με λογική και συνείδηση.",
    ),
    (
        "tr",
        "Bütün insanlar hür, haysiyet ve haklar bakımından eşit doğarlar. Akıl ve vicdana sahiptirler ve birbirlerine karşı kardeşlik zihniyeti ile hareket etmelidirler.",
    ),
    (
        "sv",
        "Alla människor är födda fria och lika i värde och rättigheter. De är utrustade med förnuft och samvete och bör handla gentemot varandra i en anda av broderskap.",
    ),
    (
        "fi",
        "Kaikki ihmiset syntyvät vapaina ja tasavertaisina arvoltaan ja oikeuksiltaan. Heille on annettu järki ja omatunto, ja heidän on toimittava toisiaan kohtaan veljeyden hengessä.",
    ),
    (
        "et",
        "Kõik inimesed sünnivad vabadena ja võrdsetena oma väärikuselt ja õigustelt. Neile on antud mõistus ja südametunnistus ja nende suhtumist üksteisesse peab kandma vendluse vaim.",
    ),
    (
        "lv",
        "Visi cilvēki piedzimst brīvi un vienlīdzīgi savā pašcieņā un tiesībās. Viņi ir apveltīti ar saprātu un sirdsapziņu, un viņiem jāizturas citam pret citu brālības garā.",
    ),
    (
        "lt",
        "Visi žmonės gimsta laisvi ir lygūs savo orumu ir teisėmis. Jiems suteiktas protas ir sąžinė ir jie turi elgtis vienas kito atžvilgiu kaip broliai.",
    ),
    (
        "id",
        "Semua orang dilahirkan merdeka dan mempunyai martabat dan hak-hak yang sama. Mereka dikaruniai akal dan hati nurani dan hendaknya bergaul satu sama lain dalam semangat persaudaraan.",
    ),
    (
        "vi",
        "Tất cả mọi người sinh ra đều được tự do và bình đẳng về nhân phẩm và quyền. Mọi con người đều được tạo hóa ban cho lý trí và lương tâm và cần phải đối xử với nhau trong tình bằng hữu.",
    ),
    (
        "fil",
        "Ang lahat ng tao'y isinilang na malaya at pantay-pantay sa karangalan at mga karapatan. Sila'y pinagkalooban ng katwiran at budhi at dapat magpalagayan ang isa't isa sa diwa ng pagkakapatiran.",
    ),
    (
        "eo",
        "Ĉiuj homoj estas denaske liberaj kaj egalaj laŭ digno kaj rajtoj. Ili posedas racion kaj konsciencon, kaj devus konduti unu al alia en spirito de frateco.",
    ),
    (
        "cy",
        "Genir pawb yn rhydd ac yn gydradd â'i gilydd mewn urddas a hawliau. Fe'u cynysgaeddir â rheswm a chydwybod, a dylai pawb ymddwyn y naill at y llall mewn ysbryd cymodlon.",
    ),
    (
        "af",
        "Alle menslike wesens word vry, met gelyke waardigheid en regte, gebore. Hulle het rede en gewete en behoort in die gees van broederskap teenoor mekaar op te tree.",
    ),
    (
        "la",
        "Omnes homines liberi aequique dignitate atque iuribus nascuntur. Ratione conscientiaque praediti sunt et alii erga alios cum fraternitate se gerere debent.",
    ),
    (
        "zu",
        "Bonke abantu bazalwa bekhululekile belingana ngesithunzi nangamalungelo. Bahlanganiswe wumcabango nangunembeza futhi kufanele baphathane ngomoya wobunye.",
    ),
    (
        "ar",
        "يولد جميع الناس أحراراً متساوين في الكرامة والحقوق. وقد وهبوا عقلاً وضميراً وعليهم أن يعامل بعضهم بعضاً بروح الإخاء.",
    ),
    (
        "fa",
        "تمام افراد بشر آزاد به دنیا می‌آیند و از لحاظ حیثیت و حقوق با هم برابرند. همه دارای عقل و وجدان هستند و باید نسبت به یکدیگر با روح برادری رفتار کنند.",
    ),
    (
        "ur",
        "تمام انسان آزاد اور حقوق و عزت کے اعتبار سے برابر پیدا ہوئے ہیں۔ انہیں ضمیر اور عقل ودیعت ہوئی ہے۔ اس لیے انہیں ایک دوسرے کے ساتھ بھائی چارے کا سلوک کرنا چاہیئے۔",
    ),
    (
        "he",
        "כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם. כולם חוננו בתבונה ובמצפון, לפיכך חובה עליהם לנהוג איש ברעהו ברוח של אחווה.",
    ),
    (
        "yi",
        "יעדער מענטש ווערט געבוירן פֿרײַ און גלײַך אין כּבֿוד און רעכט. יעדער ווערט באַשאָנקן מיט פֿאַרשטאַנד און געוויסן; יעדער זאָל זיך פֿירן מיט אַ צווייטן אין אַ געמיט פֿון ברודערשאַפֿט.",
    ),
    (
        "hi",
        "सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त है। उन्हें बुद्धि और अन्तरात्मा की देन प्राप्त है और परस्पर उन्हें भाईचारे के भाव से बर्ताव करना चाहिए।",
    ),
    (
        "mr",
        "सर्व मानवी व्यक्ति जन्मतःच स्वतंत्र आहेत व त्यांना समान प्रतिष्ठा व समान अधिकार आहेत. त्यांना विचारशक्ती व सदसद्विवेकबुद्धी लाभलेली आहे व त्यांनी एकमेकांशी बंधुत्वाच्या भावनेने आचरण करावे.",
    ),
    (
        "bn",
        "সমস্ত মানুষ স্বাধীনভাবে সমান মর্যাদা এবং অধিকার নিয়ে জন্মগ্রহণ করে। তাঁদের বিবেক এবং বুদ্ধি আছে; সুতরাং সকলেরই একে অপরের প্রতি ভ্রাতৃত্বসুলভ মনোভাব নিয়ে আচরণ করা উচিত।",
    ),
    ("gu", "પ્રતિષ્ઠા અને અધિકારોની દૃષ્ટિએ સર્વ માનવો જન્મથી સ્વતંત્ર અને સમાન હોય છે."),
    ("pa", "ਸਾਰਾ ਮਨੁੱਖੀ ਪਰਿਵਾਰ ਆਪਣੀ ਮਹਿਮਾ, ਸ਼ਾਨ ਅਤੇ ਹੱਕਾਂ ਦੇ ਪੱਖੋਂ ਜਨਮ ਤੋਂ ਹੀ ਆਜ਼ਾਦ ਹੈ।"),
    ("ta", "மனிதப் பிறிவியினர் சகலரும் சுதந்திரமாகவே பிறக்கின்றனர்; அவர்கள் மதிப்பிலும் உரிமைகளிலும் சமமானவர்கள்."),
    ("te", "ప్రతిపత్తిస్వత్వముల విషయమున మానవులెల్లరును జన్మతః స్వతంత్రులును సమానులును నగుదురు."),
    ("kn", "ಎಲ್ಲಾ ಮಾನವರೂ ಸ್ವತಂತ್ರರಾಗಿಯೇ ಜನಿಸಿದ್ದಾರೆ ಹಾಗೂ ಘನತೆ ಮತ್ತು ಹಕ್ಕುಗಳಲ್ಲಿ ಸಮಾನರಾಗಿದ್ದಾರೆ."),
    ("ml", "മനുഷ്യരെല്ലാവരും തുല്യാവകാശങ്ങളോടും അന്തസ്സോടും സ്വാതന്ത്ര്യത്തോടുംകൂടി ജനിച്ചവരാണ്."),
    ("th", "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ ต่างมีเหตุผลและมโนธรรม และควรปฏิบัติต่อกันด้วยเจตนารมณ์แห่งภราดรภาพ"),
    ("ka", "ყველა ადამიანი იბადება თავისუფალი და თანასწორი თავისი ღირსებითა და უფლებებით."),
    ("hy", "Բոլոր մարդիկ ծնվում են ազատ ու հավասար իրենց արժանապատվությամբ ու իրավունքներով։"),
    ("am", "የሰው ልጅ ሁሉ ሲወለድ ነጻና በክብርና በመብትም እኩልነት ያለው ነው።"),
    ("si", "සියලු මනුෂ්‍යයෝ නිදහස්ව උපත ලබා ඇත. ගරුත්වයෙන් හා අයිතිවාසිකම්වලින් සමාන වෙති."),
    ("zh", "人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心，并应以兄弟关系的精神相对待。"),
    (
        "ja",
        "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。人間は、理性と良心とを授けられており、互いに同胞の精神をもって行動しなければならない。",
    ),
    (
        "ko",
        "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다. 인간은 천부적으로 이성과 양심을 부여받았으며 서로 형제애의 정신으로 행동하여야 한다.",
    ),
];

/// Sentences of the declaration in languages that detection does not know.
const OF_NONE: [(&str, &str); 15] = [
    (
        "kk",
        "мүше‐мемлекеттер Біріккен Ұлттар Ұйымымен ынтықтамаса отырып, адам құқықтары мен негізгі бостандықтары жалпыға бірдей құрметтеліп сақталуына ықпал жасауға міндеттенгендеріне назар аудара отырып,",
    ),
    (
        "ky",
        "Адамзат үй‐бүлөсүнүн бардык мүчөлөрүнөтаандык болгон жогорку беделди жана алардын бирдей жана ажырагыс укуктарын таануу эркиндиктин, адилеттү үлүктүн жана жалпы тынчтыктын негизи болуп санала тургандыгын эске алуу менен; жана",
    ),
    (
        "tt",
        "кеше хокукларына кимсетеп һәм җирәнеп каруның вәхшилеккә китерүен, кешелек намусын уятуын, кешеләрнең үз карашларына һәм сүз ирегенә ия булган, куркудан, мохтаҗлыктан азат булган тормыш тозүнең кешеләрнең боск омтылышы икәнең игълан итүне истә тотып,",
    ),
    (
        "tg",
        "Ҳар як инсон бояд бидуни тафовуте, махсусан аз лиҳози нажод, ранги пӯст, ҷинсият, забон, дин ақидаи сиёсӣ ё ақидаи дигар, асли миллӣ ё иҷтимоӣ, вазъи молӣ, хонаводагӣ ё вазъи дигар тамоми ҳуқуқ ва тамоми озодиҳоро, ки дар ҳамин ъломия зикр шудаанд, дошта бошад.",
    ),
    (
        "os",
        "Алы адӕймагӕн дӕр хъуамӕ уой ӕппӕт бартӕ ӕмӕ сӕрибарадтӕ, ацы Декларацимӕ гӕсгӕ, ӕнӕ исты хицӕндзинӕдтӕй, ома, адӕмыхаттмӕ зондахастытӕ, националон кӕнӕ социалон равзӕрд, мулкон мыггагон кӕнӕ ӕндӕр уавӕры.",
    ),
    (
        "eu",
        "Gizon-emakume guztiak berdinak dira legearen aurrean eta denek dute, bereizkeriarik gabe, legezko babesa izateko eskubidea. Denek dute Aldarrikapen hau hausten duen edozein bereizkeriaren aurka eta bereizkeria horren eragileen aurka babes berbera izateko eskubidea.",
    ),
    (
        "mt",
        "Kulħadd hu intitolat għal dawn il-jeddijiet u l-libertajiet imxandra f’din l-Istqarrija, bla ebda għażla, bħal ta’ razza, lewn, sess, ilsien, reliġjon, opinjoni politika jew kull opinjoni oħra, oriġini nazzjonali jew soċjali, proprjetà, twelid jew kull qagħda oħra.",
    ),
    (
        "ku",
        "Heryek, bê tu cihêyî, nemaze ya nijad, reng, zayend (cisn), ziman, ol, ramana siyasî an her ramana din, eslê neteweyî an civakî, serwet, zayîn an her rewşeke din, xwediyê hemû maf û hemû azadiyên ku di vê Danezanê de hatine daxuyankirî ye.",
    ),
    (
        "ha",
        "Duk ‘yan’adan ana haihuwarsu ne a matsayin ‘yantattun ‘ya’ya, kuma mutuncinsu da haqqoqinsu daidai yake da na kowa. Suna da tunani da cikakken hankali, saboda haka ake son duk mu’amalar da za su yi, ta kasance akwai ‘yan’uwantaka a tsakani.",
    ),
    (
        "rw",
        "Abantu bose ni kimwe ku byerekeye amategeko, kandi bose niki agomba kubarengera kimwe, akabalinda akarengane gaciye ukubili n'ili Tangazo, akabalinda ndetse n'ibishobora byose gutera ako karengane.",
    ),
    (
        "gd",
        "Tha gach uile dhuine air a bhreth saor agus co-ionnan ann an urram 's ann an còirichean. Tha iad air am breth le reusan is le cogais agus mar sin bu chòir dhaibh a bhith beò nam measg fhein ann an spiorad bràthaireil,",
    ),
    (
        "br",
        "Pep hini en deus gwir da gaout digoll gwirion dirak lezioù-barn broadel kenveliek evit oberoù o dije torret ar gwirioù diazez anavezet dezhañ gant ar Vonreizh pa al lezenn.",
    ),
    (
        "lb",
        "All Mënsch huet d'Recht, a voller Gläichheet, datt séng Saach, säin Uleies gerecht an öffentlech virun engem onofhängegen an onparteiesche Geriicht zur Sprooch kënnt, dat iwwer séng Rechter a Flichten an iwwer d'Berechtegong vun all Uklo, déi a Strofsaache géint e gefouert gët, entscheet.",
    ),
    (
        "sw",
        "Watu wote wamezaliwa huru, hadhi na haki zao ni sawa. Wote wamejaliwa akili na dhamiri, hivyo yapasa watendeane kindugu.",
    ),
    (
        "mn",
        "Хүн бүр төрж мэндлэхэд эрх чөлөөтэй, адилхан нэр төртэй, ижил эрхтэй байдаг. Оюун ухаан, нандин чанар заяасан хүн гэгч өөр хоорондоо ахан дүүгийн үзэл санаагаар харьцах учиртай.",
    ),
];

fn languages(tags: &[&str]) -> Vec<Language> {
    tags.iter().map(|tag| Language::new(tag).expect("a language")).collect()
}

fn sure(tag: &str) -> Finding {
    Finding::Sure(Language::new(tag).expect("a language"))
}

#[test]
fn a_paragraph_tells_its_language() {
    let failed: Vec<_> = (ARTICLE.iter())
        .map(|(tag, text)| (tag, detect(text, &[])))
        .filter(|(tag, found)| *found != sure(tag))
        .collect();
    assert!(failed.is_empty(), "{failed:?}");
}

#[test]
fn a_text_in_a_language_that_is_not_known_is_never_surely_in_another() {
    for (tag, text) in OF_NONE {
        assert!(!is_known(&languages(&[tag])[0]), "{tag}");
        for expected in [&[][..], &["en", "es"], &["en", "ru"]] {
            let found = detect(text, &languages(expected));
            assert!(matches!(found, Finding::Likely(_) | Finding::Unknown), "{tag}: {found:?}");
        }
    }
}

#[test]
fn every_language_has_a_name_of_its_own_and_a_direction() {
    for (tag, _) in ARTICLE {
        let language = Language::new(tag).expect("a language");
        assert!(language.endonym() != tag || ["la", "yi"].contains(&tag), "{tag}");
        assert_eq!(language.direction().as_str() == "rtl", ["ar", "fa", "he", "ur", "yi"].contains(&tag), "{tag}");
    }
}

#[test]
fn other_languages_are_not_forced_into_those_expected() {
    let expected = languages(&["en", "es"]);
    for (tag, text) in ARTICLE.iter().filter(|(tag, _)| ["pt", "ca", "it", "fr", "ru", "zh"].contains(tag)) {
        assert_eq!(detect(text, &expected), sure(tag));
    }
}

#[test]
fn a_title_is_too_little() {
    for text in [
        "",
        "   \n",
        "Cuando pasan",
        "The Cranes",
        "1957 1958 1959 1960 1961 1962 1963",
        "<p class=\"the-and-of-in\"></p>",
    ] {
        assert_eq!(detect(text, &languages(&["en", "es"])), Finding::Unknown, "{text}");
    }
    assert_eq!(detect("እንዴት ነህ ወዳጄ ሆይ", &[]), sure("am"), "letters that are syllables say more");
}

#[test]
fn markup_and_addresses_are_not_prose() {
    let text = "<div class=\"the quick and the dead\"><p>Los niños del pueblo &mdash; y sus abuelos &mdash; https://example.org/the/of/and/with/from/which jugaban en la plaza.</p></div>";
    assert_eq!(detect(text, &[]), sure("es"));
    assert_eq!(
        Source::of("a &amp; b < c <b>d</b> & e; www.x.org f").sample(100).split_whitespace().collect::<String>(),
        "a&b<cd&e;f"
    );
}

#[test]
fn names_and_terms_in_latin_letters_make_no_text_a_latin_one() {
    for (tag, text) in [
        (
            "ja",
            "# 開発環境\n\n日本語の文章です。今日は天気がいいですね。Node.js と TypeScript と PostgreSQL を使います。",
        ),
        ("ja", "関数 createServer はハンドルを返します。エラーの場合は null を返します。"),
        (
            "zh",
            "本项目使用 Node.js、TypeScript 和 PostgreSQL。请先安装 Docker Desktop，然后运行 docker compose up 命令。",
        ),
        (
            "ru",
            "Этот проект использует Node.js, TypeScript и PostgreSQL. Сначала установите Docker Desktop и запустите docker \
             compose up server, а потом откройте http://localhost:3000 в Firefox или Chrome: мы работаем только с ними.",
        ),
        (
            "he",
            "הפרויקט משתמש ב־Node.js, TypeScript ו־PostgreSQL. התקינו את Docker Desktop והריצו docker compose up server. אחר \
             כך פתחו את הדפדפן בכתובת http://localhost:3000 והתחברו בשם של מנהל המערכת.",
        ),
        (
            "ja",
            "「The cranes are flying, and the sky that was grey is blue. They were there when she came.」という歌は、\
             戦争の前の朝の幸せな恋人たちを思い出させます。映画の最後にも、同じ鶴の群れが空を渡ってゆきます。ヴェロニカは花束を\
             人々に配り、もう帰ってこない人を待つのをやめて、生きている人たちと一緒に歩きはじめます。",
        ),
        (
            "en",
            "In John 1:1 the word λόγος stands without a predicate: ἐν ἀρχῇ ἦν ὁ λόγος, καὶ ὁ λόγος ἦν πρὸς τὸν θεόν. They \
             that translate it with \"word\" have not lost what it meant, but they have lost some of the others.",
        ),
        (
            "en",
            "The ferry left at seven in the morning, and nobody on the quay waved. Паром ушёл в семь утра. 船は朝七時に出た。",
        ),
        ("pl", "Lecą żurawie (ros. Летят журавли) to radziecki film wojenny, który w Cannes zdobył Złotą Palmę."),
    ] {
        assert_eq!(detect(text, &[]), sure(tag), "{text}");
    }
    let too_little = "Проект использует Node.js, TypeScript и PostgreSQL. Запустите docker compose up server.";
    assert_eq!(detect(too_little, &[]), Finding::Unknown);
    assert_eq!(detect(too_little, &languages(&["en", "ru"])).language(), sure("ru").language());
    assert_eq!(guess(too_little, &languages(&["en", "ru"])), sure("ru").language());
    let hebrew =
        "הפרויקט משתמש ב-Node.js, TypeScript ו-PostgreSQL. התקינו Docker Desktop והריצו docker compose up server.";
    assert_eq!(detect(hebrew, &[]), Finding::Unknown);
}

#[test]
fn a_quotation_in_other_letters_makes_no_text_one_in_them() {
    let [quotation, answer] = ["Рыбаки вышли из гавани", "Никто не знал, что будет буря"];
    for (tag, text) in [
        ("sv", format!("Han ropade «{quotation}» och sedan «{answer}», men ingen på stranden förstod ryska.")),
        ("en", format!("He cried «{quotation}» and then «{answer}», but nobody on the shore understood Russian.")),
        ("fi", format!("Hän huusi «{quotation}» ja sitten «{answer}», mutta kukaan rannalla ei ymmärtänyt venäjää.")),
    ] {
        assert_eq!(detect(&text, &[]), sure(tag), "{text}");
    }
    let german = format!("Er rief «{quotation}» und dann «{answer}», aber niemand am Strand verstand Russisch.");
    assert_eq!(detect(&german, &languages(&["de", "en"])).language(), sure("de").language());
    let article = |tag| ARTICLE.iter().find(|(known, _)| *known == tag).expect("the article").1;
    for tag in ["sv", "de", "tr", "pl"] {
        let epigraph: String = article("ru").chars().take(article(tag).len() / 8).collect();
        assert_eq!(detect(&format!("> {epigraph}\n\n{}", article(tag)), &[]), sure(tag), "{tag}");
    }
}

#[test]
fn an_epigraph_says_nothing_of_a_long_text() {
    let article = |tag| ARTICLE.iter().find(|(known, _)| *known == tag).expect("the article").1;
    for (tag, other) in [("en", "fr"), ("pl", "fr"), ("es", "en"), ("de", "la"), ("sv", "it"), ("ru", "uk")] {
        let epigraph = format!("> {}\n\n", article(other)).repeat(2);
        let book = format!("{}\n\n", article(tag)).repeat(60);
        assert_eq!(detect(&format!("{epigraph}{book}"), &[]), sure(tag), "{tag} with {other}");
        assert_eq!(detect(&format!("{book}{epigraph}"), &[]), sure(tag), "{tag} with {other}");
    }
}

#[test]
fn only_a_language_in_doubt_is_expected() {
    let norwegian = "Skipet lå ved kaien da vi kom. Mannskapet var i land, og bare kapteinen satt igjen og leste i en gammel avis. \
        Han nikket til oss, men sa ikke et ord. Vi bar tingene om bord og ventet på de andre til kvelden kom. Så kom \
        mannskapet, og kapteinen gav ordre om at vi skulle lette anker.";
    let [bokmål, danish] = ["nb", "da"].map(|tag| Language::new(tag).expect("a language"));
    for expected in [&[][..], &["en"], &["en", "es"], &["de"], &["fr"], &["ru"]] {
        assert_eq!(detect(norwegian, &languages(expected)), Finding::Likely(bokmål.clone()), "{expected:?}");
    }
    assert_eq!(detect(norwegian, &languages(&["da", "en"])), Finding::Expected(danish));
}

#[test]
fn code_is_not_prose() {
    let code = "const the = from(that); // this is what they have, and which of them are not there\n".repeat(30);
    let prose =
        "Los niños del pueblo y sus abuelos jugaban en la plaza cuando llegó la noche con `the cat and the dog`.";
    for code in [
        format!("\n\n```js\n{code}```\n\n"),
        format!("\n\n````\n```js\n{code}```\n````\n\n"),
        format!("<pre><code>{code}</code></pre>"),
    ] {
        for text in [format!("{code}{prose}"), format!("{prose}{code}"), format!("{prose}{code}{prose}")] {
            assert_eq!(detect(&text, &[]), sure("es"), "{}", &code[..20]);
        }
    }
    let short =
        "The project uses Node.js, TypeScript and PostgreSQL. Install Docker Desktop and run docker compose up server.";
    assert_eq!(detect(short, &[]), Finding::Unknown);
    let with_code = format!("{short}\n\n```sh\ngit clone this-project && docker compose up --build server\n```\n");
    assert_eq!(detect(&with_code, &[]), Finding::Likely(Language::new("en").expect("a language")));
    let quotes =
        "`Come in,' said the Cat. `That is what they were waiting for,' said the Dog, and ``so'' they did. `No.'";
    assert_eq!(Source::of(quotes).sample(200), quotes, "marks of typewriters are not those of code");
    let marks = "`".repeat(100_000);
    for text in ["````this is no code`` and neither is that", &marks] {
        assert_eq!(super::prose(text), text, "what has no counterpart is one mark, and begins no code");
    }
}

#[test]
fn letters_are_prose_however_they_are_written_and_whatever_stands_between() {
    let (_, russian) = ARTICLE.iter().find(|(tag, _)| *tag == "ru").expect("the article");
    let references: String = russian.chars().map(|letter| format!("&#{};", u32::from(letter))).collect();
    let links: String = russian.split(' ').map(|word| format!("<li><a href=\"/x\">{word}</a></li>")).collect();
    let cells = "<tr><td></td><td></td></tr>".repeat(200);
    for text in [references, links, format!("{cells}<p>{russian}</p>{cells}")] {
        assert_eq!(detect(&text, &[]), sure("ru"), "{text:.40}");
    }
}

#[test]
fn styles_scripts_and_remarks_are_not_prose() {
    let prose = "<p>Los niños del pueblo y sus abuelos jugaban en la plaza cuando llegó la noche.</p>";
    let rules = ".the { color: red } /* for the table of the page and that which is with it */\n".repeat(40);
    for hidden in [
        format!("<style>{rules}</style>"),
        format!("<head><title>The page</title><style>{rules}</style></head><header></header>"),
        format!("<SCRIPT type=\"module\">{rules}</SCRIPT >"),
        format!("<!-- {rules} -->"),
    ] {
        for text in [format!("{hidden}{prose}"), format!("{prose}{hidden}"), format!("{prose}{hidden}{prose}")] {
            assert_eq!(detect(&text, &[]), sure("es"), "{}", &hidden[..20]);
        }
    }
    assert_eq!(Source::of("<style>a <p>b</p>").sample(100).split_whitespace().collect::<String>(), "ab");
}

#[test]
fn languages_written_alike_are_not_told_apart() {
    let alike = |one: &str, other: &str| super::alike(&languages(&[one])[0], &languages(&[other])[0]);
    for (one, other, expected) in
        [("pt-BR", "pt", true), ("no", "nb", true), ("sr-Latn", "hr", true), ("sr", "hr", false), ("es", "pt", false)]
    {
        assert_eq!(alike(one, other), expected, "{one} {other}");
    }
}
