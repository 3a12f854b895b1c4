//! Usual words are those that hardly any text of their language is without. Trigrams and alphabets tell which of the languages they
//! know a text is most like; whether it is in that one at all, these tell: a text in Basque is like none, but likest to Spanish.

use rustc_hash::FxHashSet;

use crate::ground::path::composed;
use crate::understand::script::joins;

/// They are this part of a text, at least: 10 to 40 % as a rule, and in another language than theirs rarely as much as this.
const PART: f64 = 0.04;
/// In fewer words than these, there may be none.
const FEWEST: usize = 15;

/// Languages whose letters others are written in that detection does not know. Words that those have too are left out.
#[rustfmt::skip]
const USUAL: [(&str, &str); 46] = [
    ("af", "die van en is n in het nie wat ek vir dit te dat as om word met sy hy hierdie"),
    ("ak", "ne sɛ wɔ na dɛ ho mu yɛ biara obiara anaa ɔno wɔn nyinaa wɔde bi yi kwan ɔwɔ saa"),
    ("ar", "في من على أن إلى عن التي أو ما لا هذه هذا ذلك كل بعد كان مع بين هو هي"),
    ("az", "və bu bir ilə olan kimi sonra də da üçün isə olaraq onun çox ki idi yeni ən tərəfindən edir"),
    ("be", "і ў у на з не што за да як па але ён для або гэта ад яго таксама больш"),
    ("bg", "на и в от за се е да с по ще не че са си това като до през които"),
    ("ca", "de la i el que en per del els una un es amb no és dels al com més o"),
    ("cs", "na v se je s o z do že i to po od ve jako by jsou které nebo za"),
    ("cy", "yn y yr mae ei gan ac oedd wedi yw mewn gyda sydd eu fod roedd hyn neu bod o"),
    ("da", "i og er at det en af til på med der for har den et som ikke de var vi"),
    ("de", "der die und in das den von mit für sie zu ist im auf ein es sich eine nicht er"),
    ("en", "the of and to a in for is on be with that it by as at was from or he"),
    ("eo", "la de kaj en estas al mi estis ke por ne kun li ĝi pri oni sed kiu kiel aŭ"),
    ("es", "de la el que en y a los un las se es con no una por del su lo al"),
    ("et", "ja on ei et ka see kui oli oma siis aga ta nii või ning mis kes kõik ma pole"),
    ("fa", "در و به از است که این را با های شد آن برای یک بود بر یا هر تا او"),
    ("fi", "ja on ei että ovat se oli myös hän tai joka kun niin mutta ole sen oman kuin mitä jos"),
    ("fil", "ang ng sa na mga ay at isang ito siya mula o hindi para kung may ni niya nang bilang"),
    ("fr", "de la et les le des à en du une est un pour que dans qui par sur il ne"),
    ("hr", "i je u se na za su od da koji kao s o iz do ne ili što koje nije"),
    ("hu", "a az és hogy is nem egy volt csak meg vagy ez de mint már még ha minden azt van"),
    ("id", "yang dan di dengan untuk ini pada itu akan tidak dari oleh dalam adalah ke atau ada orang setiap tersebut"),
    ("it", "di e il che la in a per del un i della è non con da una si le sono"),
    ("jv", "lan ing kang sing saka iku karo kanthi saben ora uga wong uwong dadi ana kanggo menyang marang utawa iki"),
    ("la", "in et est ad cum non ut ab quod qui per sunt sed ex quae si etiam atque ac aut"),
    ("lt", "ir yra kad į iš o tai su nuo savo bet ar ne kaip buvo per po jis taip už"),
    ("lv", "un ir ar par ka no arī vai kas uz bet to kā lai ja tas nav viņš tā bija"),
    ("mk", "на и во се од со за да е го како што тој до или не по кои има беше"),
    ("nb", "i og er at det en av til på med der for har den et som ikke de var vi"),
    ("nl", "de van in een het en is zijn met op te voor die werd uit hij dat niet aan als"),
    ("pl", "w na i z się nie do to że jest o po od a jak za przez był oraz co"),
    ("pt", "de a que e o do da em os um uma para com não é no na por se as"),
    ("ro", "de în la cu și şi din pe o care pentru este se un nu să a mai ca sau"),
    ("ru", "и в не на что с к как это но по он из у его за от а то же"),
    ("sk", "a v na sa je s aj ako do to že o z po od nie alebo sú by za"),
    ("sl", "je in v na se da za pa ki z tudi so ne do pri po bi kot od ali"),
    ("sn", "kuti kana asi ini uye chete ari iyi vanhu nekuti munhu zvose ane kune nokuti wese kuva izvi pamusoro vakati"),
    ("sr", "и је у се да су на од за који као из не што или до са а он по"),
    ("sv", "och i att för en som av på är till det med ett om har den de var inte vid"),
    ("tk", "we bir bu her hem hiç üçin bilen ýa haky bolan da de hukugy edip onuň diýip boýunça soň öz"),
    ("tr", "ve bir bu ile için da de olarak çok olan daha ne gibi kadar o veya her sonra değil ya"),
    ("uk", "і на у з в та не що а до для й як від про але за він це його"),
    ("ur", "کے کی میں ہے سے اور کا کو نے اس ہیں کہ پر یہ بھی ان کر ایک تھا نہیں"),
    ("uz", "va bir bu har bilan ham uchun bo yoki ega edi deb esa keyin kerak shu qilish eng emas lekin"),
    ("vi", "và của các là có những cho trong được với một không người đã khi đến này ra về đó"),
    ("zu", "ukuthi futhi kakhulu kanye ngoba lokhu noma uma lapho khona kodwa nje kusho uthe ukuze abantu kanti muntu ngaphandle wonke"),
];

/// Tells whether `prose` has as many usual words as a text in the language with this tag, where those are known.
pub(super) fn bear_out(tag: &str, prose: &str) -> bool {
    let Some((_, usual)) = USUAL.iter().find(|(known, _)| *known == tag) else { return true };
    let usual: FxHashSet<&str> = usual.split(' ').collect();
    // Of vowels that Arabic and Hebrew may write above and below their letters, the list has none.
    let prose: String = composed(&prose.to_lowercase()).chars().filter(|&character| !joins(character)).collect();
    let words = prose.split(|character: char| !character.is_alphabetic()).filter(|word| !word.is_empty());
    let (mut hits, mut all) = (0, 0);
    for word in words {
        hits += usize::from(usual.contains(word));
        all += 1;
    }
    all < FEWEST || hits as f64 >= PART * all as f64
}
