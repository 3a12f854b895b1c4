//! CloudFront keeps copies of a bucket's objects near readers. After a publish it is told to drop those that changed.

use std::env;

use object_store::ClientOptions;
use object_store::aws::{AwsAuthorizer, AwsCredentialProvider};
use object_store::client::{HttpConnector as _, HttpRequest, ReqwestConnector};
use reqwest::Method;

use crate::ground::diagnostic::Failure;
use crate::ground::digest::Digest;
use crate::ground::path::SitePath;

/// Where everybody's CloudFront is. It has one region.
const ENDPOINT: &str = "https://cloudfront.amazonaws.com";
const REGION: &str = "us-east-1";

/// More paths than this cost more than dropping everything, which counts as one.
const MANY: usize = 100;

/// A distribution, and who may tell it something.
pub(super) struct CloudFront {
    distribution: String,
    /// The path on its host at which readers find the site, which need not be that in the bucket.
    root: String,
    credentials: AwsCredentialProvider,
}

impl CloudFront {
    pub(super) fn new(distribution: &str, root: &str, credentials: AwsCredentialProvider) -> CloudFront {
        CloudFront { distribution: distribution.to_owned(), root: root.to_owned(), credentials }
    }

    /// Has the copies of the files at `paths` dropped.
    pub(super) async fn purge(&self, paths: &[SitePath]) -> Result<(), Failure> {
        let failed = |reason: &str| {
            Failure::new(format!("cannot have CloudFront drop its copies in {}: {reason}", self.distribution))
                .hint("the new files are there; publish again to have the copies dropped and old files removed")
        };
        let credential = self.credentials.get_credential().await.map_err(|_| failed("there are no credentials"))?;
        let endpoint = env::var("AWS_ENDPOINT_URL_CLOUDFRONT").unwrap_or_else(|_| ENDPOINT.to_owned());
        let address = format!("{endpoint}/2020-05-31/distribution/{}/invalidation", self.distribution);
        let mut request = HttpRequest::new(body(&self.root, paths).into());
        *request.method_mut() = Method::POST;
        *request.uri_mut() = address.parse().map_err(|_| failed("its address is not one"))?;
        AwsAuthorizer::new(&credential, "cloudfront", REGION)
            .try_authorize(&mut request, None)
            .map_err(|_| failed("the request cannot be signed"))?;
        let options = ClientOptions::new().with_allow_http(endpoint.starts_with("http://"));
        let client = ReqwestConnector::default().connect(&options).map_err(|_| failed("there is no client"))?;
        let answer = client.execute(request).await.map_err(|_| failed("it does not answer"))?;
        let status = answer.status();
        if status.is_success() { Ok(()) } else { Err(failed(&format!("it answers {status}"))) }
    }
}

/// Returns the request's body. Its reference is new each time: a repeated one would be taken for the same request.
fn body(root: &str, paths: &[SitePath]) -> String {
    let mut dropped: Vec<String> = paths.iter().map(|path| format!("{root}{}", path.link_from_root())).collect();
    // Readers know a page by its folder.
    dropped.extend(paths.iter().map(|path| format!("{root}{}", path.url())));
    dropped.sort();
    dropped.dedup();
    if dropped.len() > MANY {
        dropped = vec![format!("{root}*")];
    }
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default().as_nanos();
    let reference = Digest::of(format!("{now} {}", dropped.join(" ")).as_bytes());
    let items: String = dropped.iter().map(|path| format!("<Path>{path}</Path>")).collect();
    format!(
        "<InvalidationBatch xmlns=\"http://cloudfront.amazonaws.com/doc/2020-05-31/\"><CallerReference>{reference}\
         </CallerReference><Paths><Quantity>{}</Quantity><Items>{items}</Items></Paths></InvalidationBatch>",
        dropped.len()
    )
}
