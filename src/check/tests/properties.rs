use proptest::prelude::*;

use super::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_text_panics_and_every_place_is_in_its_text(
        left in "([a-zA-Zñé]{1,7}|[0-9.,:/]{1,6}|[\"“”«»()\\[\\]<>&;'´`~*_.!?]{1,3}|<br />|\\PC{1,3}|\n\n| )( |\n)?{0,1}([A-Z][a-z]{2,8} ){0,3}",
        right in "(([A-Z]?[a-z]{1,7}|[0-9.,]{1,5}|[\"“«»()<&]|日本|١٢|\\PC)[ .]{0,2}){0,12}",
        markdown in any::<bool>(),
    ) {
        let format = if markdown { Format::Markdown } else { Format::PlainText };
        let library = library(work(format, [("en", &left.repeat(3)), ("es", &right)]));
        let findings = check(&library, None, &[]);
        for spot in findings.iter().flat_map(|finding| &finding.spots) {
            prop_assert!(spot.excerpt.get(spot.marked.clone()).is_some());
            let (text, span) = spot.place.excerpt.as_ref().expect("a span");
            prop_assert!(text.get(span.clone()).is_some(), "{:?} of {:?}", span, text);
            prop_assert_eq!(spot.lines.map(|[start, _]| start), spot.place.line_and_column());
        }
        let report = report::Report::new(&library, &findings, &[]);
        prop_assert!(report::page(&report).is_ok());
        let _ = (report::json(&report), report::sarif(&report), confirm(&library, &Lock::empty("l"), &[]));
    }
}
