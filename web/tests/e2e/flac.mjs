// The head of a FLAC file, as RFC 9639 draws it.
import assert from 'node:assert/strict';

export function streamInfo(bytes) {
  assert.equal(bytes.subarray(0, 4).toString('latin1'), 'fLaC', 'the file is FLAC');
  assert.equal(bytes[4] & 0x7f, 0, 'STREAMINFO stands first');
  const block = bytes.subarray(8, 8 + 34);
  const rate = (block[10] << 12) | (block[11] << 4) | (block[12] >> 4);
  const samples = (block[13] & 0x0f) * 2 ** 32 + block.readUInt32BE(14);
  const channels = ((block[12] >> 1) & 0x07) + 1;
  return { rate, channels, seconds: samples / rate };
}
