import fc from 'fast-check';
import { applyChange, emptyState, parseState, serialiseState } from '../../src/emulator';
import type { Change, EmulatorState } from '../../src/emulator';
import { scheduled } from './bodies';
import { pureClient } from './pure-client';
import type { PureClient } from './pure-client';

/** What a rule workspace is, as plainly as it can be said. */
interface Model {
  /** Display name and etag of each rule, by its id in lower case. */
  readonly rules: Map<string, { readonly name: string; readonly displayName: string; etag: string }>;
  readonly deleted: Map<string, number>;
  readonly etags: Set<string>;
  now: number;
}

interface Real {
  readonly client: PureClient;
  readonly changes: Change[];
}

const TOMBSTONE = 100;

interface Act extends fc.Command<Model, Real> {
  toString(): string;
}

type EtagUse = 'none' | 'current' | 'stale';

const put = (id: string, displayName: string, etagUse: EtagUse): Act => ({
  check: () => true,
  run: (model, { client, changes }) => {
    const key = id.toLowerCase();
    const before = model.rules.get(key);
    const etag = { none: undefined, current: before?.etag, stale: '"stale"' }[etagUse];
    const answer = client.put(id, { ...scheduled({ displayName }), ...(etag === undefined ? {} : { etag }) });
    const tombstone = model.deleted.get(key);
    if (before === undefined && tombstone !== undefined && model.now < tombstone + TOMBSTONE) {
      expect(answer.status).toBe(409);
      return;
    }
    if (before !== undefined && etagUse === 'stale') {
      expect(answer.status).toBe(409);
      return;
    }
    expect(answer.status).toBe(before === undefined ? 201 : 200);
    expect(model.etags.has(answer.body.etag)).toBe(false);
    model.etags.add(answer.body.etag);
    model.rules.set(key, { name: before?.name ?? id, displayName, etag: answer.body.etag });
    model.deleted.delete(key);
    changes.push(...answer.outcome.changes);
  },
  toString: () => `put(${id}, ${etagUse})`,
});

const remove = (id: string): Act => ({
  check: () => true,
  run: (model, { client, changes }) => {
    const answer = client.delete(id);
    expect(answer.status).toBe(model.rules.has(id.toLowerCase()) ? 200 : 204);
    if (model.rules.delete(id.toLowerCase())) model.deleted.set(id.toLowerCase(), model.now);
    changes.push(...answer.outcome.changes);
  },
  toString: () => `delete(${id})`,
});

const get = (id: string): Act => ({
  check: () => true,
  run: (model, { client }) => {
    const expected = model.rules.get(id.toLowerCase());
    const { status, body } = client.get(id);
    expect(status).toBe(expected === undefined ? 404 : 200);
    expect(
      status === 200 ? { name: body.name, displayName: body.properties.displayName, etag: body.etag } : undefined,
    ).toEqual(expected);
  },
  toString: () => `get(${id})`,
});

const list = (): Act => ({
  check: () => true,
  run: (model, { client }) => {
    const found: [string, string][] = [];
    let page = client.list();
    for (;;) {
      for (const { name, etag } of page.body.value) found.push([name, etag]);
      if (page.body.nextLink === undefined) break;
      expect(page.body.value).toHaveLength(3);
      page = client.sendTo('GET', page.body.nextLink);
    }
    const expected = [...model.rules].toSorted(([left], [right]) => (left < right ? -1 : 1));
    expect(found).toEqual(expected.map(([, { name, etag }]) => [name, etag]));
  },
  toString: () => 'list()',
});

const wait = (seconds: number): Act => ({
  check: () => true,
  run: (model, { client }) => {
    model.now += seconds;
    client.advance(seconds);
  },
  toString: () => `wait(${seconds})`,
});

const ID = fc.constantFrom('a', 'B', 'b', 'c', 'D', 'e', 'f', 'constructor', '__proto__');
const ACTS = [
  fc
    .tuple(ID, fc.string({ minLength: 1, maxLength: 8 }), fc.constantFrom<EtagUse>('none', 'current', 'stale'))
    .map((given) => put(...given)),
  ID.map(remove),
  ID.map(get),
  fc.constant(list()),
  fc.nat(80).map(wait),
];

const fresh = () => ({
  model: { rules: new Map(), deleted: new Map(), etags: new Set<string>(), now: 0 } satisfies Model,
  real: {
    client: pureClient({ settings: { pageSize: 3, tombstoneSeconds: TOMBSTONE } }),
    changes: [] as Change[],
  } satisfies Real,
});

const settled = (state: EmulatorState): EmulatorState => ({ ...state, traffic: emptyState().traffic });

test('any sequence of requests agrees with a map of rules; its changes rebuild the state; the state can be written and read', () => {
  fc.assert(
    fc.property(fc.commands(ACTS, { maxCommands: 60 }), (acts) => {
      const { model, real } = fresh();
      fc.modelRun(() => ({ model, real }), acts);
      const state = settled(real.client.state());
      expect(real.changes.reduce(applyChange, emptyState())).toEqual(state);
      expect(parseState(serialiseState(real.client.state()))).toEqual(state);
    }),
    { numRuns: 150 },
  );
});

test.each([
  ['nothing', ''],
  ['another format', '{"format":2,"revision":0,"workspaces":{}}'],
  ['no workspaces', '{"format":1,"revision":0}'],
  [
    'a damaged resource',
    '{"format":1,"revision":0,"workspaces":{"w":{"tombstones":{},"collections":{"alertRules":{"a":{}},"metadata":{},"alertRuleTemplates":{}}}}}',
  ],
])('a state is not guessed from %s', (_name, text) => {
  expect(() => parseState(text)).toThrow(/.+/);
});

test('P3 a reset forgets resources, not revisions', () => {
  const client = pureClient();
  client.put('a', scheduled());
  const reset = applyChange(client.state(), { type: 'reset', revision: client.state().revision + 1 });
  expect(reset.workspaces).toEqual({});
  const again = pureClient({ state: reset });
  expect(again.put('a', scheduled()).body.etag).not.toBe(client.get('a').body.etag);
});
