use super::*;

#[test]
fn a_slip_finds_the_name_that_was_meant() {
    let names =
        ["title", "slug", "date", "language", "summary", "translator", "description", "base_url", "es/Cranes.txt"];
    let cases = [
        ("titel", Some("title")),
        ("Title", Some("title")),
        ("lang", Some("language")),
        ("desc", Some("description")),
        ("base-url", Some("base_url")),
        ("baseurl", Some("base_url")),
        ("translater", Some("translator")),
        ("sumary", Some("summary")),
        ("data", Some("date")),
        ("es/cranes.text", Some("es/Cranes.txt")),
        ("colour", None),
        ("s", None),
        ("", None),
        ("категория", None),
    ];
    for (written, meant) in cases {
        assert_eq!(nearest(written, &names), meant, "{written}");
    }
    assert_eq!(nearest(&"title".repeat(100_000), &names), None);
}
