import type { AloneResult, CatalogUse, CheckOptions } from '../../src/rules';
import type { CatalogFolders } from '../files/catalog';
import { spread } from './spread';

export interface CheckWorkerData {
  readonly folders: CatalogFolders;
  readonly options: Pick<CheckOptions, 'today' | 'settings'>;
}

export interface CheckJob {
  readonly path: string;
  readonly text: string;
}

export interface CheckReply extends AloneResult {
  readonly path: string;
  readonly used: readonly CatalogUse[];
}

/** Checks files on all cores. The longest queries go first, so that the last ones are short. */
export function checkOnThreads(
  jobs: readonly CheckJob[],
  workerData: CheckWorkerData,
  onDone: (count: number) => void,
): Promise<readonly CheckReply[]> {
  const ordered = jobs.toSorted((a, b) => b.text.length - a.text.length);
  return spread(ordered, { worker: 'check-worker', workerData, onDone });
}
