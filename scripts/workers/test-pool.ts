import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { RuleOutcome, RuleRequest } from '../testing/run-rule';

export interface TestWorkerData {
  readonly root: string;
  readonly paths: readonly string[];
  readonly request: RuleRequest & { readonly now: Date };
  /** Position of the next rule that nobody has taken: one number that all threads share. */
  readonly next: SharedArrayBuffer;
}

/** A thread needs a second to begin: it has to have this many rules to itself to be worth it. */
const RULES_OF_A_THREAD = 4;
const MOST_THREADS = 4;

/**
 * Runs the tests of rules on this thread and on others, each taking the next rule when it is done with one. Rejects if a
 * thread stops at a mistake of ours.
 */
export async function testOnThreads(
  paths: readonly string[],
  { root, request }: Pick<TestWorkerData, 'root' | 'request'>,
  here: (path: string) => readonly RuleOutcome[],
): Promise<readonly RuleOutcome[]> {
  const next = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const data: TestWorkerData = { root, paths, request, next };
  const threads = Math.min(availableParallelism(), MOST_THREADS, Math.ceil(paths.length / RULES_OF_A_THREAD));
  const others = Array.from({ length: threads - 1 }, () => onThread(data));
  const own = takeRules(data, here);
  return [...own, ...(await Promise.all(others)).flat()];
}

/** Does what nobody else has taken yet, until there is nothing left. */
export function takeRules(
  { paths, next }: Pick<TestWorkerData, 'paths' | 'next'>,
  run: (path: string) => readonly RuleOutcome[],
): readonly RuleOutcome[] {
  const taken = new Int32Array(next);
  const outcomes: RuleOutcome[] = [];
  for (;;) {
    const path = paths[Atomics.add(taken, 0, 1)];
    if (path === undefined) return outcomes;
    outcomes.push(...run(path));
  }
}

function onThread(workerData: TestWorkerData): Promise<readonly RuleOutcome[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(join(__dirname, 'test-worker.js'), { workerData });
    worker.once('message', (outcomes: readonly RuleOutcome[]) => {
      resolve(outcomes);
      void worker.terminate();
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`a thread ended with ${code} before it told what it found`)));
  });
}
