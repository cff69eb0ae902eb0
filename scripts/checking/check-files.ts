import { join } from 'node:path';
import { compareDiagnostics } from '../../src/diagnostics';
import type { Diagnostic } from '../../src/diagnostics';
import { checkFileNames, checkLoaded, checkTombstones, loadFiles, loadTuning, withSeverities } from '../../src/rules';
import type { Knowledge, ProjectFile, RuleFile } from '../../src/rules';
import { namedTargets, placementFindings } from '../../src/targets';
import type { Io } from '../command';
import { projectCatalog } from '../files/catalog';
import { findRuleFiles } from '../files/find-rule-files';
import { findTuningFiles } from '../files/find-tuning-files';
import { isWithin } from '../files/project-path';
import { readSource } from '../files/read-source';
import { readTombstones } from '../files/read-tombstones';
import { changedFiles } from '../git/changed-files';
import type { Config } from '../targets/read-config';
import { keptFolder } from '../kept/kept-folder';
import { openQueryReader } from '../reading/query-reader';
import type { QueryReader } from '../reading/query-reader';
import { findKnown } from './find-known';

export interface CheckFilesOptions {
  readonly config: Config;
  /** Files and folders, as the person gave them; none is the whole project. */
  readonly paths: readonly string[];
  /** Commit: only what changed since is told, and only that is read anew. */
  readonly changedSince: string | undefined;
  readonly cache: 'keep' | 'none';
  readonly io: Pick<Io, 'cwd' | 'env' | 'now' | 'progress' | 'stderr'>;
}

export interface CheckedFiles {
  readonly files: readonly RuleFile[];
  readonly diagnostics: readonly Diagnostic[];
  /** Files that were named but are no rules. */
  readonly skipped: readonly string[];
  /** Number of tuning files that were looked at. */
  readonly tunings: number;
  readonly catalog: Knowledge;
  /** Readings of the rules' queries: those that were made on the way. */
  readonly reader: QueryReader;
}

/** Checks rule files and what queries may name (tables, functions, watchlists of the project). */
export async function checkFiles(options: CheckFilesOptions): Promise<CheckedFiles> {
  const { config, paths, io } = options;
  const { cwd } = io;
  const folders = { project: cwd, detections: config.detections, schemas: config.schemas };
  const built = projectCatalog(cwd, config);
  const allTunings = findTuningFiles(cwd, config.detections);
  const alone = allTunings.filter((path) => paths.some((each) => isWithin(each, path, cwd)));
  const asked = findRuleFiles(cwd, paths.length === 0 ? [config.detections] : paths);
  const askedPaths = new Set(asked.files.map(({ path }) => path));
  // a tuning file is held against the rules of the project, whether they are asked for or not
  const files = alone.length === 0 ? asked.files : findRuleFiles(cwd, [config.detections, ...paths]).files;
  const skipped = asked.skipped.filter((path) => !allTunings.includes(path));
  const changed = await changedOf(options);
  const sources = files.map(({ absolute, path }) => readSource(absolute, path));
  const isChanged = (path: string): boolean => changed === undefined || changed.has(path);
  const isContext = new Set(files.map(({ path }) => path).filter((path) => !askedPaths.has(path)));
  const told = (path: string): boolean => isChanged(path) && !isContext.has(path);
  const check = {
    today: io.now().toISOString().slice(0, 10),
    catalog: built.catalog,
    settings: config.checks,
    targets: [...config.targets.keys()],
  };
  const kept = options.cache === 'none' ? undefined : keptFolder(io);
  const reader = openQueryReader({ folders, catalog: built.catalog, kept });
  const finding = findKnown(
    sources.filter(({ path }) => told(path)),
    {
      folders,
      built,
      check,
      reader,
      cache: kept,
      onDone: progress(io),
    },
  );
  // meanwhile, on this thread
  const loaded = loadFiles(sources);
  const known = await finding;
  const { tunings, tuned } = tuningsOf(loaded, { asked: (path) => askedPaths.has(path), isChanged, options });
  // the other files are needed for what is found by comparing files: their queries are not read, unless a tuning is told of
  const others = sources.filter(({ path }) => !told(path) && !tuned.has(path)).map(({ path }) => [path, []] as const);
  const result = checkLoaded(loaded, { ...check, tunings }, new Map([...known, ...others]));
  const shown = new Set(tunings.map(({ path }) => path));
  const isAsked = ({ source }: Diagnostic): boolean =>
    paths.length === 0 || paths.some((each) => isWithin(each, source.path, cwd));
  const rules = result.files.flatMap((file) => (file.loaded === undefined ? [] : [file.loaded]));
  const targets = [...config.targets.values()];
  const unplaced = [...placementFindings(rules, targets), ...namedTargets(rules, targets)];
  const names = checkFileNames([...askedPaths]);
  const retired = tombstoneFindings(result.files, options).filter(isAsked);
  return {
    files: result.files.filter(({ source }) => told(source.path)),
    diagnostics: [...built.diagnostics.filter(isAsked), ...result.diagnostics, ...unplaced, ...retired, ...names]
      .filter(({ source }) => told(source.path) || shown.has(source.path))
      .toSorted(compareDiagnostics),
    skipped,
    tunings: tunings.length,
    catalog: built.catalog,
    reader,
  };
}

