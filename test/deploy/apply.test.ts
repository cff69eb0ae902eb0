import { apply, verdictOf } from '../../deploy';
import type { ApplyReport, ApplyResult } from '../../deploy';
import type { Fault, FaultEffect } from '../../src/emulator';
import { alertRulePath } from '../../src/sentinel';
import { alertRuleResource } from '../../src/state';
import type { Plan, Resource } from '../../src/state';
import { closeEmulators, emulated, planFor, target } from './emulated';
import type { Emulated } from './emulated';
import { everyProperty } from './every-property';

afterEach(closeEmulators);

const ids = ['a', 'b', 'c', 'd', 'e'];
const nrt = (id: string, displayName: string): Resource =>
  alertRuleResource(id, { kind: 'NRT', properties: { ...everyProperty.NRT.properties, displayName } });

/** A workspace with five rules, and a plan that renames all of them and creates one. */
async function prepared(): Promise<Emulated & { readonly plan: Plan; readonly wanted: readonly Resource[] }> {
  const service = await emulated();
  for (const id of ids) await service.workspace.put(nrt(id, 'Old name'), { kind: 'absent' });
  const wanted = [...ids.map((id) => nrt(id, 'New name')), nrt('new', 'Created')];
  const plan = await planned(service, wanted);
  service.sent();
  return { ...service, plan, wanted };
}

async function planned({ workspace }: Emulated, desired: readonly Resource[]): Promise<Plan> {
  const { resources: live } = await workspace.list('alertRule');
  return planFor(desired, live);
}

function summary({ results }: ApplyReport): Readonly<Record<string, string>> {
  return Object.fromEntries(rulesOf(results).map(({ id, outcome }) => [id, outcome.kind]));
}

function rulesOf(results: readonly ApplyResult[]): readonly ApplyResult[] {
  return results.filter(({ type }) => type === 'alertRule');
}

const done = { a: 'updated', b: 'updated', c: 'updated', d: 'updated', e: 'updated', new: 'created' };

test('one PUT for each changed rule and for a new rule its mark; a list at the end; the second plan is empty', async () => {
  const service = await prepared();
  const report = await apply(service.plan, service);
  expect(summary(report)).toEqual(done);
  expect(report.results.every(({ outcome }) => verdictOf(outcome) === 'done')).toBe(true);
  const sent = service.emulator.control
    .requests()
    .map(({ method, path }) => `${method} ${path.split('?')[0]?.split('/').at(-1)}`);
  expect(sent.filter((call) => call.startsWith('PUT')).sort()).toEqual([
    'PUT a',
    'PUT analyticsrule-new',
    'PUT b',
    'PUT c',
    'PUT d',
    'PUT e',
    'PUT new',
  ]);
  // Looks before a create, at the rule and at its mark; and three pages of rules and one of marks.
  expect(sent.filter((call) => call.startsWith('GET')).sort()).toEqual([
    'GET alertRules',
    'GET alertRules',
    'GET alertRules',
    'GET analyticsrule-new',
    'GET metadata',
    'GET new',
  ]);
  expect((await planned(service, service.wanted)).actions).toEqual([]);
});

