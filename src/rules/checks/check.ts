import type { EmbeddedSource, Severity, Span } from '../../diagnostics';
import type { YamlPath } from '../../yaml';
import type { RuleAnalysis } from '../analysis/analyse-rule';
import type { FileKind } from '../classify';
import type { RuleDraft } from '../rule-file';

/** What a check may look at. Not there: files, lines, severities; those belong to the runner. */
export interface RuleContext {
  readonly kind: FileKind;
  /** The file's content without what the schema refused. */
  readonly draft: RuleDraft;
  /** The query where it stands in the file. */
  readonly query: EmbeddedSource | undefined;
  /**
   * Whether something at, above or below this path was refused or could not be read: then that the draft says nothing
   * there does not mean that the file says nothing.
   */
  unsure(...path: YamlPath): boolean;
  /** Calendar date (`YYYY-MM-DD`) of the run. */
  readonly today: string;
  /** Seconds by which events of a table may be late, where the project says so. */
  latency(table: string): number | undefined;
  /** The query, read once: asked for when the first check needs it. Undefined without a query or a catalog. */
  readonly analysis: RuleAnalysis | undefined;
}

/**
 * What a check found: at a key or value of the file (the value unless said otherwise), or inside the text of a value
 * (the query, the predicate of an exclusion), at offsets of that text.
 */
export type Finding = {
  readonly message: string;
  readonly help?: string;
  /** Where one finding of a check weighs less (or more) than its others. */
  readonly severity?: Severity;
  readonly path: YamlPath;
} & ({ readonly part?: 'key' | 'value' } | { readonly within: Span });

interface CheckDescription {
  /** Kebab-case, the name of the check's file, the anchor of its documentation. */
  readonly code: string;
  readonly severity: Severity;
  /** One line: what is found. */
  readonly summary: string;
  /** Why it matters: what the service or a reader would do. */
  readonly why: string;
}

/** One check of one file. */
export interface Check extends CheckDescription {
  /** What it looks at. */
  readonly applies: 'rules' | 'hunting' | 'both';
  /** Whether what it finds depends on the day: such findings are never kept. No other check may ask for `today`. */
  readonly dated?: true;
  /** YAML keys that, put into a plain rule, give this finding and none. Tests run them, the documentation shows them. */
  readonly bad: string;
  readonly good: string;
  run(context: RuleContext): Iterable<Finding>;
}

/** A file as a check across files sees it. */
export interface ProjectFileView {
  readonly path: string;
  readonly kind: FileKind;
  readonly draft: RuleDraft;
}

/** A check that compares files with each other. */
export interface ProjectCheck extends CheckDescription {
  /** Two files each, as their YAML keys. */
  readonly bad: readonly [string, string];
  readonly good: readonly [string, string];
  run(files: readonly ProjectFileView[]): Iterable<Finding & { readonly file: string }>;
}
