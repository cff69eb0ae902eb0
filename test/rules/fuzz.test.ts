import fc from 'fast-check';
import { checkProject } from '../../src/rules';
import { exampleFile } from './example-file';

const SEEDS = [
  exampleFile(
    [
      'entityMappings:\n  - entityType: Account\n    fieldMappings:\n      - identifier: FullName\n        columnName: User',
      'customDetails:\n  Users: UserCount',
      'alertDetailsOverride:\n  alertDisplayNameFormat: "Spray from {{IPAddress}}"',
      'incidentConfiguration:\n  createIncident: true\n  groupingConfiguration:\n    enabled: true\n    reopenClosedIncident: false\n    lookbackDuration: 5h\n    matchingMethod: Selected\n    groupByEntities: [Account]\n    groupByCustomDetails: [Users]',
      'query: |\n  let least = 3; // @parameter\n  SigninLogs\n  // @exclusions\n  | where A > least',
      'parameters: { least: 5 }',
      'exclusions:\n  - { name: scan, scenario: A scan, where: A == 1, expires: 2020-01-01 }',
      'ignore:\n  - code: exclusion-expired\n    reason: Agreed.',
    ].join('\n'),
  ),
  exampleFile('relevantTechniques: [T1110, T1562]\ntags: [a, { Schema: B }]', 'hunting').replaceAll('\n', '\r\n'),
];

const PIECES = [
  '',
  '\t',
  ':',
  ': ',
  '|',
  '{',
  '}}',
  ']',
  '"',
  "'",
  '- ',
  '\n',
  '\r\n',
  '---\n',
  '#',
  '*',
  '&',
  '!',
  '~',
  'null',
  '9e999',
  'T',
  'union *',
  '// @exclusions x',
  '\u0000',
  '\uFEFF',
  '\u{1F600}',
  '__proto__: 1\n',
  'constructor: []\n',
];

type Mutation = readonly [at: number, cut: number, put: string];

const mutations: fc.Arbitrary<Mutation[]> = fc.array(fc.tuple(fc.nat(4000), fc.nat(12), fc.constantFrom(...PIECES)), {
  minLength: 1,
  maxLength: 5,
});

test('mangled rules never throw, and every finding is at a place in its file', () => {
  fc.assert(
    fc.property(fc.constantFrom(...SEEDS), mutations, (seed, list) => {
      const text = list.reduce((t, [at, cut, put]) => {
        const start = at % (t.length + 1);
        return t.slice(0, start) + put + t.slice(start + cut);
      }, seed);
      const { files, diagnostics } = checkProject([{ path: 'a.yaml', text }], { today: '2026-11-24' });
      expect(files).toHaveLength(1);
      for (const { span, message, code } of diagnostics) {
        expect({ code, inside: span.start >= 0 && span.end >= span.start && span.end <= text.length }).toEqual({
          code,
          inside: true,
        });
        expect(message).not.toMatch(/undefined|\[object/);
      }
      // a file is either a rule without errors or says why it is none
      const errors = diagnostics.filter(({ severity }) => severity === 'error');
      expect(files[0]?.loaded !== undefined || files[0]?.kind === 'hunting' || errors.length > 0).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('lines that are moved, doubled or lost', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...SEEDS),
      fc.nat(60),
      fc.nat(60),
      fc.constantFrom('move', 'double', 'drop', 'indent'),
      (seed, from, to, how) => {
        const lines = seed.split('\n');
        const at = from % lines.length;
        const line = lines[at] ?? '';
        if (how === 'indent') lines[at] = ` ${line}`;
        else if (how !== 'double') lines.splice(at, 1);
        if (how === 'move' || how === 'double') lines.splice(to % (lines.length + 1), 0, line);
        const text = lines.join('\n');
        const { diagnostics } = checkProject([{ path: 'a.yaml', text }], { today: '2026-11-24' });
        expect(diagnostics.filter(({ span }) => span.start < 0 || span.end > text.length)).toEqual([]);
      },
    ),
    { numRuns: 500 },
  );
});
