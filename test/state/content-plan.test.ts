import { createPlan, markOf, NO_GUARDS, NOTHING_KNOWN, parsePlan, renderPlan, serialisePlan } from '../../src/state';
import type { DesiredResource, LastKnown, Plan, Resource } from '../../src/state';
import { allOurs, identity, owner, tool } from './ours';
import { target } from '../deploy/emulated';

const list = (id: string, users: readonly string[], more: Partial<DesiredResource> = {}): DesiredResource => ({
  type: 'watchlist',
  id,
  body: {
    properties: { displayName: id, itemsSearchKey: 'User', provider: 'Microsoft' },
    rows: users.map((User) => ({ User })),
  },
  ...more,
});
const saved = (id: string, query: string, more: Partial<DesiredResource> = {}): DesiredResource => ({
  type: 'function',
  id,
  body: { properties: { displayName: id, functionAlias: id, category: 'x', query } },
  ...more,
});
const rule = (id: string, query: string, enabled = true): DesiredResource => ({
  type: 'alertRule',
  id,
  body: { kind: 'Scheduled', properties: { displayName: `Rule ${id}`, enabled, query, severity: 'Low' } },
});

function plan(desired: readonly DesiredResource[], live: readonly Resource[], more: object = {}): Plan {
  return createPlan({
    target,
    identity,
    owner,
    tool,
    commit: null,
    created: new Date('2026-01-10T00:00:00Z'),
    guards: NO_GUARDS,
    desired,
    live,
    ...allOurs(live, target),
    ...more,
  });
}
const shown = ({ actions }: Plan) => actions.map(({ action, type, id }) => `${action} ${type} ${id}`);

test('what is read comes before what reads it, each with its mark', () => {
  const made = plan([rule('r', 'F'), saved('F', 'T'), list('vips', ['a'])], []);
  expect(shown(made)).toEqual([
    'create watchlist vips',
    'create function F',
    'create alertRule r',
    'create mark analyticsrule-r',
    'create mark parser-F',
    'create mark watchlist-vips',
  ]);
  expect(parsePlan(serialisePlan(made))).toMatchObject({ kind: 'plan' });
});

test('a row that feeds an exclusion is a weakening, and a plan that says otherwise is not read', () => {
  const made = plan(
    [list('vips', ['a', 'b'], { feeds: ['Rule r'], readBy: ['Rule r', 'Rule s'] })],
    [list('vips', ['a'])],
  );
  const text = renderPlan(made, { color: false });
  expect(text).toMatch(/! update watchlist {2}vips/);
  expect(text).toMatch(/rows .*\+1 -0 .*weakens/);
  expect(text).toContain('moves the result of 2 rules: Rule r, Rule s');
  expect(parsePlan(serialisePlan(made))).toMatchObject({ kind: 'plan' });
  const guards = { ...NO_GUARDS, weaken: { absolute: 0, percent: null } };
  const guarded = plan([list('vips', ['a', 'b'], { feeds: ['Rule r'] })], [list('vips', ['a'])], { guards });
  expect(guarded.refusals.map(({ guard }) => guard)).toEqual(['weaken']);
});

test('a function that changed names the rules that move; one that is renamed for people moves none', () => {
  const before = saved('F', 'T | take 1');
  const text = (after: DesiredResource) => renderPlan(plan([after], [before]), { color: false });
  expect(text(saved('F', 'T | take 2', { readBy: ['Rule r'] }))).toContain('moves the result of 1 rule: Rule r');
  const named = { ...before, body: { properties: { ...(before.body['properties'] as object), displayName: 'y' } } };
  expect(text({ ...named, readBy: ['Rule r'] })).not.toContain('moves');
});

test('what reads something that is blocked is blocked too, and has no mark', () => {
  const reader = { ...rule('r', "T | join _GetWatchlist('vips')"), needs: ['watchlist/vips'] };
  const made = plan([list('vips', ['a'], { blocked: 'no' }), reader], []);
  expect(shown(made)).toEqual(['create watchlist vips', 'create alertRule r']);
  expect(made.actions[1]).toMatchObject({ blocked: expect.stringContaining('the watchlist vips') as string });
});

