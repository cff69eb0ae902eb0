import { parentPort, workerData } from 'node:worker_threads';
import { readCatalog } from '../files/catalog';
import { answerTo } from '../fuzz/answer-to';
import { PACKAGE_ROOT } from '../package-root';
import type { FuzzReply, FuzzWorkerData } from './fuzz-pool';

/** Answers every n-th question, and says in shared memory which one it is at and since when. */
const { texts, seed, from, step, count, state, folder } = workerData as FuzzWorkerData;
const { catalog } = readCatalog(PACKAGE_ROOT, { project: folder, detections: 'none', schemas: [] });
const options = { today: '2026-01-01', catalog };
const now = new BigInt64Array(state);

// what is made at the first query is not the first mutant's
answerTo({ texts, seed }, -1, options);
for (let index = from; index < count; index += step) {
  Atomics.store(now, 0, BigInt(index));
  Atomics.store(now, 1, BigInt(Date.now()));
  const reply: FuzzReply = { index, ...answerTo({ texts, seed }, index, options) };
  parentPort?.postMessage(reply);
}
Atomics.store(now, 1, 0n);
