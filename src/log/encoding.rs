//! Bytes of a file to text, in bounded buffers.
//!
//! Every encoding of the web; a byte order mark wins over what was declared. A byte that is none of
//! the encoding's becomes U+FFFD and is counted with its place, so that nothing is replaced in
//! silence. It must not know rows: a place is a distance from the start of the text.

use super::compression::Unpacked;
use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::io;
use std::sync::atomic::Ordering;

/// Bytes read from a file at once.
const CHUNK: usize = 64 * 1024;
/// What stands for bytes that cannot be read.
const REPLACEMENT: &[u8] = "\u{fffd}".as_bytes();

/// The encoding of a label of the WHATWG standard.
pub(super) fn for_label(label: &str) -> Option<&'static Encoding> {
    // The standard maps labels of dangerous encodings to one that refuses everything.
    Encoding::for_label_no_replacement(label.as_bytes())
}

/// The text of a file, decoded as it is read.
pub(super) struct Text {
    source: Unpacked,
    decoder: Decoder,
    raw: Box<[u8]>,
    /// The bytes of `raw` that are still to be decoded.
    undecoded: std::ops::Range<usize>,
    decoded: Box<[u8]>,
    /// The bytes of `decoded` that are still to be taken.
    untaken: std::ops::Range<usize>,
    /// Bytes of text before `untaken`.
    position: u64,
    ended: bool,
    finished: bool,
    malformed: Malformed,
}

/// Bytes that were none of the encoding's.
#[derive(Default)]
pub(super) struct Malformed {
    /// How many characters stand for them.
    pub(super) count: u64,
    /// Where the first of these characters are, as distances from the start of the text.
    pub(super) first: Vec<u64>,
}

impl Text {
    /// Begins to read; the first bytes are there afterwards.
    pub(super) fn new(source: Unpacked, encoding: Option<&'static Encoding>) -> io::Result<Self> {
        let mut text = Self {
            source,
            decoder: encoding.unwrap_or(UTF_8).new_decoder(),
            raw: vec![0; CHUNK].into(),
            undecoded: 0..0,
            decoded: vec![0; CHUNK].into(),
            untaken: 0..0,
            position: 0,
            ended: false,
            finished: false,
            malformed: Malformed::default(),
        };
        // A pipe may give a few bytes at a time; what kind of file it is shows in the first many.
        while !text.ended && text.undecoded.end < CHUNK / 2 {
            text.read_on()?;
        }
        Ok(text)
    }

    /// The first bytes of the file, as they are in it, before anything is taken.
    pub(super) fn head(&self) -> &[u8] {
        &self.raw[self.undecoded.clone()]
    }

    /// Whether these are all its bytes.
    pub(super) fn is_whole(&self) -> bool {
        self.ended
    }

    /// Reads it in another encoding, before anything was taken.
    pub(super) fn read_as(&mut self, encoding: &'static Encoding) {
        self.decoder = encoding.new_decoder();
    }

    /// The encoding it is read in: that of its byte order mark, else the one that was declared.
    pub(super) fn encoding(&self) -> &'static Encoding {
        Encoding::for_bom(self.head()).map_or(self.decoder.encoding(), |(encoding, _)| encoding)
    }

    /// Whether that is UTF-16.
    pub(super) fn is_utf16(&self) -> bool {
        let encoding = self.encoding();
        encoding == UTF_16LE || encoding == UTF_16BE
    }

    /// The text that comes next; empty at the end.
    pub(super) fn fill(&mut self) -> io::Result<&[u8]> {
        while self.untaken.is_empty() && !self.finished {
            if self.undecoded.is_empty() && !self.ended {
                self.undecoded = 0..0;
                self.read_on()?;
            }
            self.decode();
        }
        Ok(&self.decoded[self.untaken.clone()])
    }

    /// Takes so many bytes of what [`Text::fill`] gave.
    pub(super) fn take(&mut self, bytes: usize) {
        self.untaken.start = (self.untaken.start + bytes).min(self.untaken.end);
        self.position += bytes as u64;
    }

    /// How far the text has been taken.
    pub(super) fn position(&self) -> u64 {
        self.position
    }

    /// How many bytes of the file were read, packed if it is.
    pub(super) fn bytes(&self) -> u64 {
        self.source.taken.load(Ordering::Relaxed)
    }

    /// What could not be decoded so far. It runs ahead of what was taken.
    pub(super) fn malformed(&self) -> &Malformed {
        &self.malformed
    }

    fn read_on(&mut self) -> io::Result<()> {
        let read = loop {
            match self.source.bytes.read(&mut self.raw[self.undecoded.end..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                result => break result?,
            }
        };
        self.undecoded.end += read;
        self.ended = read == 0;
        Ok(())
    }

    fn decode(&mut self) {
        let mut written = 0;
        loop {
            let raw = &self.raw[self.undecoded.clone()];
            let (result, read, wrote) = self.decoder.decode_to_utf8_without_replacement(
                raw,
                &mut self.decoded[written..],
                self.ended,
            );
            self.undecoded.start += read;
            written += wrote;
            match result {
                DecoderResult::InputEmpty => {
                    self.finished = self.ended;
                    break;
                }
                DecoderResult::OutputFull => break,
                DecoderResult::Malformed(..) => written = self.replace(written),
            }
            // The decoder asks for room for the longest character; the replacement must fit too.
            if self.decoded.len() - written < 16 {
                break;
            }
        }
        self.untaken = 0..written;
    }

    fn replace(&mut self, at: usize) -> usize {
        let end = at + REPLACEMENT.len();
        self.decoded[at..end].copy_from_slice(REPLACEMENT);
        self.malformed.count += 1;
        if self.malformed.first.len() < super::summary::Places::KEPT {
            self.malformed.first.push(self.position + at as u64);
        }
        end
    }
}

