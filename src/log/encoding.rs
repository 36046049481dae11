//! Bytes of a file to text, in bounded buffers.
//!
//! Every encoding of the web; a byte order mark wins over what was declared. A byte that is none of
//! the encoding's becomes U+FFFD and is counted with its place, so that nothing is replaced in
//! silence. UTF-8 is read to where it is needed and looked at there; everything else is converted.
//! It must not know rows: a place is a distance from the start of the text.

use super::compression::Unpacked;
use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::io;
use std::sync::atomic::Ordering;

/// Bytes read from a file at once, where they have to be converted.
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
    declared: &'static Encoding,
    /// Made when the text is first asked for.
    decoder: Option<Decoder>,
    /// Bytes of the file that are still to be decoded; of UTF-8, after the first bytes of the file,
    /// no more than the beginning of a character.
    raw: Vec<u8>,
    /// Text that is still to be taken, from this place on.
    decoded: Vec<u8>,
    taken: usize,
    /// Bytes of text that were decoded.
    position: u64,
    ended: bool,
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
    pub(super) fn new(mut source: Unpacked, encoding: Option<&'static Encoding>) -> io::Result<Self> {
        let mut raw = vec![0; CHUNK];
        let mut length = 0;
        let mut ended = false;
        // A pipe may give a few bytes at a time; what kind of file it is shows in the first many.
        while !ended && length < CHUNK / 2 {
            let read = read_some(&mut source, &mut raw[length..])?;
            length += read;
            ended = read == 0;
        }
        raw.truncate(length);
        Ok(Self {
            source,
            declared: encoding.unwrap_or(UTF_8),
            decoder: None,
            raw,
            decoded: Vec::new(),
            taken: 0,
            position: 0,
            ended,
            malformed: Malformed::default(),
        })
    }

    /// The first bytes of the file, as they are in it, before anything is taken.
    pub(super) fn head(&self) -> &[u8] {
        &self.raw
    }

    /// Whether these are all its bytes.
    pub(super) fn is_whole(&self) -> bool {
        self.ended
    }

    /// Reads it in another encoding, before anything was taken.
    pub(super) fn read_as(&mut self, encoding: &'static Encoding) {
        self.declared = encoding;
    }

    /// The encoding it is read in: that of its byte order mark, else the one that was declared.
    pub(super) fn encoding(&self) -> &'static Encoding {
        match &self.decoder {
            Some(decoder) => decoder.encoding(),
            None => Encoding::for_bom(self.head()).map_or(self.declared, |(encoding, _)| encoding),
        }
    }

    /// Whether that is UTF-16.
    pub(super) fn is_utf16(&self) -> bool {
        let encoding = self.encoding();
        encoding == UTF_16LE || encoding == UTF_16BE
    }

    /// Writes the text that comes next into `out`, which has room for at least one character. Says how
    /// many bytes; 0 at the end.
    pub(super) fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let mut decoder = match self.decoder.take() {
            Some(decoder) => decoder,
            None => self.begin(),
        };
        let written = self.read_with(&mut decoder, out);
        self.decoder = Some(decoder);
        written
    }

    /// How many bytes of the file were read, packed if it is.
    pub(super) fn bytes(&self) -> u64 {
        self.source.taken.load(Ordering::Relaxed)
    }

    /// Whether the file is packed.
    pub(super) fn is_packed(&self) -> bool {
        self.source.packed
    }

    /// What could not be decoded so far. It runs ahead of what was taken.
    pub(super) fn malformed(&self) -> &Malformed {
        &self.malformed
    }

    /// Takes the byte order mark.
    fn begin(&mut self) -> Decoder {
        let decoder = self.encoding().new_decoder_without_bom_handling();
        if let Some((_, length)) = Encoding::for_bom(&self.raw) {
            self.raw.drain(..length);
        }
        decoder
    }

    fn read_with(&mut self, decoder: &mut Decoder, out: &mut [u8]) -> io::Result<usize> {
        let is_utf8 = decoder.encoding() == UTF_8;
        loop {
            let rest = &self.decoded[self.taken..];
            if !rest.is_empty() {
                let length = rest.len().min(out.len());
                out[..length].copy_from_slice(&rest[..length]);
                self.taken += length;
                return Ok(length);
            }
            if self.ended && self.raw.is_empty() {
                return Ok(0);
            }
            if is_utf8 {
                let valid = self.read_utf8(decoder, out)?;
                if valid > 0 {
                    return Ok(valid);
                }
            } else {
                if !self.ended && self.raw.is_empty() {
                    self.raw.resize(CHUNK, 0);
                    let read = read_some(&mut self.source, &mut self.raw);
                    self.raw.truncate(*read.as_ref().unwrap_or(&0));
                    self.ended = read? == 0;
                }
                let raw = std::mem::take(&mut self.raw);
                self.decode(decoder, &raw, self.ended);
            }
        }
    }

    /// Reads into `out` and says how much of it is valid text. What is not is decoded.
    fn read_utf8(&mut self, decoder: &mut Decoder, out: &mut [u8]) -> io::Result<usize> {
        let mut length = self.raw.len().min(out.len());
        out[..length].copy_from_slice(&self.raw[..length]);
        if length < out.len() && !self.ended {
            let read = read_some(&mut self.source, &mut out[length..])?;
            length += read;
            self.ended = read == 0;
            self.raw.clear();
        } else {
            self.raw.drain(..length);
        }
        let valid = Encoding::utf8_valid_up_to(&out[..length]);
        self.position += valid as u64;
        let rest = &out[valid..length];
        let more = !self.ended || !self.raw.is_empty();
        if more && is_begun(rest) {
            self.raw.splice(..0, rest.iter().copied());
        } else if !rest.is_empty() {
            let mut rest = rest.to_vec();
            // So that the decoder never keeps the beginning of a character.
            let end = rest.len() - begun_at_end(&rest);
            if more {
                self.raw.splice(..0, rest.drain(end..));
            }
            self.decode(decoder, &rest, true);
            *decoder = UTF_8.new_decoder_without_bom_handling();
        }
        Ok(valid)
    }

    /// Decodes all of `raw` to what is to be taken next, after `out` is.
    fn decode(&mut self, decoder: &mut Decoder, mut raw: &[u8], last: bool) {
        self.taken = 0;
        self.decoded.resize(CHUNK, 0);
        let mut written = 0;
        loop {
            let out = &mut self.decoded[written..];
            let (result, read, wrote) = decoder.decode_to_utf8_without_replacement(raw, out, last);
            raw = &raw[read..];
            written += wrote;
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => written = self.replace(written),
            }
            // The decoder asks for room for the longest character; the replacement must fit too.
            if self.decoded.len() - written < 16 {
                self.decoded.resize(self.decoded.len() * 2, 0);
            }
        }
        self.decoded.truncate(written);
        self.position += written as u64;
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

