//! A stand-in for Google Cloud Storage. Its emulators do not answer the requests of its XML interface by which objects are
//! put, so this does: strictly what its documentation says of them, and nothing else.

use std::collections::BTreeMap;
use std::io::{self, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use flate2::read::GzDecoder;
use md5::{Digest as _, Md5};
use percent_encoding::percent_decode_str;
use url::form_urlencoded;

use super::wire::{length, receive_head};

/// What the machine's metadata server says that its programs may use.
const TOKEN: &str = "ya29.t0ken";

/// How many objects a list names at once: fewer than the thousand it may, so that lists come in pieces.
const PAGE: usize = 50;

/// What is kept of an object besides its bytes. Other headers are none that diglot has reason to send.
const KEPT: [&str; 3] = ["content-type", "cache-control", "content-encoding"];

/// A bucket called `texts`, and the metadata server that gives out tokens for it, at one port.
pub(super) struct Google {
    pub(super) port: u16,
    bucket: Arc<Mutex<Bucket>>,
}

/// What lies in the bucket, and what was asked of it.
#[derive(Default)]
pub(super) struct Bucket {
    pub(super) objects: BTreeMap<String, Object>,
    /// The methods and objects of all requests.
    pub(super) asked: Vec<String>,
    /// Requests that no documentation allows.
    wrong: Vec<String>,
    /// Whether tokens are refused.
    pub(super) is_closed: bool,
    /// Whether everybody may read.
    pub(super) is_public: bool,
    /// Whether conditions of writes are put aside, as some stores do.
    pub(super) is_lax: bool,
    generation: u64,
}

/// An object.
#[derive(Clone)]
pub(super) struct Object {
    pub(super) bytes: Vec<u8>,
    pub(super) headers: BTreeMap<String, String>,
    generation: u64,
}

/// A request, and how it can be answered.
struct Request {
    method: String,
    object: String,
    query: BTreeMap<String, String>,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

type Answer = (u16, Vec<(String, String)>, Vec<u8>);

impl Google {
    pub(super) fn start() -> Google {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let bucket = Arc::new(Mutex::new(Bucket::default()));
        let ours = bucket.clone();
        thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let bucket = ours.clone();
                // A client that gives up has broken its connection by itself.
                thread::spawn(move || drop(serve(client, &bucket)));
            }
        });
        Google { port, bucket }
    }

    /// Returns the bucket. Nothing is answered meanwhile.
    ///
    /// # Panics
    /// When something was asked that no documentation allows.
    pub(super) fn bucket(&self) -> MutexGuard<'_, Bucket> {
        let bucket = self.bucket.lock().unwrap_or_else(PoisonError::into_inner);
        assert_eq!(bucket.wrong, Vec::<String>::new());
        bucket
    }
}

impl Bucket {
    /// Puts an object of somebody else there.
    pub(super) fn put(&mut self, name: &str, bytes: &[u8], headers: BTreeMap<String, String>) -> u64 {
        self.generation += 1;
        self.objects.insert(name.to_owned(), Object { bytes: bytes.to_vec(), headers, generation: self.generation });
        self.generation
    }

    fn answer(&mut self, request: &Request) -> Answer {
        self.asked.push(format!("{} {}", request.method, request.object));
        let is_known = request.header("authorization") == Some(&format!("Bearer {TOKEN}"));
        let may_read = self.is_public && matches!(request.method.as_str(), "GET" | "HEAD");
        if (!is_known || self.is_closed) && !may_read {
            return error(401, "AuthenticationRequired");
        }
        match (request.method.as_str(), request.object.is_empty()) {
            ("GET", true) if !request.query.is_empty() => self.list(request),
            ("GET" | "HEAD", _) if request.query.is_empty() => self.get(request),
            ("PUT", false) if request.query.is_empty() => self.put_if(request),
            ("DELETE", false) if request.query.is_empty() => match self.objects.remove(&request.object) {
                Some(_) => (204, Vec::new(), Vec::new()),
                None => error(404, "NoSuchKey"),
            },
            _ => self.refuse(request, "there is no such request"),
        }
    }

