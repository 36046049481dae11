//! Which encoding the bytes of a file look like, and how sure that is.
//!
//! A byte order mark and valid UTF-8 leave no doubt; the encodings before Unicode are told apart by
//! how plausible the text is that comes out. It must not know what the text says.

use super::kind::{self, NotCsv};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, GB18030, GBK, UTF_8};

/// An encoding, and how sure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EncodingGuess {
    /// As `encoding` has it.
    pub label: &'static str,
    /// How sure it is.
    pub sureness: Sureness,
}

/// How sure a guess is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sureness {
    /// Little speaks for it.
    Doubtful,
    /// All that was looked at is text in it.
    Likely,
    /// All that was looked at is ASCII, which is the same in nearly all encodings.
    Ascii,
    /// A byte order mark, or text that is valid UTF-8 and not ASCII alone.
    Certain,
}

impl EncodingGuess {
    /// The guess for the first bytes of a file; `whole` where they are all of it.
    pub(super) fn of(head: &[u8], whole: bool) -> Self {
        if let Some((encoding, _)) = Encoding::for_bom(head) {
            return Self { label: label(encoding), sureness: Sureness::Certain };
        }
        if let Some(NotCsv::Utf16(label)) = kind::of(head, false) {
            return Self { label, sureness: Sureness::Likely };
        }
        let cut = match std::str::from_utf8(head) {
            Ok(_) => true,
            // The last character may lie half beyond the head.
            Err(error) => !whole && error.error_len().is_none(),
        };
        if cut {
            let sureness = if head.is_ascii() { Sureness::Ascii } else { Sureness::Certain };
            return Self { label: label(UTF_8), sureness };
        }
        Self::legacy(head, whole)
    }

    /// The encoding of text that is no Unicode.
    fn legacy(head: &[u8], whole: bool) -> Self {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(head, whole);
        let encoding = detector.guess(None, Utf8Detection::Deny);
        // GB18030 has all that GBK has, and the characters added since.
        let encoding = if encoding == GBK { GB18030 } else { encoding };
        let (valid, malformed) = count(encoding, head, whole);
        // A few letters are letters in many encodings.
        let likely = valid >= 16 && malformed == 0;
        Self { label: label(encoding), sureness: if likely { Sureness::Likely } else { Sureness::Doubtful } }
    }

    /// The encoding that a file probably has which is not in the one it was read in, if its head says.
    pub(super) fn instead_of(read_as: &'static Encoding, head: &[u8]) -> Option<Self> {
        let (valid, malformed) = count(read_as, head, false);
        let guess = Self::of(head, false);
        (malformed > valid && guess.label != label(read_as)).then_some(guess)
    }
}

/// The label that people write.
fn label(encoding: &'static Encoding) -> &'static str {
    match encoding.name() {
        "UTF-8" => "utf-8",
        "UTF-16LE" => "utf-16le",
        "UTF-16BE" => "utf-16be",
        "Big5" => "big5",
        "Shift_JIS" => "shift_jis",
        "EUC-KR" => "euc-kr",
        "EUC-JP" => "euc-jp",
        name => name,
    }
}

/// Characters beyond ASCII that bytes are in an encoding, and sequences that are none.
fn count(encoding: &'static Encoding, bytes: &[u8], whole: bool) -> (usize, usize) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = vec![0; 4096];
    let (mut valid, mut malformed, mut at) = (0, 0, 0);
    loop {
        let (result, read, wrote) =
            decoder.decode_to_utf8_without_replacement(&bytes[at..], &mut text, whole);
        at += read;
        // Every character beyond ASCII has one first byte that is not a continuation.
        valid += text[..wrote].iter().filter(|&&byte| byte >= 0xC0).count();
        match result {
            DecoderResult::InputEmpty => return (valid, malformed),
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => malformed += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn guess(bytes: &[u8]) -> (&'static str, Sureness) {
        let guess = EncodingGuess::of(bytes, true);
        (guess.label, guess.sureness)
    }

    #[test]
    fn encodings_of_logs() {
        let chinese = "工单编号,受理时间,办结时间,渠道\n1,2026-03-01,2026-03-02,电话投诉\n2,2026-03-01,2026-03-03,网页留言\n";
        let taiwan = "案件編號,受理時間,結案時間,管道\n1,2026-03-01,2026-03-02,電話申訴\n2,2026-03-01,2026-03-03,網頁留言\n";
        let japanese = "チケット番号,受付日時,完了日時,チャネル\n1,2026-03-01,2026-03-02,電話の問い合わせ\n";
        let german = "Nummer,Kanal,Grund\n1,Büro,Gerät fällt ständig aus\n2,Straße,Müll wurde nicht abgeholt, größer\n3,Telefon,Rückruf gewünscht – später\n";
        let russian = "номер,канал,причина\n1,телефон,не работает отопление\n2,сайт,нет воды\n";
        for (label, text) in [
            ("gb18030", chinese),
            ("big5", taiwan),
            ("shift_jis", japanese),
            ("windows-1252", german),
            ("windows-1251", russian),
        ] {
            let (bytes, _, lossy) = Encoding::for_label(label.as_bytes()).unwrap().encode(text);
            assert!(!lossy);
            assert_eq!(guess(&bytes).0, label);
            assert_eq!(guess(text.as_bytes()), ("utf-8", Sureness::Certain));
            let wrong = EncodingGuess::instead_of(UTF_8, &bytes);
            assert_eq!(wrong.map(|guess| guess.label), Some(label));
            assert_eq!(EncodingGuess::instead_of(UTF_8, text.as_bytes()), None);
        }
        let (gbk, ..) = GBK.encode(chinese);
        assert_eq!(guess(&gbk), ("gb18030", Sureness::Likely));
        let utf16: Vec<u8> = chinese.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(guess(&utf16), ("utf-16le", Sureness::Likely));
        assert_eq!(guess(&[&b"\xFF\xFE"[..], &utf16].concat()), ("utf-16le", Sureness::Certain));
        assert_eq!(guess(b"\xEF\xBB\xBFid"), ("utf-8", Sureness::Certain));
        assert_eq!(guess(b"id,x\n1,2\n"), ("utf-8", Sureness::Ascii));
        assert_eq!(guess(b"id,x\n1,caf\xE9\n"), ("windows-1252", Sureness::Doubtful));
        // A character that is cut at the end of what was looked at.
        assert_eq!(EncodingGuess::of(b"a\xE5\xB9", false).label, "utf-8");
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_fail(bytes in proptest::collection::vec(any::<u8>(), 0..300), whole in any::<bool>()) {
            let guess = EncodingGuess::of(&bytes, whole);
            prop_assert!(super::super::encoding::for_label(guess.label).is_some());
            EncodingGuess::instead_of(GB18030, &bytes);
        }
    }
}
