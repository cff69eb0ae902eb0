import fc from 'fast-check';
import { coverageOf, gapsOf, rulesIn } from '../../src/coverage';
import type { CoveredRule, TechniqueCoverage } from '../../src/coverage';
import { attackId, enterpriseMatrix } from '../../src/rules';

const rule = (more: Partial<CoveredRule> = {}): CoveredRule => ({
  id: 'a94c2e17-5b80-4f6d-b3a1-7e8f9d0c1b04',
  name: 'A rule',
  path: 'detections/a.yaml',
  severity: 'Low',
  tactics: ['CredentialAccess'],
  techniques: ['T1110.003'],
  enabledIn: [],
  tested: 'fires',
  ...more,
});

const cell = (coverage: ReturnType<typeof coverageOf>, tactic: string, id: string): TechniqueCoverage | undefined =>
  coverage.tactics
    .find((each) => each.id === tactic)
    ?.techniques.flatMap((technique) => [technique, ...technique.subTechniques])
    .find((technique) => technique.id === id);

test('the columns stand as the published matrix has them', () => {
  expect(coverageOf([], []).tactics.map(({ name }) => name)).toEqual([
    'Reconnaissance',
    'Resource Development',
    'Initial Access',
    'Execution',
    'Persistence',
    'Privilege Escalation',
    'Defense Evasion',
    'Credential Access',
    'Discovery',
    'Lateral Movement',
    'Collection',
    'Command and Control',
    'Exfiltration',
    'Impact',
  ]);
});

test('a rule stands below the tactics that it and ATT&CK share', () => {
  // T1078 Valid Accounts has four tactics
  const one = coverageOf([rule({ techniques: ['T1078'], tactics: ['Persistence', 'Impact'] })], []);
  expect(cell(one, 'Persistence', 'T1078')?.rules).toBe(1);
  expect(cell(one, 'InitialAccess', 'T1078')?.rules).toBe(0);
  const none = coverageOf([rule({ techniques: ['T1078'], tactics: ['Impact'] })], []);
  expect(cell(none, 'Persistence', 'T1078')?.rules).toBe(1);
  expect(cell(none, 'InitialAccess', 'T1078')?.rules).toBe(1);
});

test('a sub-technique covers itself, and its technique counts once', () => {
  const found = coverageOf([rule({ techniques: ['T1110.003', 'T1110.001'] })], []);
  expect(cell(found, 'CredentialAccess', 'T1110')?.rules).toBe(0);
  expect(cell(found, 'CredentialAccess', 'T1110.003')?.by.map(({ name }) => name)).toEqual(['A rule']);
  expect(found.totals).toMatchObject({ rules: 1, enabled: 0, tested: 1 });
  expect(found.tactics.find(({ id }) => id === 'CredentialAccess')).toMatchObject({ rules: 1, tested: 1 });
});

test('what the matrix does not have is said, not dropped', () => {
  const found = coverageOf([rule({ techniques: ['T9999', 'T0801'] }), rule({ techniques: [] })], []);
  expect(found.misplaced.map(({ id, why }) => `${id} ${why}`)).toEqual([
    'T9999 not in ATT&CK 19',
    'T0801 not in the enterprise matrix: a technique of ICS',
  ]);
  expect(found.without).toHaveLength(1);
});

test.each<[string, Partial<CoveredRule>, readonly string[], string]>([
  ['T1110.003', {}, [], 'covered'],
  ['T1110.003', { tested: 'not run' }, [], 'covered'],
  ['T1110.003', { tested: 'never fires' }, [], 'not tested'],
  ['T1110.003', { tested: 'no tests' }, [], 'not tested'],
  ['T1110.003', {}, ['prod'], 'not enabled'],
  ['T1110.003', { enabledIn: ['prod'] }, ['prod'], 'covered'],
  ['T1110.003', { enabledIn: ['prod'], tested: 'fails' }, ['prod'], 'not tested'],
  ['T1110', {}, [], 'in part'],
  ['T1110.001', { techniques: ['T1110'] }, [], 'in part'],
  ['T1110.001', {}, [], 'no rule'],
  ['T1059', {}, [], 'no rule'],
])('wanted %s with %j in %j: %s', (id, more, targets, met) => {
  expect(gapsOf(coverageOf([rule(more)], targets), [{ id }])[0]?.met).toBe(met);
});

test('an enabled rule without tests does not count for a tested one that is off', () => {
  const rules = [rule({ enabledIn: ['prod'], tested: 'no tests' }), rule({ tested: 'fires' })];
  expect(gapsOf(coverageOf(rules, ['prod']), [{ id: 'T1110.003' }])[0]?.met).toBe('not tested');
});

test('every current technique that a rule names has a cell with that rule, whatever its tactics', () => {
  const ids = [...enterpriseMatrix.techniques.keys()];
  const tactics = [...enterpriseMatrix.tactics.keys()];
  const rules = fc.array(
    fc.record({ techniques: fc.subarray(ids, { maxLength: 4 }), tactics: fc.subarray(tactics, { maxLength: 3 }) }),
    { maxLength: 5 },
  );
  fc.assert(
    fc.property(rules, (drawn) => {
      const all = drawn.map((each) => rule(each));
      const found = coverageOf(all, []);
      const cells = found.tactics.flatMap(({ id: tactic, techniques }) =>
        techniques.flatMap((technique) =>
          [technique, ...technique.subTechniques].flatMap(({ id, by }) => by.map((each) => ({ tactic, id, each }))),
        ),
      );
      const placed = all.flatMap((each) =>
        each.techniques.map((id) => cells.filter((one) => one.each === each && one.id === id)),
      );
      expect(placed.every((here) => here.length > 0)).toBe(true);
      // and only below tactics that ATT&CK gives it
      expect(
        cells.every(({ tactic, id }) => {
          const known = attackId(id);
          return known.status === 'current' && known.technique.tactics.includes(tactic);
        }),
      ).toBe(true);
      expect(
        found.tactics.every(({ rules: count, techniques }) => count === new Set(techniques.flatMap(rulesIn)).size),
      ).toBe(true);
    }),
    { numRuns: 30 },
  );
});
