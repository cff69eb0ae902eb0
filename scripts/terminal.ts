import { createInterface } from 'node:readline/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Interrupt, Io } from './command';

/** The real machine as commands see it. */
export function terminalIo(): Io {
  const { env, stdout, stderr } = process;
  stdout.on('error', endQuietly);
  const { color, progress, asks } = mannersOf(env, {
    stdin: isTerminal(process.stdin),
    stdout: isTerminal(stdout),
    stderr: isTerminal(stderr),
  });
  return {
    stdout: (text) => void stdout.write(text),
    stderr: (text) => void stderr.write(text),
    stdin: readAll,
    cwd: process.cwd(),
    env,
    now: () => new Date(),
    color,
    progress,
    interrupt,
    sleep,
    ...(asks ? { ask } : {}),
  };
}

interface Manners {
  readonly color: boolean;
  readonly progress: boolean;
  /** Whether there is somebody who can answer. */
  readonly asks: boolean;
}

/**
 * How to behave before these streams, each a terminal or not: NO_COLOR (no-color.org) and FORCE_COLOR as other programs take
 * them; a terminal that calls itself dumb is written to line by line.
 */
export function mannersOf(
  env: Readonly<Record<string, string | undefined>>,
  terminals: Readonly<Record<'stdin' | 'stdout' | 'stderr', boolean>>,
): Manners {
  const quiet = env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '';
  const forced = env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '0';
  const inCi = env['CI'] !== undefined && env['CI'] !== 'false';
  const draws = !inCi && env['TERM'] !== 'dumb';
  return {
    color: !quiet && (forced || (terminals.stdout && draws)),
    progress: terminals.stderr && draws,
    asks: terminals.stdin && terminals.stderr && !inCi,
  };
}

/** Whoever read our output has read enough (`| head`): no mistake of ours. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
}

function interrupt(): Interrupt {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, stop);
  return {
    signal: controller.signal,
    release: () => {
      for (const signal of signals) process.off(signal, stop);
    },
  };
}

async function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  try {
    await delay(milliseconds, undefined, signal === undefined ? {} : { signal });
  } catch (error) {
    if (signal?.aborted !== true) throw error;
  }
}

async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const closed = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
  try {
    return await Promise.race([lines.question(question), closed]);
  } finally {
    lines.close();
  }
}

/** Of a pipe `isTTY` is undefined, whatever Node's types say. */
function isTerminal({ isTTY }: { readonly isTTY?: boolean }): boolean {
  return isTTY === true;
}

async function readAll(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Buffer));
  return Buffer.concat(chunks).toString('utf8');
}
