import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { randomOf } from './random';
import type { GeneratedTable } from './tables';
import { DAYS, START } from './tables';

const SEED = 20_260_115;
const BLOCK = 5000;
const CHUNK = 1 << 22;

/** Writes a table as NDJSON. Times are all different (to the microsecond) and out of order within blocks, as logs arrive. */
export function writeRows(folder: string, { name, row }: GeneratedTable, rowCount: number): string {
  const path = join(folder, `${name}.ndjson`);
  const random = randomOf(SEED + name.length);
  const step = Math.floor((DAYS * 86_400_000_000) / rowCount);
  const file = openSync(path, 'w');
  let text = '';
  for (let from = 0; from < rowCount; from += BLOCK) {
    const size = Math.min(BLOCK, rowCount - from);
    const order = Array.from({ length: size }, (_, at) => ({ at, rank: random.next() }));
    for (const { at } of order.sort((a, b) => a.rank - b.rank)) {
      const microseconds = (from + at) * step + random.below(step);
      const millisecond = new Date(START + Math.floor(microseconds / 1000)).toISOString().slice(0, -1);
      const time = `${millisecond}${String(microseconds % 1000).padStart(3, '0')}Z`;
      text += `${JSON.stringify(row(random, time))}\n`;
      if (text.length < CHUNK) continue;
      writeSync(file, text);
      text = '';
    }
  }
  writeSync(file, text);
  closeSync(file);
  return path;
}
