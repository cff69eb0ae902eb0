import { parentPort, workerData } from 'node:worker_threads';
import { readQuery, recordUse } from '../../src/rules';
import { readCatalog } from '../files/catalog';
import type { CatalogFolders } from '../files/catalog';
import { PACKAGE_ROOT } from '../package-root';
import type { ReadingReply } from './reading-pool';

/** Reads queries one after the other, with a catalog of its own. */
const { catalog, take } = recordUse(readCatalog(PACKAGE_ROOT, workerData as CatalogFolders).catalog);

parentPort?.on('message', (queries: readonly string[]) => {
  const replies = queries.map((query): ReadingReply => {
    const reading = readQuery(query, catalog);
    return { query, reading, used: take() };
  });
  parentPort?.postMessage(replies);
});
