import type { CatalogUse, QueryReading } from '../../src/rules';
import type { CatalogFolders } from '../files/catalog';
import { spread } from './spread';

export interface ReadingReply {
  readonly query: string;
  readonly reading: QueryReading;
  readonly used: readonly CatalogUse[];
}

/** Reads queries on all cores, the longest first. */
export function readOnThreads(
  queries: readonly string[],
  workerData: CatalogFolders,
  onDone: (count: number) => void,
): Promise<readonly ReadingReply[]> {
  const ordered = queries.toSorted((a, b) => b.length - a.length);
  return spread(ordered, { worker: 'reading-worker', workerData, onDone });
}
