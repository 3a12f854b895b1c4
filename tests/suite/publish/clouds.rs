//! What is particular to one cloud: Google's, Azure's, and the copies that CloudFront keeps.

use std::collections::BTreeMap;
use std::io::Read as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::read::GzDecoder;
use sha2::{Digest as _, Sha256};

use super::super::harness::{Project, Ran};
use super::service::Service;
use super::store::Store;
use super::{OURS, built, large, with_mark};

/// The account of every Azurite, and its key, which is no secret.
const ACCOUNT: &str = "devstoreaccount1";
const KEY: &str = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

const YEAR: &str = "public, max-age=31536000, immutable";
const AGAIN: &str = "public, max-age=0, must-revalidate";

#[test]
fn google_gets_the_site_and_keeps_what_is_not_ours() {
    let store = Store::google();
    store.bucket().is_closed = true;
    let project = with_mark(large(30, "")).file("diglot.toml", store.config());
    let ran = store.publish(project).failed().says("does not accept the credentials");
    assert!(!ran.stderr().contains("t0ken"), "{}", ran.stderr());

    store.bucket().is_closed = false;
    store.bucket().put("es/mine.html", b"mine", [].into());
    let (project, mut expected) = built(store.publish(ran.then()).ok().then());
    expected.insert("es/mine.html".into(), b"mine".into());
    assert!(store.site() == expected);
    for (path, object) in &store.bucket().objects {
        let said = ["content-type", "cache-control", "content-encoding"].map(|name| object.headers.get(name));
        let cache = if path.starts_with("assets/mark.") && path != "assets/mark.svg" { YEAR } else { AGAIN };
        let media_type = match path.rsplit_once('.').map(|(_, end)| end) {
            Some("html") => "text/html; charset=utf-8",
            Some("xml") => "application/xml; charset=utf-8",
            Some("svg") => "image/svg+xml; charset=utf-8",
            Some("txt") => "text/plain; charset=utf-8",
            _ => continue,
        };
        if path != "es/mine.html" {
            assert_eq!(said, [Some(&media_type.to_owned()), Some(&cache.to_owned()), None], "{path}");
        }
    }

    store.bucket().asked.clear();
    let project = store.publish(project).ok().prints("nothing to publish").then();
    assert_eq!(store.bucket().asked, ["GET .diglot-published"]);

    let project = project.remove("seeds/letter-1.en.txt").remove("seeds/letter-1.es.txt");
    let project = project.change("seeds/letter-2.es.txt", "arde", "brilla");
    let (_, mut expected) = built(store.publish(project).ok().then());
    expected.insert("es/mine.html".into(), b"mine".into());
    assert!(store.site() == expected);
    let same = store.bucket().asked.iter().filter(|asked| asked.contains("letter-7")).count();
    assert_eq!(same, 0, "what is the same is not asked for");
}

#[test]
fn a_name_that_no_site_can_have_hinders_nobody() {
    let store = Store::google();
    store.bucket().put("old//a.html", b"mine", [].into());
    let (_, mut expected) = built(store.publish(large(40, "").file("diglot.toml", store.config())).ok().then());
    expected.insert("old//a.html".into(), b"mine".into());
    assert!(store.site() == expected);
}

#[test]
fn what_google_would_decompress_is_read_back_as_it_lies_there_and_stays_for_open_pages() {
    let store = Store::google();
    let served = format!("http://127.0.0.1:{}/texts", store.port());
    let config = format!("{}content_encoding = \"gzip\"\n", store.config());
    let project = with_mark(large(2, "")).file("diglot.toml", config.replace("https://texts.example", &served));
    // Its pages are open to all, as those of a site in a bucket are.
    store.bucket().is_public = true;
    let project = store.run(project, &["publish", "--verify"]).ok().prints("read back").then();
    let page = store.bucket().objects["en/index.html"].clone();
    assert_eq!(page.headers.get("content-encoding").map(String::as_str), Some("gzip"));
    let (project, expected) = built(project);
    let mut plain = Vec::new();
    GzDecoder::new(&page.bytes[..]).read_to_end(&mut plain).expect("gzip");
    assert!(plain == expected["en/index.html"]);

    let marks = || store.bucket().objects.keys().filter(|path| path.starts_with("assets/mark.")).count();
    let before = marks();
    let project = store.publish(project.file("assets/mark.svg", "<svg>1</svg>")).ok().then();
    assert_eq!(marks(), before + 1, "pages that are open somewhere show the one before");
    store.publish(project).ok().prints("nothing to publish");
}

/// An Azurite with a container `texts` that everybody may read.
fn azurite() -> Option<Service> {
    let service = Service::start("azurite-blob", |port| {
        let fixed = ["--silent", "--inMemoryPersistence", "--blobHost", "127.0.0.1", "--blobPort"].map(str::to_owned);
        fixed.into_iter().chain([port.to_string()]).collect()
    })?;
    let date = jiff::Timestamp::now().strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    let headers = format!("x-ms-blob-public-access:container\nx-ms-date:{date}\nx-ms-version:2021-08-06\n");
    let signed = format!("PUT{}{headers}/{ACCOUNT}/{ACCOUNT}/texts\nrestype:container", "\n".repeat(12));
    let signature = STANDARD.encode(authenticated(&STANDARD.decode(KEY).expect("base64"), signed.as_bytes()));
    let authorization = format!("Authorization: SharedKey {ACCOUNT}:{signature}");
    let lines: Vec<&str> = headers.lines().chain([authorization.as_str(), "Content-Length: 0"]).collect();
    let answer = service.ask("PUT", &format!("/{ACCOUNT}/texts?restype=container"), &lines);
    assert_eq!(answer.status, 201, "{}", answer.text());
    Some(service)
}

