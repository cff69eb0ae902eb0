import { compareDiagnostics } from '../diagnostics';
import type { Diagnostic, Source } from '../diagnostics';
import { MOST_ANALYSED } from './analysis/analyse-query';
import { withSeverities } from './check-settings';
import { compileQuery } from './compile/compile-query';
import { readQuery } from './dependencies/derive';
import type { QueryReading } from './dependencies/derive';
import { loadRuleFile } from './load';
import type { RuleFile } from './load';
import { withoutAccepted } from './accept-findings';
import { checkAcross, datedFindings, lastingFindings, wasLookedFor } from './run-checks';
import type { CheckOptions, PlacedFinding, ProjectFile } from './run-checks';
import { checkTunings } from './tuning/check-tunings';
import { unreadableFile } from './unreadable-file';

export interface CheckResult {
  /** Every file that was given, in order of path. */
  readonly files: readonly RuleFile[];
  /** Everything found in them, in the order in which it is shown. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * What was found in files before, by path: findings of `lastingFindings` that other threads or an earlier run have made.
 * A file that is not in it is checked here.
 */
export type KnownFindings = ReadonlyMap<string, readonly PlacedFinding[]>;

/** Checks a project's rules and hunting queries: all findings of all files. Pure: files come in as texts. */
export function checkProject(files: readonly ProjectFile[], options: CheckOptions): CheckResult {
  return checkLoaded(loadFiles(files), options, new Map());
}

/** The first half of `checkProject`: YAML and schema of every file, in order of path. */
export function loadFiles(files: readonly ProjectFile[]): readonly RuleFile[] {
  return files
    .map((file) => ('failure' in file ? unreadable(file) : loadRuleFile(file)))
    .toSorted((a, b) => (a.source.path < b.source.path ? -1 : a.source.path > b.source.path ? 1 : 0));
}

/** The second half: the checks, without those whose findings are known. */
export function checkLoaded(files: readonly RuleFile[], options: CheckOptions, known: KnownFindings): CheckResult {
  const across = checkAcross(files);
  const own = new Map<RuleFile, readonly PlacedFinding[]>();
  const diagnostics = files.flatMap((file) => {
    const { source } = file;
    const lasting = known.get(source.path) ?? lastingFindings(file, options);
    const placed = [...lasting, ...datedFindings(file, options)];
    own.set(file, placed);
    const others = across.filter((each) => each.source === source);
    const { document, draft } = file;
    const accepting = {
      document,
      ignore: draft.ignore,
      whole: file.diagnostics.length === 0,
      wasLookedFor: (code: string) => wasLookedFor(code, file, options),
    };
    const found = withoutAccepted(accepting, [...placed.map((finding) => ({ ...finding, source })), ...others]);
    return [...file.diagnostics, ...withSeverities(found, options.settings ?? {})];
  });
  const tuned = withSeverities(checkTunings(own, options), options.settings ?? {});
  return { files, diagnostics: [...diagnostics, ...tuned].toSorted(compareDiagnostics) };
}

/** What is found in one file that can be kept; for threads that check a part of a project. */
export function checkAlone(source: Source, options: CheckOptions): readonly PlacedFinding[] {
  return lastingFindings(loadRuleFile(source), options);
}

/** Findings of one file, with the reading of its query on the way: that is what takes long. */
export interface AloneResult {
  readonly findings: readonly PlacedFinding[];
  /** The query as it is compiled without any target; absent where there is no whole rule, or nobody would take the query. */
  readonly read?: { readonly query: string; readonly reading: QueryReading };
}

/** `checkAlone`, and what else can be told of the query while it is bound. */
export function checkAndRead(source: Source, options: CheckOptions): AloneResult {
  const file = loadRuleFile(source);
  const findings = lastingFindings(file, options);
  const { catalog } = options;
  if (file.loaded === undefined || catalog === undefined) return { findings };
  const { query, exclusions, parameters } = file.loaded.rule;
  const { text } = compileQuery(query, exclusions, parameters).compiled;
  return text.length > MOST_ANALYSED
    ? { findings }
    : { findings, read: { query: text, reading: readQuery(text, catalog) } };
}

function unreadable({ path, failure }: { readonly path: string; readonly failure: string }): RuleFile {
  const finding = unreadableFile(path, failure);
  return { source: finding.source, draft: {}, refused: [[]], diagnostics: [finding] };
}
