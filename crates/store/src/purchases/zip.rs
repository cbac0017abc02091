//! A ZIP archive, written entry by entry.
//!
//! Music does not shrink, so entries are stored as they are. Length and checksum of each are known
//! before it is written, so its header says them: no data descriptors, which some unpackers cannot
//! read with stored entries. Fields grow to 64 bits (APPNOTE 4.5.3) only where a number needs it,
//! so that small archives open everywhere and large ones are right.

/// Collects what the directory at the end must say.
#[derive(Debug, Default)]
pub(super) struct ZipWriter {
    written: u64,
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    name: String,
    crc: u32,
    length: u64,
    offset: u64,
}

const LOCAL: u32 = 0x0403_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
const END_64: u32 = 0x0606_4b50;
const LOCATOR_64: u32 = 0x0706_4b50;

/// Bit 11: names are UTF-8.
const FLAGS: u16 = 1 << 11;
const STORED: u16 = 0;
/// 1980-01-01 00:00: the archive says nothing of when it was made, and is the same each time.
const MIDNIGHT: u16 = 0;
const FIRST_DAY: u16 = (1 << 5) | 1;
const VERSION: u16 = 20;
const VERSION_64: u16 = 45;
/// Made by Unix, a plain file that everybody may read.
const MADE_BY: u16 = (3 << 8) | VERSION_64;
const MODE: u32 = 0o100_644 << 16;

const FULL_16: u16 = u16::MAX;
const FULL_32: u32 = u32::MAX;

impl ZipWriter {
    /// The header of an entry; its `length` bytes follow.
    pub fn begin(&mut self, name: &str, length: u64, crc: u32) -> Vec<u8> {
        let entry = Entry { name: name.to_owned(), crc, length, offset: self.written };
        let large = length >= u64::from(FULL_32);
        let mut out = Vec::with_capacity(50 + name.len());
        out.extend(LOCAL.to_le_bytes());
        out.extend(version(large).to_le_bytes());
        entry.common(&mut out, length);
        out.extend((if large { 20_u16 } else { 0 }).to_le_bytes());
        out.extend(name.as_bytes());
        if large {
            extra_64(&mut out, &[length, length]);
        }
        self.written += out.len() as u64 + length;
        self.entries.push(entry);
        out
    }

    /// The directory and the end of the archive.
    pub fn finish(self) -> Vec<u8> {
        let start = self.written;
        let mut out = Vec::new();
        for entry in &self.entries {
            entry.central(&mut out);
        }
        let (size, count) = (out.len() as u64, self.entries.len() as u64);
        let large = count >= u64::from(FULL_16) || size >= u64::from(FULL_32) || start >= u64::from(FULL_32);
        if large {
            end_64(&mut out, start, size, count);
        }
        out.extend(END.to_le_bytes());
        out.extend([0; 4]);
        let count = u16::try_from(count).unwrap_or(FULL_16);
        out.extend(count.to_le_bytes());
        out.extend(count.to_le_bytes());
        out.extend(cut(size).to_le_bytes());
        out.extend(cut(start).to_le_bytes());
        out.extend([0; 2]);
        out
    }
}

impl Entry {
    /// What both headers have in common, from the flags to the length of the name.
    fn common(&self, out: &mut Vec<u8>, length: u64) {
        for field in [FLAGS, STORED, MIDNIGHT, FIRST_DAY] {
            out.extend(field.to_le_bytes());
        }
        out.extend(self.crc.to_le_bytes());
        out.extend(cut(length).to_le_bytes());
        out.extend(cut(length).to_le_bytes());
        out.extend(u16::try_from(self.name.len()).unwrap_or(FULL_16).to_le_bytes());
    }

    fn central(&self, out: &mut Vec<u8>) {
        let mut large = Vec::new();
        if self.length >= u64::from(FULL_32) {
            large.extend([self.length, self.length]);
        }
        if self.offset >= u64::from(FULL_32) {
            large.push(self.offset);
        }
        out.extend(CENTRAL.to_le_bytes());
        out.extend(MADE_BY.to_le_bytes());
        out.extend(version(!large.is_empty()).to_le_bytes());
        self.common(out, self.length);
        let extra = if large.is_empty() { 0 } else { 4 + 8 * large.len() };
        out.extend(u16::try_from(extra).unwrap_or(0).to_le_bytes());
        // No comment, disk 0, binary.
        out.extend([0; 6]);
        out.extend(MODE.to_le_bytes());
        out.extend(cut(self.offset).to_le_bytes());
        out.extend(self.name.as_bytes());
        if !large.is_empty() {
            extra_64(out, &large);
        }
    }
}

