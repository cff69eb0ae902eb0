import type { WriteEntry } from '../../scripts/emulate';
import type { StoredVersion } from '../../src/emulator';
import { effectOf } from '../../deploy';
import { keyOf as recordKey, readDeployments, standingOf } from '../../src/ledger';
import type { DeploymentEntry, Standing } from '../../src/ledger';
import { liveHash, markedBy, refOfKey, resourceKey, sameBody, watchlistRowKey, watchlistRows } from '../../src/state';
import type { Action, Resource, ResourceType } from '../../src/state';
import type { Run } from './deployer';
import type { World } from './world';

/** A promise that was not kept. */
export interface Violation {
  readonly invariant: string;
  readonly words: string;
}

/** What a judge saw before a run. */
export interface Before {
  readonly rules: Readonly<Record<string, StoredVersion>>;
  readonly writes: number;
  /** What our last write left of each resource, by the ledger. */
  readonly owned: Standing['owned'];
}

export async function look({ workspace, fleet, store, target }: World): Promise<Before> {
  fleet.control.forgetRequests();
  const reading = await readDeployments(store, target.name);
  const entries = reading.kind === 'whole' ? reading.entries : [];
  return { rules: workspace.rules(), writes: workspace.writes().length, owned: standingOf(entries).owned };
}

/** Requests that a run may make: a list of pages, looks, writes and their repetitions, for each action. */
const MOST_PER_ACTION = 40;
const MOST_BESIDE = 200;

/**
 * Holds a run against the raw store and the write log of the service, and never against what the deployer itself
 * believes.
 */
export async function judge(world: World, run: Run, before: Before): Promise<readonly Violation[]> {
  const violations: Violation[] = [];
  const say = (invariant: string, words: string): void => void violations.push({ invariant, words });
  const { workspace } = world;
  const stored = storedIn(world);
  const ours = workspace.writes().slice(before.writes).filter(isOurs);
  const reading = await readDeployments(world.store, world.target.name);
  if (reading.kind === 'broken') {
    say('I2', 'the ledger is broken');
    return violations;
  }
  const entries = reading.entries;
  judgeWrites(ours, { run, entries, before, say });
  judgeEnd(world, { ours, say });
  if (world.mayWrite === false && ours.some(({ effect }) => effect !== 'none')) say('I5', 'something was written');
  judgeReport(run, { stored, say });
  judgeGreen(run, { world, stored, entries, say });
  judgeMarks(world, { entries, say });
  for (const id of Object.keys(before.rules)) {
    const touched = ours.some(
      ({ name, collection, effect }) => collection === 'alertRules' && effect !== 'none' && same(name, id),
    );
    if (id === 'by-hand' && touched) say('I9', `${id} was written`);
  }
  for (const { name, effect } of ours) {
    if (effect !== 'none' && /^by_hand(\/|$)/.test(name)) say('I9', `${name} was written`);
  }
  const requests = world.fleet.control.requests().length;
  const most = MOST_BESIDE + MOST_PER_ACTION * (run.plan?.actions.length ?? 0);
  if (requests > most) say('I8', `${requests} requests, and ${most} are enough`);
  return violations;
}

/** I5: a run whose time is over, or that was cancelled, writes nothing more and waits for nothing. */
function judgeEnd({ ends }: World, { ours, say }: { readonly ours: readonly WriteEntry[]; readonly say: Say }): void {
  if (ends === undefined) return;
  const { at, lateMs, now = 0, writes = Number.POSITIVE_INFINITY } = ends;
  const late = ours.filter(({ sequence, effect }) => sequence > writes && effect !== 'none');
  for (const { method, name } of late) say('I5', `${method} ${name} after the time was over`);
  if (now > at + lateMs) say('I5', `it waited until ${now - at} ms after the time was over`);
}

/** Rules that are there as our own last write left them, and that the ledger does not know: nothing would ever touch them. */
export async function strangers({ workspace, store, target }: World): Promise<readonly string[]> {
  const reading = await readDeployments(store, target.name);
  const { owned } = standingOf(reading.kind === 'whole' ? reading.entries : []);
  const last = new Map(
    workspace
      .writes()
      .filter(({ collection, effect }) => collection === 'alertRules' && effect !== 'none')
      .map((write) => [write.name.toLowerCase(), write]),
  );
  return Object.keys(workspace.rules()).filter((id) => {
    const write = last.get(id);
    return write !== undefined && isOurs(write) && !owned.has(`alertRule/${id}`);
  });
}

