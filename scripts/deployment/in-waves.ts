import type { FilledWave } from '../../src/targets';
import type { Io } from '../command';
import { EXIT, worstExitCode } from '../exit-codes';
import type { ExitCode } from '../exit-codes';
import type { Target } from '../targets/target';
import { eachTarget } from './each-target';
import type { EachTarget, Job, TargetResult } from './each-target';

export interface InWaves extends EachTarget {
  /** Whether the next wave may begin after these results. */
  goesOn(results: readonly TargetResult[]): boolean;
  /** Looks at a target again after its wave has soaked; absent where nothing is written. */
  readonly lookAgain?: Job;
  /** Whether a wave may begin: asks a person. */
  before?(wave: FilledWave<Target>): Promise<boolean>;
  readonly signal?: AbortSignal;
  /** How long the run may still last, in milliseconds; absent, as long as it takes. */
  leftMs?(): number;
}

/** What became of a run over several targets. */
export interface WavesResult {
  readonly results: readonly TargetResult[];
  /** Targets of waves that never began. */
  readonly notStarted: readonly { readonly target: string; readonly wave: string }[];
  readonly exit: ExitCode;
}

/** How often a long wait says that it still waits: a silent job looks like one that hangs. */
const TOLD_EVERY_MS = 300_000;

/**
 * Takes waves one after the other. A wave begins when every target of the one before went well, and, where it is to soak,
 * still looks well after its time; otherwise the rest is not started. No soak is begun that would end after the deadline.
 */
export async function inWaves(io: Io, waves: readonly FilledWave<Target>[], options: InWaves): Promise<WavesResult> {
  const results: TargetResult[] = [];
  for (const [index, wave] of waves.entries()) {
    if (options.before !== undefined && !(await options.before(wave))) {
      return { results, notStarted: unstarted(waves.slice(index)), exit: worstExitCode(exitsOf(results)) };
    }
    const done = await eachTarget(io, wave, options);
    const rest = waves.slice(index + 1);
    const well = options.goesOn(done);
    const noTime = well && rest.length > 0 && soakMs(wave, { done, options }) >= leftMs(options);
    const settled = rest.length === 0 || !well || noTime ? done : await soaked(io, { wave, done, options });
    results.push(...settled);
    const stopped = noTime || leftMs(options) <= 0 ? 'no time is left' : stoppedWords(options);
    if (rest.length === 0 || (options.goesOn(settled) && stopped === undefined)) continue;
    io.stderr(
      stopped !== undefined
        ? `${stopped} after the wave ${wave.name}: ${restWords(rest)} not started\n`
        : `the wave ${wave.name} did not go well: ${restWords(rest)} not started\n`,
    );
    const exit = worstExitCode([...exitsOf(results), ...(stopped === undefined ? [] : [EXIT.remote])]);
    return { results, notStarted: unstarted(rest), exit };
  }
  return { results, notStarted: [], exit: worstExitCode(exitsOf(results)) };
}

function stoppedWords({ signal }: InWaves): string | undefined {
  return signal?.aborted === true ? 'stopped' : undefined;
}

function leftMs(options: InWaves): number {
  return options.leftMs?.() ?? Number.POSITIVE_INFINITY;
}

/** How long a wave is watched before the next may begin; one that wrote nothing is not. */
function soakMs(
  { soakSeconds }: FilledWave<Target>,
  { done, options }: { readonly done: readonly TargetResult[]; readonly options: InWaves },
): number {
  return options.lookAgain !== undefined && done.some(({ wrote }) => wrote === true) ? soakSeconds * 1000 : 0;
}

/** Waits, if the wave wrote anything, and looks at its targets once more: what a canary is for shows later. */
async function soaked(
  io: Io,
  {
    wave,
    done,
    options,
  }: { readonly wave: FilledWave<Target>; readonly done: readonly TargetResult[]; readonly options: InWaves },
): Promise<readonly TargetResult[]> {
  const { lookAgain: job } = options;
  const written = new Set(done.flatMap(({ target, wrote }) => (wrote === true ? [target] : [])));
  if (job === undefined || wave.soakSeconds === 0 || written.size === 0) return done;
  await wait(io, { wave: wave.name, milliseconds: wave.soakSeconds * 1000, signal: options.signal });
  if (options.signal?.aborted === true) return done;
  const targets = wave.targets.filter(({ name }) => written.has(name));
  const told = new Map<string, TargetResult>();
  await eachTarget(
    io,
    { ...wave, targets },
    {
      atATime: options.atATime,
      job,
      tell: (result, { stderr }) => {
        told.set(result.target, result);
        io.stderr(stderr);
      },
    },
  );
  return done.map((result) => {
    const again = told.get(result.target);
    return again === undefined || again.exit === EXIT.ok ? result : { ...result, exit: again.exit, words: again.words };
  });
}

interface Wait {
  readonly wave: string;
  readonly milliseconds: number;
  readonly signal: AbortSignal | undefined;
}

async function wait(io: Io, { wave, milliseconds, signal }: Wait): Promise<void> {
  const { sleep } = io;
  if (sleep === undefined) throw new Error('a wave is to soak, and nothing here can wait');
  for (let left = milliseconds; left > 0; left -= TOLD_EVERY_MS) {
    if (signal?.aborted === true) return;
    io.stderr(`the wave ${wave} soaks: ${minutes(left)} left\n`);
    await sleep(Math.min(left, TOLD_EVERY_MS), signal);
  }
}

function minutes(milliseconds: number): string {
  return milliseconds < 120_000 ? `${Math.ceil(milliseconds / 1000)} s` : `${Math.ceil(milliseconds / 60_000)} min`;
}

function unstarted(waves: readonly FilledWave<Target>[]): WavesResult['notStarted'] {
  return waves.flatMap(({ name, targets }) => targets.map((target) => ({ target: target.name, wave: name })));
}

function exitsOf(results: readonly TargetResult[]): readonly ExitCode[] {
  return results.map(({ exit }) => exit);
}

function restWords(rest: readonly FilledWave<Target>[]): string {
  const count = rest.reduce((sum, { targets }) => sum + targets.length, 0);
  return `${count} target${count === 1 ? '' : 's'} of ${rest.map(({ name }) => name).join(', ')}`;
}
