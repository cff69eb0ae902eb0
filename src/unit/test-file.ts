import type { Diagnostic, Source, Span } from '../diagnostics';
import type { ParameterValue } from '../rules';
import { validate } from '../schema';
import { parseYaml } from '../yaml';
import type { YamlDocument, YamlNode, YamlPath } from '../yaml';
import { parseInstant } from './instant';
import type { Instant } from './instant';
import { textOf } from './text-of';

export type Clock = 'execution' | 'scheduled';

/** One event of a case, still as written: cells get their types from the table's schema later. */
export interface GivenRow {
  readonly table: string;
  /** Cells by column, later ones over earlier ones of the same row. */
  readonly cells: ReadonlyMap<string, { readonly node: YamlNode; readonly span: Span }>;
  readonly at: Instant;
  readonly ingested: Instant;
  readonly count: number;
  /** Where the case names the row. */
  readonly span: Span;
}

/** Rows of a fixture file. */
export interface GivenFixture {
  readonly table: string;
  readonly fixture: string;
  readonly where: Readonly<Record<string, unknown>>;
  readonly span: Span;
}

export type Given = GivenRow | GivenFixture;

export interface ExpectedAlert {
  readonly severity?: string;
  readonly title?: string;
  readonly description?: string;
  readonly tactics?: readonly string[];
  readonly customDetails?: Readonly<Record<string, unknown>>;
  readonly entities?: readonly Readonly<Record<string, Readonly<Record<string, unknown>>>>[];
  readonly rows?: number;
}

export type Expectation =
  | 'fires'
  | 'silent'
  | {
      readonly alerts?: number | readonly ExpectedAlert[];
      readonly rows?: number | readonly Readonly<Record<string, unknown>>[];
      readonly silentBecause?: readonly string[];
    };

export type WatchlistRows = Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;

export interface TestCase {
  readonly name: string;
  readonly span: Span;
  readonly given: readonly Given[];
  readonly expect: Expectation;
  readonly expectSpan: Span;
  /** Milliseconds since 1970 at which the (first) run is scheduled. */
  readonly now: number;
  readonly clock: Clock;
  readonly watchlists: WatchlistRows;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly timeline?: { readonly days?: number; readonly runs?: number };
}

export interface TestFile {
  readonly source: Source;
  /** File of the rule, relative to this file. */
  readonly rule: string | undefined;
  readonly cases: readonly TestCase[];
}

interface RawCase {
  readonly name: string;
  readonly expect: Expectation;
  readonly now?: string;
  readonly watchlists?: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
  readonly timeline?: { readonly days?: number; readonly runs?: number };
  readonly given: readonly unknown[];
}

interface RawFile {
  readonly rule?: string;
  readonly defaults?: {
    readonly now?: string;
    readonly at?: string;
    readonly ingested?: string;
    readonly clock?: Clock;
  };
  readonly rows?: Readonly<Record<string, unknown>>;
  readonly watchlists?: RawCase['watchlists'];
  readonly parameters?: RawCase['parameters'];
  readonly cases: readonly RawCase[];
}

const DEFAULTS = { now: '2026-01-10T00:00:00Z', at: '-2h', ingested: '+3m', clock: 'execution' } as const;
/** Keys beside the one that names a row or a table. */
const BESIDE = new Set(['at', 'ingested', 'count', 'where', 'fixture', 'table']);

/** Reads a test file. Without a file in the result the diagnostics say why. */
export function loadTestFile(source: Source): {
  readonly file?: TestFile;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { document, diagnostics } = parseYaml(source);
  if (document === undefined) return { diagnostics };
  const found: Diagnostic[] = [...diagnostics, ...validate('rule-test', document)];
  if (found.some(({ severity }) => severity === 'error')) return { diagnostics: found };
  const raw = document.value as RawFile;
  const reader = new GivenReader(document, raw, found);
  const cases = raw.cases.map((each, index): TestCase => {
    const now = parseInstant(each.now ?? raw.defaults?.now ?? DEFAULTS.now);
    return {
      name: each.name,
      span: document.spanOf(['cases', index, 'name'], 'value'),
      given: each.given.flatMap((_, position) => reader.read(['cases', index, 'given', position])),
      expect: each.expect,
      expectSpan: document.spanOf(['cases', index, 'expect'], 'key'),
      now: now?.milliseconds ?? 0,
      clock: raw.defaults?.clock ?? DEFAULTS.clock,
      watchlists: textRows({ ...raw.watchlists, ...each.watchlists }),
      parameters: { ...raw.parameters, ...each.parameters },
      ...(each.timeline === undefined ? {} : { timeline: each.timeline }),
    };
  });
  if (found.some(({ severity }) => severity === 'error')) return { diagnostics: found };
  return { file: { source, rule: raw.rule, cases }, diagnostics: found };
}