/// Returns the HMAC-SHA256 of `message` by a key of at most 64 bytes (RFC 2104).
fn authenticated(key: &[u8], message: &[u8]) -> Vec<u8> {
    let pad = |byte: u8| (0..64).map(|at| key.get(at).unwrap_or(&0) ^ byte).collect::<Vec<u8>>();
    let inner = Sha256::digest([pad(0x36), message.to_owned()].concat());
    Sha256::digest([pad(0x5c), inner.to_vec()].concat()).to_vec()
}

#[test]
fn azure_gets_the_site_and_keeps_what_is_not_ours() {
    let Some(server) = azurite() else { return };
    let config = format!(
        "pages = \"work\"\nbase_url = \"https://texts.example/\"\n[publish.store]\nkind = \"azure\"\nbucket = \"texts\"\n\
         account = \"{ACCOUNT}\"\nendpoint = \"http://127.0.0.1:{}/{ACCOUNT}\"\nprefix = \"web\"\n",
        server.port
    );
    let publish = |project: Project, key: &str| {
        let mut command = project.command("", &["publish"]);
        let output = command.env("AZURE_STORAGE_ACCOUNT_KEY", key).output().expect("the program starts");
        Ran { project, output }
    };
    let list = || server.ask("GET", &format!("/{ACCOUNT}/texts?restype=container&comp=list"), &[]).text();
    let project = with_mark(large(3, "")).file("diglot.toml", config);
    let wrong = STANDARD.encode("wr0ng");
    let ran = publish(project, &wrong).failed().says("does not accept the credentials");
    assert!(!ran.stderr().contains(&wrong), "{}", ran.stderr());

    let check = |expected: &BTreeMap<String, Vec<u8>>| {
        let list = list();
        let names = list.split("<Name>").skip(1).filter_map(|rest| rest.split_once("</Name>")).map(|(name, _)| name);
        let names = names.filter_map(|name| name.strip_prefix("web/"));
        let names: Vec<&str> = names.filter(|name| !OURS.contains(name) && *name != ".diglot-turn").collect();
        for (path, bytes) in expected {
            let answer = server.ask("GET", &format!("/{ACCOUNT}/texts/web/{path}"), &[]);
            assert!(answer.body == *bytes, "{path} {}", answer.head);
            let cache = if path.starts_with("assets/mark.") && path != "assets/mark.svg" { YEAR } else { AGAIN };
            assert_eq!(answer.header("cache-control"), Some(cache), "{path}");
            if path.ends_with(".html") {
                assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"), "{path}");
            }
        }
        assert_eq!(names, expected.keys().map(String::as_str).collect::<Vec<_>>());
    };
    let (project, expected) = built(publish(ran.then(), KEY).ok().then());
    check(&expected);
    let project = publish(project, KEY).ok().prints("nothing to publish").then();

    let project = project.remove("seeds/letter-1.en.txt").remove("seeds/letter-1.es.txt");
    let project = project.change("seeds/letter-2.es.txt", "arde", "brilla");
    let (_, expected) = built(publish(project, KEY).ok().then());
    check(&expected);
}

#[test]
fn cloudfront_drops_its_copies_of_what_changed_before_old_files_go() {
    let Some(store) = Store::start() else { return };
    let distribution = "<DistributionConfig xmlns=\"http://cloudfront.amazonaws.com/doc/2020-05-31/\"><CallerReference>1\
        </CallerReference><Origins><Quantity>1</Quantity><Items><Origin><Id>o</Id><DomainName>texts.s3.amazonaws.com</DomainName>\
        <S3OriginConfig><OriginAccessIdentity></OriginAccessIdentity></S3OriginConfig></Origin></Items></Origins>\
        <DefaultCacheBehavior><TargetOriginId>o</TargetOriginId><ViewerProtocolPolicy>allow-all</ViewerProtocolPolicy>\
        </DefaultCacheBehavior><Comment></Comment><Enabled>true</Enabled></DistributionConfig>";
    let answer = store.send("POST", "/2020-05-31/distribution", distribution);
    let text = answer.text();
    let id = text.split_once("<Id>").and_then(|(_, rest)| rest.split_once("</Id>")).expect("a distribution").0;
    // The distribution serves the folder of the bucket at the root of its address.
    let config = format!("{}cloudfront = \"{id}\"\nprefix = \"web\"\n", store.config());
    let project = large(3, "").file("diglot.toml", config);
    let project = store.publish(project).ok().then();
    let dropped = || store.send("GET", &format!("/2020-05-31/distribution/{id}/invalidation"), "").text();
    assert!(!dropped().contains("<InvalidationSummary>"), "nothing was there before: {}", dropped());
    let project = project.change("seeds/letter-2.es.txt", "arde", "brilla");
    store.publish(project).ok();
    let list = dropped();
    let number = list.split("<InvalidationSummary>").count() - 1;
    assert_eq!(number, 1, "{list}");
    let invalidation = list.split_once("<Id>").and_then(|(_, rest)| rest.split_once("</Id>")).expect("an id").0;
    let paths = store.send("GET", &format!("/2020-05-31/distribution/{id}/invalidation/{invalidation}"), "").text();
    assert!(paths.contains("<Path>/es/letter-2/</Path>"), "{paths}");
    assert!(paths.contains("<Path>/es/letter-2/index.html</Path>"), "{paths}");
    assert!(!paths.contains("letter-1"), "{paths}");
}
