import type { Diagnostic, Severity, Source } from '../diagnostics';
import { hostSpan } from '../diagnostics';
import type { YamlDocument, YamlPath } from '../yaml';
import { analyseRule } from './analysis/analyse-rule';
import type { RuleAnalysis } from './analysis/analyse-rule';
import type { Knowledge } from './catalog/knowledge';
import { latencySeconds } from './check-settings';
import type { CheckSettings } from './check-settings';
import { checks, projectChecks } from './checks';
import type { Finding, RuleContext } from './checks';
import type { Check } from './checks/check';
import { compileQuery } from './compile/compile-query';
import type { RuleFile } from './load';

export interface CheckOptions {
  /** Calendar date (`YYYY-MM-DD`) that dates in files are compared with. */
  readonly today: string;
  /** What queries may name. Without it queries are not read. */
  readonly catalog?: Knowledge;
  readonly settings?: CheckSettings;
  /** What targets change of rules: the files of `_tuning/<target>/`. */
  readonly tunings?: readonly ProjectFile[];
  /** Names of the targets that there are; without them any folder of tunings will do. */
  readonly targets?: readonly string[];
}

/** A file as it was read, or why it could not be. */
export type ProjectFile = Source | { readonly path: string; readonly failure: string };

/** A finding of a file without the file: what can be kept, and sent from one thread to another. */
export type PlacedFinding = Omit<Diagnostic, 'source'>;

/** What the checks of one file find that depends on nothing but the file, the catalog and the settings; compilation too. */
export function lastingFindings(file: RuleFile, options: CheckOptions): readonly PlacedFinding[] {
  const { document } = file;
  if (document === undefined) return [];
  const found = runChecks(file, options, ({ dated }) => dated !== true, {
    get today(): string {
      throw new Error('a check that asks for the day must be marked `dated`');
    },
  });
  return [...found, ...compileFindings(file)];
}

/** What the checks of one file find that depends on the day. */
export function datedFindings(file: RuleFile, options: CheckOptions): readonly PlacedFinding[] {
  return runChecks(file, options, ({ dated }) => dated === true, { today: options.today });
}

/** Whether a check has looked at a file: one that reads the query has not, where there is no catalog to read it with. */
export function wasLookedFor(code: string, file: RuleFile, options: CheckOptions): boolean {
  if (options.catalog !== undefined) return true;
  let asked = false;
  const { today } = options;
  const day = { today, onAnalysis: () => (asked = true) };
  runChecks(file, options, (check) => check.code === code, day);
  return !asked;
}

interface Day {
  readonly today: string;
  onAnalysis?(): void;
}

function runChecks(
  file: RuleFile,
  options: CheckOptions,
  wanted: (check: Check) => boolean,
  day: Day,
): readonly PlacedFinding[] {
  const { document } = file;
  if (document === undefined) return [];
  return findingsIn(file, options, wanted, day).map(({ check, finding }) => placeFinding(check, finding, document));
}

/** What checks find, each with its check, where it is in the rule. */
export function findingsIn(
  { document, kind, draft, refused }: RuleFile,
  { catalog, settings = {} }: CheckOptions,
  wanted: (check: Check) => boolean,
  day: Day,
): readonly { readonly check: Check; readonly finding: Finding }[] {
  if (document === undefined || kind === undefined) return [];
  const query = draft.query === undefined ? undefined : document.embeddedAt(['query']);
  let analysis: RuleAnalysis | undefined | 'not asked for' = 'not asked for';
  const context: RuleContext = {
    kind,
    draft,
    query,
    get today() {
      return day.today;
    },
    unsure: (...path) => refused.some((each) => onOneWay(each, path)),
    latency: (table) => latencySeconds(settings, table),
    get analysis() {
      day.onAnalysis?.();
      if (analysis === 'not asked for') {
        const known = query !== undefined && catalog !== undefined;
        analysis = known ? analyseRule(draft, query.text, catalog) : undefined;
      }
      return analysis;
    },
  };
  return checks
    .filter((check) => wanted(check) && (check.applies === 'both' || (check.applies === 'rules') === (kind === 'rule')))
    .flatMap((check) => [...check.run(context)].map((finding) => ({ check, finding })));
}

/** What is found by comparing files. */
export function checkAcross(files: readonly RuleFile[]): readonly Diagnostic[] {
  const documents = new Map(files.map((file) => [file.source.path, file.document]));
  const views = files.flatMap(({ source, kind, draft }) =>
    kind === undefined ? [] : [{ path: source.path, kind, draft }],
  );
  return projectChecks.flatMap((check) =>
    [...check.run(views)].flatMap((finding) => {
      const document = documents.get(finding.file);
      return document === undefined ? [] : [{ ...placeFinding(check, finding, document), source: document.source }];
    }),
  );
}

/** Whether one of two paths leads through the other. */
function onOneWay(a: YamlPath, b: YamlPath): boolean {
  return a.slice(0, b.length).every((step, index) => step === b[index]);
}

function compileFindings({ loaded, document }: RuleFile): readonly PlacedFinding[] {
  if (loaded === undefined || document === undefined) return [];
  const { query, exclusions, parameters } = loaded.rule;
  return compileQuery(query, exclusions, parameters).problems.map(({ code, message, help, path }) =>
    placeFinding({ code, severity: 'error' }, { message, help, path, part: 'value' }, document),
  );
}

/** A finding at the offsets of its file. */
export function placeFinding(
  { code, severity }: { readonly code: string; readonly severity: Severity },
  finding: Finding,
  document: YamlDocument,
): PlacedFinding {
  const { message, help, path } = finding;
  const text = 'within' in finding ? document.embeddedAt(path) : undefined;
  const span =
    'within' in finding && text !== undefined
      ? hostSpan(text, finding.within)
      : document.spanOf(path, 'part' in finding && finding.part !== undefined ? finding.part : 'value');
  return {
    code,
    severity: finding.severity ?? severity,
    message,
    span,
    ...(help === undefined ? {} : { help }),
  };
}
