import type { CheckOptions, Knowledge, PlacedFinding } from '../../src/rules';
import { keptAnswers } from '../kept/kept-answers';
import type { KeptAnswers } from '../kept/kept-answers';

/** Findings of earlier runs, by the text of the file. */
export type FindingsCache = KeptAnswers<readonly PlacedFinding[]>;

/** Other settings than the latencies come after the checks: they say what becomes of what was found. */
export function readFindingsCache(folder: string, catalog: Knowledge, { settings = {} }: CheckOptions): FindingsCache {
  return keptAnswers({ folder, file: 'check-findings.json', catalog, settings: settings.latency ?? null });
}
