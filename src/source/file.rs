//! One file of a site: its name, its digest, and its bytes in memory or on their way through it.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// One file as it was when the build began.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Path from the site's root, with `/`, in composed Unicode form.
    pub path: Arc<str>,
    /// Digest of the bytes: equal digests, equal files.
    pub hash: blake3::Hash,
    bytes: Bytes,
}

#[derive(Clone, Debug)]
enum Bytes {
    Kept(Arc<[u8]>),
    Passing(Arc<Passing>),
}

/// Bytes that memory holds until somebody has read them through.
#[derive(Debug)]
struct Passing {
    /// Where they lie on the disk.
    place: PathBuf,
    unread: Mutex<Option<Arc<[u8]>>>,
    /// Those that were asked for once more; none where the disk holds others by now.
    again: OnceLock<Option<Arc<[u8]>>>,
}

impl SourceFile {
    /// A file whose bytes memory keeps.
    pub(super) fn new(path: Arc<str>, bytes: Vec<u8>) -> SourceFile {
        SourceFile { path, hash: blake3::hash(&bytes), bytes: Bytes::Kept(bytes.into()) }
    }

    /// A file whose bytes memory keeps until they have passed.
    pub(super) fn passing(path: Arc<str>, bytes: Vec<u8>, place: PathBuf) -> SourceFile {
        let hash = blake3::hash(&bytes);
        let unread = Mutex::new(Some(bytes.into()));
        let passing = Passing { place, unread, again: OnceLock::new() };
        SourceFile { path, hash, bytes: Bytes::Passing(Arc::new(passing)) }
    }

    /// A file of which nothing but its digest is known; its bytes are left out.
    pub(super) fn known(path: Arc<str>, hash: blake3::Hash) -> SourceFile {
        SourceFile { path, hash, bytes: Bytes::Kept([].into()) }
    }

    /// All its bytes. Of those that have passed the disk is asked again: they are empty if it
    /// holds others by now.
    pub fn bytes(&self) -> &[u8] {
        match &self.bytes {
            Bytes::Kept(bytes) => bytes,
            Bytes::Passing(it) => it.again(&self.hash).map(|it| &**it).unwrap_or_default(),
        }
    }

    /// All its bytes, for as long as the caller holds them; memory need not keep them beyond.
    pub fn pass(&self) -> Arc<[u8]> {
        match &self.bytes {
            Bytes::Kept(bytes) => Arc::clone(bytes),
            Bytes::Passing(it) => {
                it.take().or_else(|| it.again(&self.hash).cloned()).unwrap_or_default()
            }
        }
    }
}

impl Passing {
    fn take(&self) -> Option<Arc<[u8]>> {
        self.unread.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn again(&self, hash: &blake3::Hash) -> Option<&Arc<[u8]>> {
        let read = || {
            let bytes = std::fs::read(&self.place).ok()?;
            (blake3::hash(&bytes) == *hash).then(|| bytes.into())
        };
        self.again.get_or_init(|| self.take().or_else(read)).as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_have_passed_are_read_again_but_never_taken_for_others() {
        let folder = tempfile::tempdir().expect("there is room for a test");
        let place = folder.path().join("a.md");
        let write = |text: &str| std::fs::write(&place, text).expect("there is room");
        let file = || SourceFile::passing("a.md".into(), "было".into(), place.clone());
        let (unread, passed, other, gone) = (file(), file(), file(), file());
        assert_eq!((unread.bytes(), &*unread.pass()), ("было".as_bytes(), "было".as_bytes()));
        for file in [&passed, &other, &gone] {
            assert_eq!(&*file.pass(), "было".as_bytes());
        }
        write("было");
        assert_eq!((passed.bytes(), &*passed.pass()), ("было".as_bytes(), "было".as_bytes()));
        write("стало");
        assert_eq!((other.bytes(), &*other.pass()), (&b""[..], &b""[..]));
        assert_eq!(passed.bytes(), "было".as_bytes());
        std::fs::remove_file(&place).expect("it is there");
        assert_eq!(gone.bytes(), b"");
    }
}
