import { apply, verdictOf } from '../../deploy';
import type { ApplyReport } from '../../deploy';
import type { Fault, FaultEffect } from '../../src/emulator';
import { alertRulePath } from '../../src/sentinel';
import { alertRuleResource, createPlan } from '../../src/state';
import type { Plan, Resource } from '../../src/state';
import { closeEmulators, emulated, target } from './emulated';
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
  const tool = { name: 'sentinel-rules', version: '0' };
  return createPlan({ target, tool, commit: null, created: new Date(0), desired, live });
}

function summary({ results }: ApplyReport): Readonly<Record<string, string>> {
  return Object.fromEntries(results.map(({ id, outcome }) => [id, outcome.kind]));
}

const done = { a: 'updated', b: 'updated', c: 'updated', d: 'updated', e: 'updated', new: 'created' };

test('one PUT for each changed rule and nothing else; the second plan is empty', async () => {
  const service = await prepared();
  const report = await apply(service.plan, service);
  expect(summary(report)).toEqual(done);
  expect(report.results.every(({ outcome }) => verdictOf(outcome) === 'done')).toBe(true);
  expect(service.sent()).toEqual(Array.from({ length: 6 }, () => 'PUT'));
  expect((await planned(service, service.wanted)).actions).toEqual([]);
});

test('progress is told rule by rule', async () => {
  const service = await prepared();
  const seen: number[] = [];
  await apply(service.plan, { ...service, onResult: (_result, count) => seen.push(count) });
  expect(seen).toEqual([1, 2, 3, 4, 5, 6]);
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
    expect(service.sent().filter((method) => method === 'GET')).toEqual(looks);
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
    expect(service.sent().filter((method) => method === 'PUT')).toHaveLength(6);
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
    ['refused', always(refused), 'refused', 'refused', /^BadRequest: One of the tables/],
    ['5xx without end', always({ kind: 'serverError', status: 500 }), 'failed', 'failed', /./],
    ['429 without end', always({ kind: 'throttled' }), 'failed', 'failed', /./],
    [
      'a locked resource',
      always({ ...refused, status: 409, code: 'ScopeLocked' }),
      'conflict',
      'conflict',
      /409 ScopeLocked/,
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
      outcome: { kind: 'failed', message: 'AuthorizationFailed: You may not.' },
    });
    expect(report.results.at(-1)).toMatchObject({ outcome: { kind: 'skipped' } });
    expect(new Set(report.results.map(({ outcome }) => verdictOf(outcome)))).toEqual(new Set(['failed', 'skipped']));
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
    expect(service.emulator.control.state().revision - before).toBe(6);
  });
});

describe('a plan that was made earlier', () => {
  const live = async ({ workspace }: Emulated): Promise<readonly Resource[]> =>
    (await workspace.list('alertRule')).resources;

  test('is carried out if nothing has changed', async () => {
    const service = await prepared();
    expect(summary(await apply(service.plan, { ...service, live: await live(service) }))).toEqual(done);
  });

  test.each<[string, string, (service: Emulated) => Promise<unknown>]>([
    ['changed', 'c', (service) => service.workspace.put(nrt('c', 'Theirs'), { kind: 'none' })],
    ['touched', 'c', (service) => service.workspace.put(nrt('c', 'Old name'), { kind: 'none' })],
    ['appeared', 'new', (service) => service.workspace.put(nrt('new', 'Theirs'), { kind: 'none' })],
  ])('writes nothing at all if a rule has %s', async (_name, id, meanwhile) => {
    const service = await prepared();
    await meanwhile(service);
    const now = await live(service);
    service.sent();
    const report = await apply(service.plan, { ...service, live: now });
    expect(service.sent()).toEqual([]);
    expect(summary(report)).toEqual({
      a: 'skipped',
      b: 'skipped',
      c: 'skipped',
      d: 'skipped',
      e: 'skipped',
      new: 'skipped',
      [id]: 'conflict',
    });
  });

  test('goes on where it was broken off: what is done is not done again', async () => {
    const service = await prepared();
    await service.workspace.put(nrt('c', 'New name'), { kind: 'none' });
    const now = await live(service);
    service.sent();
    expect(summary(await apply(service.plan, { ...service, live: now }))).toEqual({ ...done, c: 'already' });
    expect(service.sent()).toHaveLength(5);
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
