//! Opening a store: where it is, and which credentials the environment and the files of its own tools have for it.

use std::env;
use std::sync::Arc;
use std::time::Duration;

use object_store::aws::{AmazonS3, AmazonS3Builder, AmazonS3ConfigKey};
use object_store::azure::{AzureConfigKey, MicrosoftAzureBuilder};
use object_store::gcp::GoogleCloudStorageBuilder;
use object_store::{BackoffConfig, ObjectStore, RetryConfig};

use super::aws::Profile;
use super::cloudfront::CloudFront;
use super::requests::{Objects, reason};
use crate::ground::config::BaseUrl;
use crate::ground::destination::{Bucket, Store};
use crate::ground::diagnostic::Failure;
use crate::publish::client::use_ring;

/// What was opened.
pub(super) struct Opened {
    pub(super) objects: Objects,
    /// What tells it from all others: stores may have buckets of one name.
    pub(super) identity: String,
    pub(super) cloudfront: Option<CloudFront>,
}

/// Where S3 finds credentials, besides the files of its own tools.
const S3_VARIABLES: [&str; 5] = [
    "AWS_ACCESS_KEY_ID",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_METADATA_ENDPOINT",
];

/// Opens the store of `bucket`, which holds the site at `base_url`.
pub(super) fn open(bucket: &Bucket, base_url: Option<&BaseUrl>) -> Result<Opened, Failure> {
    use_ring();
    let label = bucket.to_string();
    let unusable = |error: object_store::Error| {
        Failure::new(format!("cannot open {label}: {}", reason(&error)))
            .hint("docs/publish.md says where credentials are looked for")
    };
    let mut cloudfront = None;
    let (store, place): (Arc<dyn ObjectStore>, Vec<Option<String>>) = match bucket.store {
        Store::S3 => {
            let builder = s3(bucket)?;
            let endpoints = [AmazonS3ConfigKey::S3Endpoint, AmazonS3ConfigKey::Endpoint];
            let place = vec![endpoints.iter().find_map(|key| builder.get_config_value(key))];
            let store = Arc::new(builder.build().map_err(unusable)?);
            cloudfront = self::cloudfront(bucket, base_url, &store);
            (store, place)
        }
        Store::Gcs => (Arc::new(gcs(bucket).build().map_err(unusable)?), vec![bucket.endpoint.clone()]),
        Store::Azure => {
            let builder = azure(bucket);
            let account = builder.get_config_value(&AzureConfigKey::AccountName);
            let place = vec![account.clone(), builder.get_config_value(&AzureConfigKey::Endpoint)];
            let store = builder.build().map_err(|error| match account {
                Some(_) => unusable(error),
                None => unusable(error).hint("name the storage account as `account` of the target in diglot.toml"),
            });
            (Arc::new(store?), place)
        }
    };
    let identity = format!("{label} {}", place.into_iter().flatten().collect::<Vec<_>>().join(" "));
    let objects = Objects { store, label, prefix: bucket.prefix.clone() };
    Ok(Opened { objects, identity, cloudfront })
}

fn s3(bucket: &Bucket) -> Result<AmazonS3Builder, Failure> {
    let mut builder = AmazonS3Builder::from_env().with_bucket_name(&bucket.name).with_retry(retries());
    let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    let profile = Profile::load()?;
    if !S3_VARIABLES.into_iter().any(is_set) {
        let Some((id, secret)) = profile.key() else {
            return Err(Failure::new("there are no credentials for S3")
                .hint("set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or log in with the store's own tool"));
        };
        builder = builder.with_access_key_id(id).with_secret_access_key(secret);
        if let Some(token) = profile.get("aws_session_token") {
            builder = builder.with_token(token);
        }
    }
    let states_region = is_set("AWS_REGION") || is_set("AWS_DEFAULT_REGION");
    let region = bucket.region.as_deref().or_else(|| profile.get("region").filter(|_| !states_region));
    if let Some(region) = region {
        builder = builder.with_region(region);
    }
    let states_endpoint = is_set("AWS_ENDPOINT") || is_set("AWS_ENDPOINT_URL") || is_set("AWS_ENDPOINT_URL_S3");
    let endpoint = bucket.endpoint.as_deref().or_else(|| profile.get("endpoint_url").filter(|_| !states_endpoint));
    Ok(match endpoint {
        // The other endpoint that the builder knows gives way to this one.
        Some(endpoint) => builder
            .with_config(AmazonS3ConfigKey::S3Endpoint, endpoint)
            .with_allow_http(endpoint.starts_with("http://")),
        None => builder,
    })
}

fn cloudfront(bucket: &Bucket, base_url: Option<&BaseUrl>, store: &Arc<AmazonS3>) -> Option<CloudFront> {
    let root = base_url.map_or("/", BaseUrl::path);
    bucket.cloudfront.as_ref().map(|distribution| CloudFront::new(distribution, root, store.credentials().clone()))
}

fn gcs(bucket: &Bucket) -> GoogleCloudStorageBuilder {
    let builder = GoogleCloudStorageBuilder::from_env().with_bucket_name(&bucket.name).with_retry(retries());
    match &bucket.endpoint {
        Some(endpoint) => builder
            .with_base_url(endpoint)
            .with_client_options(object_store::ClientOptions::new().with_allow_http(endpoint.starts_with("http://"))),
        None => builder,
    }
}

fn azure(bucket: &Bucket) -> MicrosoftAzureBuilder {
    let mut builder = MicrosoftAzureBuilder::from_env().with_container_name(&bucket.name).with_retry(retries());
    if let Some(account) = &bucket.account {
        builder = builder.with_account(account);
    }
    match &bucket.endpoint {
        Some(endpoint) => builder.with_endpoint(endpoint.clone()).with_allow_http(endpoint.starts_with("http://")),
        None => builder,
    }
}

/// How often a request is tried again when the store asks for patience or the network fails, and how long between. With
/// these, a store that is away for a quarter of a minute stops nobody, and one that is gone is given up soon.
fn retries() -> RetryConfig {
    RetryConfig {
        backoff: BackoffConfig {
            init_backoff: Duration::from_millis(100),
            max_backoff: Duration::from_secs(5),
            base: 2.0,
        },
        max_retries: 7,
        retry_timeout: Duration::from_secs(60),
    }
}
