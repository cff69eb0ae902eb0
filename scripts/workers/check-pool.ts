import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { CatalogUse, CheckOptions, PlacedFinding } from '../../src/rules';
import type { CatalogFolders } from '../files/catalog';

export interface CheckWorkerData {
  readonly folders: CatalogFolders;
  readonly options: Pick<CheckOptions, 'today' | 'settings'>;
}

export interface CheckJob {
  readonly path: string;
  readonly text: string;
}

export interface CheckReply {
  readonly path: string;
  readonly findings: readonly PlacedFinding[];
  readonly used: readonly CatalogUse[];
}

/** Files of one message: enough that threads do not wait for each other, few enough that none ends long after the others. */
const BATCH = 8;

/** Threads use more memory than they save time where there are few cores, and hardly save any above this. */
const MOST_THREADS = 4;

/**
 * Checks files on all cores. The longest queries go first, so that the last ones are short. Rejects if a thread stops at
 * a mistake of ours.
 */
export function checkOnThreads(
  jobs: readonly CheckJob[],
  data: CheckWorkerData,
  onDone: (count: number) => void,
): Promise<readonly CheckReply[]> {
  const queue = batches(jobs.toSorted((a, b) => b.text.length - a.text.length));
  const threads = Math.min(availableParallelism(), MOST_THREADS, queue.length);
  const replies: CheckReply[] = [];
  return new Promise((resolve, reject) => {
    let working = threads;
    if (threads === 0) resolve(replies);
    for (let index = 0; index < threads; index++) {
      const worker = new Worker(join(__dirname, 'check-worker.js'), { workerData: data });
      let waiting = 0;
      const send = (): void => {
        const batch = queue.shift();
        if (batch === undefined) return;
        waiting++;
        worker.postMessage(batch);
      };
      const finishIfDone = (): void => {
        if (waiting > 0) return;
        void worker.terminate();
        working--;
        if (working === 0) resolve(replies);
      };
      worker.on('message', (done: readonly CheckReply[]) => {
        waiting--;
        replies.push(...done);
        onDone(replies.length);
        send();
        finishIfDone();
      });
      worker.on('error', (error) => {
        queue.length = 0;
        void worker.terminate();
        reject(error);
      });
      // one batch ahead: this thread has work of its own, and may answer late
      send();
      send();
      finishIfDone();
    }
  });
}

function batches(jobs: readonly CheckJob[]): (readonly CheckJob[])[] {
  const list: CheckJob[][] = [];
  for (let from = 0; from < jobs.length; from += BATCH) list.push(jobs.slice(from, from + BATCH));
  return list;
}
