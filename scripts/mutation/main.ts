import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { parseArgs } from 'node:util';
import { UsageError } from '../command';
import type { Io } from '../command';
import { EXIT } from '../exit-codes';
import type { ExitCode } from '../exit-codes';
import { terminalIo } from '../terminal';
import type { Equivalent } from './equivalents';
import { readEquivalents } from './equivalents';
import { openJudgeProject } from './judge';
import type { Tally } from './report';
import { closingLines, printedTally } from './report';
import { tallyOf } from './tally';

const USAGE = `npm run mutants -- [RULE or FOLDER...] [--fault WORD] [--all]
  --fault WORD  only faults whose kind contains it
  --all         print the faults that were noticed, too
How many seeded faults \`check\` and \`test\` notice in the rules. Exit 1 where the target is missed, or where
_mutation/equivalent.yaml lists what is noticed after all, or what is no longer seeded.`;

function main(io: Io, argv: readonly string[]): ExitCode {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { fault: { type: 'string' }, all: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  if (values.help === true) {
    io.stdout(`${USAGE}\n`);
    return EXIT.ok;
  }
  const project = openJudgeProject(io.cwd, positionals, io.now());
  const path = posix.join(project.detections, '_mutation', 'equivalent.yaml');
  const listed = existsSync(join(io.cwd, path))
    ? readEquivalents({ path, text: readFileSync(join(io.cwd, path), 'utf8') })
    : [];
  const begin = performance.now();
  const tallies = project.rules.map((loaded): Tally => {
    const tally = tallyOf(loaded, project, { listed, fault: values.fault ?? '', onDone: progress(io, loaded.path) });
    io.stdout(printedTally(tally, { all: values.all === true }));
    return tally;
  });
  const seconds = (performance.now() - begin) / 1000;
  const known = new Set(project.rules.map((rule) => rule.path));
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

function progress({ progress: shown, stderr }: Io, path: string): (done: number, all: number) => void {
  if (!shown) return () => undefined;
  return (done, all) => stderr(done < all ? `\r${path}  ${done} of ${all}` : '\r\u001b[K');
}

const io = terminalIo();
try {
  process.exitCode = main(io, process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  io.stderr(`${error.message}\n`);
  process.exitCode = EXIT.usage;
}
