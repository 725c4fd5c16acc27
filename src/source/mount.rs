//! On which kind of disk a folder lies: of network disks the system hears nothing of what others
//! write.

use std::path::{Path, PathBuf};

/// Kinds of disks on which other machines write, as Linux names them.
const REMOTE: &[&str] = &[
    "9p", "afs", "ceph", "cifs", "coda", "davfs", "drvfs", "gfs2", "lustre", "ncpfs", "nfs",
    "nfs4", "ocfs2", "prl_fs", "smb3", "smbfs", "vboxsf", "virtiofs", "vmhgfs",
];
/// The same where a program in between speaks for them.
const REMOTE_PROGRAMS: &[&str] = &[
    "ceph",
    "davfs2",
    "gcsfuse",
    "glusterfs",
    "gvfsd-fuse",
    "rclone",
    "s3fs",
    "sshfs",
    "vmhgfs-fuse",
];

/// The kind of the network disk on which one of these folders lies; none where all lie on disks of
/// this machine, or where the system does not tell.
pub fn remote<'a>(folders: impl IntoIterator<Item = &'a Path>) -> Option<String> {
    let table = std::fs::read("/proc/self/mountinfo").ok()?;
    let table = String::from_utf8_lossy(&table);
    let real = folders.into_iter().filter_map(|it| it.canonicalize().ok());
    real.into_iter().find_map(|it| {
        let kind = kind_of(&table, &it)?;
        let program = kind.strip_prefix("fuse.");
        let remote = program.map_or(REMOTE.contains(&kind), |it| REMOTE_PROGRAMS.contains(&it));
        remote.then(|| kind.to_owned())
    })
}

/// The kind of the disk that a folder lies on by the system's table of mounts, of which later
/// lines cover earlier ones.
fn kind_of<'t>(table: &'t str, folder: &Path) -> Option<&'t str> {
    let mounts = table.lines().filter_map(|line| {
        let (before, after) = line.split_once(" - ")?;
        let place = unescaped(before.split(' ').nth(4)?);
        let depth = folder.starts_with(&place).then(|| place.iter().count())?;
        Some((depth, after.split(' ').next()?))
    });
    mounts.max_by_key(|it| it.0).map(|it| it.1)
}

/// Blanks and the like stand as three octal digits.
fn unescaped(place: &str) -> PathBuf {
    let mut parts = place.split('\\');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let code = part.get(..3).and_then(|it| u8::from_str_radix(it, 8).ok());
        match code {
            Some(code) => {
                bytes.push(code);
                bytes.extend_from_slice(&part.as_bytes()[3..]);
            }
            None => bytes.extend_from_slice(part.as_bytes()),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "\
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 22 0:25 / /mnt/обмен\\040отдела rw,relatime - cifs //server/share rw,vers=3.0
31 22 0:26 / /home/user/remote rw,nosuid - fuse.sshfs user@host:/ rw,user_id=1000
32 31 0:27 / /home/user/remote/local rw - tmpfs tmpfs rw
33 22 8:1 / /media/disk rw - fuseblk /dev/sdb1 rw
34 22 0:30 / /srv rw - ext4 /dev/vdb rw
35 22 0:31 / /srv rw - nfs4 server:/srv rw
no line of a table";

    #[test]
    fn the_mount_nearest_to_a_folder_tells_its_kind() {
        for (folder, kind) in [
            ("/var/site", "ext4"),
            ("/mnt/обмен отдела/site", "cifs"),
            ("/mnt/обмен", "ext4"),
            ("/home/user/remote/site", "fuse.sshfs"),
            ("/home/user/remote/local/site", "tmpfs"),
            ("/media/disk", "fuseblk"),
            ("/srv/site", "nfs4"),
        ] {
            assert_eq!(kind_of(TABLE, Path::new(folder)), Some(kind), "{folder}");
        }
        assert_eq!(kind_of("", Path::new("/")), None);
        assert_eq!(unescaped("/a\\040b\\134c\\9"), Path::new("/a b\\c9"));
    }

    #[test]
    fn folders_of_tests_lie_on_this_machine() {
        let folder = tempfile::tempdir().expect("there is room for a test");
        assert_eq!(remote([folder.path(), Path::new("no such folder")]), None);
    }
}