interface Judged {
  readonly run: Run;
  readonly entries: readonly DeploymentEntry[];
  readonly before: Before;
  readonly say: Say;
}

type Say = (invariant: string, words: string) => void;

function judgeWrites(writes: readonly WriteEntry[], { run, entries, before, say }: Judged): void {
  const begun = new Set(
    entries.flatMap(({ record }) => (record.kind === 'begin' ? record.actions.map(recordKey) : [])),
  );
  const actions = new Map((run.plan?.actions ?? []).map((action) => [resourceKey(action), action]));
  const written = new Map<string, string>();
  for (const write of writes) {
    if (write.effect === 'none' || write.name.startsWith('sentinel-rules-ledger')) continue;
    const key = keyOf(write);
    if (!begun.has(key)) say('I2', `${write.method} ${write.name} without a begin`);
    const action = actions.get(key);
    const replaced = write.before;
    const own = replaced !== undefined && written.get(key) === replaced.etag;
    if (action === undefined) say('I1', `${write.method} ${write.name} that no plan names`);
    else if (action.type === 'watchlist') judgeRow(write, action, say);
    else if (!own && !wasSeen(action, replaced) && run.plan?.etags === 'honoured') {
      say('I1', `${write.method} ${write.name} replaced what the plan did not see`);
    } else if (!own && !wasSeen(action, replaced) && !inDeclaredWindow(write)) {
      say('I1', `${write.method} ${write.name} replaced what the plan did not see, and not in the declared window`);
    }
    const last = before.owned.get(key);
    const moved =
      replaced !== undefined &&
      !own &&
      last !== undefined &&
      last.uncertain !== true &&
      action?.type !== 'watchlist' &&
      !isLast(replaced, last.hash, key);
    if (moved && !shows(action) && !inDeclaredWindow(write))
      say('I1', `${write.method} ${write.name} replaced an edit that the plan does not show`);
    if (write.after !== undefined) written.set(key, write.after.etag);
  }
}

/** A row that goes is one that the plan saw. */
function judgeRow({ collection, effect, before, name }: WriteEntry, action: Action, say: Say): void {
  if (collection !== 'watchlistItems' || effect !== 'deleted' || before === undefined) return;
  const row = rowOf(before);
  const seen = 'live' in action ? (watchlistRows(action.live.body) ?? []) : [];
  if (!seen.some((one) => watchlistRowKey(one) === watchlistRowKey(row))) {
    say('I1', `the row ${name} was taken away, and the plan did not see it`);
  }
}

/** Between a look and its write, where the plan says that nothing protects that moment. */
function inDeclaredWindow({ struck }: WriteEntry): boolean {
  return struck.some((id) => id.startsWith('window'));
}

function isLast(version: StoredVersion, hash: string, key: string): boolean {
  return liveHash(resourceOf(refOfKey(key).type, version)) === hash;
}

/** Whether a person who read the plan knew that something else than our own is written over. */
function shows(action: Action | undefined): boolean {
  return action?.action === 'update' && action.edit !== undefined;
}

function wasSeen(action: Action, replaced: StoredVersion | undefined): boolean {
  if (action.action === 'create') return replaced === undefined;
  if (replaced === undefined) return false;
  return sameBody(resourceOf(action.type, replaced), { type: action.type, id: action.id, body: action.live.body });
}

/** I4: what is reported is so. */
function judgeReport({ report, plan }: Run, { stored, say }: { readonly stored: Stored; readonly say: Say }): void {
  for (const result of report?.results ?? []) {
    const action = plan?.actions.find((one) => resourceKey(one) === resourceKey(result));
    if (action === undefined) continue;
    const effect = effectOf(result.outcome);
    const there = stored.get(resourceKey(result));
    const wanted =
      action.action === 'delete'
        ? there === undefined
        : there !== undefined && sameBody(there, { ...there, body: action.desired });
    const lost = 'lost' in result.outcome && result.outcome.lost.length > 0;
    if (effect === 'applied' && !wanted && !lost) say('I4', `${result.id} is reported applied, and is not so`);
    const unmoved =
      action.action !== 'create' &&
      sameBody(
        { ...result, body: action.live.body },
        { ...result, body: action.action === 'delete' ? {} : action.desired },
      );
    if (effect === 'not applied' && wanted && !unmoved && result.outcome.kind !== 'without rule') {
      say('I4', `${result.id} is reported not applied, and is so`);
    }
  }
}

