import { parseCsv, buildCatalog, loadRuleFile } from '../../src/rules';
import type { Knowledge, LoadedRule, ProjectSchemas } from '../../src/rules';
import { DEFAULT_SETTINGS, loadTestFile, mismatchWords, runTestFile } from '../../src/unit';
import type { CaseResult, Fixture, TestContext, TestTarget } from '../../src/unit';
import { positionAt } from '../../src/diagnostics';
import type { Diagnostic } from '../../src/diagnostics';
import { join } from 'node:path';
import { shippedSchemas } from '../../scripts/files/catalog';
import { exampleFile } from '../rules/example-file';

const T =
  'name: T\ncomplete: true\nmirrors: { Timestamp: TimeGenerated }\ncolumns: "TimeGenerated:datetime Timestamp:datetime S B:bool I:int L:long R:real M:decimal G:guid W:timespan D:datetime Y:dynamic Type"\n';
const OTHER = 'name: Other\ncomplete: true\ncolumns: "TimeGenerated:datetime S L:long Type"\n';

const shipped = shippedSchemas(join(__dirname, '..', '..'));

/** The package's tables, a table `T` with a column of every type (`Timestamp` mirrors TimeGenerated), and `Other`. */
export function catalogWith(project: Partial<ProjectSchemas> = {}): Knowledge {
  const tables = [
    { path: 'schemas/T.yaml', text: T },
    { path: 'schemas/Other.yaml', text: OTHER },
  ];
  const { catalog, diagnostics } = buildCatalog(shipped, { functions: [], watchlists: [], ...project, tables });
  expect(diagnostics).toEqual([]);
  return catalog;
}

let usual: Knowledge | undefined;

export interface Given {
  /** Keys of the rule that differ from a plain one, whose query is `T`. */
  readonly rule?: string;
  /** The test file. */
  readonly tests: string;
  readonly catalog?: Knowledge;
  /** Text of fixture files by name. */
  readonly fixtures?: Readonly<Record<string, string>>;
  readonly targets?: Readonly<Record<string, Partial<TestTarget>>>;
  readonly context?: Partial<TestContext>;
}

export interface Ran {
  readonly cases: readonly CaseResult[];
  /** Failed cases by name, what is not as expected in words. */
  readonly problems: Readonly<Record<string, readonly string[]>>;
  /** `code line:column message` of everything that was found beside them. */
  readonly found: readonly string[];
}

/** A rule that runs once a day over a day and returns `T`, less what `keys` say otherwise. */
export function loadRule(keys: string): LoadedRule {
  const usualKeys = ['queryFrequency: 1d', 'queryPeriod: 1d', 'query: T'];
  const plain = usualKeys.filter((line) => !new RegExp(`^${line.split(':')[0]}:`, 'm').test(keys));
  const text = exampleFile(`${plain.join('\n')}\n${keys}`);
  const { loaded, diagnostics } = loadRuleFile({ path: 'detections/r.yaml', text });
  if (loaded === undefined) throw new Error(diagnostics.map(({ message }) => message).join('; '));
  return loaded;
}

/** Loads and runs a test file as `test` does. */
export function runTests({ rule = '', tests, catalog, fixtures = {}, targets = {}, context = {} }: Given): Ran {
  const { file, diagnostics } = loadTestFile({ path: 'detections/r.test.yaml', text: tests });
  if (file === undefined) return { cases: [], problems: {}, found: diagnostics.map(words) };
  const named = (name: string): TestTarget | undefined => {
    const target = targets[name];
    return target === undefined ? undefined : { name, portal: 'azure', overrides: {}, ...target };
  };
  const result = runTestFile(file, loadRule(rule), {
    knowledge: catalog ?? (usual ??= catalogWith()),
    fixtures: (name) => fixtureOf(name, fixtures[name]),
    settings: { ...DEFAULT_SETTINGS, maturities: [] },
    target: named('local') ?? { name: 'local', portal: 'azure', overrides: {} },
    targetNamed: named,
    targetNames: Object.keys(targets),
    ...context,
  });
  const problems = Object.fromEntries(
    result.cases.flatMap(({ name, mismatches }) =>
      mismatches.length === 0 ? [] : [[name, mismatches.map(mismatchWords)]],
    ),
  );
  return { cases: result.cases, problems, found: [...diagnostics, ...result.diagnostics].map(words) };
}

function words({ code, message, source, span }: Diagnostic): string {
  const { line, column } = positionAt(source, span.start);
  return `${code} ${line}:${column} ${message}`;
}

function fixtureOf(name: string, text: string | undefined): Fixture | { readonly failure: string } | undefined {
  if (text === undefined) return undefined;
  if (name.endsWith('.csv')) {
    const [head = [], ...rows] = parseCsv(text).rows;
    return {
      form: 'text',
      rows: rows.map((row) => Object.fromEntries(head.map((cell, at) => [cell.text, row[at]?.text]))),
    };
  }
  const rows = text.split('\n').filter((line) => line !== '');
  return { form: 'json', rows: rows.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

/** The results of each case, over all of its runs; a case that only asks for them has `rows: 0`, so that it shows them. */
export function rowsOf({ cases }: Ran): readonly (readonly Readonly<Record<string, unknown>>[])[] {
  return cases.map(({ alerts }) => alerts.flatMap(({ rows }) => rows));
}
