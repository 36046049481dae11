//! SHA-256 (FIPS 180-4), to say what the policy of a page must allow.

fn roots(power: f64) -> impl Iterator<Item = u32> {
    let primes = (2_u32..).filter(|number| (2..*number).all(|divisor| number % divisor != 0));
    // The first 32 bits of the fraction.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    primes.map(move |prime| (f64::from(prime).powf(power).fract() * 4_294_967_296.0) as u32)
}

pub(super) fn sha256(bytes: &[u8]) -> [u8; 32] {
    let rounds: Vec<u32> = roots(1.0 / 3.0).take(64).collect();
    let mut state: Vec<u32> = roots(0.5).take(8).collect();
    let mut padded = bytes.to_vec();
    padded.push(0x80);
    padded.resize(padded.len().next_multiple_of(64) + if padded.len() % 64 > 56 { 64 } else { 0 } - 8, 0);
    padded.extend((bytes.len() as u64 * 8).to_be_bytes());
    for block in padded.chunks(64) {
        let mut words: Vec<u32> =
            block.chunks(4).map(|word| u32::from_be_bytes(word.try_into().unwrap())).collect();
        for place in 16..64 {
            let (early, late) = (words[place - 15], words[place - 2]);
            let s0 = early.rotate_right(7) ^ early.rotate_right(18) ^ early >> 3;
            let s1 = late.rotate_right(17) ^ late.rotate_right(19) ^ late >> 10;
            words.push(words[place - 16].wrapping_add(s0).wrapping_add(words[place - 7]).wrapping_add(s1));
        }
        let mut s = state.clone();
        for place in 0..64 {
            let s1 = s[4].rotate_right(6) ^ s[4].rotate_right(11) ^ s[4].rotate_right(25);
            let choice = (s[4] & s[5]) ^ (!s[4] & s[6]);
            let sums = [s[7], s1, choice, rounds[place], words[place]];
            let one = sums.into_iter().fold(0, u32::wrapping_add);
            let s0 = s[0].rotate_right(2) ^ s[0].rotate_right(13) ^ s[0].rotate_right(22);
            let majority = (s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]);
            s.rotate_right(1);
            s[4] = s[4].wrapping_add(one);
            s[0] = one.wrapping_add(s0).wrapping_add(majority);
        }
        state.iter_mut().zip(s).for_each(|(state, word)| *state = state.wrapping_add(word));
    }
    let bytes: Vec<u8> = state.iter().flat_map(|word| word.to_be_bytes()).collect();
    bytes.try_into().unwrap()
}

pub(super) fn base64(bytes: &[u8]) -> String {
    let letters: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['+', '/']).collect();
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let number = group.iter().fold(0_usize, |number, byte| number << 8 | usize::from(*byte))
            << (8 * (3 - group.len()));
        let digits = (0..4).map(|place| letters[number >> (18 - 6 * place) & 63]);
        text.extend(digits.take(group.len() + 1));
        text.extend(std::iter::repeat_n('=', 3 - group.len()));
    }
    text
}

#[test]
fn known_sums() {
    let hex = |bytes: &[u8]| sha256(bytes).map(|byte| format!("{byte:02x}")).concat();
    assert_eq!(hex(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_eq!(hex(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    let long = hex(b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq");
    assert_eq!(long, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    assert_eq!((base64(b"a"), base64(b"ab"), base64(b"abc")), ("YQ==".into(), "YWI=".into(), "YWJj".into()));
}
