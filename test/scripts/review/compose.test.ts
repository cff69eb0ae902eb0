import { composeReview } from '../../../scripts/review/compose';
import type { Results } from '../../../scripts/review/results';
import { planOf, rule as resource } from '../../state/sample-plan';
import { sampleWith } from '../../state/sample-rule';

const nothing: Results = { plans: [], unread: [] };

test('all well', () => {
  const text = composeReview({
    ...nothing,
    check: { diagnostics: [], summary: { files: 3, errors: 0, warnings: 0 } },
    tests: { files: [], summary: { passed: 9, failed: 0, errors: 0 } },
    coverage: { attack: '19', rules: 3, totals: { techniques: 200, rules: 2, enabled: 0, tested: 1 }, gaps: [] },
  });
  expect(text.split('\n')[0]).toBe('## ✅ 9 tests passed · ✅ no errors');
  expect(text).toContain('2 of 200 techniques');
});

test('what went wrong comes into the heading and is listed', () => {
  const text = composeReview({
    ...nothing,
    unread: ['plans/x.json: no plan'],
    check: {
      diagnostics: [{ code: 'unknown-key', severity: 'error', message: 'unknown key', file: 'a.yaml', line: 3 }],
      summary: { files: 1, errors: 1, warnings: 0 },
    },
    tests: {
      files: [{ file: 't.yaml', cases: [{ name: 'fires', passed: false, line: 9 }] }],
      summary: { passed: 0, failed: 1, errors: 0 },
    },
  });
  expect(text.split('\n')[0]).toBe('## ⛔ 1 plan unreadable · ❌ 1 test failed · ❌ 1 error');
  expect(text).toContain('- `t.yaml:9` `fires`');
  expect(text).toContain('- ❌ `a.yaml:3` `unknown key` (`unknown-key`)');
});

test('text of rules can neither mention people nor become HTML, nor end its span', () => {
  const hostile = '@everyone <img src=x> `` [link](https://evil.example) \n# heading';
  const text = composeReview({
    ...nothing,
    tests: {
      files: [{ file: hostile, cases: [{ name: hostile, passed: false, line: 1 }] }],
      summary: { passed: 0, failed: 1, errors: 0 },
    },
  });
  const line = text.split('\n').find((each) => each.startsWith('- ')) ?? '';
  // Two spans, each of three backticks, and nothing outside of them.
  expect(line.replace(/```[^]*?```(?!`)/g, '').trim()).toBe('-');
  expect(text).not.toMatch(/^# heading/m);
});

test('a long list is cut, and says so', () => {
  const cases = Array.from({ length: 40 }, (_, line) => ({ name: `case ${line}`, passed: false, line }));
  const text = composeReview({
    ...nothing,
    tests: { files: [{ file: 't.yaml', cases }], summary: { passed: 0, failed: 40, errors: 0 } },
  });
  expect(text).toContain('- and 10 more');
});

describe('what a change does', () => {
  const effect = (more: object): object => ({
    name: 'fires',
    file: 't.yaml',
    line: 3,
    case: 'kept',
    passes: true,
    before: 1,
    after: 1,
    lines: [],
    ...more,
  });
  const rule = (name: string, effects: readonly object[]): object => ({
    id: name,
    name,
    path: `${name}.yaml`,
    state: 'kept',
    samples: 9,
    alerting: 1,
    effects,
    unread: [],
  });
  const review = (rules: readonly object[]): string =>
    composeReview({ ...nothing, compare: { rules } as unknown as Required<Results>['compare'] });

  test('rules that lose alerts come first, and into the heading', () => {
    const text = review([
      rule('louder', [effect({ kind: 'changed', lines: ['severity: Low -> High'] })]),
      rule('blinder', [effect({ kind: 'lost', after: 0 })]),
    ]);
    expect(text.split('\n')[0]).toBe('## ⚠️ samples that alerted are silent');
    expect(text.indexOf('`blinder`')).toBeLessThan(text.indexOf('`louder`'));
    expect(text).toContain('  - ⚠️ `fires`: 1 alert -> silent; its case expects that');
  });

  test('however much changes, the comment has room for the rest', () => {
    const effects = Array.from({ length: 200 }, (_, n) =>
      effect({
        kind: 'changed',
        name: `sample ${n}`,
        lines: ['title', 'description', 'a', 'b', 'c', 'd', 'e'].map((field) => `${field}: ${'x'.repeat(5000)}${n}`),
      }),
    );
    const text = review(Array.from({ length: 300 }, (_, n) => rule(`rule ${n}`, effects)));
    expect(text.length).toBeLessThan(60_000);
    expect(text).toContain('  - and 188 more');
    expect(text).toMatch(/^- and 29\d rules more$/m);
  });
});

test('plans of many targets leave room for the rest: dangerous ones first, the last ones as a line', () => {
  const id = (n: number): string => `00000000-0000-0000-0000-${String(n).padStart(12, '0')}`;
  const many = Array.from({ length: 30 }, (_, n) => n);
  const plan = planOf(
    many.map((n) => resource(id(n), sampleWith({ displayName: `Rule ${n}`, query: `${'T'.repeat(60)}\n`.repeat(60) }))),
    many.map((n) => resource(id(n), sampleWith({ displayName: `Rule ${n}`, query: `${'U'.repeat(60)}\n`.repeat(60) }))),
  );
  const weak = planOf(
    [resource(id(1), sampleWith({ enabled: false }))],
    [resource(id(1), sampleWith({ enabled: true }))],
  );
  const plans = [...Array.from({ length: 40 }, () => plan), { ...weak, target: { ...weak.target, name: 'weak' } }];
  const text = composeReview({ ...nothing, plans, tests: { files: [], summary: { passed: 9, failed: 0, errors: 0 } } });
  expect(text.length).toBeLessThan(65_000);
  expect(text).toContain('**Tests** 9 passed');
  expect(text.indexOf('Plan for `weak')).toBeLessThan(text.indexOf('Plan for `prod'));
  expect(text.indexOf('Plan for `weak')).toBeGreaterThan(0);
  expect(text).toContain('**prod** 30 changes, for which there is no room here');
});