test('progress is told rule by rule', async () => {
  const service = await prepared();
  const seen: number[] = [];
  await apply(service.plan, { ...service, onResult: (_result, count) => seen.push(count) });
  expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

/** Strikes the write of rule c, the first time. */
const once = (effect: FaultEffect, method = 'PUT'): Fault => ({
  id: effect.kind,
  when: { method, path: '/alertRules/c', calls: [1] },
  effect,
});
const always = (effect: FaultEffect): Fault => ({
  id: effect.kind,
  when: { method: 'PUT', path: '/alertRules/c' },
  effect,
});

describe('what goes wrong and heals', () => {
  test.each<[string, Fault, string, readonly string[]]>([
    ['429 without Retry-After', once({ kind: 'throttled' }), 'updated', []],
    ['429 with Retry-After', once({ kind: 'throttled', retryAfterSeconds: 3 }), 'updated', []],
    ['503', once({ kind: 'serverError', status: 503 }), 'updated', ['GET']],
    ['503 with Retry-After', once({ kind: 'serverError', status: 503, retryAfterSeconds: 1 }), 'updated', ['GET']],
    ['connection lost before the write', once({ kind: 'lostRequest' }), 'updated', ['GET']],
    ['connection lost after the write', once({ kind: 'lostAnswer' }), 'already', ['GET']],
    ['half an answer', once({ kind: 'brokenBody' }), 'already', ['GET']],
  ])('%s', async (_name, fault, outcome, looks) => {
    const service = await prepared();
    service.emulator.control.setFaults([fault]);
    const report = await apply(service.plan, service);
    expect(summary(report)).toEqual({ ...done, c: outcome });
    expect(service.sent('/alertRules/c').filter((method) => method === 'GET')).toEqual(looks);
    expect((await planned(service, service.wanted)).actions).toEqual([]);
  });

  test('a create whose answer was lost is not written twice', async () => {
    const service = await prepared();
    const fault: Fault = {
      id: 'x',
      when: { method: 'PUT', path: '/alertRules/new', calls: [1] },
      effect: { kind: 'lostAnswer' },
    };
    service.emulator.control.setFaults([fault]);
    expect(summary(await apply(service.plan, service))).toEqual({ ...done, new: 'already' });
    expect(service.sent('/alertRules/new').filter((method) => method === 'PUT')).toHaveLength(1);
  });
});

describe('what goes wrong for one rule: the rest still goes', () => {
  const refused = {
    kind: 'refused',
    status: 400,
    code: 'BadRequest',
    message: 'One of the tables does not exist.',
  } as const;

  test.each<[string, Fault, string, string, RegExp]>([
    ['refused', always(refused), 'refused', 'refused', /^400 BadRequest: One of the tables/],
    ['5xx without end', always({ kind: 'serverError', status: 500 }), 'failed', 'failed', /./],
    ['429 without end', always({ kind: 'throttled' }), 'failed', 'failed', /./],
    [
      'a locked resource',
      always({ ...refused, status: 409, code: 'ScopeLocked' }),
      'refused',
      'refused',
      /a lock on the resource group.*409 ScopeLocked/,
    ],
  ])('%s', async (_name, fault, outcome, verdict, message) => {
    const service = await prepared();
    service.emulator.control.setFaults([fault]);
    const report = await apply(service.plan, service);
    expect(summary(report)).toEqual({ ...done, c: outcome });
    const result = report.results.find(({ id }) => id === 'c')!;
    expect(verdictOf(result.outcome)).toBe(verdict);
    expect(result.outcome).toMatchObject({ message: expect.stringMatching(message) as string });
  });
});

describe('what goes wrong for everybody: nothing more is tried', () => {
  test('no permission', async () => {
    const service = await prepared();
    const denied = { kind: 'refused', status: 403, code: 'AuthorizationFailed', message: 'You may not.' } as const;
    service.emulator.control.setFaults([{ id: 'x', when: { method: 'PUT' }, effect: denied }]);
    const report = await apply(service.plan, service);
    expect(report.results[0]).toMatchObject({
      outcome: { kind: 'failed', message: '403 AuthorizationFailed: You may not.' },
    });
    expect(rulesOf(report.results).at(-1)).toMatchObject({ outcome: { kind: 'skipped' } });
    expect(new Set(rulesOf(report.results).map(({ outcome }) => verdictOf(outcome)))).toEqual(
      new Set(['failed', 'skipped']),
    );
  });

  test('nobody there', async () => {
    const service = await prepared();
    await service.emulator.close();
    const report = await apply(service.plan, service);
    expect(new Set(Object.values(summary(report)))).toEqual(new Set(['failed', 'skipped']));
    expect(report.results[0]?.outcome).toMatchObject({ message: expect.stringContaining('is not known') as string });
  });
});

describe('nothing is overwritten that the plan did not see', () => {
  const place = (id: string): string => `${alertRulePath(target2(), id)}?api-version=${target.apiVersion}`;
  const target2 = () => ({
    subscriptionId: target.subscriptionId,
    resourceGroup: target.resourceGroup,
    workspace: target.workspace,
  });
  const overtaken = (id: string, body: object): Fault => ({
    id: 'x',
    when: { method: 'PUT', path: `/alertRules/${id}`, calls: [1] },
    effect: { kind: 'overtaken', method: 'PUT', path: place(id), body: JSON.stringify(body) },
  });

  test('somebody was faster with something else: a conflict, theirs stays', async () => {
    const service = await prepared();
    service.emulator.control.setFaults([overtaken('c', nrt('c', 'Theirs').body)]);
    expect(summary(await apply(service.plan, service))).toEqual({ ...done, c: 'conflict' });
    expect(await service.workspace.get({ type: 'alertRule', id: 'c' })).toMatchObject(nrt('c', 'Theirs'));
  });

  test('somebody was faster with the same: as wanted', async () => {
    const service = await prepared();
    service.emulator.control.setFaults([overtaken('c', nrt('c', 'New name').body)]);
    expect(summary(await apply(service.plan, service))).toEqual({ ...done, c: 'already' });
  });

  test('somebody created it meanwhile: a conflict, theirs stays', async () => {
    const service = await prepared();
    service.emulator.control.setFaults([overtaken('new', nrt('new', 'Theirs').body)]);
    expect(summary(await apply(service.plan, service))).toEqual({ ...done, new: 'conflict' });
    expect(await service.workspace.get({ type: 'alertRule', id: 'new' })).toMatchObject(nrt('new', 'Theirs'));
  });

  test('the answer was lost and then somebody changed it: a conflict, theirs stays', async () => {
    const service = await prepared();
    const theirs = {
      ...overtaken('c', nrt('c', 'Theirs').body),
      when: { method: 'GET', path: '/alertRules/c', calls: [1] },
    };
    service.emulator.control.setFaults([once({ kind: 'lostAnswer' }), theirs]);
    expect(summary(await apply(service.plan, service))).toEqual({ ...done, c: 'conflict' });
    expect(await service.workspace.get({ type: 'alertRule', id: 'c' })).toMatchObject(nrt('c', 'Theirs'));
  });
});

describe('reads that lag behind writes', () => {
  const lagging = (calls: readonly number[], path = '/alertRules/c'): Fault => ({
    id: 'lag',
    when: { method: 'GET', path, calls },
    effect: { kind: 'staleRead' },
  });

  test('a lost answer and a read that lags: found to be done in the end', async () => {
    const service = await prepared();
    service.emulator.control.setFaults([once({ kind: 'lostAnswer' }), lagging([1, 2])]);
    expect(summary(await apply(service.plan, service))).toEqual({ ...done, c: 'already' });
    expect((await planned(service, service.wanted)).actions).toEqual([]);
  });

  test('a create likewise, and written once', async () => {
    const service = await prepared();
    const lost: Fault = {
      id: 'lost',
      when: { method: 'PUT', path: '/alertRules/new', calls: [1] },
      effect: { kind: 'lostAnswer' },
    };
    service.emulator.control.setFaults([lost, lagging([1, 2], '/alertRules/new')]);
    const before = service.emulator.control.state().revision;
    expect(summary(await apply(service.plan, service))).toEqual({ ...done, new: 'already' });
    expect(service.emulator.control.state().revision - before).toBe(7);
  });
});

describe('every answer is compared with what was sent', () => {
  test.each(['description', 'subTechniques', 'sentinelEntitiesMappings', 'customDetails'])(
    '%s lost on the way is named',
    async (property) => {
      const service = await prepared();
      const path = `properties.${property}`;
      service.emulator.control.setFaults([always({ kind: 'lostProperty', path, answer: 'asStored' })]);
      const report = await apply(service.plan, service);
      const { outcome } = report.results.find(({ id }) => id === 'c')!;
      expect(outcome).toMatchObject({ kind: 'updated', lost: [{ path }] });
      expect(verdictOf(outcome)).toBe('refused');
    },
  );
});

test('a rule that the service switched off is planned as such and switched on again', async () => {
  const service = await prepared();
  await apply(service.plan, service);
  const workspace = alertRulePath(target, 'x').split('/providers/Microsoft.SecurityInsights')[0]!;
  await service.emulator.control.autoDisable({ workspace, ruleId: 'b', reason: 'The table was not found.' });
  const plan = await planned(service, service.wanted);
  expect(plan.actions).toMatchObject([{ id: 'b', changes: [{ field: 'disabled by the service' }] }]);
  expect(summary(await apply(plan, service))).toEqual({ b: 'updated' });
  expect((await planned(service, service.wanted)).actions).toEqual([]);
});

test('a blocked action is never sent', async () => {
  const service = await emulated();
  const scheduled = alertRuleResource('a', everyProperty.Scheduled);
  await service.workspace.put(nrt('a', 'Near real time'), { kind: 'absent' });
  const plan = await planned(service, [scheduled]);
  service.sent();
  expect(await apply(plan, service)).toMatchObject({ results: [{ outcome: { kind: 'refused' } }] });
  expect(service.sent()).toEqual([]);
});

test('a plan for another workspace is never carried out', async () => {
  const service = await prepared();
  const plan = { ...service.plan, target: { ...service.plan.target, workspace: 'other' } };
  await expect(apply(plan, service)).rejects.toThrow('another workspace');
  expect(service.sent()).toEqual([]);
});