function textRows(lists: NonNullable<RawCase['watchlists']>): WatchlistRows {
  const text = (row: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, textOf(value)]));
  return Object.fromEntries(Object.entries(lists).map(([alias, rows]) => [alias, rows.map(text)]));
}

/** Resolves the entries of `given` to rows. */
class GivenReader {
  private readonly document: YamlDocument;
  private readonly raw: RawFile;
  private readonly found: Diagnostic[];

  constructor(document: YamlDocument, raw: RawFile, found: Diagnostic[]) {
    this.document = document;
    this.raw = raw;
    this.found = found;
  }

  read(path: YamlPath): readonly Given[] {
    const node = this.document.nodeAt(path);
    if (node === undefined || node.kind === 'sequence') return [];
    if (node.kind === 'scalar') return this.named(node.text, path, path);
    const fixture = this.document.scalarAt([...path, 'fixture'])?.text;
    if (fixture !== undefined) return this.fixture(fixture, path);
    const own = node.entries.filter(({ key }) => !BESIDE.has(key.text));
    const [entry] = own;
    if (entry === undefined || own.length > 1) {
      this.report(path, 'test-given', 'expected one row: the name of a row or of a table, with its columns', undefined);
      return [];
    }
    const name = entry.key.text;
    return Object.hasOwn(this.raw.rows ?? {}, name)
      ? this.named(name, path, [...path, name])
      : this.row(path, path, []);
  }

  /** A row of the file, with what the case changes. */
  private named(name: string, path: YamlPath, changes: YamlPath): readonly Given[] {
    if (!Object.hasOwn(this.raw.rows ?? {}, name)) {
      const known = Object.keys(this.raw.rows ?? {}).join(', ');
      this.report(
        path,
        'test-row-unknown',
        `no row is named ${name}`,
        known === '' ? 'define it under `rows`' : `there are: ${known}`,
      );
      return [];
    }
    return this.row(['rows', name], path, changes === path ? [] : [changes]);
  }

  /** `base` holds the table's key; `over` holds columns that replace. */
  private row(base: YamlPath, place: YamlPath, over: readonly YamlPath[]): readonly Given[] {
    const node = this.document.nodeAt(base);
    const entry = node?.kind === 'mapping' ? node.entries.find(({ key }) => !BESIDE.has(key.text)) : undefined;
    if (entry === undefined) {
      this.report(base, 'test-given', 'expected a table with its columns', undefined);
      return [];
    }
    const cells = new Map<string, { node: YamlNode; span: Span }>();
    for (const path of [[...base, entry.key.text], ...over]) {
      const columns = this.document.nodeAt(path);
      for (const { key, value } of columns?.kind === 'mapping' ? columns.entries : []) {
        cells.set(key.text, { node: value, span: key.span });
      }
    }
    const time = (name: 'at' | 'ingested'): Instant => {
      const text =
        this.document.scalarAt([...place, name])?.text ??
        this.document.scalarAt([...base, name])?.text ??
        this.raw.defaults?.[name] ??
        DEFAULTS[name];
      const instant = parseInstant(text);
      if (instant === undefined) {
        this.report(
          [...place, name],
          'test-time',
          `${JSON.stringify(text)} is no time`,
          'write 2026-01-10T00:00:00Z or an offset such as -2h',
        );
      }
      return instant ?? { kind: 'offset', milliseconds: 0 };
    };
    const count = Number(this.document.scalarAt([...place, 'count'])?.text ?? 1);
    if (!Number.isInteger(count) || count < 1 || count > 100_000) {
      this.report([...place, 'count'], 'test-given', 'count is a whole number from 1 to 100000', undefined);
      return [];
    }
    const span = this.document.spanOf(place, 'value');
    return [{ table: entry.key.text, cells, at: time('at'), ingested: time('ingested'), count, span }];
  }

  private fixture(fixture: string, path: YamlPath): readonly Given[] {
    const file = fixture.split('/').pop() ?? fixture;
    const table = this.document.scalarAt([...path, 'table'])?.text ?? file.replace(/\..*$/, '');
    const value = this.document.nodeAt([...path, 'where']);
    const where =
      value?.kind === 'mapping'
        ? Object.fromEntries(
            value.entries.map(({ key, value: cell }) => [key.text, cell.kind === 'scalar' ? cell.value : null]),
          )
        : {};
    return [{ table, fixture, where, span: this.document.spanOf(path, 'value') }];
  }

  private report(path: YamlPath, code: string, message: string, help: string | undefined): void {
    const { source } = this.document;
    const span = this.document.spanOf(path, 'value');
    this.found.push({ code, severity: 'error', message, source, span, ...(help === undefined ? {} : { help }) });
  }
}