    fn refuse(&mut self, request: &Request, why: &str) -> Answer {
        self.wrong.push(format!("{} {} {:?}: {why}", request.method, request.object, request.query));
        error(400, "InvalidArgument")
    }

    /// Answers as <https://cloud.google.com/storage/docs/xml-api/put-object-upload> says: a `x-goog-if-generation-match`
    /// of 0 holds where there is no object, any other where the object has that generation.
    fn put_if(&mut self, request: &Request) -> Answer {
        if request.header("content-length").is_none() {
            return self.refuse(request, "its length is not said");
        }
        let generation = self.objects.get(&request.object).map_or(0, |object| object.generation);
        match request.header("x-goog-if-generation-match").map(|wanted| wanted.parse::<u64>()) {
            Some(Err(_)) => return self.refuse(request, "a generation is a number"),
            Some(Ok(wanted)) if wanted != generation && !self.is_lax => return error(412, "PreconditionFailed"),
            _ => {}
        }
        let kept = request.headers.iter().filter(|(name, _)| KEPT.contains(&name.as_str()));
        let headers = kept.map(|(name, value)| (name.clone(), value.clone())).collect();
        let generation = self.put(&request.object, &request.body, headers);
        let headers = [("ETag", tag(&request.body)), ("x-goog-generation", generation.to_string())];
        (200, headers.map(|(name, value)| (name.to_owned(), value)).into(), Vec::new())
    }

    /// Answers as <https://cloud.google.com/storage/docs/xml-api/get-object-download> says. What lies there compressed by gzip
    /// is decompressed for whoever does not say to take gzip (<https://cloud.google.com/storage/docs/transcoding>).
    fn get(&self, request: &Request) -> Answer {
        // For the public, a bucket can be a website.
        let is_folder = request.object.is_empty() || request.object.ends_with('/');
        let page = if is_folder && self.is_public { "index.html" } else { "" };
        let object = self.objects.get(&format!("{}{page}", request.object));
        let Some(object) = object else { return error(404, "NoSuchKey") };
        let mut headers: Vec<(String, String)> =
            object.headers.iter().map(|(name, value)| (name.clone(), value.clone())).collect();
        headers.push(("ETag".to_owned(), tag(&object.bytes)));
        headers.push(("Last-Modified".to_owned(), "Sun, 01 Feb 2026 00:00:00 GMT".to_owned()));
        headers.push(("x-goog-generation".to_owned(), object.generation.to_string()));
        let is_gzip = object.headers.get("content-encoding").is_some_and(|encoding| encoding == "gzip");
        if !is_gzip || request.header("accept-encoding").is_some_and(|accepted| accepted.contains("gzip")) {
            return (200, headers, object.bytes.clone());
        }
        let mut plain = Vec::new();
        GzDecoder::new(&object.bytes[..]).read_to_end(&mut plain).expect("what is said to be gzip is gzip");
        headers.retain(|(name, _)| name != "content-encoding");
        (200, headers, plain)
    }

