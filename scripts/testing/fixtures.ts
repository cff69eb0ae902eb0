import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Fixture, Fixtures } from '../../src/unit';
import { UsageError } from '../command';
import { readRows } from '../data/data-folder';

const FORMS: readonly (readonly [ending: RegExp, form: Fixture['form']])[] = [
  [/\.csv(?:\.gz)?$/i, 'text'],
  [/\.(?:ndjson|jsonl|json)(?:\.gz)?$/i, 'json'],
];

/** The fixture files of a folder, each read when a test first asks for it. */
export function fixturesIn(folder: string): Fixtures {
  const read = new Map<string, ReturnType<Fixtures>>();
  const names = existsSync(folder) ? new Set(readdirSync(folder)) : new Set<string>();
  return (name) => {
    if (!read.has(name)) read.set(name, names.has(name) ? readFixture(folder, name) : undefined);
    return read.get(name);
  };
}

function readFixture(folder: string, name: string): ReturnType<Fixtures> {
  const form = FORMS.find(([ending]) => ending.test(name))?.[1];
  if (form === undefined) return { failure: 'its name ends in none of .ndjson, .json and .csv' };
  try {
    return { form, rows: readRows(join(folder, name)) };
  } catch (error) {
    if (error instanceof UsageError) return { failure: error.message };
    throw error;
  }
}
