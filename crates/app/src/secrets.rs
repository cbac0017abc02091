//! The shop's one secret: made at the first start, kept in the data folder, never in a database.

use std::{
    fs,
    io::{self, Write},
    path::Path,
};

use anyhow::{Context, Result};
use identity::Keys;
use kernel::Random;

const FILE: &str = "secret.key";

/// The secret of this data folder; a fresh one at the first start. `Err` when the file is there
/// and cannot be used: the shop does not start with a weak or unreadable secret.
pub fn load_or_create(data: &Path, random: &Random) -> Result<Keys> {
    let path = data.join(FILE);
    match fs::read(&path) {
        Ok(bytes) => Keys::from_bytes(&bytes).with_context(|| format!("the secret {} cannot be used", path.display())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let keys = Keys::generate(random);
            write_private(&path, &keys.to_bytes())
                .with_context(|| format!("the secret {} cannot be written", path.display()))?;
            Ok(keys)
        }
        Err(error) => Err(error).with_context(|| format!("the secret {} cannot be read", path.display())),
    }
}

/// Whole or not at all, and readable by its owner alone.
fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let draft = path.with_extension("new");
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&draft)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(draft, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_secret_is_made_once_and_private() {
        let folder = tempfile::tempdir().unwrap();
        let first = load_or_create(folder.path(), &Random::Os).unwrap();
        let again = load_or_create(folder.path(), &Random::Os).unwrap();
        assert_eq!(first.to_bytes(), again.to_bytes());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(folder.path().join(FILE)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[test]
    fn a_damaged_secret_stops_the_start() {
        for bad in [&b""[..], b"short", &[7; 32]] {
            let folder = tempfile::tempdir().unwrap();
            fs::write(folder.path().join(FILE), bad).unwrap();
            assert!(load_or_create(folder.path(), &Random::Os).is_err());
        }
    }
}
