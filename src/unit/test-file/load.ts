import { textOf } from '../../kql';
import type { Diagnostic, Source, Span } from '../../diagnostics';
import type { ParameterValue } from '../../rules';
import { validate } from '../../schema';
import { parseYaml, valueOf } from '../../yaml';
import type { YamlPath } from '../../yaml';
import type { Instant } from '../instant';
import { expectationAt } from './expected';
import { givenReader } from './given';
import type { Clock, FunctionStub, GivenWatchlist, TestCase, TestFile, Timeline } from './model';
import { Reading } from './reading';

/** What a case has unless the file or the case says otherwise. */
const NOW = Date.parse('2026-01-10T00:00:00Z');
const AT: Instant = { kind: 'offset', milliseconds: -2 * 3_600_000 };
const INGESTED: Instant = { kind: 'offset', milliseconds: 3 * 60_000 };

/** The parts of a file whose plain values are taken as the schema has checked them. */
interface Plain {
  readonly clock?: Clock;
  readonly target?: string;
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
  readonly timeline?: Timeline;
}

interface PlainFile extends Plain {
  readonly defaults?: Plain;
  readonly cases: readonly (Plain & { readonly name: string })[];
}

/** Reads a test file. Without a file in the result the diagnostics say why. */
export function loadTestFile(source: Source): {
  readonly file?: TestFile;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { document, diagnostics } = parseYaml(source);
  if (document === undefined) return { diagnostics };
  const shape = [...diagnostics, ...validate('rule-test', document)];
  if (shape.length > 0) return { diagnostics: shape };
  const reading = new Reading(document);
  const plain = document.value as PlainFile;
  const given = givenReader(reading, {
    at: reading.instant(['defaults', 'at']) ?? AT,
    ingested: reading.instant(['defaults', 'ingested']) ?? INGESTED,
  });
  const stubs = stubsAt(reading, ['functions']);
  const watchlists = watchlistsAt(reading, ['watchlists']);
  const cases = plain.cases.map((each, index): TestCase => {
    const path = ['cases', index];
    const target = each.target ?? plain.defaults?.target;
    return {
      name: each.name,
      span: document.spanOf([...path, 'name'], 'value'),
      given: reading.items([...path, 'given']).flatMap((_, position) => given([...path, 'given', position])),
      expect: expectationAt(reading, [...path, 'expect']),
      now: nowAt(reading, [...path, 'now']) ?? nowAt(reading, ['defaults', 'now']) ?? NOW,
      clock: each.clock ?? plain.defaults?.clock,
      watchlists: over(watchlists, watchlistsAt(reading, [...path, 'watchlists']), ({ alias }) => alias.toLowerCase()),
      functions: over(stubs, stubsAt(reading, [...path, 'functions']), ({ name }) => name),
      parameters: { ...plain.parameters, ...each.parameters },
      target,
      ...(each.timeline === undefined ? {} : { timeline: each.timeline }),
    };
  });
  reportRepeated(cases, reading);
  if (reading.found.length > 0) return { diagnostics: reading.found };
  return { file: { source, cases }, diagnostics: [] };
}

function nowAt(reading: Reading, path: YamlPath): number | undefined {
  const instant = reading.instant(path);
  if (instant === undefined || instant.kind === 'absolute') return instant?.milliseconds;
  reading.report({
    code: 'test-time',
    span: reading.document.spanOf(path, 'value'),
    message: `${JSON.stringify(reading.text(path))} is no point in time`,
    help: 'write one such as 2026-01-10T00:00:00Z: a test must give the same result tomorrow',
  });
  return undefined;
}

function stubsAt(reading: Reading, path: YamlPath): readonly FunctionStub[] {
  return reading.entries(path).map(([name, { node, span }]): FunctionStub => {
    if (node.kind === 'scalar') return { name, query: node.text, span };
    const parameters = reading.text([...path, name, 'parameters']);
    const query = reading.text([...path, name, 'query']) ?? '';
    return { name, query, ...(parameters === undefined ? {} : { parameters }), span };
  });
}

/** Every value of a watchlist is text, as it is written: `1.10` stays `1.10`. */
function watchlistsAt(reading: Reading, path: YamlPath): readonly GivenWatchlist[] {
  return reading.entries(path).map(([alias, { span }]) => {
    const columns = new Map<string, Span>();
    const rows = reading.items([...path, alias]).map((_, index) => {
      const cells = reading.entries([...path, alias, index]);
      for (const [name, cell] of cells) if (!columns.has(name)) columns.set(name, cell.span);
      return Object.fromEntries(
        cells.map(([name, { node }]) => [name, node.kind === 'scalar' ? node.text : textOf(valueOf(node))]),
      );
    });
    return { alias, rows, columns, span };
  });
}

/** Those of the case take the place of those of the file. */
function over<T>(file: readonly T[], own: readonly T[], keyOf: (each: T) => string): readonly T[] {
  const keys = new Set(own.map(keyOf));
  return [...file.filter((each) => !keys.has(keyOf(each))), ...own];
}

/** A case is filtered, shown and remembered by its name. */
function reportRepeated(cases: readonly TestCase[], reading: Reading): void {
  const seen = new Set<string>();
  for (const { name, span } of cases) {
    if (seen.has(name)) {
      reading.report({
        code: 'test-case-repeated',
        span,
        message: `another case is named ${JSON.stringify(name)} too`,
        help: 'say what is different about this one',
      });
    }
    seen.add(name);
  }
}