#[cfg(test)]
mod tests {
    use super::super::compression::unpack;
    use super::*;
    use proptest::prelude::*;
    use std::io::Read;

    /// A source that gives a few bytes at a time, as pipes do.
    struct Drip(Vec<u8>, usize, usize);

    impl Read for Drip {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let length = self.2.min(buffer.len()).min(self.0.len() - self.1);
            buffer[..length].copy_from_slice(&self.0[self.1..self.1 + length]);
            self.1 += length;
            Ok(length)
        }
    }

    fn decode(bytes: &[u8], label: &str, at_once: usize) -> (String, u64, Vec<u64>) {
        let source = Box::new(Drip(bytes.to_vec(), 0, at_once));
        let mut text = Text::new(unpack(source).unwrap(), for_label(label)).unwrap();
        let mut all = Vec::new();
        loop {
            let part = text.fill().unwrap();
            if part.is_empty() {
                break;
            }
            let length = part.len().min(7);
            all.extend_from_slice(&part[..length]);
            text.take(length);
        }
        assert_eq!(text.bytes(), bytes.len() as u64);
        (String::from_utf8(all).unwrap(), text.malformed().count, text.malformed().first.clone())
    }

    #[test]
    fn labels_of_the_web() {
        for label in ["utf-8", "UTF8", "gb18030", "GBK", "gb2312", "big5", "utf-16le", "latin1", "shift_jis"]
        {
            assert!(for_label(label).is_some(), "{label}");
        }
        for label in ["", "utf-9", "gbk2", "iso-2022-kr"] {
            assert!(for_label(label).is_none(), "{label}");
        }
    }

    #[test]
    fn encodings_are_decoded() {
        let gbk = [0xB6, 0xA9, 0xB5, 0xA5, 0xBA, 0xC5];
        assert_eq!(decode(&gbk, "gbk", 1), ("订单号".into(), 0, vec![]));
        assert_eq!(decode(&gbk, "gb18030", 2).0, "订单号");
        assert_eq!(decode(b"\xFF\xFEa\0\x22\x6C", "utf-8", 3).0, "a\u{6C22}", "a mark wins");
        assert_eq!(decode(b"\xEF\xBB\xBFa", "gbk", 1).0, "a");
        assert_eq!(decode(b"a\0b\0", "utf-16", 1).0, "ab");
        assert_eq!(decode(b"caf\xE9", "latin1", 1).0, "café");
    }

    #[test]
    fn what_cannot_be_decoded_is_counted_with_its_place() {
        assert_eq!(decode(b"a\xFFb\xC3", "utf-8", 1), ("a\u{fffd}b\u{fffd}".into(), 2, vec![1, 5]));
        let many = decode(&vec![0xFF; 200_000], "utf-8", 9_999);
        assert_eq!((many.1, many.0.len()), (200_000, 600_000));
        assert_eq!(many.2, [0, 3, 6, 9, 12]);
    }

    proptest! {
        #[test]
        fn the_same_text_however_the_bytes_come(
            bytes in proptest::collection::vec(any::<u8>(), 0..300),
            at_once in 1..40_usize,
            label in prop_oneof![Just("utf-8"), Just("gb18030"), Just("utf-16le"), Just("iso-2022-jp")],
        ) {
            // Bytes that begin like gzip or zstd are not text but packed.
            prop_assume!(!bytes.starts_with(&[0x1F, 0x8B]) && !bytes.starts_with(&[0x28, 0xB5, 0x2F, 0xFD]));
            let (text, count, _) = decode(&bytes, label, at_once);
            let (expected, _, replaced) = for_label(label).unwrap().decode(&bytes);
            prop_assert_eq!(&text, &expected);
            prop_assert_eq!(replaced, count > 0);
        }
    }
}
