import type { FormatterName, FormatterOptions } from '../../src/diagnostics';
import { compareDiagnostics, countDiagnostics, formatters, printable } from '../../src/diagnostics';
import { againstCodes } from '../../src/history';
import { checks, fileCodes, projectChecks, tombstoneCodes, tuningCodes } from '../../src/rules';
import { checkAgainst } from '../checking/check-against';
import { checkFiles } from '../checking/check-files';
import type { CheckedFiles } from '../checking/check-files';
import { defineCommand } from '../command';
import { EXIT } from '../exit-codes';
import { BASELINE_FILE, withoutAccepted } from '../files/baseline';
import { isWithin } from '../files/project-path';
import { readOutputs, writeOutputs } from '../outputs';
import { loadConfig } from '../targets/load-target';
import { TOOL } from '../tool';

const MOST_NAMED = 5;

const FORMATS = Object.keys(formatters) as readonly FormatterName[];

export const check = defineCommand({
  name: 'check',
  positionals: {
    path: {
      isPath: true,
      describe: 'files and folders to check (default: the detections folder of the config)',
      many: true,
    },
  },
  options: {
    format: {
      type: 'strings',
      describe: `${FORMATS.join(', ')}; NAME=FILE writes to a file, several at once (default: stylish)`,
    },
    'changed-since': {
      type: 'string',
      describe: 'a commit or branch: tell only what is found in files that changed since the branch left it',
    },
    against: {
      type: 'string',
      describe:
        'a commit or branch: versions must have risen since the branch left it, ids must be the same, and no rule may be gone without a tombstone',
    },
    baseline: {
      type: 'boolean',
      default: true,
      describe: `leave out errors that ${BASELINE_FILE} accepts (--no-baseline: tell them too)`,
    },
    cache: {
      type: 'boolean',
      default: true,
      describe: 'keep what is found under .sentinel/cache, for files that do not change (--no-cache: do not)',
    },
  },
  examples: [
    ['check', 'every rule under detections/; exit 1 if one has an error'],
    ['check detections/identity new-rule.yaml', 'a folder and a file'],
    ['check --changed-since origin/main', 'in a pull request'],
    ['check --against origin/main', 'versions rise, ids stay, retired rules leave a tombstone'],
    ['check --format summary', 'how often what is found: where to begin'],
    ['check --format json', 'for other programs: {diagnostics, files, summary}'],
    ['check --format github --format sarif=out.sarif', 'annotations in the log, and a file for code scanning'],
  ],
  async run({ path, format, cache, baseline, 'changed-since': changedSince, against }, io) {
    const outputs = readOutputs(format, FORMATS, 'stylish');
    const config = loadConfig(io);
    const checked = await checkFiles({ config, paths: path, changedSince, cache: cache ? 'keep' : 'none', io });
    const { files, tunings } = checked;
    const since = against === undefined ? [] : await checkAgainst({ root: io.cwd, config, ref: against });
    const asked = since.filter(
      ({ source }) => path.length === 0 || path.some((one) => isWithin(one, source.path, io.cwd)),
    );
    const found = [...checked.diagnostics, ...asked].toSorted(compareDiagnostics);
    const { rest: diagnostics, words } = baseline ? withoutAccepted(io, found) : { rest: found, words: '' };
    const read = files.length === 0 ? tunings : files.length;
    const taken = files.flatMap(({ source, kind }) => (kind === undefined ? [] : [{ file: source.path, kind }]));
    const printed = outputs.some(({ name, path: file }) => name === 'stylish' && file === undefined);
    const options = { color: io.color && printed, files: read, taken, tool: TOOL, codes: codes() };
    writeOutputs(outputs, (name) => formatters[name](diagnostics, options), io);
    if (printed) io.stderr(words);
    if (printed) for (const note of notes(checked, changedSince)) io.stderr(`${note}\n`);
    return countDiagnostics(diagnostics).error > 0 ? EXIT.findings : EXIT.ok;
  },
});

function codes(): NonNullable<FormatterOptions['codes']> {
  return [...checks, ...projectChecks, ...tuningCodes, ...tombstoneCodes, ...againstCodes, ...fileCodes].map(
    ({ code, summary, why }) => ({
      code,
      summary,
      why,
    }),
  );
}

function* notes({ files, skipped, tunings }: CheckedFiles, changedSince: string | undefined): Generator<string> {
  const hunting = files.filter(({ kind }) => kind === 'hunting').map(({ source }) => source.path);
  if (hunting.length > 0) {
    yield `taken for hunting queries, since they have neither \`kind\` nor a schedule (checked, never deployed): ${named(hunting)}`;
  }
  if (skipped.length > 0) yield `not checked, since they are no rules: ${named(skipped)}`;
  if (files.length > 0 || tunings > 0) return;
  yield changedSince === undefined
    ? 'found no rules: a rule is a .yaml file outside folders that begin with `_` or `.`'
    : `no rule has changed since ${printable(changedSince)}`;
}

function named(paths: readonly string[]): string {
  const more = paths.length - MOST_NAMED;
  return printable([...paths.slice(0, MOST_NAMED), ...(more > 0 ? [`${more} more`] : [])].join(', '));
}
