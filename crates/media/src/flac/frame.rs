//! One FLAC frame (RFC 9639, section 9): stereo, fixed predictors, Rice-coded residuals.

use super::bits::{Bits, crc8, crc16};

/// Frames of sound in a FLAC frame.
pub(super) const BLOCK: usize = 4096;

/// Residuals are coded in up to 2⁶ parts, each with its own parameter.
const FINEST: u32 = 6;

/// The largest Rice parameter of the four-bit coding method; 15 is an escape.
const LARGEST_RICE: u32 = 14;

/// Writes one block of interleaved samples and returns its size in bytes.
pub(super) fn write(bits: &mut Bits, number: u64, block: &[i16]) -> usize {
    let start = bits.len();
    let left: Vec<i32> = block.iter().step_by(2).map(|&s| i32::from(s)).collect();
    let right: Vec<i32> = block.iter().skip(1).step_by(2).map(|&s| i32::from(s)).collect();
    let (side, mid): (Vec<i32>, Vec<i32>) = left.iter().zip(&right).map(|(l, r)| (l - r, (l + r) >> 1)).unzip();
    let channels = [(&left, 16), (&right, 16), (&side, 17), (&mid, 16)].map(|(s, width)| Subframe::of(s, width));
    let [left, right, side, mid] = &channels;
    // Codes of RFC 9639, section 9.1.3.
    let ways = [(0b0001, left, right), (0b1000, left, side), (0b1001, side, right), (0b1010, mid, side)];
    let (code, first, second) = ways.into_iter().min_by_key(|(_, a, b)| a.cost + b.cost).unwrap_or(ways[0]);
    header(bits, start, number, block.len() / 2, code);
    first.write(bits);
    second.write(bits);
    bits.align();
    let sum = crc16(bits.since(start));
    bits.put(u64::from(sum), 16);
    bits.len() - start
}

fn header(bits: &mut Bits, start: usize, number: u64, size: usize, channels: u64) {
    bits.put(0b1111_1111_1111_1000, 16); // sync code, blocks of fixed size
    bits.put(if size == BLOCK { 0b1100 } else { 0b0111 }, 4);
    bits.put(0b1001, 4); // 44.1 kHz
    bits.put(channels, 4);
    bits.put(0b1000, 4); // 16 bit, and a reserved zero
    coded_number(bits, number);
    if size != BLOCK {
        bits.put(size as u64 - 1, 16);
    }
    let sum = crc8(bits.since(start));
    bits.put(u64::from(sum), 8);
}

/// A frame's number, coded like a character in UTF-8. Two bytes of payload last for 65,536 blocks,
/// a hundred minutes; the third form lasts for ever.
fn coded_number(bits: &mut Bits, number: u64) {
    let low = |shift: u32| 0x80 | ((number >> shift) & 0x3f);
    match number {
        0..0x80 => bits.put(number, 8),
        0x80..0x800 => bits.put(((0xc0 | (number >> 6)) << 8) | low(0), 16),
        0x800..0x1_0000 => bits.put(((0xe0 | (number >> 12)) << 16) | (low(6) << 8) | low(0), 24),
        _ => bits.put(((0xf0 | (number >> 18)) << 24) | (low(12) << 16) | (low(6) << 8) | low(0), 32),
    }
}

/// One channel of a block with the coding that suits it.
struct Subframe<'a> {
    samples: &'a [i32],
    /// Bits of a sample.
    width: u32,
    kind: Kind,
    /// Size in bits, nearly.
    cost: u64,
}

enum Kind {
    Constant,
    Verbatim,
    Fixed { order: usize, residual: Vec<u32>, parts: u32, rice: Vec<u32> },
}

impl<'a> Subframe<'a> {
    fn of(samples: &'a [i32], width: u32) -> Self {
        let verbatim = samples.len() as u64 * u64::from(width);
        if samples.iter().all(|s| *s == samples[0]) {
            return Self { samples, width, kind: Kind::Constant, cost: u64::from(width) };
        }
        let order = best_order(samples);
        let residual: Vec<u32> = residuals(samples, order).into_iter().map(zigzag).collect();
        let (parts, rice, cost) = partition(&residual, order, samples.len());
        let cost = cost + (order as u64) * u64::from(width);
        if cost >= verbatim {
            return Self { samples, width, kind: Kind::Verbatim, cost: verbatim };
        }
        Self { samples, width, kind: Kind::Fixed { order, residual, parts, rice }, cost }
    }

