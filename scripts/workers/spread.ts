import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

export interface SpreadOptions {
  /** File name of the worker in this folder, without its ending: it answers each list of jobs with one of replies. */
  readonly worker: string;
  readonly workerData: unknown;
  readonly onDone: (count: number) => void;
}

/** Jobs of one message: enough that threads do not wait for each other, few enough that none ends long after the others. */
const BATCH = 8;

/** Threads use more memory than they save time where there are few cores, and hardly save any above this. */
const MOST_THREADS = 4;

/**
 * Does jobs on all cores, in the order in which they are given: put those first that take longest. Replies come in any
 * order. Rejects if a thread stops at a mistake of ours.
 */
export function spread<Reply>(
  jobs: readonly unknown[],
  { worker: name, workerData, onDone }: SpreadOptions,
): Promise<readonly Reply[]> {
  const queue = batches(jobs);
  const threads = Math.min(availableParallelism(), MOST_THREADS, queue.length);
  const replies: Reply[] = [];
  return new Promise((resolve, reject) => {
    let working = threads;
    if (threads === 0) resolve(replies);
    for (let index = 0; index < threads; index++) {
      const worker = new Worker(join(__dirname, `${name}.js`), { workerData });
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
      worker.on('message', (done: readonly Reply[]) => {
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

function batches(jobs: readonly unknown[]): (readonly unknown[])[] {
  const list: unknown[][] = [];
  for (let from = 0; from < jobs.length; from += BATCH) list.push(jobs.slice(from, from + BATCH));
  return list;
}