/** What is wrong with tombstones; whether rules live that they speak of is known only of those that were looked at. */
function tombstoneFindings(
  files: readonly RuleFile[],
  { config, io, paths }: Pick<CheckFilesOptions, 'config' | 'io' | 'paths'>,
): readonly Diagnostic[] {
  const { tombstones, diagnostics } = readTombstones(io.cwd, config.detections);
  const living = files.flatMap(({ draft: { id }, source: { path } }) =>
    id === undefined ? [] : [{ id: id.toLowerCase(), path }],
  );
  const found = checkTombstones(tombstones, living).filter(
    ({ code }) => paths.length === 0 || code !== 'tombstone-replacement-unknown',
  );
  return [...diagnostics, ...withSeverities(found, config.checks)];
}

interface TuningQuestion {
  /** Whether a rule is among those asked for. */
  asked(rule: string): boolean;
  isChanged(path: string): boolean;
  readonly options: CheckFilesOptions;
}

/** Tuning files that are to be told of (those asked for, those of rules asked for; of these, what changed or whose rule did) and their rules. */
function tuningsOf(
  rules: readonly RuleFile[],
  { asked, isChanged, options }: TuningQuestion,
): { readonly tunings: readonly ProjectFile[]; readonly tuned: ReadonlySet<string> } {
  const { config, paths, io } = options;
  const byId = new Map(rules.map(({ draft, source }) => [draft.id?.toLowerCase(), source.path]));
  const tuned = new Set<string>();
  const tunings = findTuningFiles(io.cwd, config.detections).flatMap((path) => {
    const source = readSource(join(io.cwd, path), path);
    const id = 'failure' in source ? undefined : loadTuning(source).tuning?.rule;
    const rule = id === undefined ? undefined : byId.get(id);
    const ofAsked = rule !== undefined && asked(rule);
    const named = paths.length === 0 || paths.some((each) => isWithin(each, path, io.cwd));
    if (!named && !ofAsked) return [];
    if (!isChanged(path) && !(ofAsked && isChanged(rule))) return [];
    if (rule !== undefined) tuned.add(rule);
    return [source];
  });
  return { tunings, tuned };
}

/** What changed; undefined is everything, also where a change reaches all rules: config, tables, functions, watchlists. */
async function changedOf({ changedSince, config, io }: CheckFilesOptions): Promise<ReadonlySet<string> | undefined> {
  if (changedSince === undefined) return undefined;
  const changed = await changedFiles(io.cwd, changedSince);
  const shared = [
    'sentinel.config.yaml',
    ...config.schemas,
    `${config.detections}/_functions`,
    `${config.detections}/_watchlists`,
  ];
  return [...changed].some((path) => shared.some((each) => isWithin(each, path, io.cwd))) ? undefined : changed;
}

function progress({ progress: shown, stderr }: CheckFilesOptions['io']): (done: number, all: number) => void {
  if (!shown) return () => undefined;
  return (done, all) => stderr(done < all ? `\r${done} of ${all} files` : '\r\u001b[K');
}
