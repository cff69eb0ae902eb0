import type { FilledWave } from '../../src/targets';
import { UsageError } from '../command';
import type { Io } from '../command';
import { EXIT } from '../exit-codes';
import type { ExitCode } from '../exit-codes';
import type { Target } from '../targets/target';

/** What a job did with one target. */
export interface JobResult {
  readonly exit: ExitCode;
  /** One line for the report; absent, the first that was said. */
  readonly words?: string;
  /** Hash of the plan, where there was one. */
  readonly hash?: string;
  /** Whether anything was written there. */
  readonly wrote?: boolean;
}

export type Job = (target: Target, io: Io) => Promise<JobResult>;

/** A row of the report of a run. */
export interface TargetResult extends JobResult {
  readonly target: string;
  readonly wave: string;
  readonly words: string;
}

/** The text of one target, all at once: what several say at the same time must not be mixed. */
export interface Said {
  readonly stdout: string;
  readonly stderr: string;
}

export interface EachTarget {
  /** Targets at the same time. */
  readonly atATime: number;
  readonly job: Job;
  /** Called for each target, in their order. */
  tell(result: TargetResult, said: Said): void;
}

/** Results that wait for an earlier one to be told: with many targets, all of them would fill the memory. */
const AHEAD = 2;

/** Does a job for every target of a wave, some at a time. What goes wrong with one is its own result. */
export async function eachTarget(
  io: Io,
  wave: FilledWave<Target>,
  options: EachTarget,
): Promise<readonly TargetResult[]> {
  const { atATime, job, tell } = options;
  const { targets } = wave;
  const results: TargetResult[] = [];
  const waiting = new Map<number, readonly [TargetResult, Said]>();
  let next = 0;
  let told = deferred();
  const worker = async (): Promise<void> => {
    for (let index = next; index < targets.length; index = next) {
      if (index >= results.length + atATime * AHEAD) {
        await told.promise;
        continue;
      }
      next++;
      const target = targets[index];
      if (target === undefined) return;
      waiting.set(index, await doOne(io, { target, wave: wave.name, job }));
      for (let ready = waiting.get(results.length); ready !== undefined; ready = waiting.get(results.length)) {
        waiting.delete(results.length);
        results.push(ready[0]);
        tell(...ready);
      }
      told.resolve();
      told = deferred();
    }
  };
  await Promise.all(Array.from({ length: Math.min(atATime, targets.length) }, worker));
  return results;
}

async function doOne(
  io: Io,
  { target, wave, job }: { readonly target: Target; readonly wave: string; readonly job: Job },
): Promise<readonly [TargetResult, Said]> {
  let stdout = '';
  let stderr = '';
  const { ask: _nobody, ...rest } = io;
  const own: Io = {
    ...rest,
    stdout: (text) => void (stdout += text),
    stderr: (text) => void (stderr += text),
    progress: false,
  };
  const result = await settled(async () => job(target, own), own);
  const words = result.words ?? firstLine(stderr) ?? '';
  return [
    { ...result, target: target.name, wave, words },
    { stdout, stderr },
  ];
}

/** A mistake of ours with one target keeps nobody from hearing of the others; the run ends as one all the same. */
async function settled(work: () => Promise<JobResult>, io: Pick<Io, 'stderr'>): Promise<JobResult> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UsageError) {
      io.stderr(`${error.message}\n`);
      return { exit: EXIT.usage };
    }
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    io.stderr(`a mistake of sentinel-rules itself. Please report it with this text:\n${text}\n`);
    return { exit: EXIT.bug };
  }
}

function firstLine(text: string): string | undefined {
  return text.split('\n').find((line) => line.trim() !== '');
}

interface Deferred {
  readonly promise: Promise<void>;
  resolve(): void;
}

function deferred(): Deferred {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}
