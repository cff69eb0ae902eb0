import { isList, isObject, member } from './json';
import type { Json } from './json';
import type { EmulatorSettings } from './settings';
import type { SettingsPatch } from './settings-patch';

/** What is wrong with a value, in words that follow its name; undefined if nothing is. */
type Check = (value: Json) => string | undefined;
type Checks = Readonly<Record<string, Check>>;

const oneOf =
  (...words: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && words.includes(value) ? undefined : `must be ${words.join(' or ')}`;

const text: Check = (value) => (typeof value === 'string' ? undefined : 'must be a text');
const atLeast =
  (least: number): Check =>
  (value) =>
    typeof value === 'number' && value >= least ? undefined : `must be a number of at least ${least}`;
const whole: Check = (value) =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1
    ? undefined
    : 'must be a whole number of at least 1';

const listOf =
  (check: Check): Check =>
  (value) => {
    if (!isList(value)) return 'must be a list';
    const problems = value.map((item: Json, index: number) => within(`${index + 1}`, check(item)));
    return problems.find((problem) => problem !== undefined);
  };

const mapOf =
  (check: Check): Check =>
  (value) => {
    if (!isObject(value)) return 'must be an object';
    const problems = Object.entries(value).map(([name, item]) => within(name, check(item)));
    return problems.find((problem) => problem !== undefined);
  };

/** An object with these members, all of them, and no others. */
const all = (checks: Checks): Check => object(checks, 'all');
/** An object with some of these members, and no others. */
const some = (checks: Checks): Check => object(checks, 'some');

function object(checks: Checks, members: 'all' | 'some'): Check {
  return (value) => {
    if (!isObject(value)) return 'must be an object';
    const strange = Object.keys(value).find((name) => !Object.hasOwn(checks, name));
    if (strange !== undefined) return `.${strange} is not known; known: ${Object.keys(checks).join(', ')}`;
    for (const [name, check] of Object.entries(checks)) {
      const given = member(value, name);
      if (given === undefined && members === 'some') continue;
      const problem = given === undefined ? 'is missing' : check(given);
      if (problem !== undefined) return within(name, problem);
    }
    return undefined;
  };
}

/** An object of one of several kinds, told by its `kind`. */
const kindOf =
  (kinds: Readonly<Record<string, Checks>>): Check =>
  (value) => {
    const kind = isObject(value) ? member(value, 'kind') : undefined;
    const checks = typeof kind === 'string' ? member(kinds, kind) : undefined;
    if (checks === undefined) return `.kind must be ${Object.keys(kinds).join(' or ')}`;
    return all({ kind: text, ...checks })(value);
  };

function within(name: string, problem: string | undefined): string | undefined {
  if (problem === undefined) return undefined;
  return problem.startsWith('.') ? `.${name}${problem}` : `.${name} ${problem}`;
}

const honoured = oneOf('honoured', 'ignored');
const bucket = all({ capacity: atLeast(0), refillPerSecond: atLeast(0) });
const refusedBy = all({ status: whole, code: text });
const workspace = all({ resourceGroup: text, workspace: text, customerId: text });

const SETTINGS: Readonly<Record<keyof EmulatorSettings, Check>> = {
  pageSize: whole,
  tombstoneSeconds: atLeast(0),
  unknownProperties: oneOf('refuse', 'store', 'drop'),
  kinds: oneOf('byVersion', 'all'),
  displayNames: oneOf('any', 'unique'),
  echo: some({
    durations: oneOf('asSent', 'normalised'),
    absent: oneOf('null', 'omitted'),
    grouping: oneOf('asSent', 'stale'),
    lineEnds: oneOf('asSent', 'crlf'),
    ends: oneOf('asSent', 'trimmed'),
    sets: oneOf('asSent', 'sorted'),
  }),
  directory: kindOf({
    open: { tenantId: text },
    declared: { subscriptions: listOf(all({ subscriptionId: text, tenantId: text, workspaces: listOf(workspace) })) },
  }),
  metadata: some({
    parents: oneOf('any', 'existing'),
    kinds: oneOf('any', 'known'),
    ofDeletedRules: oneOf('stays', 'removed'),
  }),
  watchlists: some({
    deletionSeconds: atLeast(0),
    whileDeleting: oneOf('shown', 'gone'),
    deletionStatus: oneOf('ends', 'stuck'),
    reuse: oneOf('refused', 'allowed'),
    uploadSeconds: atLeast(0),
    rawContent: oneOf('honoured', 'ignored'),
    providers: oneOf('any', 'Microsoft'),
    absent: oneOf('empty', 'refused'),
  }),
  savedSearches: some({ queries: oneOf('unchecked', 'checked'), aliases: oneOf('any', 'unique') }),
  etags: some({ body: honoured, headers: honoured }),
  refusals: some({ staleEtag: refusedBy, recentlyDeleted: refusedBy }),
  consistency: kindOf({
    strong: {},
    lagging: { reads: oneOf('lists', 'all'), by: oneOf('reads', 'seconds'), amount: atLeast(0) },
  }),
  roles: listOf(all({ actions: listOf(text), notActions: listOf(text) })),
  locks: listOf(all({ scope: text, level: oneOf('ReadOnly', 'CanNotDelete') })),
  throttling: kindOf({
    off: {},
    on: { reads: bucket, writes: bucket, deletes: bucket, retryAfter: oneOf('sent', 'omitted') },
  }),
  enabledRules: mapOf(atLeast(0)),
  validateDisabledRules: oneOf('yes', 'no'),
};

const check = some(SETTINGS);

/** Reads settings that came as JSON. Text: what is wrong with them. */
export function parseSettings(value: Json): SettingsPatch | string {
  const problem = check(value);
  if (problem === undefined) return value as unknown as SettingsPatch;
  return `the settings${problem.startsWith('.') ? ` have a mistake: ${problem.slice(1)}` : ` ${problem}`}`;
}
