import type { ProjectFile } from '../../src/rules';
import { loadRuleFile } from '../../src/rules';

/** A query of a real rule or hunting query. */
export interface CorpusQuery {
  /** Folder and name of its file. */
  readonly path: string;
  readonly query: string;
}

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
    else queries.push({ path: file.path, query });
  }
  return { queries, without };
}
