import { parentPort, workerData } from 'node:worker_threads';
import { checkAndRead, recordUse } from '../../src/rules';
import { readCatalog } from '../files/catalog';
import { PACKAGE_ROOT } from '../package-root';
import type { CheckJob, CheckReply, CheckWorkerData } from './check-pool';

/** Checks files one after the other, with a catalog of its own. */
const { folders, options } = workerData as CheckWorkerData;
const { catalog, take } = recordUse(readCatalog(PACKAGE_ROOT, folders).catalog);

parentPort?.on('message', (jobs: readonly CheckJob[]) => {
  const replies = jobs.map(({ path, text }): CheckReply => {
    const result = checkAndRead({ path, text }, { ...options, catalog });
    return { path, ...result, used: take() };
  });
  parentPort?.postMessage(replies);
});
