import fc from 'fast-check';
import { markName } from '../../src/state';
import type { Action, Plan, PlanInput, Resource } from '../../src/state';
import { consentHash } from '../../src/state/consent';
import { arbitraryId, arbitraryRule } from './arbitrary-rule';
import { allOurs, tool } from './ours';
import { planOf, rule, target } from './sample-plan';
import { sample, sampleWith } from './sample-rule';

const resources = fc
  .uniqueArray(fc.record({ id: arbitraryId, body: arbitraryRule }), { selector: ({ id }) => id.toLowerCase() })
  .map((all) => all.map(({ id, body }, index): Resource => rule(id, body, `"${index}"`)));

const rules = ({ actions }: Plan): readonly Action[] => actions.filter(({ type }) => type === 'alertRule');

test('what is wanted and not live is created, what differs is updated, what is not wanted is only named', () => {
  const plan = planOf(
    [
      { ...rule('new', sample), path: 'detections/new.yaml' },
      rule('same', sample),
      rule('other', sampleWith({ severity: 'Low' })),
    ],
    [
      rule('same', sample, '"1"'),
      rule('other', sample, '"2"'),
      rule('portal', sampleWith({ displayName: 'By hand' }), '"3"'),
    ],
  );
  expect(plan).toMatchObject({
    format: 2,
    unchanged: 1,
    unmanaged: [{ type: 'alertRule', id: 'portal', title: 'By hand' }],
    actions: [
      { action: 'create', id: 'new', title: 'Rare remote tool', path: 'detections/new.yaml', desired: sample },
      { action: 'update', id: 'other', live: { etag: '"2"' }, changes: [{ field: 'severity', impact: 'weakens' }] },
      { action: 'create', type: 'mark', id: 'analyticsrule-new' },
    ],
  });
  expect(rules(plan).map(({ id }) => id)).toEqual(['new', 'other']);
});

test('ids are compared without regard to case, and written as the repository writes them', () => {
  const plan = planOf([rule('ABC', sampleWith({ severity: 'Low' }))], [rule('abc', sample, '"1"')]);
  expect(plan.actions).toMatchObject([{ action: 'update', id: 'ABC', live: { etag: '"1"' } }]);
  expect(plan.unmanaged).toEqual([]);
});

test('a change of kind is blocked, with a way out', () => {
  const [action] = planOf([rule('a', { ...sample, kind: 'NRT' })], [rule('a', sample, '"1"')]).actions;
  expect(action).toMatchObject({ blocked: expect.stringContaining('Scheduled -> NRT') as string });
});

test.each([
  ['is not there', []],
  ['differs', [rule('a', sampleWith({ severity: 'Low' }), '"1"')]],
])('a rule that cannot work in the workspace is blocked where it %s', (_, live) => {
  const plan = planOf([{ ...rule('a', sample), blocked: 'no table X' }], live);
  expect(plan.actions).toMatchObject([{ type: 'alertRule', id: 'a', blocked: 'no table X' }]);
  expect(plan.unchanged).toBe(0);
});

test('one that is there as it is wanted and cannot work holds nothing up: a warning, unless it is disabled', () => {
  const plan = planOf([{ ...rule('a', sample), blocked: 'no table X' }], [rule('a', sample, '"1"')]);
  expect(plan).toMatchObject({ actions: [], unchanged: 1, warnings: [{ kind: 'unmet', id: 'a', help: 'no table X' }] });
  const off = sampleWith({ enabled: false });
  expect(planOf([{ ...rule('a', off), blocked: 'no table X' }], [rule('a', off, '"1"')]).warnings).toEqual([]);
});

test('notes and tuning of what is wanted come along', () => {
  const tuning = { path: 'detections/_tuning/prod/a.yaml', decides: ['properties.severity'] };
  const wanted = { ...rule('a', sampleWith({ severity: 'Low' })), tuning, notes: ['runs as whoever deploys'] };
  expect(rules(planOf([wanted], []))).toMatchObject([{ action: 'create', tuning, notes: wanted.notes }]);
  expect(rules(planOf([wanted], [rule('a', sample, '"1"')]))).toMatchObject([
    { action: 'update', tuning, notes: wanted.notes },
  ]);
});

test('two wanted resources of one id are a mistake of the caller', () => {
  expect(() => planOf([rule('a', sample), rule('A', sample)], [])).toThrow('alertRule/a');
});