test('two saved searches of one function name are refused', () => {
  const other = { ...saved('F', 'T'), id: 'theirs' };
  const [action] = plan([saved('F', 'T')], [other], { metadata: [], known: NOTHING_KNOWN }).actions;
  expect(action).toMatchObject({ id: 'F', blocked: expect.stringContaining('the saved search theirs') as string });
});

describe('no file names it any more', () => {
  const vips = list('vips', ['a']);
  const reading = "T | where User in ((_GetWatchlist('VIPs') | project User))";

  test('it goes, with its mark', () => {
    expect(shown(plan([], [vips, saved('F', 'T')]))).toEqual([
      'delete watchlist vips',
      'delete function F',
      'delete mark parser-F',
      'delete mark watchlist-vips',
    ]);
  });

  test('a rule that stays and reads it blocks that', () => {
    const [action] = plan([rule('r', reading)], [vips, rule('r', reading)]).actions;
    expect(action).toMatchObject({
      action: 'delete',
      id: 'vips',
      blocked: expect.stringContaining('"Rule r"') as string,
    });
    const foreign = plan([], [vips, rule('x', reading)], {
      ...allOurs([vips], target),
    });
    expect(foreign.actions[0]).toMatchObject({ blocked: expect.stringContaining('"Rule x"') as string });
  });

  test('a rule that reads it no more goes first', () => {
    const [remove, update] = plan([rule('r', 'T')], [vips, rule('r', reading)]).actions;
    expect(remove).toMatchObject({ action: 'delete', id: 'vips', needs: ['alertRule/r'] });
    expect(update).toMatchObject({ action: 'update', id: 'r' });
  });

  test('it waits for a disabled rule that can still be had back', () => {
    const made = plan([], [vips, rule('r', reading)]);
    expect(shown(made)).toEqual(['quarantine alertRule r']);
    expect(made.quarantined).toMatchObject([
      { type: 'watchlist', kept: expect.stringContaining('"Rule r"') as string },
    ]);
  });

  test('a function that a function names that stays blocks; one that goes with it does not', () => {
    const [f, g] = [saved('F', 'T'), saved('G', 'F | take 1')];
    expect(plan([g], [f, g]).actions[0]).toMatchObject({ id: 'F', blocked: expect.stringContaining('"G"') as string });
    expect(shown(plan([], [f, g])).filter((one) => one.includes('function'))).toEqual([
      'delete function F',
      'delete function G',
    ]);
  });

  test('what is not ours stays, and is not told', () => {
    const made = plan([], [vips, saved('F', 'T')], { metadata: [], known: NOTHING_KNOWN });
    expect([made.actions, made.unmanaged]).toEqual([[], []]);
  });
});

test('one of that id that is not ours is not touched', () => {
  const nothing: { metadata: readonly Resource[]; known: LastKnown } = { metadata: [], known: NOTHING_KNOWN };
  const [action] = plan([list('vips', ['a'])], [list('VIPs', ['b'])], nothing).actions;
  expect(action).toMatchObject({
    action: 'update',
    blocked: expect.stringContaining('the workspace has a watchlist of this id that is not ours') as string,
  });
  const adopted = plan([list('vips', ['a'])], [list('VIPs', ['b'])], { ...nothing, adopt: ['vips'] });
  expect(adopted.actions[0]).toMatchObject({ adopts: true });
  expect(adopted.actions[0]).not.toHaveProperty('blocked');
});

test('an alias with a space has a mark that leads back to it', () => {
  const mark = markOf({ type: 'watchlist', id: 'my vips' }, { owner, workspace: target });
  expect(mark.id).toBe('watchlist-my~vips');
  expect(plan([list('my vips', ['a'])], [list('my vips', ['a'])]).actions).toEqual([]);
});
