import type { Diagnostic, Source, Span } from '../../diagnostics';
import { suggest } from '../../diagnostics';
import type { YamlDocument, YamlNode, YamlPath } from '../../yaml';
import type { Instant } from '../instant';
import { parseInstant } from '../instant';
import type { Cell } from './model';

export type TestFileCode =
  | 'test-given'
  | 'test-row-unknown'
  | 'test-row-circle'
  | 'test-time'
  | 'test-case-repeated'
  | 'test-table-unknown'
  | 'test-column-unknown'
  | 'test-cell'
  | 'test-fixture'
  | 'test-function'
  | 'test-watchlist'
  | 'test-target-unknown'
  | 'test-exclusion-unknown'
  | 'test-alert-field';

export interface Finding {
  readonly code: TestFileCode;
  readonly span: Span;
  readonly message: string;
  readonly help?: string;
}

export function errorIn(source: Source, { code, span, message, help }: Finding): Diagnostic {
  return { code, severity: 'error', message, source, span, ...(help === undefined ? {} : { help }) };
}

/** `did you mean X?`, or the other words where nothing is near. */
export function orNearest(name: string, known: readonly string[], otherwise: string): string {
  const near = suggest(name, known);
  return near === undefined ? otherwise : `did you mean ${near}?`;
}

/** A test file while it is read: its document, and what is wrong with it so far. */
export class Reading {
  readonly document: YamlDocument;
  readonly found: Diagnostic[] = [];

  constructor(document: YamlDocument) {
    this.document = document;
  }

  report(finding: Finding): void {
    this.found.push(errorIn(this.document.source, finding));
  }

  /** The keys of a mapping with their values, in order. */
  entries(path: YamlPath): readonly (readonly [key: string, cell: Cell])[] {
    const node = this.document.nodeAt(path);
    if (node?.kind !== 'mapping') return [];
    return node.entries.map(({ key, value }) => [key.text, { node: value, span: key.span }]);
  }

  items(path: YamlPath): readonly YamlNode[] {
    const node = this.document.nodeAt(path);
    return node?.kind === 'sequence' ? node.items : [];
  }

  text(path: YamlPath): string | undefined {
    return this.document.scalarAt(path)?.text;
  }

  /** The time at a path. What is no time is a finding, and undefined. */
  instant(path: YamlPath): Instant | undefined {
    const text = this.text(path);
    if (text === undefined) return undefined;
    const instant = parseInstant(text);
    if (instant === undefined) {
      this.report({
        code: 'test-time',
        span: this.document.spanOf(path, 'value'),
        message: `${JSON.stringify(text)} is no time`,
        help: 'write a time such as 2026-01-10T00:00:00Z, or an offset such as -2h',
      });
    }
    return instant;
  }
}
