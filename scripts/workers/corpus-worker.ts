import { parentPort, workerData } from 'node:worker_threads';
import type { RunSettings } from '../corpus/run-query';
import { runOnEvents } from '../corpus/run-query';
import type { CatalogFolders } from '../files/catalog';
import { readCatalog } from '../files/catalog';
import { PACKAGE_ROOT } from '../package-root';

export interface CorpusWorkerData {
  readonly folders: CatalogFolders;
  readonly settings: RunSettings;
}

/** Runs queries one after the other, with a catalog of its own. */
const { folders, settings } = workerData as CorpusWorkerData;
const { catalog } = readCatalog(PACKAGE_ROOT, folders);

parentPort?.on('message', (query: string) => parentPort?.postMessage(runOnEvents(query, catalog, settings)));
parentPort?.postMessage('ready');
