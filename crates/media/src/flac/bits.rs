//! Writes bits, most significant first.

pub(super) struct Bits {
    done: Vec<u8>,
    /// The last bits, at the low end.
    pending: u64,
    count: u32,
}

impl Bits {
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self { done: Vec::with_capacity(bytes), pending: 0, count: 0 }
    }

    /// Whole bytes written.
    pub(super) fn len(&self) -> usize {
        self.done.len()
    }

    /// The bytes from an earlier [`len`](Self::len) on.
    pub(super) fn since(&self, start: usize) -> &[u8] {
        &self.done[start..]
    }

    /// Appends the low `width` bits of `value`; `width` is at most 48.
    pub(super) fn put(&mut self, value: u64, width: u32) {
        self.pending = (self.pending << width) | (value & ((1 << width) - 1));
        self.count += width;
        while self.count >= 8 {
            self.count -= 8;
            self.done.push((self.pending >> self.count) as u8);
        }
    }

    /// Appends a number as `zeros` zero bits and a one.
    pub(super) fn unary(&mut self, mut zeros: u32) {
        while zeros >= 32 {
            self.put(0, 32);
            zeros -= 32;
        }
        self.put(1, zeros + 1);
    }

    /// Appends bytes; the writer must stand at a byte's edge.
    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        debug_assert_eq!(self.count, 0, "bytes are written at a byte's edge");
        self.done.extend_from_slice(bytes);
    }

    /// Fills the last byte with zeros.
    pub(super) fn align(&mut self) {
        if self.count > 0 {
            self.put(0, 8 - self.count);
        }
    }

    pub(super) fn finish(mut self) -> Vec<u8> {
        self.align();
        self.done
    }
}

/// CRC-8 with the polynomial x⁸ + x² + x + 1.
pub(super) fn crc8(bytes: &[u8]) -> u8 {
    bytes.iter().fold(0, |crc, byte| {
        (0..8).fold(crc ^ byte, |crc, _| if crc & 0x80 != 0 { (crc << 1) ^ 0x07 } else { crc << 1 })
    })
}

/// CRC-16 with the polynomial x¹⁶ + x¹⁵ + x² + 1.
pub(super) fn crc16(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0, |crc, byte| (crc << 8) ^ CRC16[usize::from((crc >> 8) as u8 ^ byte)])
}

static CRC16: [u16; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut crc = (byte as u16) << 8;
        let mut bit = 0;
        while bit < 8 {
            crc = if crc & 0x8000 != 0 { (crc << 1) ^ 0x8005 } else { crc << 1 };
            bit += 1;
        }
        table[byte] = crc;
        byte += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_are_written_from_the_top() {
        let mut bits = Bits::with_capacity(8);
        bits.put(0b101, 3);
        bits.unary(4);
        bits.put(0x1ff, 9);
        assert_eq!(bits.finish(), [0b1010_0001, 0xff, 0b1000_0000]);
    }

    #[test]
    fn checksums_match_their_published_check_values() {
        assert_eq!(crc8(b"123456789"), 0xf4);
        assert_eq!(crc16(b"123456789"), 0xfee8);
    }
}
