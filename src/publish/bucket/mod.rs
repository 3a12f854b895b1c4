//! A bucket of an object store as a target: S3 and all that speak its language, Google Cloud Storage, Azure.
//!
//! Objects are replaced whole, so no reader ever gets half a file. Only here is a target shared with machines that know
//! nothing of each other; who may write is settled by a [`Turn`].

mod aws;
mod cloudfront;
mod requests;
mod open;
mod turn;

use std::collections::BTreeMap;
use std::pin::pin;

use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use md5::{Digest as _, Md5};
use object_store::path::Path;
use object_store::{Error, ObjectStoreExt as _, PutMode, UpdateVersion};
use tokio::runtime::Runtime;

use self::cloudfront::CloudFront;
use self::open::Opened;
use self::requests::Objects;
use self::turn::Turn;
use super::client::runtime;
use super::manifest::{self, Entry};
use super::parcel::Parcel;
use super::plan::Seen;
use super::target::{Go, Target};
use crate::ground::config::BaseUrl;
use crate::ground::destination;
use crate::ground::diagnostic::Failure;
use crate::ground::digest::Digest;
use crate::ground::path::SitePath;

/// How many requests are under way at once: enough to hide the way to a distant store, and few enough for none to call it
/// a flood.
const PARALLEL: usize = 16;

/// Up to so many questions are asked one by one. A list names a thousand objects at a time, whether asked for or not.
const FEW: usize = 64;

/// A bucket, or a folder in it.
pub(super) struct Bucket {
    runtime: Runtime,
    objects: Objects,
    /// Whether the tags of objects are the MD5 of their bytes.
    tags_are_md5: bool,
    /// The tag of the manifest when it was read.
    manifest: Option<UpdateVersion>,
    turn: Turn,
    cloudfront: Option<CloudFront>,
}

impl Bucket {
    /// Opens the bucket that `wanted` describes, which holds the site at `base_url`, with credentials from the environment.
    pub(super) fn open(wanted: &destination::Bucket, base_url: Option<&BaseUrl>) -> Result<Bucket, Failure> {
        let runtime = runtime()?;
        let Opened { objects, identity, cloudfront } = open::open(wanted, base_url)?;
        let turn = Turn::new(objects.clone(), &identity)?;
        let tags_are_md5 = wanted.store == destination::Store::S3;
        Ok(Bucket { runtime, objects, tags_are_md5, manifest: None, turn, cloudfront })
    }

    /// Puts down the manifest, if it still is the one that was read.
    fn put_manifest(&mut self, bytes: &[u8]) -> Result<Go, Failure> {
        let mode = self.manifest.clone().map_or(PutMode::Create, PutMode::Update);
        let put = self.objects.put_if(manifest::NAME, bytes.to_vec(), mode);
        let Some(version) = self.runtime.block_on(self.turn.hold(put))? else { return Ok(Go::Again) };
        self.manifest = Some(version);
        Ok(Go::On)
    }

    /// Returns what an object with this tag is where the file of `parcel` is to be.
    fn seen(&self, tag: Option<&str>, parcel: &Parcel) -> Result<Seen, Failure> {
        let Some(tag) = tag.filter(|_| self.tags_are_md5) else { return Ok(Seen::Untold) };
        let md5: String = Md5::digest(parcel.bytes()?).iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(if tag.trim_matches('"') == md5 { Seen::Same } else { Seen::Untold })
    }

    /// Asks for each of `questions` by itself.
    async fn ask(&self, questions: &[&Parcel]) -> Result<BTreeMap<SitePath, Seen>, Failure> {
        let heads = stream::iter(questions).map(|parcel| async {
            match self.objects.store.head(&self.objects.location(parcel.path.as_str())?).await {
                Ok(found) => Ok(Some((parcel.path.clone(), self.seen(found.e_tag.as_deref(), parcel)?))),
                Err(Error::NotFound { .. }) => Ok(None),
                Err(error) => Err(self.objects.failure("look at", parcel.path.as_str(), &error)),
            }
        });
        let found: Vec<Option<_>> = heads.buffer_unordered(PARALLEL).try_collect().await?;
        Ok(found.into_iter().flatten().collect())
    }

    /// Lists what is there, and keeps of it what answers a question. Returns nothing where others have put something there whose
    /// name cannot be read, such as one with an empty folder: then there is no list.
    async fn list(&self, questions: &[&Parcel]) -> Result<Option<BTreeMap<SitePath, Seen>>, Failure> {
        let asked: Result<Vec<(Path, &Parcel)>, Failure> =
            questions.iter().map(|parcel| Ok((self.objects.location(parcel.path.as_str())?, *parcel))).collect();
        let asked: BTreeMap<Path, &Parcel> = asked?.into_iter().collect();
        let prefix = (!self.objects.prefix.is_empty()).then(|| self.objects.location("")).transpose()?;
        let mut listing = self.objects.store.list(prefix.as_ref());
        let mut seen = BTreeMap::new();
        while let Some(found) = listing.next().await {
            let found = match found {
                Err(Error::InvalidPath { .. }) => return Ok(None),
                found => found.map_err(|error| self.objects.failure("list", "", &error))?,
            };
            if let Some(parcel) = asked.get(&found.location) {
                seen.insert(parcel.path.clone(), self.seen(found.e_tag.as_deref(), parcel)?);
            }
        }
        Ok(Some(seen))
    }
}

