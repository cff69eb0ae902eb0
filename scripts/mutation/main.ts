import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, posix } from 'node:path';
import { parseArgs } from 'node:util';
import { UsageError } from '../command';
import type { Io } from '../command';
import { EXIT } from '../exit-codes';
import type { ExitCode } from '../exit-codes';
import { terminalIo } from '../terminal';
import { boundedRuns } from '../workers/bounded-runs';
import type { MutationReply, MutationWorkerData } from '../workers/mutation-worker';
import type { Equivalent } from './equivalents';
import { readEquivalents } from './equivalents';
import { openJudgeProject } from './judge';
import type { Tally } from './report';
import { closingLines, printedTally } from './report';

const USAGE = `npm run mutants -- [RULE or FOLDER...] [--fault WORD] [--all]
  --fault WORD  only faults whose kind contains it
  --all         print the faults that were noticed, too
How many seeded faults \`check\` and \`test\` notice in the rules. Exit 1 where the target is missed, or where
_mutation/equivalent.yaml lists what is noticed after all, or what is no longer seeded.`;

async function main(io: Io, argv: readonly string[]): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { fault: { type: 'string' }, all: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  if (values.help === true) {
    io.stdout(`${USAGE}\n`);
    return EXIT.ok;
  }
  const { detections, rules } = openJudgeProject(io.cwd, positionals, io.now());
  const path = posix.join(detections, '_mutation', 'equivalent.yaml');
  const listed = existsSync(join(io.cwd, path))
    ? readEquivalents({ path, text: readFileSync(join(io.cwd, path), 'utf8') })
    : [];
  const begin = performance.now();
  const tallies = await talliesOf(
    rules.map((rule) => rule.path),
    { root: io.cwd, paths: positionals, now: io.now(), listed, fault: values.fault ?? '' },
    io,
  );
  for (const tally of tallies) io.stdout(printedTally(tally, { all: values.all === true }));
  const seconds = (performance.now() - begin) / 1000;
  const known = new Set(rules.map((rule) => rule.path));
  const gone = positionals.length === 0 ? listed.filter(({ rule }) => !known.has(rule)) : [];
  const { lines, met } = closingLines(tallies, { seconds, wrong: wrongEntries(tallies, gone, values.fault) });
  io.stdout(`\n${lines.join('\n')}\n`);
  return met ? EXIT.ok : EXIT.findings;
}

/** Entries of the list that are no equivalents. Of a part of the faults nobody can say that one is missing. */
function wrongEntries(
  tallies: readonly Tally[],
  gone: readonly Equivalent[],
  fault: string | undefined,
): readonly string[] {
  return [
    ...tallies.flatMap(({ refuted }) => refuted.map(({ place }) => `${place}: the fault is noticed, so it is one`)),
    ...(fault === undefined
      ? [...gone, ...tallies.flatMap(({ stale }) => stale)].map(
          ({ place }) => `${place}: no such fault is seeded (any more)`,
        )
      : []),
  ];
}

const MOST_THREADS = 4;
/** The longest that the faults of one rule may take, in milliseconds. */
const PATIENCE = 1_800_000;

/** The rules with the longest tests take longest: threads take one rule after the other. */
async function talliesOf(
  paths: readonly string[],
  workerData: MutationWorkerData,
  { progress, stderr }: Io,
): Promise<readonly Tally[]> {
  const replies = await boundedRuns<MutationReply>(paths, {
    worker: 'mutation-worker',
    workerData,
    threads: Math.min(availableParallelism(), MOST_THREADS, paths.length),
    milliseconds: PATIENCE,
    onDone: (count) => {
      if (progress) stderr(count < paths.length ? `\r${count} of ${paths.length} rules` : '\r\u001b[K');
    },
  });
  return replies.map((each, index) => {
    if (!('reply' in each)) throw each.failure === 'late' ? new Error(`no answer for ${paths[index]}`) : each.failure;
    if ('usage' in each.reply) throw new UsageError(each.reply.usage);
    return each.reply.tally;
  });
}

const io = terminalIo();
main(io, process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    if (!(error instanceof UsageError)) throw error;
    io.stderr(`${error.message}\n`);
    process.exitCode = EXIT.usage;
  },
);