test('the mark of a rule is the metadata resource that the community names after it', () => {
  expect(markName({ type: 'alertRule', id: 'd7c1' })).toBe('analyticsrule-d7c1');
});

test('a plan does not depend on the order of either side', () => {
  fc.assert(
    fc.property(resources, resources, fc.infiniteStream(fc.nat()), (desired, live, random) => {
      const shuffled = <T>(all: readonly T[]): T[] =>
        all
          .map((one) => ({ one, at: random.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }) => one);
      expect(planOf(shuffled(desired), shuffled(live))).toEqual(planOf(desired, live));
    }),
  );
});

test('the plan of a workspace that is as wanted is empty', () => {
  fc.assert(
    fc.property(resources, (desired) => {
      const plan = planOf(desired, desired);
      expect(plan.actions).toEqual([]);
      expect(plan.unchanged).toBe(desired.length);
    }),
  );
});

test('every resource of either side is accounted for exactly once', () => {
  fc.assert(
    fc.property(resources, resources, (desired, live) => {
      const plan = planOf(desired, live);
      const updates = plan.actions.filter(({ action }) => action === 'update').length;
      expect(rules(plan).length + plan.unchanged).toBe(desired.length);
      expect(updates + plan.unchanged + plan.unmanaged.length).toBe(live.length);
    }),
  );
});

test.each<[string, Partial<PlanInput>]>([
  ['target', { target: { ...planOf([], []).target, workspace: 'other' } }],
  ['tool', { tool: { ...tool, version: '0.1.1' } }],
  ['commit', { commit: null }],
  ['time', { created: new Date('2026-01-10T00:00:01Z') }],
  ['etag', { live: [rule('a', sample, '"2"')] }],
  ['live', { live: [rule('a', sampleWith({ severity: 'Informational' }), '"1"')] }],
  ['desired', { desired: [rule('a', sampleWith({ severity: 'High' }))] }],
])('the hash covers the %s', (_name, more) => {
  const plan = planOf([rule('a', sampleWith({ severity: 'Low' }))], [rule('a', sample, '"1"')]);
  const other = planOf([rule('a', sampleWith({ severity: 'Low' }))], [rule('a', sample, '"1"')], more);
  expect(plan.hash).toMatch(/^[0-9a-f]{64}$/);
  expect(other.hash).not.toBe(plan.hash);
  const { hash, ...rest } = plan;
  expect(consentHash(rest)).toBe(hash);
});

describe('a rule for which the target was not found to have the tables', () => {
  const live = [rule('a', sample, '"1"')];
  const ours = allOurs(live, target);
  const why = 'schemas/targets/prod.yaml does not list `T`';
  const lacking = new Map([['a', { path: 'detections/a.yaml', why }]]);

  test('is live and ours: it stays as it is, and every plan says so', () => {
    const { actions, quarantined } = planOf([], live, { ...ours, lacking });
    expect(actions).toMatchObject([
      { action: 'update', id: 'a', path: 'detections/a.yaml', changes: [], blocked: why },
    ]);
    expect(quarantined).toEqual([]);
  });

  test('unless a file says that it does not go there', () => {
    const plan = planOf([], live, { ...ours, elsewhere: new Map([['a', 'the rule excepts it']]) });
    expect(plan.actions).toMatchObject([
      { action: 'quarantine', id: 'a', why: 'it does not go to this target any more: the rule excepts it' },
    ]);
  });

  test('is live and not ours: it is only named', () => {
    const plan = planOf([], live, { lacking });
    expect(plan.actions).toEqual([]);
    expect(plan.unmanaged).toMatchObject([{ id: 'a' }]);
  });

  test('is not live: nothing', () => {
    expect(planOf([], [], { lacking }).actions).toEqual([]);
  });

  test('was disabled before: it is not deleted when its time has come', () => {
    const owned = new Map(
      [...ours.known.owned].map(([key, one]) => [key, { ...one, quarantined: '2025-01-01T00:00:00.000Z' }]),
    );
    const known = { ...ours.known, owned };
    const plan = planOf([], live, { ...ours, known, lacking });
    expect(plan.actions).toEqual([]);
    expect(plan.quarantined).toMatchObject([{ id: 'a', kept: why }]);
    const gone = planOf([], live, { ...ours, known });
    expect(gone.actions).toMatchObject([{ action: 'delete', type: 'alertRule', id: 'a' }, { type: 'mark' }]);
  });
});
