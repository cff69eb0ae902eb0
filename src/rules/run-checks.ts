import type { Diagnostic, Severity } from '../diagnostics';
import { hostSpan, suggest } from '../diagnostics';
import type { YamlDocument, YamlPath } from '../yaml';
import { analyseRule } from './analysis/analyse-rule';
import type { RuleAnalysis } from './analysis/analyse-rule';
import type { Knowledge } from './catalog/knowledge';
import { latencySeconds } from './check-settings';
import type { CheckSettings } from './check-settings';
import { checks, fileCodes, projectChecks } from './checks';
import type { Finding, RuleContext } from './checks';
import { compileQuery } from './compile/compile-query';
import type { RuleFile } from './load';

export interface CheckOptions {
  /** Calendar date (`YYYY-MM-DD`) that dates in files are compared with. */
  readonly today: string;
  /** What queries may name. Without it queries are not read. */
  readonly catalog?: Knowledge;
  readonly settings?: CheckSettings;
}

/** What every check of one file, and its compilation, finds. */
export function checkFile(file: RuleFile, { today, catalog, settings = {} }: CheckOptions): readonly Diagnostic[] {
  const { document, kind, draft } = file;
  if (document === undefined || kind === undefined) return [];
  const query = draft.query === undefined ? undefined : document.embeddedAt(['query']);
  const unsure = (...path: YamlPath): boolean => file.refused.some((refused) => onOneWay(refused, path));
  let analysis: RuleAnalysis | undefined | 'not asked for' = 'not asked for';
  const context: RuleContext = {
    kind,
    draft,
    query,
    today,
    unsure,
    latency: (table) => latencySeconds(settings, table),
    get analysis() {
      if (analysis === 'not asked for') {
        const known = query !== undefined && catalog !== undefined;
        analysis = known ? analyseRule(draft, query.text, catalog) : undefined;
      }
      return analysis;
    },
  };
  const found = checks
    .filter(({ applies }) => applies === 'both' || (applies === 'rules') === (kind === 'rule'))
    .flatMap((check) => [...check.run(context)].map((finding) => place(check, finding, document)));
  return [...found, ...compileFindings(file)];
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
      return document === undefined ? [] : [place(check, finding, document)];
    }),
  );
}

/** Whether one of two paths leads through the other. */
function onOneWay(a: YamlPath, b: YamlPath): boolean {
  return a.slice(0, b.length).every((step, index) => step === b[index]);
}

function compileFindings({ loaded, document }: RuleFile): readonly Diagnostic[] {
  if (loaded === undefined || document === undefined) return [];
  const { query, exclusions, parameters } = loaded.rule;
  return compileQuery(query, exclusions, parameters).problems.map(({ code, message, help, path }) =>
    place({ code, severity: 'error' }, { message, help, path, part: 'value' }, document),
  );
}

function place(
  { code, severity }: { readonly code: string; readonly severity: Severity },
  finding: Finding,
  document: YamlDocument,
): Diagnostic {
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
    source: document.source,
    span,
    ...(help === undefined ? {} : { help }),
  };
}

/**
 * What is left of the findings of a file's checks without those that its `ignore` list accepts, and which entries accept
 * nothing. What is wrong with the YAML or the shape cannot be accepted: such a file is not understood.
 */
export function withoutIgnored(
  { draft, document, diagnostics }: RuleFile,
  found: readonly Diagnostic[],
): readonly Diagnostic[] {
  if (draft.ignore === undefined || document === undefined) return found;
  const accepted = new Set(draft.ignore.map((entry) => entry?.code));
  const kept = found.filter(({ code }) => !accepted.has(code));
  if (diagnostics.length > 0) return kept;
  const known = [...checks, ...projectChecks, ...fileCodes].map(({ code }) => code);
  const unused = draft.ignore.flatMap((entry, index) => {
    const code = entry?.code;
    if (code === undefined || found.some((each) => each.code === code)) return [];
    const near = known.includes(code) ? undefined : suggest(code, known);
    const help = near === undefined ? 'Remove the entry.' : `Did you mean \`${near}\`?`;
    const message = `nothing with the code \`${code}\` is found here`;
    const path = ['ignore', index, 'code'];
    return [place({ code: 'ignore-unused', severity: 'warning' }, { message, help, path }, document)];
  });
  return [...kept, ...unused];
}
