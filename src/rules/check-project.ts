import { compareDiagnostics } from '../diagnostics';
import type { Diagnostic, Source } from '../diagnostics';
import { withSeverities } from './check-settings';
import { loadRuleFile } from './load';
import type { RuleFile } from './load';
import { checkAcross, checkFile, withoutIgnored } from './run-checks';
import type { CheckOptions } from './run-checks';

/** A file as it was read, or why it could not be. */
export type ProjectFile = Source | { readonly path: string; readonly failure: string };

export interface CheckResult {
  /** Every file that was given, in order of path. */
  readonly files: readonly RuleFile[];
  /** Everything found in them, in the order in which it is shown. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Checks a project's rules and hunting queries: all findings of all files. Pure: files come in as texts. */
export function checkProject(files: readonly ProjectFile[], options: CheckOptions): CheckResult {
  const loaded = files
    .map((file) => ('failure' in file ? unreadable(file) : loadRuleFile(file)))
    .toSorted((a, b) => (a.source.path < b.source.path ? -1 : a.source.path > b.source.path ? 1 : 0));
  const across = checkAcross(loaded);
  const diagnostics = loaded.flatMap((file) => {
    const others = across.filter(({ source }) => source === file.source);
    const found = withoutIgnored(file, [...checkFile(file, options), ...others]);
    return [...file.diagnostics, ...withSeverities(found, options.settings ?? {})];
  });
  return { files: loaded, diagnostics: diagnostics.toSorted(compareDiagnostics) };
}

function unreadable({ path, failure }: { readonly path: string; readonly failure: string }): RuleFile {
  const finding = unreadableFile(path, failure);
  return { source: finding.source, draft: {}, refused: [[]], diagnostics: [finding] };
}

/** A file that was asked for and could not be read is a finding, whoever asked: nothing is lost without a word. */
export function unreadableFile(path: string, failure: string): Diagnostic {
  return {
    code: 'file-unreadable',
    severity: 'error',
    message: `the file cannot be read: ${failure}`,
    source: { path, text: '' },
    span: { start: 0, end: 0 },
  };
}
