import { parseArgs } from 'node:util';
import { EXIT } from '../exit-codes';
import type { ExitCode } from '../exit-codes';
import type { BoundedReply } from '../workers/bounded-runs';
import { boundedRuns } from '../workers/bounded-runs';
import type { Fuzzed } from './fuzz-one';
import { fuzzLines, fuzzReport } from './report';
import type { FuzzRan } from './report';
import { randomQuery } from './random-query';
import { diceOf } from './dice';

const USAGE = `usage: npm run fuzz:kql -- [--count 20000] [--seed N] [--threads 2]
Runs generated queries over random rows, each twice. The seed is printed: the same seed makes the same queries.`;

/** The longest that a query may take, both runs. */
const LONGEST_MILLISECONDS = 60_000;

/** Seeds of one session lie next to each other, those of two far apart. */
const APART = 1_000_003;

/** `npm run fuzz:kql`: exit 1 where a query crashes, hangs, or answers twice in two ways. */
async function main(argv: readonly string[]): Promise<ExitCode> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      count: { type: 'string', default: '20000' },
      seed: { type: 'string', default: String(Math.floor(Date.now() / 1000) % 1_000_000) },
      threads: { type: 'string', default: '2' },
    },
  });
  const [count, seed, threads] = [values.count, values.seed, values.threads].map(Number);
  if (
    count === undefined ||
    seed === undefined ||
    threads === undefined ||
    ![count, seed, threads].every((each) => each >= 1)
  ) {
    process.stderr.write(`${USAGE}\n`);
    return EXIT.usage;
  }
  process.stdout.write(`seed ${seed}\n`);
  const begin = performance.now();
  const ran: FuzzRan[] = [];
  const valid = (): number => ran.filter(({ outcome }) => outcome.kind !== 'invalid').length;
  for (let next = seed * APART; valid() < count;) {
    const before = valid();
    const seeds = Array.from({ length: count - before }, () => next++);
    const replies = await boundedRuns<Fuzzed>(seeds, {
      worker: 'fuzz-kql-worker',
      workerData: undefined,
      threads,
      milliseconds: LONGEST_MILLISECONDS,
      onDone: (done) => progress(`${before + done}/${count} queries`),
    });
    ran.push(...seeds.map((each, index) => ({ seed: each, ...fuzzedOf(each, replies[index]) })));
    // a generator that makes no valid query would go on for ever
    if (valid() === before) break;
  }
  progress('');
  const lines = fuzzLines(ran, count);
  const text = [
    ...fuzzReport(ran),
    `${((performance.now() - begin) / 1000).toFixed(1)} s`,
    '',
    ...lines.map(({ text: line }) => line),
  ];
  process.stdout.write(`${text.join('\n')}\n`);
  return lines.every(({ met }) => met) ? EXIT.ok : EXIT.findings;
}

function fuzzedOf(seed: number, reply: BoundedReply<Fuzzed> | undefined): Fuzzed {
  if (reply !== undefined && 'reply' in reply) return reply.reply;
  const query = randomQuery(diceOf(seed));
  const failure = reply?.failure;
  if (failure instanceof Error) return { query, outcome: { kind: 'crash', reason: failure.stack ?? failure.message } };
  return { query, outcome: { kind: 'late', reason: `no answer in ${LONGEST_MILLISECONDS / 1000} s` } };
}

function progress(words: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${words}`);
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    throw error;
  },
);
