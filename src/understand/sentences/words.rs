//! The words of each language that matter to where its sentences end. Data only.
//!
//! They stand in small letters, separated by spaces, without the last stop. A word has one role in a language. What begins
//! with a hyphen is the end of words.

/// What a language has of such words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words {
    /// Something always follows: `Dr.`, `e.g.`
    pub(super) binding: &'static str,
    /// They are words or units too, or stand before names: `St.`, `Inc.`
    pub(super) doubtful: &'static str,
    /// A number follows: `p. 12`, `vol. II`.
    pub(super) numbering: &'static str,
    /// They may end a sentence: `etc.`, `no.`
    pub(super) closing: &'static str,
    /// Words that often open a sentence and are no names: they tell `plan B. The end` from `J. B. Smith`.
    pub(super) openers: &'static str,
    /// Words of one capital that are no initials, as they are written.
    pub(super) pronouns: &'static str,
    /// Marks that end a sentence beside those that do in every language.
    pub(super) stops: &'static [char],
    /// Whether ordinals are written with a stop: `20. Oktober`, `Karl IV.`
    pub(super) ordinals: bool,
}

const NONE: Words = Words {
    binding: "",
    doubtful: "",
    numbering: "",
    closing: "",
    openers: "",
    pronouns: "",
    stops: &[],
    ordinals: false,
};

/// The words of a language that has none of its own here, and of any other unless it says what they do there.
pub(super) static COMMON: Words = Words {
    binding: "dr prof st vs cf mr mrs ms mt mons msgr ing",
    numbering: "p pp vol vols fig figs nr n nº n° num t chap ch sect §",
    closing: "no nos art arts op cap tab etc ca ibid id al jr sr ed eds co corp inc ltd ss",
    ..NONE
};

