import type { Random } from './random';

/** Bytes that mean something to YAML, KQL, UTF-8 or a terminal. */
const BYTES = [0x00, 0x09, 0x0a, 0x0d, 0x1b, 0x22, 0x23, 0x27, 0x2d, 0x3a, 0x5b, 0x7b, 0x7c, 0x85, 0xc3, 0xe2, 0xff];

/** Changes, drops, doubles or inserts bytes: what a broken editor, transfer or merge would leave. */
export function mutateBytes(text: string, random: Random): Buffer {
  let bytes = Buffer.from(text, 'utf8');
  for (let left = 1 + random.below(6); left > 0; left--) {
    const at = random.below(bytes.length + 1);
    const length = random.below(24);
    const [before, cut, after] = [bytes.subarray(0, at), bytes.subarray(at, at + length), bytes.subarray(at + length)];
    switch (random.below(5)) {
      case 0:
        bytes = Buffer.concat([before, after]);
        break;
      case 1:
        bytes = Buffer.concat([before, cut, cut, after]);
        break;
      case 2:
        bytes = Buffer.concat([before, Buffer.from([random.pick(BYTES)]), cut, after]);
        break;
      case 3:
        bytes = Buffer.concat([before, Buffer.from([random.below(128)]), cut.subarray(1), after]);
        break;
      default:
        bytes = Buffer.concat([before, Buffer.from(cut).reverse(), after]);
    }
  }
  return bytes;
}
