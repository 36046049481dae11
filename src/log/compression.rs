//! Compressed files to the bytes that were compressed, in bounded buffers.
//!
//! What a file is shows in its first bytes, never in its name: exports are renamed. Both formats may
//! hold several parts, one after the other, as `cat a.gz b.gz` leaves them. It must not know what the
//! bytes say.

use flate2::bufread::MultiGzDecoder;
use std::error::Error;
use std::io::{self, BufRead, BufReader, ErrorKind, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use zstd::stream::read::Decoder;

/// The first bytes of a gzip file.
pub(super) const GZIP: &[u8] = b"\x1F\x8B";
/// The first bytes of a frame of zstd.
pub(super) const ZSTD: &[u8] = b"\x28\xB5\x2F\xFD";
/// The longest distance that a frame may look back, as the program `zstd` has it: 128 MiB.
const ZSTD_WINDOW_LOG: u32 = 27;
/// Bytes read from a file at once.
const CHUNK: usize = 64 * 1024;

/// Why a compressed file cannot be unpacked; carried inside of an [`io::Error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("damaged {program} data")]
pub(super) struct Damaged {
    /// The program that packed it.
    pub(super) program: &'static str,
    /// Whether the file ends before its contents do.
    pub(super) truncated: bool,
}

impl Damaged {
    /// What an error of reading says about compressed data, if it does.
    pub(super) fn of(error: &io::Error) -> Option<Self> {
        error.get_ref()?.downcast_ref().copied()
    }

    /// An error of a decoder: the file's own where the system could not read it, else a damage.
    fn error(program: &'static str, error: &(dyn Error + 'static)) -> io::Error {
        let mut cause = Some(error);
        let mut truncated = false;
        while let Some(error) = cause {
            match error.downcast_ref::<io::Error>().map(io::Error::kind) {
                Some(ErrorKind::UnexpectedEof) => truncated = true,
                Some(ErrorKind::InvalidData | ErrorKind::InvalidInput | ErrorKind::Other) | None => {}
                Some(kind) => return kind.into(),
            }
            cause = error.source();
        }
        io::Error::new(ErrorKind::InvalidData, Self { program, truncated })
    }
}

/// Bytes of a file, unpacked if they are packed, and how many of the file were read.
pub(super) struct Unpacked {
    pub(super) bytes: Box<dyn Read + Send>,
    pub(super) taken: Arc<AtomicU64>,
    /// Whether they were packed.
    pub(super) packed: bool,
}

/// Looks at the first bytes and unpacks what follows as it is read.
pub(super) fn unpack(source: Box<dyn Read + Send>) -> io::Result<Unpacked> {
    let taken = Arc::new(AtomicU64::new(0));
    let mut source = Counted { source, taken: Arc::clone(&taken) };
    // A pipe may give a single byte at a time.
    let mut head = Vec::with_capacity(ZSTD.len());
    (&mut source).take(ZSTD.len() as u64).read_to_end(&mut head)?;
    let is = |magic: &[u8]| head.starts_with(magic);
    let (gzip, zstd) = (is(GZIP), is(ZSTD));
    let whole = io::Cursor::new(head).chain(source);
    let bytes: Box<dyn Read + Send> = if gzip {
        Box::new(Gzip(MultiGzDecoder::new(BufReader::with_capacity(CHUNK, whole))))
    } else if zstd {
        Box::new(Zstd::new(BufReader::with_capacity(CHUNK, whole))?)
    } else {
        Box::new(whole)
    };
    Ok(Unpacked { bytes, taken, packed: gzip || zstd })
}

/// Counts the bytes of the file itself, which is what its size is compared with.
struct Counted {
    source: Box<dyn Read + Send>,
    taken: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(buffer)?;
        self.taken.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

struct Gzip<R>(MultiGzDecoder<R>);

impl<R: BufRead> Read for Gzip<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer).map_err(|error| unpacking("gzip", error))
    }
}

/// Frames of zstd, one after the other, with what the format says to pass over between them.
struct Zstd<R: BufRead>(Decoder<'static, R>);

impl<R: BufRead> Zstd<R> {
    fn new(source: R) -> io::Result<Self> {
        let mut decoder = Decoder::with_buffer(source)?;
        decoder.window_log_max(ZSTD_WINDOW_LOG)?;
        Ok(Self(decoder))
    }
}

impl<R: BufRead> Read for Zstd<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer).map_err(|error| unpacking("zstd", error))
    }
}

