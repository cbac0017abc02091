// A recording of one tone with tags, as small as a WAV can be.
const rate = 22_050;

/** 16-bit mono WAV of so many seconds; `tags` by their RIFF names, such as `{ INAM: 'A title' }`. */
export function tone({ seconds, hertz = 440, tags = {} }) {
  const samples = Buffer.alloc(seconds * rate * 2);
  for (let n = 0; n < seconds * rate; n += 1) {
    const level = Math.sin((2 * Math.PI * hertz * n) / rate) * 0.4;
    samples.writeInt16LE(Math.round(level * 32_767), n * 2);
  }
  const format = Buffer.alloc(16);
  format.writeUInt16LE(1, 0); // PCM
  format.writeUInt16LE(1, 2); // one channel
  format.writeUInt32LE(rate, 4);
  format.writeUInt32LE(rate * 2, 8);
  format.writeUInt16LE(2, 12);
  format.writeUInt16LE(16, 14);
  const info = Object.entries(tags).map(([name, text]) => chunk(name, Buffer.from(`${text}\0`)));
  return chunk(
    'RIFF',
    Buffer.concat([
      Buffer.from('WAVE'),
      chunk('fmt ', format),
      chunk('LIST', Buffer.concat([Buffer.from('INFO'), ...info])),
      chunk('data', samples),
    ]),
  );
}

function chunk(name, content) {
  const head = Buffer.alloc(8);
  head.write(name, 0, 'latin1');
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
}