/** I3 and I7: green means live as wanted, and an `end`; nothing is off in silence. */
function judgeGreen(
  { green }: Run,
  {
    world,
    stored,
    entries,
    say,
  }: {
    readonly world: World;
    readonly stored: Stored;
    readonly entries: readonly DeploymentEntry[];
    readonly say: Say;
  },
): void {
  if (!green) return;
  for (const wanted of world.desired) {
    const there = stored.get(resourceKey(wanted));
    if (there === undefined || !sameBody(there, wanted)) say('I3', `green, and ${wanted.id} is not as wanted`);
    if (there !== undefined && (there.body['properties'] as { enabled?: boolean }).enabled === false) {
      say('I7', `green, and ${wanted.id} is off`);
    }
  }
  if (standingOf(entries).open !== undefined) say('I3', 'green without an end');
}

/** I6: a mark of ours has a rule, unless the rule's deletion is still to be told. */
function judgeMarks(
  world: World,
  { entries, say }: { readonly entries: readonly DeploymentEntry[]; readonly say: Say },
): void {
  const stored = storedIn(world);
  const standing = standingOf(entries);
  for (const name of Object.keys(world.workspace.metadata())) {
    const marked = markedBy({ id: name });
    if (marked === undefined || stored.has(resourceKey(marked))) continue;
    const last = entries.at(-1)?.record;
    const told =
      last?.kind === 'end' &&
      last.actions.some(
        (action) => (same(action.id, name) || same(action.id, marked.id)) && action.outcome !== 'applied',
      );
    if (standing.open === undefined && !told) say('I6', `${name} marks nothing`);
  }
}

/** What is stored, by key; watchlists with their rows. */
type Stored = ReadonlyMap<string, Resource>;

function storedIn({ workspace }: World): Stored {
  const items = Object.entries(workspace.watchlistItems());
  const all: readonly (readonly [ResourceType, Readonly<Record<string, StoredVersion>>])[] = [
    ['alertRule', workspace.rules()],
    ['mark', workspace.metadata()],
    ['function', workspace.functions()],
    ['watchlist', workspace.watchlists()],
  ];
  return new Map(
    all.flatMap(([type, versions]) =>
      Object.entries(versions).map(([id, version]) => {
        const one = resourceOf(type, version);
        const rows = items.flatMap(([name, item]) => (name.startsWith(`${id}/`) ? [rowOf(item)] : []));
        const whole = type === 'watchlist' ? { ...one, body: { ...one.body, rows } } : one;
        return [resourceKey(whole), whole] as const;
      }),
    ),
  );
}

function rowOf({ resource }: StoredVersion): Readonly<Record<string, string>> {
  return resource.properties['itemsKeyValue'] as Readonly<Record<string, string>>;
}

function resourceOf(type: ResourceType, { resource }: StoredVersion): Resource {
  const { name, kind, properties } = resource as {
    readonly name: string;
    readonly kind?: string;
    readonly properties: object;
  };
  const body = { ...(kind === undefined ? {} : { kind }), properties } as Resource['body'];
  return { type, id: name, body };
}

const TYPES: Readonly<Partial<Record<WriteEntry['collection'], ResourceType>>> = {
  metadata: 'mark',
  watchlists: 'watchlist',
  watchlistItems: 'watchlist',
  savedSearches: 'function',
};

/** A row is part of its watchlist. */
function keyOf({ collection, name }: WriteEntry): string {
  const id = collection === 'watchlistItems' ? (name.split('/')[0] ?? '') : name;
  return resourceKey({ type: TYPES[collection] ?? 'alertRule', id });
}

function isOurs({ principal }: WriteEntry): boolean {
  return principal === 'anonymous';
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