    /// Answers as <https://cloud.google.com/storage/docs/xml-api/get-bucket-list> says of `list-type=2`.
    fn list(&mut self, request: &Request) -> Answer {
        let allowed = ["list-type", "prefix", "continuation-token"];
        if request.query.get("list-type").is_none_or(|kind| kind != "2")
            || request.query.keys().any(|key| !allowed.contains(&key.as_str()))
        {
            return self.refuse(request, "there is no such list");
        }
        let prefix = request.query.get("prefix").map_or("", String::as_str);
        let after = request.query.get("continuation-token").map_or("", String::as_str);
        let mut found = self.objects.iter().filter(|(name, _)| name.starts_with(prefix) && name.as_str() > after);
        let page: Vec<_> = found.by_ref().take(PAGE).collect();
        let next = page.last().filter(|_| found.next().is_some());
        let next = next.map(|(name, _)| format!("<NextContinuationToken>{name}</NextContinuationToken>"));
        let entries: String = page.iter().map(|(name, object)| entry(name, object)).collect();
        let list = format!(
            "<?xml version='1.0' encoding='UTF-8'?><ListBucketResult xmlns='http://doc.s3.amazonaws.com/2006-03-01'>\
             <Name>texts</Name><Prefix>{prefix}</Prefix><IsTruncated>{}</IsTruncated>{}{entries}</ListBucketResult>",
            next.is_some(),
            next.unwrap_or_default()
        );
        (200, vec![("Content-Type".to_owned(), "application/xml; charset=UTF-8".to_owned())], list.into_bytes())
    }
}

fn entry(name: &str, object: &Object) -> String {
    format!(
        "<Contents><Key>{}</Key><Generation>{}</Generation><MetaGeneration>1</MetaGeneration>\
         <LastModified>2026-02-01T00:00:00.000Z</LastModified><ETag>{}</ETag><Size>{}</Size></Contents>",
        name.replace('&', "&amp;").replace('<', "&lt;"),
        object.generation,
        tag(&object.bytes),
        object.bytes.len()
    )
}

fn tag(bytes: &[u8]) -> String {
    let digits: String = Md5::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    format!("\"{digits}\"")
}

fn error(status: u16, code: &str) -> Answer {
    let text = format!("<?xml version='1.0' encoding='UTF-8'?><Error><Code>{code}</Code></Error>");
    (status, Vec::new(), text.into_bytes())
}

impl Request {
    fn header(&self, name: &str) -> Option<&String> {
        self.headers.get(name)
    }

    /// Reads a request. Returns nothing where none comes.
    fn receive(client: &TcpStream) -> io::Result<Option<(Request, String)>> {
        let mut reader = BufReader::new(client.try_clone()?);
        let Some(head) = receive_head(&mut reader)? else { return Ok(None) };
        let mut body = vec![0; length(&head)];
        reader.read_exact(&mut body)?;
        let mut words = head.split(' ').map(str::to_owned);
        let (method, address) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let (path, query) = address.split_once('?').unwrap_or((&address, ""));
        let object = path.strip_prefix("/texts").unwrap_or_default().trim_start_matches('/');
        let lines = head.lines().skip(1).filter_map(|line| line.split_once(':'));
        let request = Request {
            method,
            object: percent_decode_str(object).decode_utf8_lossy().into_owned(),
            query: form_urlencoded::parse(query.as_bytes()).into_owned().collect(),
            headers: lines.map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned())).collect(),
            body,
        };
        Ok(Some((request, path.to_owned())))
    }
}

/// Answers one request, after which the connection ends.
fn serve(mut client: TcpStream, bucket: &Mutex<Bucket>) -> io::Result<()> {
    let Some((request, path)) = Request::receive(&client)? else { return Ok(()) };
    let is_for_token = path == "/computeMetadata/v1/instance/service-accounts/default/token"
        && request.header("metadata-flavor").is_some_and(|flavor| flavor == "Google");
    let (status, headers, body) = if is_for_token {
        let token = format!("{{\"access_token\":\"{TOKEN}\",\"expires_in\":3599,\"token_type\":\"Bearer\"}}");
        (200, vec![("Content-Type".to_owned(), "application/json".to_owned())], token.into_bytes())
    } else if path.starts_with("/texts") {
        bucket.lock().unwrap_or_else(PoisonError::into_inner).answer(&request)
    } else {
        error(404, "NoSuchBucket")
    };
    let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let length = body.len();
    write!(client, "HTTP/1.1 {status} Said\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n")?;
    if request.method == "HEAD" { Ok(()) } else { client.write_all(&body) }
}
