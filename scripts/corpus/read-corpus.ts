import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../command';
import { readSource } from '../files/read-source';
import type { ProjectFile } from '../../src/rules';

export interface Corpus {
  readonly files: readonly ProjectFile[];
  /** Names of the kinds of mistake that are known of a file, by its path. */
  readonly known: ReadonlyMap<string, readonly string[]>;
  /** What `docs/corpus.md` explains: `<file> <code or kind>`. */
  readonly explained: ReadonlySet<string>;
}

interface KnownMistakes {
  readonly files: Readonly<Record<string, readonly { readonly finding: string }[]>>;
}

/** Reads a folder of real rules (`analytics/`, `hunting/`, `known-mistakes.json`) in place. */
export function readCorpus(folder: string, explanations: string): Corpus {
  if (!existsSync(join(folder, 'analytics'))) throw new UsageError(`${folder} has no folder analytics/`);
  const files = ['analytics', 'hunting'].flatMap((kind) =>
    readdirSync(join(folder, kind)).map((name) => readSource(join(folder, kind, name), `${kind}/${name}`)),
  );
  const mistakes = join(folder, 'known-mistakes.json');
  const known = existsSync(mistakes) ? (JSON.parse(readFileSync(mistakes, 'utf8')) as KnownMistakes).files : {};
  return {
    files,
    known: new Map(Object.entries(known).map(([path, found]) => [path, found.map(({ finding }) => finding)])),
    explained: new Set(explanationsIn(readFileSync(explanations, 'utf8'))),
  };
}

/** Lines of the form "- `file` `code`, `code`: why". */
function explanationsIn(text: string): readonly string[] {
  return [...text.matchAll(/^- `([^`]+)` ((?:`[^`]+`(?:, )?)+): \S/gm)].flatMap((match) =>
    [...(match[2] ?? '').matchAll(/`([^`]+)`/g)].map((code) => `${match[1]} ${code[1]}`),
  );
}
