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

const crc = (bytes, polynomial, bits) => {
  const top = 1 << (bits - 1);
  const mask = (1 << bits) - 1;
  let rest = 0;
  for (const byte of bytes) {
    rest ^= byte << (bits - 8);
    for (let bit = 0; bit < 8; bit += 1) {
      rest = rest & top ? ((rest << 1) ^ polynomial) & mask : (rest << 1) & mask;
    }
  }
  return rest;
};

const block = (kind, body, last) =>
  Buffer.concat([
    Buffer.from([
      kind | (last ? 0x80 : 0),
      body.length >> 16,
      (body.length >> 8) & 255,
      body.length & 255,
    ]),
    body,
  ]);

const little = (number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
};

/** Frame numbers are written as UTF-8 writes letters. */
const coded = (number) => Buffer.from(String.fromCodePoint(number), 'utf8');

/** A FLAC file of a steady tone of air: 44.1 kHz, stereo, 16 bit, with the tags given. */
export function makeFlac(tags, seconds = 3) {
  const size = 4096;
  const frames = Math.ceil((seconds * 44_100) / size);
  const info = Buffer.alloc(34);
  info.writeUInt16BE(size, 0);
  info.writeUInt16BE(size, 2);
  // Rate in 20 bits, channels less one in 3, bits less one in 5, samples in 36.
  info.writeUIntBE((44_100 << 4) | (1 << 1), 10, 3);
  info[13] = 15 << 4;
  info.writeUInt32BE(frames * size, 14);
  const vendor = Buffer.from('test');
  const comments = Object.entries(tags).map(([name, value]) => Buffer.from(`${name}=${value}`));
  const comment = Buffer.concat([
    little(vendor.length),
    vendor,
    little(comments.length),
    ...comments.flatMap((text) => [little(text.length), text]),
  ]);
  const sound = Array.from({ length: frames }, (_, number) => {
    // Blocks of 4096, 44.1 kHz, left and right apart, 16 bit.
    const head = Buffer.concat([Buffer.from([0xff, 0xf8, 0xc9, 0x18]), coded(number)]);
    const frame = Buffer.concat([
      head,
      Buffer.from([crc(head, 0x07, 8), 0x00, 0x01, 0x00, 0x00, 0x01, 0x00]),
    ]);
    const check = crc(frame, 0x8005, 16);
    return Buffer.concat([frame, Buffer.from([check >> 8, check & 255])]);
  });
  return Buffer.concat([Buffer.from('fLaC'), block(0, info), block(4, comment, true), ...sound]);
}
