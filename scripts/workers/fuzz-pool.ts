import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Answer, Questions } from '../fuzz/answer-to';

export interface FuzzWorkerData extends Questions {
  readonly from: number;
  readonly step: number;
  readonly count: number;
  /** Two numbers: the question that is being answered, and since when (milliseconds; 0 is done). */
  readonly state: SharedArrayBuffer;
  readonly folder: string;
}

export interface FuzzReply extends Answer {
  readonly index: number;
}

export interface FuzzOptions extends Questions {
  readonly count: number;
  readonly folder: string;
  /** Milliseconds after which an answer is given up. */
  readonly patience: number;
  /** Megabytes that a thread may use. */
  readonly memory: number;
  readonly onReply: (reply: FuzzReply) => void;
}

const WATCH_EVERY = 500;
const MOST_THREADS = 4;

/** Asks all questions on all cores. A thread that does not answer in time, or runs out of memory, is replaced by a new one. */
export async function fuzzOnThreads(options: FuzzOptions): Promise<void> {
  const threads = Math.min(availableParallelism(), MOST_THREADS);
  await Promise.all(Array.from({ length: threads }, (_, first) => lane(options, first, threads)));
}

/** One thread after the other, each going on behind the question that stopped the one before. */
async function lane(options: FuzzOptions, first: number, step: number): Promise<void> {
  let from = first;
  while (from < options.count) {
    const stopped = await oneThread(options, from, step);
    if (stopped === undefined) return;
    options.onReply(stopped);
    from = stopped.index + step;
  }
}

/** Undefined when it came to the end; else which question it was stopped by, and why. */
function oneThread(options: FuzzOptions, from: number, step: number): Promise<FuzzReply | undefined> {
  const { texts, seed, count, folder, patience, memory, onReply } = options;
  const state = new SharedArrayBuffer(16);
  const now = new BigInt64Array(state);
  const workerData: FuzzWorkerData = { texts, seed, from, step, count, state, folder };
  const worker = new Worker(join(__dirname, 'fuzz-worker.js'), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: memory },
  });
  const stopped = (problem: string): FuzzReply => {
    const milliseconds = Date.now() - Number(Atomics.load(now, 1));
    return { index: Number(Atomics.load(now, 0)), problems: [problem], findings: 0, milliseconds };
  };
  return new Promise((resolve) => {
    const watch = setInterval(() => {
      const since = Number(Atomics.load(now, 1));
      if (since === 0 || Date.now() - since < patience) return;
      finish(stopped(`hang: no answer in ${patience} ms`));
    }, WATCH_EVERY);
    const finish = (reply: FuzzReply | undefined): void => {
      clearInterval(watch);
      void worker.terminate();
      resolve(reply);
    };
    worker.on('message', onReply);
    worker.on('error', (error) => finish(stopped(`the thread ended: ${error.message}`)));
    worker.on('exit', () => finish(undefined));
  });
}
