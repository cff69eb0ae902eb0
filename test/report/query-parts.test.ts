import { analyze, catalogOf } from '../../src/kql';
import { queryParts } from '../../src/report/gather/query-parts';
import { compileRule, loadRuleFile } from '../../src/rules';

const catalog = catalogOf({ tables: [{ name: 'SecurityEvent', columns: [{ name: 'EventID', type: 'int' }] }] });

function partsOf(query: readonly string[], rest: readonly string[]): readonly (readonly [string, string])[] {
  const text = [
    'id: 5c7d2f0e-8a41-4b7e-9d63-2f1c0e9ab834',
    'name: A rule',
    'kind: NRT',
    'description: Finds something.',
    'severity: High',
    'tactics: [Impact]',
    'query: |',
    ...query.map((line) => `  ${line}`),
    ...rest,
    '',
  ].join('\n');
  const { loaded, diagnostics } = loadRuleFile({ path: 'detections/rule.yaml', text });
  expect(diagnostics).toEqual([]);
  const { rule } = loaded!;
  const { query: compiled } = compileRule(rule, {});
  return queryParts(rule.query, compiled, analyze(compiled.text, catalog).classified()).map(({ start, end, kind }) => [
    rule.query.slice(start, end),
    kind,
  ]);
}

test('parts of the file’s query, around what compilation puts in and replaces', () => {
  const query = ['let least = 3; // @parameter', 'SecurityEvent', '// @exclusions', '| where EventID > least'];
  const rest = [
    'parameters: { least: 1234567 }',
    'exclusions:',
    '  - { name: lab, scenario: The lab, where: EventID == 4, owner: soc }',
  ];
  expect(partsOf(query, rest)).toEqual([
    ['let', 'keyword'],
    ['least', 'variable'],
    ['3', 'literal'],
    ['// @parameter', 'comment'],
    ['SecurityEvent', 'table'],
    ['// @exclusions', 'comment'],
    ['where', 'keyword'],
    ['EventID', 'column'],
    ['least', 'variable'],
  ]);
});

test('without either, all of it', () => {
  expect(partsOf(['SecurityEvent | where EventID == 1'], [])).toEqual([
    ['SecurityEvent', 'table'],
    ['where', 'keyword'],
    ['EventID', 'column'],
    ['1', 'literal'],
  ]);
});