/// Reads once, however little comes; 0 at the end.
fn read_some(source: &mut Unpacked, buffer: &mut [u8]) -> io::Result<usize> {
    loop {
        match source.bytes.read(buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}

/// Whether bytes are nothing but the beginning of a character of UTF-8.
fn is_begun(bytes: &[u8]) -> bool {
    bytes.len() < 4
        && std::str::from_utf8(bytes)
            .is_err_and(|error| error.valid_up_to() == 0 && error.error_len().is_none())
}

/// How many bytes at the end are the beginning of a character of UTF-8.
fn begun_at_end(bytes: &[u8]) -> usize {
    (1..=bytes.len().min(3)).find(|&length| is_begun(&bytes[bytes.len() - length..])).unwrap_or(0)
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
        decode_to(bytes, label, at_once, 1 + at_once % 7 + 3)
    }

    /// Reads into a buffer of a size.
    fn decode_to(bytes: &[u8], label: &str, at_once: usize, room: usize) -> (String, u64, Vec<u64>) {
        let source = Box::new(Drip(bytes.to_vec(), 0, at_once));
        let mut text = Text::new(unpack(source).unwrap(), for_label(label)).unwrap();
        let mut all = Vec::new();
        let mut buffer = vec![0; room];
        loop {
            let length = text.read(&mut buffer).unwrap();
            if length == 0 {
                break;
            }
            all.extend_from_slice(&buffer[..length]);
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
        let many = decode_to(&vec![0xFF; 200_000], "utf-8", 9_999, 50_000);
        assert_eq!((many.1, many.0.len()), (200_000, 600_000));
        assert_eq!(many.2, [0, 3, 6, 9, 12]);
    }

    proptest! {
        #[test]
        fn the_same_text_however_the_bytes_come(
            bytes in proptest::collection::vec(any::<u8>(), 0..300),
            at_once in 1..40_usize,
            room in 4..80_usize,
            label in prop_oneof![Just("utf-8"), Just("gb18030"), Just("utf-16le"), Just("iso-2022-jp")],
        ) {
            // Bytes that begin like gzip or zstd are not text but packed.
            prop_assume!(!bytes.starts_with(&[0x1F, 0x8B]) && !bytes.starts_with(&[0x28, 0xB5, 0x2F, 0xFD]));
            let (text, count, _) = decode_to(&bytes, label, at_once, room);
            let (expected, _, replaced) = for_label(label).unwrap().decode(&bytes);
            prop_assert_eq!(&text, &expected);
            prop_assert_eq!(replaced, count > 0);
        }
    }
}