/// The words of each language.
pub(super) static LANGUAGES: &[(&str, Words)] = &[
    (
        "en",
        Words {
            binding: "mr mrs ms messrs dr drs prof rev gen lt maj capt cpt sgt cmdr adm mt vs viz e.g i.e eg ie cf incl \
                approx supt insp mme mlle",
            doubtful: "st ft col hon gov sen rep pres fr esp inc ltd co corp bros ave blvd rd dept univ",
            numbering: "nos p pp vols fig figs ch chap chaps vol sect eq ver v op para c ca",
            closing: "no art arts sec jan feb mar apr jun jul aug sep sept oct nov dec etc assn est misc min max ph.d \
                m.d b.a m.a a.m p.m b.c a.d esq cont proc govt intl natl illus trans transl abbrev",
            openers: "the a an in on at it he she they we you this that these those but and so then there when if as for \
                his her my its our their what how why who after before now however i with one all no not",
            pronouns: "I",
            ..NONE
        },
    ),
    (
        "es",
        Words {
            binding: "sr sra srta sres sras dr dra dres dª dña prof profa lic arq gral cnel tte sto sta fr pbro mons \
                excmo excma ilmo ilma rvdo avda ctra pl pza gob pdte p.ej p.e ej vid cf vs aprox dpto depto admón \
                c.ª m.ª mª hnos fdo ee rr ff",
            doubtful: "d ing av",
            numbering: "núm núms nro n.º nº n pág págs p pp vol vols art arts cap caps fig figs t tel teléf tfno ap apdo \
                col ed sec c s v vv",
            closing: "no nos siglo etc uu ud uds vd vds a.m p.m a.c d.c a.e.c cía s.a s.l jr izq dcha izqda máx mín ss \
                km kg cm min seg trad ft",
            openers: "el la los las un una en y pero no es se su sus lo al por para con como cuando si este esta esto \
                ese esa así entonces después sin más ya era fue aunque mientras también ella él yo ellos ellas \
                luego allí aquí hoy ahora nunca todo todos todas nadie pues",
            ..NONE
        },
    ),
    (
        "fr",
        Words {
            binding: "m mm mme mmes mlle mlles mgr mes me dr drs pr prof st ste cf p.ex c.-à-d boul vs gén lieut cdt",
            doubtful: "fr ex av bd col cap env",
            numbering: "p pp fig no n nº n° chap ch t tél l liv éd s ann",
            closing: "art vol sept janv févr juill oct nov déc etc ibid op.cit j.-c s.a cie suiv ss hab min max",
            openers: "le la les un une il elle ils elles on nous vous je tu en dans et mais ce cette ces c l d j à au \
                aux pour par avec après puis si son sa ses quand ainsi alors tout tous sur sans depuis leur leurs \
                rien",
            ..NONE
        },
    ),
    (
        "de",
        Words {
            binding: "hr hrn fr frl fa u dr prof dipl ing med jur sog bzw vgl ca z.b d.h u.a i.d.r u.u o.ä v.a z.t s.o \
                s.u m.e evtl ggf gegr geb verh inkl exkl zzgl bes insb insbes allg urspr hl kgl dt engl frz ital \
                lat griech röm ehem",
            doubtful: "phil st max min mio mrd tsd std co -tl -dl -nl -schl -zügl",
            numbering: "nr nrn s bd bde abb kap aufl jg jh jhdt ziff fig anm tel h",
            closing: "art abs tab heft jan feb febr mär apr jun jul aug sep sept okt nov dez sen etc usw usf ff f u.v.m \
                u.a.m v.chr n.chr chr -str hrsg a.d a.m",
            openers: "der die das ein eine einen er sie es wir ich ihr und aber doch in im am an auf aus mit nach von \
                vor zu zum zur bei als wenn wie so da dann danach dort hier nun nur auch dieser diese dieses sein \
                seine den dem des man was wer alle viele niemand später heute jetzt für ohne",
            ordinals: true,
            ..NONE
        },
    ),
    (
        "it",
        Words {
            binding: "sig sigg sig.ra sig.na dott dott.ssa dr prof prof.ssa ing avv arch geom rag mons p.es cfr v.le \
                p.za c.so gen cap ten vs cosid spett egr gent",
            doubtful: "s ss on es col sen ca",
            numbering: "p pp pag pagg vol voll fig figg n nn art artt capp tel t sec sez",
            closing: "no ecc etc a.c d.c s.p.a s.r.l seg segg min max f.lli ibid",
            openers: "il lo la i gli le un una in e ma non è si nel nella al alla per con come quando se questo questa \
                poi così dopo era lui lei io l da dal dalla su sul tutti ora allora anche mai nessuno loro",
            ..NONE
        },
    ),
    (
        "pt",
        Words {
            binding: "sr sra srs sras srta dr dra prof profa eng arq gen cel cap ten sto sta v.exa exmo exma p.ex cf vs \
                aprox dep sen pres",
            doubtful: "d r pe ex av",
            numbering: "n nº n.º núm pág págs p pp vol vols art arts caps fig figs tel séc t",
            closing: "no nos etc a.c d.c cia ltda s.a máx mín min trad ed jr",
            openers: "o a os as um uma em no na nos nas e mas não é ele ela eu por para com como quando se este esta \
                isso então depois foi era seu sua eles elas nós ao aos do da já todos todas tudo ninguém só hoje \
                ali aqui",
            ..NONE
        },
    ),
    (
        "ca",
        Words {
            binding: "sr sra srs dr dra prof st sta mn avda pl p.ex cf vs aprox excm arq gral",
            doubtful: "av ex ing",
            numbering: "núm núms n pàg pàgs p pp vol vols art arts fig figs tel t s c v",
            closing: "no nos cap etc a.c d.c cia s.a s.l màx mín trad ed",
            openers: "el la els les un una en i però no és es al als per amb com quan si aquest aquesta això així \
                després era va l d ell ella ells llavors també tot tots ningú ara avui sense",
            ..NONE
        },
    ),
    (
        "nl",
        Words {
            binding: "dhr mevr mw mr dr drs ir prof st bijv d.w.z o.a m.a.w t.o.v i.p.v m.b.t d.m.v t.a.v n.a.v z.g zgn \
                evt ca incl excl vgl resp ds gen kol vs m.n v.a i.v.m",
            doubtful: "bv ing co",
            numbering: "nr nrs p pp blz pag art afb fig hfst dl jrg tel vol tab",
            closing: "no enz etc e.d e.a v.chr n.chr chr a.u.b max min e.v -str",
            openers: "de het een hij zij ze wij we ik en maar in op van met voor na als toen dan dat dit deze die er nu \
                ook zijn haar daarna hier daar niemand alle toch om bij",
            ..NONE
        },
    ),
    (
        "pl",
        Words {
            binding: "dr mgr inż prof hab doc ks św bł gen płk kpt por ul al pl os np tzw tj m.in wg ds zob red śp ww pt \
                pn bp abp kard",
            doubtful: "im ok",
            numbering: "nr s str t rozdz ryc rys art ust poz tel tab vol",
            closing: "tom itd itp r w n.e p.n.e godz min tys mln mld zł gr cd cdn etc",
            openers: "w na to nie i ale a z po do od za jego jej on ona oni one jest był była było gdy kiedy jak tak ten \
                ta te potem film o we ze przez się już nikt wszyscy teraz tam ja my",
            ..NONE
        },
    ),
    (
        "cs",
        Words {
            binding: "p pí sl dr mgr ing prof doc sv gen plk kpt ul např tzv tj mj cca vč popř resp srov viz",
            doubtful: "nám",
            numbering: "č čís s str kap obr tab čl odst tel roč vol",
            closing: "atd apod aj n.l př.n.l hod min tis mil mld kč etc",
            openers: "v na to ne a ale po do za když jak ten ta byl byla bylo je pak on ona oni se z ze o ve už také tak \
                tam teď nikdo všichni jeho její potom i my já",
            ordinals: true,
            ..NONE
        },
    ),
    (
        "sk",
        Words {
            binding: "p pí dr mgr ing prof doc sv gen plk kpt ul napr tzv tj cca vrát príp resp porov",
            doubtful: "nám",
            numbering: "č čís s str kap obr tab čl ods tel roč vol",
            closing: "atď a.i n.l pr.n.l hod min tis mil mld etc",
            openers: "v na to ne a ale po do za keď ako ten tá bol bola bolo je potom on ona oni sa z zo o vo už tiež \
                tak tam teraz nikto všetci jeho jej i my ja",
            ordinals: true,
            ..NONE
        },
    ),
    (
        "ru",
        Words {
            binding: "г-н г-жа гр тов проф акад доц ул пл пер просп обл т.е т.н т.к напр св ген лейт ср англ нем фр лат \
                рус ок б и.о т с о корп кв",
            doubtful: "им см пр ст д п кап",
            numbering: "рис табл гл стр № разд вып тел ч кн илл",
            closing: "полк род т.д т.п др гг в вв н.э тыс млн млрд руб коп мин сек чел км кг р",
            openers: "в на и но а он она они это не по с из за для как когда его её мы я все так что если после затем \
                фильм потом там тут теперь тогда у о от до к их ты вы никто уже",
            pronouns: "Я",
            ..NONE
        },
    ),
    (
        "uk",
        Words {
            binding: "гр тов проф акад доц вул пл просп обл т.зв напр св ген англ нім лат укр рос нар т м с о",
            doubtful: "ім див п",
            numbering: "рис табл гл стор № розд вип тел ч кн",
            closing: "полк пор т.д т.п ін рр ст н.е тис млн млрд грн хв сек км кг р",
            openers: "в у на і й та але а він вона вони це не по з за для як коли його її ми я усі так що якщо після \
                фільм потім там тут тепер тоді від до їх ти ви ніхто вже",
            pronouns: "Я",
            ..NONE
        },
    ),
    (
        "bg",
        Words {
            binding: "г-н г-жа проф акад доц д-р инж ул бул пл гр с св ген т.е т.нар напр вж ср кв ал",
            doubtful: "им г",
            numbering: "рис табл гл стр № чл тел т",
            closing: "т.н и.т.н др пр.н.е н.е хил млн млрд лв ст мин сек км кг",
            openers: "в на и но а той тя те това не по с от за как когато неговата му аз ние всички така че ако след \
                тогава там тук сега до при беше още никой",
            ..NONE
        },
    ),
    (
        "sv",
        Words {
            binding: "hr fr dr prof s:t bl.a t.ex d.v.s dvs ca resp jfr s.k fr.o.m t.o.m p.g.a inkl exkl gen vs f.d",
            numbering: "nr s sid kap bd fig art tel vol",
            closing: "st etc osv m.m m.fl o.s.v o.d f.kr e.kr kr kl milj min max",
            openers: "det den de en ett han hon vi jag men och i på när som så efter för med sedan där här nu då ingen \
                alla detta denna",
            ..NONE
        },
    ),
    (
        "da",
        Words {
            binding: "hr fr dr prof skt bl.a f.eks fx dvs ca pga jf s.k inkl ekskl gen vs evt mht",
            numbering: "nr s kap bd fig art tlf vol stk",
            closing: "etc osv m.m m.fl f.kr e.kr kr kl mio mia min maks",
            openers: "det den de en et han hun vi jeg men og i på dar som så efter for med der her nu ingen alle dette \
                denne hans hendes man om mange",
            ordinals: true,
            ..NONE
        },
    ),
    (
        "no",
        Words {
            binding: "hr fr dr prof st bl.a f.eks dvs ca pga jf jfr inkl ekskl gen vs ev mht",
            numbering: "nr s kap bd fig art tlf vol",
            closing: "etc osv m.m m.fl f.kr e.kr kr kl mill mrd min maks",
            openers: "det den de en et han hun vi jeg men og i på da når som så etter for med der her nå ingen alle \
                dette denne hans hennes man om mange",
            ordinals: true,
            ..NONE
        },
    ),
    (
        "fi",
        Words {
            binding: "hra rva nti tri prof esim ts mm ns ks vrt n toht kenr vs",
            numbering: "s nro n:o kuva taul luku art puh vol",
            closing: "jne yms ym eaa ekr jkr klo milj mrd min etc",
            openers: "se hän he me minä ja mutta kun jos niin tämä ne nyt sitten hänen sen siellä täällä kaikki kukaan \
                myös vaikka on ei nämä",
            ordinals: true,
            ..NONE
        },
    ),
    (
        "et",
        Words {
            binding: "hr pr prl dr prof nt st s.t ns nn mh vt vrd sh k.a",
            doubtful: "a",
            numbering: "nr lk lhk joon tab ptk kd tel",
            closing: "jne jms jm e.kr p.kr ekr pkr kell milj mrd min etc saj",
            openers: "see ta nad nemad me meie ma mina ja aga kui siis nüüd seal siin kõik keegi tema oli on ei need \
                pärast kuid",
            ordinals: true,
            ..NONE
        },
    ),
    (
        "lv",
        Words {
            binding: "dr prof piem t.i t.s sk kdze kgs plkv ģen doc akad",
            numbering: "nr lpp att tab sēj nod tel",
            closing: "utt u.c u.tml p.m.ē m.ē tūkst milj mljrd min etc g",
            openers: "viņš viņa viņi tas tā tie un bet kad ja tad pēc tagad tur šeit visi neviens es mēs jūs ir bija no \
                uz ar par šis šī",
            ordinals: true,
            ..NONE
        },
    ),
    (
        "lt",
        Words {
            binding: "dr prof doc akad gen plk pvz vad žr plg šv g pr al",
            doubtful: "m mėn d",
            numbering: "nr psl p pav lent t tel",
            closing: "t.t kt val tūkst mln mlrd min etc š.m.e pr.kr",
            openers: "jis ji jie jos tai tas ta ir bet kai jei tada po dabar ten čia visi niekas aš mes yra buvo iš į su \
                apie šis ši",
            ..NONE
        },
    ),
    (
        "hu",
        Words {
            binding: "dr prof id ifj özv st szt pl ill ún kb vö ld u gr br vs",
            numbering: "sz o old köt fej ábra tábl tel",
            closing: "stb i.e i.sz kr.e kr.u kr min max etc",
            openers: "a az egy és de ő ők ez nem ha mikor amikor majd így itt ott én mi azután aztán akkor most mindenki \
                senki csak már ezért azért hogy még",
            ordinals: true,
            ..NONE
        },
    ),
    (
        "ro",
        Words {
            binding: "dl dlui d-l dna d-na dra dr prof ing sf gen col str bd cca aprox acad cf vs",
            doubtful: "ex",
            numbering: "nr p pag pp vol fig art cap tel alin",
            closing: "no etc ș.a ş.a î.hr d.hr hr mil mld min max s.a s.r.l",
            openers: "în la un o și dar el ea ei nu este era a cu din pe când dacă după apoi acest această eu noi acum \
                aici acolo toți nimeni",
            ..NONE
        },
    ),
    (
        "hr",
        Words {
            binding: "g gđa gđica gosp dr prof mr sv ul npr tzv tj dipl ing gen usp vs",
            numbering: "br str čl pogl tel tab vol",
            closing: "itd itsl sl god st pr.kr kr mil tis min etc r",
            openers: "u na i ali to ne on ona oni za po kad kada kako ovaj ova bio bila je zatim s iz od do se sve svi \
                nitko ja mi tada sada tamo ovdje nakon poslije njegov njezin",
            ordinals: true,
            ..NONE
        },
    ),
    (
        "sl",
        Words {
            binding: "g ga gdč dr prof mag sv ul npr t.i tj oz dipl inž gen prim vs",
            numbering: "št str čl pogl tel tab zv",
            closing: "itd ipd idr sl pr.n.št n.št pr.kr kr mio tis min etc l",
            openers: "v na in to ne on ona oni za po ko kako ta je potem s z iz od do se vse vsi nihče jaz mi takrat \
                zdaj tam tukaj nato bil bila njegov njen toda ampak",
            ordinals: true,
            ..NONE
        },
    ),
    (
        "sr",
        Words {
            binding: "г гђа гђица др проф мр св ул нпр тзв тј дипл инж ген",
            numbering: "бр стр чл погл тел таб",
            closing: "итд сл год ст пр.н.е н.е мил хиљ мин р",
            openers: "у на и али то не он она они за по кад када како овај ова био била је затим с из од до се све сви \
                нико ја ми тада сада тамо овде после његов њен",
            ordinals: true,
            ..NONE
        },
    ),
    (
        "tr",
        Words {
            binding: "dr prof doç yrd av alb gen hz sn st örn bkz krş sok cad mah apt",
            doubtful: "vb org",
            numbering: "s ss sf c md böl tel şek",
            closing: "no vs vd m.ö m.s yy etc ltd şti",
            openers: "bu bir o ve ama ben biz onlar ne çünkü fakat sonra şimdi ancak şu orada burada her hiç herkes daha \
                bunun onun sen siz",
            ordinals: true,
            ..NONE
        },
    ),
    (
        "el",
        Words {
            binding: "κ κα κος δρ καθ αγ π.χ δηλ βλ πρβλ λεωφ οδ στρ",
            numbering: "αρ αριθ σ σελ τόμ κεφ εικ άρθ τηλ τ",
            closing: "τ.μ κ.λπ κλπ κ.ά κ.τ.λ μ.χ π.μ μ.μ εκ",
            openers: "ο η το οι τα και αλλά δεν σε στο στη στην με για όταν αν αυτό αυτός αυτή μετά τότε τώρα εκεί εδώ \
                όλοι κανείς εγώ εμείς θα να",
            stops: &[';', '\u{37e}'],
            ..NONE
        },
    ),
    (
        "hi",
        Words {
            binding: "डॉ डा प्रो श्री कु सं ई एफ जी एच जे के एल एम एन ओ पी क्यू आर एस टी यू वी बी सी डी ए", ..NONE
        },
    ),
    (
        "bn",
        Words {
            binding: "ডা মো প্রফেসর অধ্যা এ বি সি ডি ই এফ জি এইচ আই জে কে এল এম এন পি আর এস টি ভি", ..NONE
        },
    ),
    (
        "ta",
        Words {
            binding: "டாக்டர் திரு ஏ பி சி டி ஜி எச் ஜே கே எல் எம் என் ஆர் எஸ் வி", ..NONE
        },
    ),
];