impl Target for Bucket {
    fn keeps_headers(&self) -> bool {
        true
    }

    fn manifest(&mut self) -> Result<Option<Vec<u8>>, Failure> {
        let (bytes, version) = self.runtime.block_on(self.objects.get(manifest::NAME))?.unzip();
        self.manifest = version;
        Ok(bytes)
    }

    fn look(&mut self, questions: &[&Parcel]) -> Result<BTreeMap<SitePath, Seen>, Failure> {
        self.runtime.block_on(async {
            let listed = if questions.len() <= FEW { None } else { self.list(questions).await? };
            match listed {
                Some(seen) => Ok(seen),
                None => self.ask(questions).await,
            }
        })
    }

    fn begin(&mut self, announced: &[u8]) -> Result<Go, Failure> {
        self.runtime.block_on(self.turn.take())?;
        // Some stores put aside the condition of a write, so it is looked at here too.
        let now = self.runtime.block_on(self.objects.get(manifest::NAME))?.map(|(_, version)| version);
        if now.and_then(|now| now.e_tag) != self.manifest.as_ref().and_then(|then| then.e_tag.clone()) {
            self.runtime.block_on(self.turn.give_back());
            return Ok(Go::Again);
        }
        let go = self.put_manifest(announced)?;
        if go == Go::Again {
            self.runtime.block_on(self.turn.give_back());
        }
        Ok(go)
    }

    fn write(&mut self, parcels: &[&Parcel]) -> Result<(), Failure> {
        let puts = stream::iter(parcels).map(|parcel| self.objects.put(parcel));
        self.runtime.block_on(self.turn.hold(puts.buffer_unordered(PARALLEL).try_collect()))
    }

    fn purge(&mut self, paths: &[SitePath]) -> Result<(), Failure> {
        let Some(cloudfront) = self.cloudfront.as_ref().filter(|_| !paths.is_empty()) else { return Ok(()) };
        self.runtime.block_on(self.turn.hold(cloudfront.purge(paths)))
    }

    fn remove(&mut self, files: &[(SitePath, Entry)]) -> Result<Vec<SitePath>, Failure> {
        let locations: Result<Vec<Path>, Failure> =
            files.iter().map(|(path, _)| self.objects.location(path.as_str())).collect();
        let locations = stream::iter(locations?.into_iter().map(Ok)).boxed();
        let removals = self.objects.store.delete_stream(locations).filter_map(async |removed| match removed {
            Ok(_) | Err(Error::NotFound { .. }) => None,
            Err(error) => Some(self.objects.failure("remove files", "", &error)),
        });
        let first = async { pin!(removals).next().await.map_or(Ok(Vec::new()), Err) };
        self.runtime.block_on(self.turn.hold(first))
    }

    fn finish(&mut self, finished: &[u8]) -> Result<Go, Failure> {
        let go = self.put_manifest(finished)?;
        self.runtime.block_on(self.turn.give_back());
        Ok(go)
    }

    fn find_wrong(&mut self, parcels: &[&Parcel]) -> Result<Option<SitePath>, Failure> {
        // Not every store tells of the bytes of an object without sending them.
        let reads = stream::iter(parcels).map(|parcel| async {
            let found = self.objects.get(parcel.path.as_str()).await?;
            let is_right = found.is_some_and(|(bytes, _)| Digest::of(&bytes) == parcel.digest);
            Ok((!is_right).then(|| parcel.path.clone()))
        });
        let wrong = reads.buffered(PARALLEL).try_filter_map(async |wrong| Ok(wrong));
        self.runtime.block_on(pin!(wrong).try_next())
    }
}

impl Drop for Bucket {
    fn drop(&mut self) {
        // After a failure the next publish need not wait for this one.
        self.runtime.block_on(self.turn.give_back());
    }
}

#[cfg(test)]
mod tests {
    use std::pin::Pin;
    use std::sync::Arc;

    use object_store::CredentialProvider;
    use object_store::aws::AwsCredential;
    use object_store::memory::InMemory;

    use super::*;

    /// Gives nobody credentials.
    #[derive(Debug)]
    struct Nobody;

    type Given<'f> = Pin<Box<dyn Future<Output = object_store::Result<Arc<AwsCredential>>> + Send + 'f>>;

    impl CredentialProvider for Nobody {
        type Credential = AwsCredential;

        fn get_credential<'s, 'f>(&'s self) -> Given<'f>
        where
            's: 'f,
            Self: 'f,
        {
            Box::pin(async { Err(Error::NotImplemented { operation: String::new(), implementer: String::new() }) })
        }
    }

    #[test]
    fn each_round_of_a_publish_has_copies_dropped() {
        let label = "a bucket behind CloudFront";
        let objects = Objects { store: Arc::new(InMemory::new()), label: label.to_owned(), prefix: String::new() };
        let mut bucket = Bucket {
            runtime: runtime().expect("a runtime"),
            turn: Turn::new(objects.clone(), label).expect("nobody has it"),
            objects,
            tags_are_md5: false,
            manifest: None,
            cloudfront: Some(CloudFront::new("E1", "/", Arc::new(Nobody))),
        };
        let paths = [SitePath::new("en/index.html").expect("a site path")];
        assert_eq!(bucket.purge(&[]), Ok(()));
        for round in 0..2 {
            let told = bucket.purge(&paths).expect_err("there are no credentials");
            assert!(told.message.contains("cannot have CloudFront drop its copies"), "{round}: {}", told.message);
        }
    }
}
