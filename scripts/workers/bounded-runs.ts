import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

export interface BoundedOptions {
  /** Name of the worker's file in this folder, without its ending. It says 'ready', then answers each job with one message. */
  readonly worker: string;
  readonly workerData: unknown;
  readonly threads: number;
  /** The longest that a job may take. */
  readonly milliseconds: number;
  /** Called after each job. */
  onDone(count: number): void;
}

/** What a job gave; without `reply` its thread stopped, for `failure`. */
export type BoundedReply<R> = { readonly reply: R } | { readonly failure: 'late' | Error };

/**
 * Runs jobs one after the other on threads, each bounded in time: a thread that does not answer is stopped and
 * replaced, for nothing else stops a loop in JavaScript. Replies are in the order of the jobs.
 */
export function boundedRuns<R>(jobs: readonly unknown[], options: BoundedOptions): Promise<readonly BoundedReply<R>[]> {
  const replies = new Map<number, BoundedReply<R>>();
  const { threads, milliseconds, onDone } = options;
  let next = 0;
  return new Promise((resolve, reject) => {
    const start = (): void => {
      if (next >= jobs.length) return;
      const worker = new Worker(join(__dirname, `${options.worker}.js`), { workerData: options.workerData });
      let current: number | undefined;
      let timer: NodeJS.Timeout | undefined;
      const settle = (reply: BoundedReply<R>): void => {
        clearTimeout(timer);
        if (current === undefined) return;
        replies.set(current, reply);
        current = undefined;
        onDone(replies.size);
        if (replies.size === jobs.length) resolve(jobs.map((_, index) => replies.get(index) ?? { failure: 'late' }));
      };
      const stop = (failure: 'late' | Error): void => {
        void worker.terminate();
        settle({ failure });
        start();
      };
      const send = (): void => {
        if (next >= jobs.length) return void worker.terminate();
        current = next++;
        timer = setTimeout(() => stop('late'), milliseconds);
        worker.postMessage(jobs[current]);
      };
      worker.on('message', (message: 'ready' | R) => {
        if (message !== 'ready') settle({ reply: message });
        send();
      });
      worker.on('error', (error: Error) => {
        // a thread that cannot even begin would be replaced for ever
        if (current === undefined) reject(error);
        else stop(error);
      });
    };
    if (jobs.length === 0) resolve([]);
    for (let index = 0; index < threads; index++) start();
  });
}
