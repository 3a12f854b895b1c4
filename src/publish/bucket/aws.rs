//! The files in which the tools of S3 keep credentials and settings: `~/.aws/credentials` and `~/.aws/config`.

use std::collections::BTreeMap;
use std::env;
use std::fmt;
use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;

use crate::ground::diagnostic::Failure;

/// What the files say of the profile that the environment names.
#[derive(Default)]
pub(super) struct Profile(BTreeMap<String, String>);

/// Values are secrets, and are not shown to anybody.
impl fmt::Debug for Profile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.0.keys()).finish()
    }
}

impl Profile {
    /// Reads both files. A file that is not there says nothing.
    pub(super) fn load() -> Result<Profile, Failure> {
        let name = env::var("AWS_PROFILE").unwrap_or_else(|_| "default".to_owned());
        let mut profile = Profile::default();
        for (variable, file) in [("AWS_CONFIG_FILE", "config"), ("AWS_SHARED_CREDENTIALS_FILE", "credentials")] {
            let place = match env::var_os(variable) {
                Some(place) => PathBuf::from(place),
                None => env::home_dir().unwrap_or_default().join(".aws").join(file),
            };
            match fs::read_to_string(&place) {
                Ok(text) => profile.read(&text, &name),
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(Failure::io("read", &place, &error)),
            }
        }
        Ok(profile)
    }

    /// Takes what `text` says of the profile `name`. One file writes `[NAME]`, the other `[profile NAME]`.
    fn read(&mut self, text: &str, name: &str) {
        let mut is_here = false;
        for line in text.lines().map(str::trim).filter(|line| !line.starts_with(['#', ';'])) {
            if let Some(section) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                let section = section.trim();
                is_here = section.strip_prefix("profile ").unwrap_or(section).trim() == name;
            } else if let Some((key, value)) = line.split_once('=').filter(|_| is_here) {
                self.0.insert(key.trim().to_lowercase(), value.trim().to_owned());
            }
        }
    }

    /// Returns what the profile says of `key`.
    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// Returns the id and the secret of its access key.
    pub(super) fn key(&self) -> Option<(&str, &str)> {
        self.get("aws_access_key_id").zip(self.get("aws_secret_access_key"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_is_read_from_its_section_only() {
        let text =
            "# mine\n[default]\naws_access_key_id = A\naws_secret_access_key=b=c\n\n[profile other]\nregion = eu\n";
        let mut profile = Profile::default();
        profile.read(text, "default");
        assert_eq!((profile.key(), profile.get("region")), (Some(("A", "b=c")), None));
        let mut other = Profile::default();
        other.read(text, "other");
        assert_eq!((other.key(), other.get("region")), (None, Some("eu")));
    }

    #[test]
    fn secrets_are_not_shown() {
        let mut profile = Profile::default();
        profile.read("[default]\naws_secret_access_key = s3cret", "default");
        assert!(!format!("{profile:?}").contains("s3cret"));
    }
}
