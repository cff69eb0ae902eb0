import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadBaseline, splitKnown } from '../../src/baseline';
import type { Baseline } from '../../src/baseline';
import { formatters } from '../../src/diagnostics';
import type { Diagnostic } from '../../src/diagnostics';
import { UsageError } from '../command';
import type { Io } from '../command';

export const BASELINE_FILE = 'sentinel.baseline.yaml';

const NOTHING: Baseline = { untested: new Map(), errors: [] };

/** What the project accepts; nothing where there is no file. Throws a UsageError that shows what is wrong with it. */
export function readBaseline({ cwd, color }: Pick<Io, 'cwd' | 'color'>): Baseline {
  const path = join(cwd, BASELINE_FILE);
  if (!existsSync(path)) return NOTHING;
  const { baseline, diagnostics } = loadBaseline({ path: BASELINE_FILE, text: readFileSync(path, 'utf8') });
  if (baseline !== undefined) return baseline;
  throw new UsageError(formatters.stylish(diagnostics, { color, files: 1 }).trimEnd());
}

/** What was found without what the project accepts, and the words that say so; no words where it accepts nothing of it. */
export function withoutAccepted(
  io: Pick<Io, 'cwd' | 'color'>,
  found: readonly Diagnostic[],
): { readonly rest: readonly Diagnostic[]; readonly words: string } {
  const { rest, known } = splitKnown(readBaseline(io), found);
  const untested = known.filter(({ code }) => code === 'test-coverage').length;
  const errors = known.length - untested;
  const parts = [
    ...(errors === 0 ? [] : [`${errors} error${errors === 1 ? '' : 's'}`]),
    ...(untested === 0 ? [] : [`${untested} rule${untested === 1 ? '' : 's'} without enough tests`]),
  ];
  return { rest, words: parts.length === 0 ? '' : `accepted by ${BASELINE_FILE}: ${parts.join(', ')}\n` };
}
