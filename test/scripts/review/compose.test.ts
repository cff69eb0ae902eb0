import { composeReview } from '../../../scripts/review/compose';
import type { Results } from '../../../scripts/review/results';

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
