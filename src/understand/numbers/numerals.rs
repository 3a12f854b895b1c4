//! Numerals: digits of all scripts, Roman and Chinese numerals.

use any_ascii::any_ascii_char;

/// Returns the value of the digit `character`, of any script.
pub(crate) fn digit(character: char) -> Option<u8> {
    // The Arabic ones are the first that are not ASCII.
    if character < '\u{660}' {
        return character.is_ascii_digit().then(|| character as u8 - b'0');
    }
    let digits = if character.is_numeric() { any_ascii_char(character).as_bytes() } else { &[] };
    match digits {
        [one] if one.is_ascii_digit() && character != '〇' => Some(one - b'0'),
        _ => None,
    }
}

/// Returns the digits in `text`, of any script.
pub(super) fn digits(text: &str) -> String {
    text.chars().filter_map(digit).map(|digit| char::from(b'0' + digit)).collect()
}

/// Tells whether `character` between two digits keeps them one number: it groups thousands or begins the decimals.
/// Which of the two it does depends on the language, so neither is told from the other.
pub(super) fn joins_digits(character: char) -> bool {
    matches!(character, '.' | ',' | '\'' | '’' | '٫' | '٬' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// Returns the value of a Roman numeral of two letters or more, as it is properly written.
pub(crate) fn roman(text: &str) -> Option<u32> {
    const STEPS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if text.len() < 2 {
        return None;
    }
    let (mut rest, mut value) = (text, 0);
    for (step, letters) in STEPS {
        let most = if letters.len() == 1 && matches!(letters, "M" | "C" | "X" | "I") { 3 } else { 1 };
        for _ in 0..most {
            let Some(shorter) = rest.strip_prefix(letters) else { break };
            (rest, value) = (shorter, value + step);
        }
    }
    rest.is_empty().then_some(value)
}

/// Returns the value of a Chinese digit.
fn chinese_digit(character: char) -> Option<u64> {
    Some(match character {
        '〇' | '零' => 0,
        '一' => 1,
        '二' | '两' | '兩' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// Returns the value of a character that multiplies those before it.
fn chinese_unit(character: char) -> Option<u64> {
    Some(match character {
        '十' => 10,
        '百' => 100,
        '千' => 1_000,
        '万' | '萬' => 10_000,
        '亿' | '億' => 100_000_000,
        _ => return None,
    })
}

/// Returns the value of `numeral`, in Chinese characters, that stands before `rest`. A single character counts only in a
/// date: elsewhere 一 is mostly an article and 十 a part of words.
pub(super) fn chinese_before(numeral: &str, rest: &str) -> Option<u64> {
    let mut characters = numeral.chars();
    match (characters.next(), characters.next()) {
        (Some(digit), None) if rest.starts_with(['年', '月', '日', '号', '號']) => {
            if digit == '十' {
                Some(10)
            } else {
                chinese_digit(digit)
            }
        }
        _ => chinese(numeral),
    }
}

/// Returns the value of a number in Chinese characters of two characters or more: `二十`, `一九五七`.
fn chinese(text: &str) -> Option<u64> {
    let is_unit_of_nothing = text.chars().next().and_then(chinese_unit).is_some_and(|unit| unit >= 10_000);
    if text.chars().nth(1).is_none() || text.chars().count() > 16 || is_unit_of_nothing {
        return None;
    }
    if text.chars().all(|character| chinese_digit(character).is_some()) {
        return text.chars().try_fold(0u64, |sum, character| Some(sum * 10 + chinese_digit(character)?));
    }
    composed(None, text)
}

/// Returns the value of `digits` and the numeral behind them that goes on where it has multiplied them: `3` and `千五百`.
pub(super) fn mixed(digits: &str, numeral: &str) -> Option<u64> {
    let goes_on = numeral.starts_with(|first| chinese_unit(first).is_some())
        && numeral.contains(|character| chinese_digit(character).is_some());
    composed(Some(digits.parse().ok()?), numeral).filter(|_| goes_on)
}

/// Returns the value of digits and what multiplies them, the first of which may stand before `text`.
fn composed(first: Option<u64>, text: &str) -> Option<u64> {
    let (mut total, mut section, mut last) = (0u64, 0u64, first);
    for character in text.chars() {
        match (chinese_digit(character), chinese_unit(character)) {
            (Some(digit), _) => last = Some(digit),
            (None, Some(unit)) if unit < 10_000 => {
                section = last.take().unwrap_or(1).checked_mul(unit)?.checked_add(section)?;
            }
            (None, Some(unit)) => {
                let new = section.checked_add(last.take().unwrap_or(0))?;
                // A smaller unit behind a greater one multiplies only what stands between: 一亿五千万.
                let (kept, times) = if new > 0 && total >= unit { (total, new) } else { (0, total.checked_add(new)?) };
                (total, section) = (times.checked_mul(unit)?.checked_add(kept)?, 0);
            }
            _ => return None,
        }
    }
    total.checked_add(section)?.checked_add(last.unwrap_or(0))
}

/// Tells whether `character` can be part of a number in Chinese characters. In most scripts all come before the first of them.
pub(super) fn is_chinese_numeral(character: char) -> bool {
    character >= '〇' && (chinese_digit(character).is_some() || chinese_unit(character).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_all_scripts_are_digits() {
        for (character, value) in
            [('7', Some(7)), ('٧', Some(7)), ('७', Some(7)), ('７', Some(7)), ('a', None), ('²', None)]
        {
            assert_eq!(digit(character), value, "{character}");
        }
    }

    #[test]
    fn roman_numerals_are_numbers() {
        for (text, value) in [
            ("XX", Some(20)),
            ("XIV", Some(14)),
            ("MCMLVII", Some(1957)),
            ("IIII", None),
            ("VX", None),
            ("I", None),
            ("DVD", None),
            ("", None),
        ] {
            assert_eq!(roman(text), value, "{text}");
        }
    }

    #[test]
    fn chinese_numerals_are_numbers() {
        for (text, value) in [
            ("二十", Some(20)),
            ("一九五七", Some(1957)),
            ("十五", Some(15)),
            ("三百二十一", Some(321)),
            ("两", None),
            ("四万五千", Some(45_000)),
            ("一", None),
            ("万一", None),
            ("二千万", Some(20_000_000)),
            ("一亿五千万", Some(150_000_000)),
            ("一万亿", Some(1_000_000_000_000)),
        ] {
            assert_eq!(chinese(text), value, "{text}");
        }
        for (digits, numeral, value) in [
            ("3", "千五百", Some(3_500)),
            ("3", "万五千", Some(35_000)),
            ("5", "百二十万", Some(5_200_000)),
            ("12", "亿五千万", Some(1_250_000_000)),
            ("5", "百万", None),
            ("3", "五百", None),
            ("9999999999", "亿亿一", None),
        ] {
            assert_eq!(mixed(digits, numeral), value, "{digits}{numeral}");
        }
    }
}
