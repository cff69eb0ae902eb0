import { matrixFormats } from '../../src/targets';
import type { Matrix, MatrixRule } from '../../src/targets';

const goes = { goes: true, why: 'it has the tables', tuned: [] } as const;
const not = (why: string) => ({ goes: false, why, tuned: [] }) as const;

const target = (name: string, more = {}) =>
  ({ name, tags: [], portal: 'azure', wave: null, tables: null, ...more }) as const;

const rule = (name: string, cells: MatrixRule['cells']): MatrixRule => ({
  id: 'r1',
  name,
  path: 'detections/r.yaml',
  cells,
});

const small: Matrix = {
  targets: [
    target('lab', { wave: 'canary', tags: ['canary'] }),
    target('eu', { portal: 'defender', tables: 12 }),
    target('us'),
  ],
  rules: [
    rule('Rare tool', [goes, { ...goes, tuned: ['severity', 'exclusions'] }, not('it is not tagged eu')]),
    rule('Spray', [not('the rule excepts it'), goes, not('the rule excepts it')]),
  ],
};

test('at a terminal: a column a target, then the reasons, the tuning and the targets', () => {
  expect(matrixFormats.terminal(small)).toBe(
    [
      '           lab  eu   us',
      'Rare tool  +    + ~  -',
      'Spray      -    +    -',
      '',
      'Left out:',
      '  Rare tool  not to us: it is not tagged eu',
      '  Spray      not to lab, us: the rule excepts it',
      '',
      'Tuned:',
      '  Rare tool  eu: severity, exclusions',
      '',
      'lab  portal azure  tags canary  wave canary  tables not known (`schema pull --target lab` asks)',
      'eu  portal defender  no tags  12 tables',
      'us  portal azure  no tags  tables not known (`schema pull --target us` asks)',
      '',
      '2 rules, 3 targets',
      '',
    ].join('\n'),
  );
});

const many: Matrix = {
  targets: Array.from({ length: 40 }, (_, index) => target(`customer-${index}`)),
  rules: [
    rule(
      'Rare tool',
      Array.from({ length: 40 }, (_, index) => (index < 8 ? not('it has no table A') : goes)),
    ),
  ],
};

test('forty targets are counted, and the reasons are told together', () => {
  const text = matrixFormats.terminal(many);
  expect(text).toContain('Rare tool  32 of 40 targets\n');
  expect(text).toContain(
    'not to customer-0, customer-1, customer-2, customer-3, customer-4, customer-5 and 2 more: it has no table A',
  );
  expect(matrixFormats.markdown(many)).toContain('| `Rare tool` | 32 of 40 |');
});

test('names that differ at their ends can be told apart', () => {
  const family = ['File Signature', 'Network'].map((end) =>
    rule(`Remote Management and Monitoring tool - BeyondTrust - ${end}`, [goes]),
  );
  const [first, second] = matrixFormats
    .terminal({ targets: [target('a')], rules: family })
    .split('\n')
    .slice(1);
  expect(first).not.toBe(second);
});

const hostile = '=cmd|"x"\u001b[31m, <img> @all\n::error::';

test('markdown and JSON', () => {
  const markdown = matrixFormats.markdown(small);
  expect(markdown).toContain('| `Rare tool` | ✅ | ✅ tuned |  |');
  expect(markdown).toContain('- `Spray` not to `lab`, `us`: `the rule excepts it`');
  expect(JSON.parse(matrixFormats.json(small))).toEqual(small);
});

test('a name that wants to be a formula, an escape or a cell of its own is text', () => {
  const matrix = { targets: [target('a')], rules: [rule(hostile, [goes])] };
  const csv = matrixFormats.csv(matrix);
  expect(csv.split('\r\n')).toHaveLength(3);
  expect(csv.split('\r\n')[1]).toMatch(/^r1,"'=cmd\|""x""/);
  for (const format of ['terminal', 'markdown', 'csv', 'json'] as const) {
    expect(matrixFormats[format](matrix)).not.toContain('\u001b');
    expect(matrixFormats[format](matrix)).not.toMatch(/^::error/m);
  }
  expect(matrixFormats.markdown(matrix)).toMatch(/^\| `=cmd\\\|/m);
});
