import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UsageError } from '../command';
import { EXIT } from '../exit-codes';
import type { ExitCode } from '../exit-codes';
import { findRuleFiles } from '../files/find-rule-files';
import { readSource } from '../files/read-source';
import { fuzzOnThreads } from '../workers/fuzz-pool';
import type { FuzzReply } from '../workers/fuzz-pool';
import { question } from './answer-to';
import { hostileFiles } from './hostile';
import { kindOf } from './mutant';

const USAGE = 'usage: npm run fuzz:check -- [FOLDER] [--count N] [--seed N] [--only N]';
/** Milliseconds of a processor for one file; and on the wall, where a thread is given up. */
const LONGEST = 5000;
const PATIENCE = 60_000;
/** Megabytes of one thread; a check of one file needs a fraction. */
const MEMORY = 700;
const MOST_SHOWN = 8;

interface Tally {
  done: number;
  findings: number;
  crashes: number;
  hangs: number;
  misplaced: number;
  readonly kinds: Map<string, number>;
  readonly shown: string[];
  slowest: FuzzReply | undefined;
}

async function main(args: readonly string[]): Promise<ExitCode> {
  const { folder, count, seed, only } = readArguments(args);
  const texts = ruleTexts(folder);
  const questions = { texts, seed };
  if (only !== undefined) {
    const file = question(questions, only + hostileFiles.length);
    process.stdout.write('text' in file ? file.text : `${file.failure}\n`);
    return EXIT.ok;
  }
  const all = count + hostileFiles.length;
  const tally: Tally = {
    done: 0,
    findings: 0,
    crashes: 0,
    hangs: 0,
    misplaced: 0,
    kinds: new Map(),
    shown: [],
    slowest: undefined,
  };
  const terminal = process.stderr.isTTY && process.env['CI'] === undefined;
  const begin = performance.now();
  await fuzzOnThreads({
    ...questions,
    count: all,
    folder,
    patience: PATIENCE,
    memory: MEMORY,
    onReply: (reply) => {
      add(tally, reply);
      if (terminal && tally.done % 100 === 0) process.stderr.write(`\r${tally.done} of ${all} files`);
    },
  });
  if (terminal) process.stderr.write('\r\u001b[K');
  return report(tally, { all, seed, texts: texts.length, seconds: (performance.now() - begin) / 1000 });
}

function readArguments(args: readonly string[]): {
  readonly folder: string;
  readonly count: number;
  readonly seed: number;
  readonly only: number | undefined;
} {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { count: text, seed: text, only: text },
    allowPositionals: true,
  });
  const whole = (value: string | undefined, fallback: number): number => {
    const found = value === undefined ? fallback : Number(value);
    if (!Number.isSafeInteger(found) || found < 0) throw new UsageError(`${USAGE}: found ${value ?? ''}`);
    return found;
  };
  const folder = resolve(positionals[0] ?? 'detections');
  if (!existsSync(folder)) throw new UsageError(`${folder} is no folder; ${USAGE}`);
  return {
    folder,
    count: whole(values.count, 20_000),
    seed: whole(values.seed, 1),
    only: values.only === undefined ? undefined : whole(values.only, 0),
  };
}

function ruleTexts(folder: string): readonly string[] {
  const texts = findRuleFiles(folder, ['.']).files.flatMap(({ absolute, path }) => {
    const source = readSource(absolute, path);
    return 'failure' in source ? [] : [source.text];
  });
  if (texts.length === 0) throw new UsageError(`${folder} holds no rules`);
  return texts;
}

function add(tally: Tally, reply: FuzzReply): void {
  const { index, problems, findings, milliseconds } = reply;
  tally.done++;
  tally.findings += findings;
  const kind = index < hostileFiles.length ? 'hostile' : kindOf(index - hostileFiles.length);
  tally.kinds.set(kind, (tally.kinds.get(kind) ?? 0) + 1);
  if (milliseconds > (tally.slowest?.milliseconds ?? 0)) tally.slowest = reply;
  const crashed = problems.some((problem) => /^(?:crash|the thread ended)/.test(problem));
  const hung = milliseconds > LONGEST || problems.some((problem) => problem.startsWith('hang'));
  if (crashed) tally.crashes++;
  if (hung) tally.hangs++;
  if (problems.length > 0 && !crashed && !hung) tally.misplaced++;
  if (problems.length > 0) tally.shown.push(`${nameOf(index)}: ${problems[0]?.split('\n').slice(0, 4).join(' | ')}`);
}

function nameOf(index: number): string {
  const hostile = hostileFiles[index];
  return hostile === undefined ? `--only ${index - hostileFiles.length}` : `hostile file "${hostile.name}"`;
}

function report(
  { done, findings, crashes, hangs, misplaced, kinds, shown, slowest }: Tally,
  {
    all,
    seed,
    texts,
    seconds,
  }: { readonly all: number; readonly seed: number; readonly texts: number; readonly seconds: number },
): ExitCode {
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  for (const line of shown.slice(0, MOST_SHOWN)) print(line);
  const made = [...kinds].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([kind, count]) => `${count} ${kind}`);
  print(`seed ${seed}, ${texts} rules, ${made.join(', ')}; ${findings} findings in ${seconds.toFixed(0)} s`);
  const peak = process.resourceUsage().maxRSS / 1024;
  const rows = [
    { name: 'files answered', figure: String(done), target: String(all), met: done === all },
    { name: 'crashes', figure: String(crashes), target: '0', met: crashes === 0 },
    { name: `no answer in ${LONGEST / 1000} s of a processor`, figure: String(hangs), target: '0', met: hangs === 0 },
    {
      name: 'findings at no true place, or none where there must be one',
      figure: String(misplaced),
      target: '0',
      met: misplaced === 0,
    },
    {
      name: `longest (${slowest === undefined ? '' : nameOf(slowest.index)})`,
      figure: `${((slowest?.milliseconds ?? 0) / 1000).toFixed(2)} s`,
      target: `<= ${LONGEST / 1000} s`,
      met: (slowest?.milliseconds ?? 0) <= LONGEST,
    },
    { name: 'most memory, all threads', figure: `${peak.toFixed(0)} MB`, target: '<= 1800 MB', met: peak <= 1800 },
  ];
  for (const { name, figure, target, met } of rows) {
    print(`${name.padEnd(60)} ${figure.padStart(9)}  target ${target.padEnd(10)} ${met ? 'met' : 'missed'}`);
  }
  return rows.every(({ met }) => met) ? EXIT.ok : EXIT.findings;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = EXIT.usage;
  },
);
