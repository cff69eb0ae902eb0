import { loadTestFile, sampleOf } from '../../../src/unit';

const given = (text: string, name: string = 'a'): string => {
  const source = { path: 'x.test.yaml', text: `cases:\n  - name: ${name}\n    ${text.replaceAll('\n', '\n    ')}\n` };
  const { file, diagnostics } = loadTestFile(source);
  const [testCase] = file?.cases ?? [];
  if (testCase === undefined) throw new Error(diagnostics[0]?.message);
  return sampleOf(testCase);
};

const PLAIN = 'given: [{ SecurityEvent: { EventID: 1102 } }]\nexpect: fires';

test.each([
  ['another name', given(PLAIN, 'b')],
  ['another expectation', given(PLAIN.replace('fires', 'silent'))],
  ['another place', given(`# a remark\n${PLAIN}`)],
])('%s: the same sample', (_, other) => {
  expect(other).toBe(given(PLAIN));
});

test.each([
  ['another value', PLAIN.replace('1102', '1100')],
  ['another table', PLAIN.replace('SecurityEvent', 'Event')],
  ['another time', `${PLAIN}\nnow: 2026-02-03T00:00:00Z`],
  ['rows of a watchlist', `${PLAIN}\nwatchlists: { hosts: [{ Host: dc1 }] }`],
  ['a second event', PLAIN.replace(' }]', ' }, { SecurityEvent: { EventID: 1102 } }]')],
])('%s: another sample', (_, text) => {
  expect(given(text)).not.toBe(given(PLAIN));
});
