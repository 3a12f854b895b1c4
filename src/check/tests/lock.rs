use super::*;

#[test]
fn what_is_silenced_is_not_said() {
    let library =
        library(work(Format::PlainText, [("en", "All of us . And 212 more."), ("es", "Todos. Y muchos más.")]));
    let kinds = |lock: Option<&Lock>, silence: &[Kind]| -> Vec<&str> {
        check(&library, lock, silence).iter().map(|finding| finding.kind.name()).collect()
    };
    assert_eq!(kinds(None, &[]), ["number", "spacing"]);
    assert_eq!(kinds(None, &[Kind::Spacing]), ["number"]);
    let (lock, faults) = Lock::parse(
        "diglot.lock",
        "[[segment]]\nwork = 'work'\nsentences = { en = ['And 212'] }\nsilence = ['number', 'spacing']\n",
    );
    assert_eq!(faults, []);
    assert_eq!(kinds(Some(&lock), &[]), ["spacing"]);
}

#[test]
fn what_changes_after_it_was_confirmed_is_named_with_its_side() {
    let english = "The light was on. The sea was calm. No ship came.";
    let spanish = "La luz estaba encendida. El mar estaba en calma. No vino ningún barco.";
    let texts = |english: &str, spanish: &str| library(work(Format::PlainText, [("en", english), ("es", spanish)]));
    let confirmed = confirm(&texts(english, spanish), &Lock::empty("diglot.lock"), &[]);
    let (lock, faults) = Lock::parse("diglot.lock", confirmed.to_string());
    assert_eq!(faults, []);
    let changed = |english: &str, spanish: &str| -> Vec<(String, Option<usize>)> {
        let findings = check(&texts(english, spanish), Some(&lock), &[]);
        let findings = findings.into_iter().filter(|finding| finding.kind == Kind::Changed);
        findings.map(|finding| (finding.message, finding.segment)).collect()
    };
    let message = |begins: &str, side: &str| format!("`{begins}` has changed in {side} since it was confirmed");
    assert_eq!(changed(english, spanish), []);
    assert_eq!(changed(&english.replace(' ', "  "), spanish), [], "white space is no change");
    assert_eq!(changed(english, &spanish.replace("calma", "furia")), [(message("The sea was calm.", "es"), Some(1))]);
    assert_eq!(changed(&english.replace("calm", "rough"), spanish), [(message("The sea was calm.", "en"), Some(1))]);
    let both = changed(&english.replace("calm", "rough"), &spanish.replace("calma", "furia"));
    assert_eq!(both, [(message("The sea was calm.", "en and es"), Some(1))]);
    let longer = (format!("It was night. {english}"), format!("Era de noche. {spanish}"));
    assert_eq!(changed(&longer.0, &longer.1), [], "new sentences elsewhere change nothing");
    let again = confirm(&texts(english, spanish), &lock, &[]);
    assert_eq!(again.to_string(), lock.to_string());
}
