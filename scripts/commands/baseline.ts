import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { baselineOf, baselineYaml, isEmptyBaseline } from '../../src/baseline';
import type { Baseline } from '../../src/baseline';
import type { Diagnostic } from '../../src/diagnostics';
import { checkFiles } from '../checking/check-files';
import { defineCommand } from '../command';
import type { Io } from '../command';
import { desiredOf } from '../deployment/desired-resources';
import { projectRules } from '../deployment/project-rules';
import { EXIT } from '../exit-codes';
import { BASELINE_FILE, readBaseline } from '../files/baseline';
import { described, loadConfig, pickTarget } from '../targets/load-target';
import type { Config } from '../targets/read-config';
import { openTestProject } from '../testing/run-project-tests';

export const baseline = defineCommand({
  name: 'baseline',
  options: {
    prune: { type: 'boolean', describe: 'accept nothing new: only take out what is not found any more' },
  },
  examples: [
    ['baseline', `what is wrong now is accepted until it changes: written to ${BASELINE_FILE}`],
    ['baseline --prune', 'after some of it was mended'],
  ],
  async run({ prune }, io) {
    const config = loadConfig(io);
    const before = readBaseline(io);
    const { baseline: found, rest } = baselineOf(await errorsOf(io, config));
    const now = prune ? onlyOf(found, before) : found;
    const path = join(io.cwd, BASELINE_FILE);
    if (isEmptyBaseline(now)) rmSync(path, { force: true });
    else writeFileSync(path, baselineYaml(now));
    io.stdout(words(now));
    const [entries, others] = [entriesOf(now), entriesOf(before)];
    const fresh = [...entries].filter((each) => !others.has(each)).length;
    const gone = [...others].filter((each) => !entries.has(each)).length;
    if (others.size > 0) io.stderr(`since the last time: ${fresh} new, ${gone} gone\n`);
    if (rest.length === 0) return EXIT.ok;
    io.stderr(
      `${rest.length} error${rest.length === 1 ? '' : 's'} cannot be accepted, since the rule could not be deployed: \`sentinel-rules check\` shows them\n`,
    );
    return EXIT.findings;
  },
});

/** All errors that keep somebody from working: of files, of what each target gets, and of missing tests. */
async function errorsOf(io: Io, config: Config): Promise<readonly Diagnostic[]> {
  const checked = await checkFiles({ config, paths: [], changedSince: undefined, cache: 'keep', io });
  const rules = projectRules({ root: io.cwd, config, now: io.now() });
  const planned = described(config).flatMap((name) => desiredOf(rules, pickTarget(config, name)).diagnostics);
  const tests = await openTestProject(io.cwd, config).runOnThreads({
    paths: [config.detections],
    target: pickTarget(config, undefined).name,
    now: io.now(),
  });
  const all = [...checked.diagnostics, ...planned, ...tests.diagnostics];
  const key = ({ code, source, span }: Diagnostic): string => JSON.stringify([code, source.path, span]);
  return [...new Map(all.map((each) => [key(each), each])).values()];
}

function onlyOf(found: Baseline, before: Baseline): Baseline {
  const entries = entriesOf(before);
  return {
    untested: new Map([...found.untested].filter((each) => entries.has(JSON.stringify(each)))),
    errors: found.errors.filter((each) => entries.has(entryOf(each))),
  };
}

function entriesOf({ untested, errors }: Baseline): ReadonlySet<string> {
  return new Set([...[...untested].map((each) => JSON.stringify(each)), ...errors.map(entryOf)]);
}

function entryOf({ rule, code, line }: Baseline['errors'][number]): string {
  return JSON.stringify([rule, code, line]);
}

function words(now: Baseline): string {
  if (isEmptyBaseline(now)) return 'there is nothing to accept\n';
  const { untested, errors } = now;
  const codes = [...new Set(errors.map(({ code }) => code))].toSorted();
  const rows: readonly (readonly [number, string])[] = [
    ...codes.map((code) => [errors.filter((each) => each.code === code).length, code] as const),
    ...(untested.size === 0 ? [] : ([[untested.size, 'without enough tests']] as const)),
  ];
  const lines = rows.map(([count, what]) => `${String(count).padStart(5)}  ${what}\n`);
  return `${BASELINE_FILE}: accepted until the line of an error, or the query of an untested rule, changes\n${lines.join('')}`;
}