const fn version(large: bool) -> u16 {
    if large { VERSION_64 } else { VERSION }
}

/// As 32 bits, or the mark that says "look into the extra field".
fn cut(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(FULL_32)
}

fn extra_64(out: &mut Vec<u8>, numbers: &[u64]) {
    out.extend(1_u16.to_le_bytes());
    out.extend(u16::try_from(8 * numbers.len()).unwrap_or(0).to_le_bytes());
    for number in numbers {
        out.extend(number.to_le_bytes());
    }
}

fn end_64(out: &mut Vec<u8>, start: u64, size: u64, count: u64) {
    out.extend(END_64.to_le_bytes());
    out.extend(44_u64.to_le_bytes());
    out.extend(MADE_BY.to_le_bytes());
    out.extend(VERSION_64.to_le_bytes());
    out.extend([0; 8]);
    for number in [count, count, size, start] {
        out.extend(number.to_le_bytes());
    }
    out.extend(LOCATOR_64.to_le_bytes());
    out.extend([0; 4]);
    out.extend((start + size).to_le_bytes());
    out.extend(1_u32.to_le_bytes());
}

#[cfg(test)]
mod tests {
    use std::io::{self, Read, Seek, SeekFrom};

    use super::*;

    /// Bytes here and there, zeros between: an archive of many gigabytes in little memory.
    #[derive(Default)]
    struct Sparse {
        parts: Vec<(u64, Vec<u8>)>,
        length: u64,
        at: u64,
    }

    impl Sparse {
        fn push(&mut self, bytes: Vec<u8>) {
            let at = self.length;
            self.length += bytes.len() as u64;
            self.parts.push((at, bytes));
        }
    }

    impl Read for Sparse {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            let count = out.len().min(usize::try_from(self.length.saturating_sub(self.at)).unwrap_or(usize::MAX));
            for (place, byte) in out[..count].iter_mut().enumerate() {
                let at = self.at + place as u64;
                let part = self.parts.iter().find(|(start, bytes)| (*start..*start + bytes.len() as u64).contains(&at));
                *byte = part.map_or(0, |(start, bytes)| bytes[usize::try_from(at - start).unwrap()]);
            }
            self.at += count as u64;
            Ok(count)
        }
    }

    impl Seek for Sparse {
        fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
            let at = match to {
                SeekFrom::Start(at) => Some(at),
                SeekFrom::End(by) => self.length.checked_add_signed(by),
                SeekFrom::Current(by) => self.at.checked_add_signed(by),
            };
            self.at = at.ok_or(io::ErrorKind::InvalidInput)?;
            Ok(self.at)
        }
    }

    #[test]
    fn a_small_archive_is_read_back_by_another_program() {
        let (mut zip, mut file) = (ZipWriter::default(), Sparse::default());
        for (name, bytes) in [("01 - Ação.flac", &b"fLaC one"[..]), ("Folder/02.flac", b"two"), ("empty", b"")] {
            file.push(zip.begin(name, bytes.len() as u64, crc32fast::hash(bytes)));
            file.push(bytes.to_vec());
        }
        file.push(zip.finish());
        let mut archive = ::zip::ZipArchive::new(file).unwrap();
        assert_eq!(archive.file_names().collect::<Vec<_>>(), ["01 - Ação.flac", "Folder/02.flac", "empty"]);
        let mut text = String::new();
        archive.by_name("01 - Ação.flac").unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, "fLaC one");
    }

    #[test]
    fn an_archive_past_four_gigabytes_is_read_back_too() {
        let (mut zip, mut file) = (ZipWriter::default(), Sparse::default());
        let large = 5 << 30;
        file.push(zip.begin("large", large, 0));
        file.length += large;
        file.push(zip.begin("after", 4, crc32fast::hash(b"here")));
        file.push(b"here".to_vec());
        file.push(zip.finish());
        let mut archive = ::zip::ZipArchive::new(file).unwrap();
        assert_eq!(archive.by_name("large").unwrap().size(), large);
        let mut text = String::new();
        archive.by_name("after").unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, "here");
    }

    #[test]
    fn an_archive_of_more_entries_than_sixteen_bits_count_is_read_back() {
        let (mut zip, mut file) = (ZipWriter::default(), Vec::new());
        for number in 0..66_000 {
            file.extend(zip.begin(&number.to_string(), 0, 0));
        }
        file.extend(zip.finish());
        assert_eq!(::zip::ZipArchive::new(io::Cursor::new(file)).unwrap().len(), 66_000);
    }
}
