import type { ProjectFile } from '../../src/rules';
import { loadRuleFile } from '../../src/rules';

/** A query of a real rule or hunting query. */
export interface CorpusQuery {
  /** Folder and name of its file. */
  readonly path: string;
  readonly query: string;
}

/** The portal puts times for these before it runs a hunting query (Microsoft Learn, hunts, read 2026-11-24). */
const PLACEHOLDERS: readonly (readonly [RegExp, string])[] = [
  [/\{\{StartTimeISO\}\}/g, '2026-01-14T12:00:00Z'],
  [/\{\{EndTimeISO\}\}/g, '2026-01-15T12:00:00Z'],
];

/** The queries of all files, whatever else is wrong with them; `without` are files in which no query can be read. */
export function queriesOf(files: readonly ProjectFile[]): {
  readonly queries: readonly CorpusQuery[];
  readonly without: readonly string[];
} {
  const queries: CorpusQuery[] = [];
  const without: string[] = [];
  for (const file of files) {
    const query = 'failure' in file ? undefined : loadRuleFile(file).draft.query;
    if (query === undefined) without.push(file.path);
    else
      queries.push({
        path: file.path,
        query: PLACEHOLDERS.reduce((text, [mark, time]) => text.replace(mark, time), query),
      });
  }
  return { queries, without };
}
