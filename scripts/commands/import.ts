import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';
import { importFile } from '../../src/import';
import type { ImportOptions, ImportResult } from '../../src/import';
import { ruleDuration } from '../../src/rules';
import { defineCommand, UsageError } from '../command';
import type { Io } from '../command';
import { EXIT } from '../exit-codes';
import { knownIds } from '../files/known-ids';
import { readSource } from '../files/read-source';
import { BAD_OUTCOMES, placeAll } from '../import/placed';
import type { Placed } from '../import/placed';
import { importFormats } from '../import/report';
import { readDeployment } from '../import/deployment-config';
import type { Deployment } from '../import/deployment-config';
import { BICEP, sourceFiles } from '../import/source-files';
import { loadConfig } from '../targets/load-target';

const FORMATS = ['terminal', 'json', 'markdown'] as const;
const SEVERITIES = ['High', 'Medium', 'Low', 'Informational'] as const;

export const importRules = defineCommand({
  name: 'import',
  positionals: {
    paths: {
      isPath: true,
      describe: 'files and folders: ARM templates, portal exports, community YAML, AzSentinel',
      many: true,
    },
  },
  options: {
    out: { type: 'string', describe: 'folder for the rules, in the project (default: the folder of the rules)' },
    area: { type: 'string', describe: 'one folder in it for all; without it by what each rule reads' },
    frequency: { type: 'string', describe: 'how often hunting queries are to run: 1d, PT1H' },
    period: { type: 'string', describe: 'how far hunting queries look back (default: as often as they run)' },
    severity: { type: 'string', describe: 'severity of what has none', choices: SEVERITIES },
    workspace: {
      type: 'string',
      describe: 'GUID of the workspace whose parameter files count (Sentinel Repositories)',
    },
    'dry-run': { type: 'boolean', describe: 'write nothing, only say what would be' },
    report: { type: 'string', describe: 'file for the report as well: .json, .md or .txt' },
    format: { type: 'string', describe: 'how to tell', choices: FORMATS, default: 'terminal' },
  },
  examples: [
    ['import export.json', 'rules that were exported from the portal'],
    ['import ../Azure-Sentinel/Solutions --dry-run', 'what a folder of others holds'],
    ['import hunting --frequency 1d --period 14d --severity Low', 'hunting queries as rules'],
  ],
  async run({ paths, out, area, frequency, period, severity, workspace, 'dry-run': dryRun, report, format }, io) {
    if (paths.length === 0) throw new UsageError('name the files or folders to import');
    const config = loadConfig(io);
    const deployment = readDeployment({ cwd: io.cwd, paths, workspace });
    const all = sourceFiles(io.cwd, paths);
    const workspaces = workspace === undefined ? deployment.workspacesIn(all) : [];
    if (workspaces.length > 0)
      io.stderr(`parameters of ${workspaces.join(', ')} were not used: --workspace names one\n`);
    const files = deployed(all, { deployment, io });
    const asked = { ...(severity === undefined ? {} : { severity }), ...scheduleOf(frequency, period) };
    const results = await scheduledByAnswer(readAll(files, { asked, deployment, io }), {
      files,
      asked,
      deployment,
      io,
    });
    const placed = placeAll(results, {
      folder: out ?? config.detections,
      ...(area === undefined ? {} : { area }),
      known: knownIds(io.cwd, config.detections, io.now()),
      exists: (path) => existsSync(resolve(io.cwd, path)),
    });
    if (!dryRun) for (const one of placed) write(one, io);
    io.stdout(importFormats[format](placed));
    if (report !== undefined) writeFileSync(resolve(io.cwd, report), importFormats[formatOf(report)](placed));
    return placed.some(({ outcome }) => BAD_OUTCOMES.has(outcome)) ? EXIT.findings : EXIT.ok;
  },
});

/** Without what Sentinel Repositories would not deploy either; what is excluded is said. */
function deployed(files: readonly string[], { deployment, io }: Pick<Asked, 'deployment' | 'io'>): readonly string[] {
  const excluded = files.filter((path) => deployment.skips(path) === 'excluded');
  if (excluded.length > 0) io.stderr(`not deployed, by sentinel-deployment.config: ${excluded.join(', ')}\n`);
  return files.filter((path) => deployment.skips(path) === undefined);
}

function readAll(files: readonly string[], { asked, deployment, io }: Omit<Asked, 'files'>): readonly ImportResult[] {
  return files.flatMap((path, index): readonly ImportResult[] => {
    if (io.progress && index % 100 === 0) io.stderr(`${index} of ${files.length} files read\n`);
    if (BICEP.test(path)) return [unbuilt(path)];
    const source = readSource(resolve(io.cwd, path), path);
    const parameters = deployment.parametersOf(path);
    return 'failure' in source
      ? [{ outcome: 'left out', from: path, reason: 'unreadable', details: [source.failure] }]
      : importFile(source, { ...asked, ...(parameters === undefined ? {} : { parameters }) });
  });
}

function unbuilt(path: string): ImportResult {
  const details = [`Bicep: \`az bicep build --file ${path}\` writes the template that can be read`];
  return { outcome: 'left out', from: path, reason: 'unreadable', details };
}

interface Asked {
  readonly files: readonly string[];
  readonly asked: ImportOptions;
  readonly deployment: Deployment;
  readonly io: Io;
}

/** Where hunting queries wait for a schedule and somebody is there, that person is asked once, for all of them. */
async function scheduledByAnswer(
  results: readonly ImportResult[],
  { files, asked, deployment, io }: Asked,
): Promise<readonly ImportResult[]> {
  const waiting = results.filter((result) => result.outcome === 'left out' && result.reason === 'no schedule').length;
  if (waiting === 0 || io.ask === undefined) return results;
  const frequency = await io.ask(
    `${waiting} hunting queries have no schedule. How often are they to run (1d; empty: leave them out)? `,
  );
  if (frequency.trim() === '') return results;
  const period = await io.ask(`How far do they look back (empty: ${frequency.trim()})? `);
  return readAll(files, {
    asked: { ...asked, ...scheduleOf(frequency.trim(), period.trim() === '' ? undefined : period.trim()) },
    deployment,
    io,
  });
}

function scheduleOf(frequency: string | undefined, period = frequency): Pick<ImportOptions, 'schedule'> {
  if (frequency === undefined || period === undefined) {
    if (period !== undefined) throw new UsageError('--period goes with --frequency');
    return {};
  }
  for (const value of [frequency, period]) {
    if (ruleDuration(value) === undefined)
      throw new UsageError(`${value} is no duration: expected 1d, 4h, 30m or PT1H`);
  }
  return { schedule: { frequency, period } };
}

function write({ path, text }: Placed, io: Io): void {
  if (path === undefined || text === undefined) return;
  const absolute = resolve(io.cwd, path);
  mkdirSync(dirname(absolute), { recursive: true });
  writeFileSync(absolute, text, { flag: 'wx' });
}

function formatOf(path: string): keyof typeof importFormats {
  switch (extname(path)) {
    case '.json':
      return 'json';
    case '.md':
      return 'markdown';
    default:
      return 'terminal';
  }
}
