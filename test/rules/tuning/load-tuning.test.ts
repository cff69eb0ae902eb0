import { positionAt } from '../../../src/diagnostics';
import { checkTuning, loadTuning } from '../../../src/rules';
import { aRule } from '../compile/a-rule';

const text = `rule: 11111111-2222-3333-4444-55555555AAAA
reason: The lab is scanned every hour
severity: Low
queryFrequency: 2h
queryPeriod: P1D
createIncident: false
groupingConfiguration: { enabled: true, reopenClosedIncident: false, lookbackDuration: 5h, matchingMethod: AnyAlert }
parameters:
  limit: 12
exclusions:
  - name: lab
    scenario: The lab
    where: DeviceName startswith "lab-"
`;

const load = (content: string): ReturnType<typeof loadTuning> => loadTuning({ path: 'tuning.yaml', text: content });

test('reads what a target changes', () => {
  const { tuning, diagnostics } = load(text);
  expect(diagnostics).toEqual([]);
  expect(tuning).toMatchObject({
    rule: '11111111-2222-3333-4444-55555555aaaa',
    reason: 'The lab is scanned every hour',
    overrides: {
      severity: 'Low',
      createIncident: false,
      grouping: { enabled: true, lookbackDuration: 'PT5H', matchingMethod: 'AnyAlert' },
      queryFrequencySeconds: 7200,
      queryPeriodSeconds: 86_400,
      parameters: { limit: 12 },
      exclusions: [{ name: 'lab', scenario: 'The lab', where: 'DeviceName startswith "lab-"' }],
    },
  });
});

test.each([
  ['reason: x\n', 'missing-key', 1, 1],
  ['rule: 11111111-2222-3333-4444-555555555555\nreason: x\nseverty: Low\n', 'unknown-key', 3, 1],
  ['rule: 11111111-2222-3333-4444-555555555555\nreason: x\nqueryFrequency: 1x\n', 'wrong-format', 3, 17],
])('says what is wrong and where: %j', (content, code, line, column) => {
  const { tuning, diagnostics } = load(content);
  expect(tuning).toBeUndefined();
  expect(diagnostics.map((d) => ({ code: d.code, ...positionAt(d.source, d.span.start) }))).toEqual([
    { code, line, column },
  ]);
});

describe('against its rule', () => {
  const { tuning } = load(text);

  test('the rule has to exist', () => {
    expect(checkTuning(tuning!, undefined)).toMatchObject([{ code: 'tuning-rule-unknown', span: { start: 6 } }]);
  });

  test('an exclusion may not take a name that the rule has', () => {
    const rule = aRule({ exclusions: [{ name: 'lab', scenario: 's', where: 'true' }] });
    expect(checkTuning(tuning!, rule)).toMatchObject([{ code: 'tuning-exclusion-duplicate' }]);
    expect(checkTuning(tuning!, aRule({}))).toEqual([]);
  });

  test('an NRT rule has no schedule to tune', () => {
    const codes = checkTuning(tuning!, { ...aRule({}), kind: 'NRT' }).map(({ code }) => code);
    expect(codes).toEqual(['tuning-nrt-schedule', 'tuning-nrt-schedule']);
  });
});