    fn write(&self, bits: &mut Bits) {
        let raw = |bits: &mut Bits, count: usize| {
            for &sample in &self.samples[..count] {
                bits.put(i64::from(sample).cast_unsigned(), self.width);
            }
        };
        match &self.kind {
            Kind::Constant => {
                bits.put(0b0000_0000, 8);
                raw(bits, 1);
            }
            Kind::Verbatim => {
                bits.put(0b0000_0010, 8);
                raw(bits, self.samples.len());
            }
            Kind::Fixed { order, residual, parts, rice } => {
                bits.put((0b00_1000 | *order as u64) << 1, 8);
                raw(bits, *order);
                write_residual(bits, residual, *order, *parts, rice);
            }
        }
    }
}

/// The predictor that leaves the least, of the five that RFC 9639, section 9.2.5 defines.
fn best_order(samples: &[i32]) -> usize {
    if samples.len() <= 4 {
        return 0;
    }
    let mut sums = [0_u64; 5];
    let mut before = [0_i32; 5];
    for (index, &sample) in samples.iter().enumerate() {
        let mut difference = sample;
        let mut now = [0; 5];
        for order in 0..5 {
            now[order] = difference;
            if index >= 4 {
                sums[order] += u64::from(difference.unsigned_abs());
            }
            difference -= before[order];
        }
        before = now;
    }
    (0..5).min_by_key(|&order| sums[order]).unwrap_or(0)
}

fn residuals(s: &[i32], order: usize) -> Vec<i32> {
    let at = |i: usize| match order {
        0 => s[i],
        1 => s[i] - s[i - 1],
        2 => s[i] - 2 * s[i - 1] + s[i - 2],
        3 => s[i] - 3 * s[i - 1] + 3 * s[i - 2] - s[i - 3],
        _ => s[i] - 4 * s[i - 1] + 6 * s[i - 2] - 4 * s[i - 3] + s[i - 4],
    };
    (order..s.len()).map(at).collect()
}

/// 0, -1, 1, -2, 2 … as 0, 1, 2, 3, 4 …
fn zigzag(value: i32) -> u32 {
    ((value << 1) ^ (value >> 31)).cast_unsigned()
}

/// How finely to cut the residual, with which parameters, at which cost in bits.
fn partition(residual: &[u32], order: usize, block: usize) -> (u32, Vec<u32>, u64) {
    let fits = |parts: u32| block.is_multiple_of(1 << parts) && (block >> parts) > order;
    let finest = (0..=FINEST).rev().find(|&parts| fits(parts)).unwrap_or(0);
    let mut sums: Vec<u64> =
        cut(residual, order, block, finest).map(|part| part.iter().map(|&r| u64::from(r)).sum()).collect();
    let mut best = (0, Vec::new(), u64::MAX);
    for parts in (0..=finest).rev() {
        let length = |part: usize| ((block >> parts) - if part == 0 { order } else { 0 }) as u64;
        let coded: Vec<(u32, u64)> = sums.iter().enumerate().map(|(i, &sum)| rice_parameter(sum, length(i))).collect();
        let cost = 6 + coded.iter().map(|(_, bits)| bits + 4).sum::<u64>();
        if cost < best.2 {
            best = (parts, coded.into_iter().map(|(rice, _)| rice).collect(), cost);
        }
        sums = sums.chunks(2).map(|pair| pair.iter().sum()).collect();
    }
    best
}

/// The parts of a residual; the first is shorter by the samples that are not predicted.
fn cut(residual: &[u32], order: usize, block: usize, parts: u32) -> impl Iterator<Item = &[u32]> {
    let length = block >> parts;
    (0..1_usize << parts).map(move |i| &residual[(i * length).saturating_sub(order)..(i + 1) * length - order])
}

/// The cheapest parameter for `count` numbers of this sum, and the bits they then take.
fn rice_parameter(sum: u64, count: u64) -> (u32, u64) {
    let guess = (sum / count.max(1)).checked_ilog2().unwrap_or(0);
    let cost = |rice: u32| count * u64::from(rice + 1) + (sum >> rice);
    let candidates = guess.saturating_sub(1).min(LARGEST_RICE)..=(guess + 1).min(LARGEST_RICE);
    candidates.map(|rice| (rice, cost(rice))).min_by_key(|(_, bits)| *bits).unwrap_or((0, cost(0)))
}

fn write_residual(bits: &mut Bits, residual: &[u32], order: usize, parts: u32, rice: &[u32]) {
    bits.put(0b00, 2); // parameters of four bits
    bits.put(u64::from(parts), 4);
    for (part, &rice) in cut(residual, order, residual.len() + order, parts).zip(rice) {
        bits.put(u64::from(rice), 4);
        for &value in part {
            let (high, low) = (value >> rice, u64::from(value & ((1 << rice) - 1)));
            if high < 24 {
                bits.put((1 << rice) | low, high + 1 + rice);
            } else {
                bits.unary(high);
                bits.put(low, rice);
            }
        }
    }
}
