//! Files that a run keeps for the next one, beside the sources. Losing one changes nothing but
//! time, and so does any damage to it: a seal at its end shows whether it is whole.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::Digest;
use super::disk::{self, Standing};

/// Length of a seal.
const SEAL: usize = 66;

/// The bytes that were kept at a place, and their digest; none where they are not whole.
pub fn recall(place: &Path) -> Option<(Vec<u8>, Digest)> {
    // Reading a pipe would never end.
    let Ok(Standing::File(_)) = disk::look(place) else { return None };
    let mut bytes = fs::read(place).ok()?;
    let (kept, seal) = bytes.split_at_checked(bytes.len().checked_sub(SEAL)?)?;
    let digest = blake3::hash(kept);
    let is_whole = seal_of(digest).as_bytes() == seal;
    bytes.truncate(bytes.len() - SEAL);
    is_whole.then_some((bytes, *digest.as_bytes()))
}

/// Keeps at a place what `write` writes, and tells its digest. Where that cannot be done, the
/// next run takes its time.
pub fn keep(
    place: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Option<Digest> {
    let draft = place.with_extension("tmp");
    let made = place.parent().is_none_or(|it| fs::create_dir_all(it).is_ok());
    // A draft that a killed run left behind, or a link that leads elsewhere, gives way.
    let _ = fs::remove_file(&draft);
    let written = made.then(|| write_sealed(&draft, write))?;
    let kept = written.and_then(|digest| fs::rename(&draft, place).map(|()| digest));
    kept.inspect_err(|_| disk::discard(&draft)).ok()
}

fn write_sealed(
    draft: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<Digest> {
    let file = BufWriter::with_capacity(1 << 16, File::create_new(draft)?);
    let mut out = Sealing { file, hasher: blake3::Hasher::new() };
    write(&mut out)?;
    let Sealing { mut file, hasher } = out;
    let digest = hasher.finalize();
    file.write_all(seal_of(digest).as_bytes())?;
    file.flush()?;
    Ok(*digest.as_bytes())
}

/// The last line of a file: the digest of all before it.
fn seal_of(kept: blake3::Hash) -> String {
    format!("\n{}\n", kept.to_hex())
}

/// Passes bytes on and takes note of them.
struct Sealing {
    file: BufWriter<File>,
    hasher: blake3::Hasher,
}

impl Write for Sealing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