/// An error of a decoder that another call may not bring again stays as it is.
fn unpacking(program: &'static str, error: io::Error) -> io::Error {
    if error.kind() == ErrorKind::Interrupted { error } else { Damaged::error(program, &error) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use proptest::prelude::*;
    use std::io::Write as _;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zstd(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = zstd::stream::write::Encoder::new(Vec::new(), 1).unwrap();
        encoder.include_checksum(true).unwrap();
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn unpacked(packed: &[u8]) -> io::Result<Vec<u8>> {
        let mut unpacked = unpack(Box::new(io::Cursor::new(packed.to_vec())))?;
        let mut bytes = Vec::new();
        unpacked.bytes.read_to_end(&mut bytes)?;
        assert_eq!(unpacked.taken.load(Ordering::Relaxed), packed.len() as u64);
        Ok(bytes)
    }

    fn damage(packed: &[u8]) -> (&'static str, bool) {
        let damaged = Damaged::of(&unpacked(packed).unwrap_err()).unwrap();
        (damaged.program, damaged.truncated)
    }

    #[test]
    fn what_is_not_packed_stays_as_it_is() {
        for bytes in [&b""[..], b"a", b"\x1F", b"\x28\xB5\x2F", b"id,x\n1,2\n"] {
            assert_eq!(unpacked(bytes).unwrap(), bytes);
        }
    }

    #[test]
    fn several_parts_are_one_text() {
        let skippable = b"\x50\x2A\x4D\x18\x03\0\0\0abc";
        assert_eq!(unpacked(&[gzip(b"id\n"), gzip(b""), gzip(b"1\n")].concat()).unwrap(), b"id\n1\n");
        let frames = [&zstd(b"id\n"), &skippable[..], &zstd(b""), &zstd(b"1\n")].concat();
        assert_eq!(unpacked(&frames).unwrap(), b"id\n1\n");
    }

    #[test]
    fn a_damage_is_named() {
        let text: Vec<u8> =
            (0..50_000_u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
        for (pack, program) in [(gzip as fn(&[u8]) -> Vec<u8>, "gzip"), (zstd, "zstd")] {
            let whole = pack(&text);
            for length in [8, 20, whole.len() / 2, whole.len() - 1] {
                assert_eq!(damage(&whole[..length]), (program, true), "{program} of {length} bytes");
            }
            let mut wrong = whole.clone();
            let last = wrong.len() - 3;
            wrong[last] ^= 1;
            assert_eq!(damage(&wrong), (program, false));
            let garbage = [&whole[..], b"garbage, and more of it"].concat();
            assert_eq!(damage(&garbage).0, program);
        }
    }

    #[test]
    fn what_the_system_says_is_kept() {
        struct Fails;
        impl Read for Fails {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(ErrorKind::PermissionDenied.into())
            }
        }
        for packed in [gzip(b"id\n1\n"), zstd(b"id\n1\n")] {
            let cut = io::Cursor::new(packed[..packed.len() - 2].to_vec());
            let mut unpacked = unpack(Box::new(cut.chain(Fails))).unwrap();
            let error = unpacked.bytes.read_to_end(&mut Vec::new()).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::PermissionDenied);
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_fail(
            bytes in proptest::collection::vec(any::<u8>(), 0..300),
            magic in prop_oneof![Just(GZIP), Just(ZSTD), Just(&b"\x1F\x8B\x08\0\0\0\0\0\0\x03"[..])],
        ) {
            if let Err(error) = unpacked(&[magic, &bytes].concat()) {
                prop_assert!(Damaged::of(&error).is_some());
            }
        }

        #[test]
        fn what_was_packed_comes_out(bytes in proptest::collection::vec(0..4_u8, 0..3000)) {
            prop_assert_eq!(unpacked(&gzip(&bytes)).unwrap(), bytes.clone());
            prop_assert_eq!(unpacked(&zstd(&bytes)).unwrap(), bytes);
        }
    }
}
