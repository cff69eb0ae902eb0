import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { desiredOf } from '../scripts/deployment/desired-resources';
import { projectRules } from '../scripts/deployment/project-rules';
import { readConfig } from '../scripts/targets/read-config';
import type { Config } from '../scripts/targets/read-config';
import { targetOf } from '../scripts/targets/target';
import type { Target } from '../scripts/targets/target';
import { countDiagnostics } from '../src/diagnostics';
import { markOf } from '../src/state';
import type { DesiredResource, PlanIdentity } from '../src/state';
import { CALLS, secondsFor, Tally } from './deploy/calls';
import type { Call } from './deploy/calls';
import { writeHistory } from './deploy/history';
import { writeProject } from './deploy/project';
import { deployAll, LATENCY_MS, planAll, quietIo, simulatedAccess } from './deploy/run';
import type { Run } from './deploy/run';
import { serve, startService } from './deploy/service';
import { simulatedClock } from './deploy/simulated-clock';

// What deploying costs in calls, time and memory: 500 enabled rules into one empty workspace, and 200 workspaces of 500
// rules of which 5 changed. `plan --all --out plans`, then `deploy plans`, as the commands do it, through
// the SDK, against the emulated service in another process. The service holds requests to Azure's buckets and refuses what
// comes too fast. Time is simulated; memory and calls are real.

const RULES = 500;
const PAGE = 100;
const WORKSPACES = Number(process.argv[2] ?? 200) || 200;
const CHANGED = [7, 107, 207, 307, 407];
/** As a large organisation has them; with one for each workspace no bucket would ever be empty. */
const SUBSCRIPTIONS = 4;
const MAX_MB = 500;
const MAX_RATIO = 1.1;
const START = Date.parse('2026-01-10T00:00:00Z');
const REPOSITORY = 'contoso/detections';

interface Figures {
  readonly tally: Tally;
  readonly seconds: number;
}

function targetsOf(count: number, { url, root }: { readonly url: string; readonly root: string }): readonly Target[] {
  return Array.from({ length: count }, (_, index) =>
    targetOf(
      `ws-${index}`,
      {
        kind: 'emulator',
        endpoint: url,
        subscription: `5e000000-0000-4000-8000-${String(Math.floor((index * SUBSCRIPTIONS) / count)).padStart(12, '0')}`,
        resourceGroup: 'rg',
        workspace: `ws-${index}`,
        guards: { quarantineDays: 30 },
      },
      root,
    ),
  );
}

/** What the project in a folder wants of a target. */
function compiled({
  root,
  config,
  target,
}: {
  readonly root: string;
  readonly config: Config;
  readonly target: Target;
}): readonly DesiredResource[] {
  const { resources, diagnostics } = desiredOf(projectRules({ root, config, now: new Date(START) }), target);
  if (countDiagnostics(diagnostics).error > 0) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return resources;
}

interface Work {
  readonly root: string;
  readonly workspaces: number;
  /** Whether all rules were deployed before, in another state of some. */
  readonly before: boolean;
}

async function measure({ root, workspaces, before }: Work): Promise<Figures> {
  const config: Config = { ...readConfig(undefined, root).config, repository: REPOSITORY };
  writeProject(root, { rules: RULES });
  const places = targetsOf(workspaces, { url: 'http://127.0.0.1:1', root });
  const [any] = places;
  const stored = before && any !== undefined ? compiled({ root, config, target: any }) : [];
  const service = await startService(__filename, {
    pageSize: PAGE,
    now: START,
    workspaces: places.map((place) => ({
      subscriptionId: place.subscriptionId,
      resourceGroup: place.resourceGroup,
      workspace: place.workspace,
      owner: { repository: REPOSITORY, target: place.name },
    })),
    rules: Object.fromEntries(stored.map(({ id, body }) => [id, body])),
  });
  const clock = simulatedClock({
    start: START,
    onMove: async (now) => service.setClock(now),
    isBusy: isReadingOrWriting,
  });
  const targets = targetsOf(workspaces, { url: service.url, root });
  if (before) {
    await writeHistories({ root, targets, stored });
    writeProject(root, { rules: RULES, changed: CHANGED });
  }
  const tally = new Tally();
  const run: Run = {
    io: quietIo(root, clock),
    config: { ...config, targets: new Map(targets.map((target) => [target.name, target])) },
    access: simulatedAccess(clock),
  };
  for (const command of [planAll, deployAll]) {
    await command(run);
    tally.add(await service.requests());
  }
  await service.close();
  return { tally, seconds: (clock.now() - START) / 1000 };
}

async function writeHistories({
  root,
  targets,
  stored,
}: {
  readonly root: string;
  readonly targets: readonly Target[];
  readonly stored: readonly DesiredResource[];
}): Promise<void> {
  const identity: PlanIdentity = { cloud: 'emulated', tenantId: null, workspaceGuid: null };
  const at = new Date(START - 7 * 86_400_000);
  for (const target of targets) {
    const owner = { repository: REPOSITORY, target: target.name };
    const marks = stored.map((one) => markOf(one, { owner, workspace: target }));
    await writeHistory({ root, target, identity, written: [...stored, ...marks], at });
  }
}

/** Files and git are work of which the clock is not told. */
function isReadingOrWriting(): boolean {
  const resources = process.getActiveResourcesInfo();
  // One process is the service.
  return (
    resources.some((name) => name.startsWith('FSReq')) || resources.filter((name) => name === 'ProcessWrap').length > 1
  );
}

/** Resident memory at most, of this process, in MB. */
function watchMemory(): () => number {
  let most = 0;
  const look = (): void => {
    most = Math.max(most, process.memoryUsage.rss() / 2 ** 20);
  };
  const timer = setInterval(look, 50);
  return () => {
    look();
    clearInterval(timer);
    return most;
  };
}

async function inFolder<T>(work: (root: string) => Promise<T>): Promise<T> {
  const root = mkdtempSync(join(tmpdir(), 'sentinel-rules-bench-'));
  try {
    return await work(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** How often each call has to be made: what differs, and what protects it. */
const EXPECTED: Readonly<Record<'first' | 'fleet', Readonly<Record<Call, number>>>> = (() => {
  const pages = (resources: number): number => Math.max(1, Math.ceil(resources / PAGE));
  return {
    // Empty when it is planned, and when that is made again; verified with its marks and the anchor. Looks at rule and mark.
    first: {
      identity: 2 * 2,
      tables: 2,
      'rule pages': 1 + 1 + pages(RULES),
      'mark pages': 1 + 1 + pages(RULES + 1),
      looks: 2 * RULES,
      'rule writes': RULES,
      'mark writes': RULES,
      anchor: 1,
    },
    // Tables are listed with each plan, for a rule whose table is not there cannot work.
    // Marks are there, and not listed again where none is written. A look before each update: nothing is proven of etags.
    fleet: {
      identity: WORKSPACES * 2 * 2,
      tables: WORKSPACES * 2,
      'rule pages': WORKSPACES * 3 * pages(RULES),
      'mark pages': WORKSPACES * 2 * pages(RULES),
      looks: WORKSPACES * CHANGED.length,
      'rule writes': WORKSPACES * CHANGED.length,
      'mark writes': 0,
      anchor: WORKSPACES,
    },
  };
})();

/** GET and PUT of every rule, at what the buckets allow: no plan, no marks, no ledger, no look at the end. */
function naive(workspaces: number): string {
  const inOne = Math.ceil(workspaces / SUBSCRIPTIONS) * RULES;
  const seconds = Math.max(secondsFor('read', inOne), secondsFor('write', inOne));
  return `${2 * workspaces * RULES} calls, ${seconds.toFixed(0)} s`;
}

async function main(): Promise<void> {
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  const memory = watchMemory();
  const began = performance.now();
  const first = await inFolder(async (root) => measure({ root, workspaces: 1, before: false }));
  const fleet = await inFolder(async (root) => measure({ root, workspaces: WORKSPACES, before: true }));
  const mb = memory();
  const both = { first, fleet } as const;
  let missed = false;
  const row = (figure: string, cells: readonly (readonly [value: string, target: string])[], met: boolean): void => {
    missed ||= !met;
    const text = cells.map(([value, target]) => `${value.padStart(8)} ${target.padEnd(10)}`).join(' ');
    print(`${figure.padEnd(26)} ${text} ${met ? 'met' : 'missed'}`);
  };
  const rowOf = (
    figure: string,
    of: (scenario: 'first' | 'fleet') => readonly [value: string, target: string, met: boolean],
  ): void => {
    const cells = [of('first'), of('fleet')];
    row(
      figure,
      cells.map(([value, target]) => [value, target]),
      cells.every(([, , met]) => met),
    );
  };
  const exactly = (value: number, target: number) => [String(value), `= ${target}`, value === target] as const;

  print(
    `A: ${RULES} enabled rules into one empty workspace. B: ${WORKSPACES} workspaces of ${RULES} rules, ${CHANGED.length} changed in each,`,
  );
  print(
    `${SUBSCRIPTIONS} subscriptions, one principal. plan --all --out plans, deploy plans; pages of ${PAGE}, ${LATENCY_MS} ms an answer, Azure's buckets.`,
  );
  print(`naive (GET and PUT of every rule): A ${naive(1)}; B ${naive(WORKSPACES)}`);
  for (const call of CALLS) rowOf(call, (name) => exactly(both[name].tally.calls.get(call) ?? 0, EXPECTED[name][call]));
  const all = (calls: Readonly<Record<Call, number>>): number =>
    Object.values(calls).reduce((sum, count) => sum + count, 0);
  rowOf('calls in all', (name) => exactly(both[name].tally.total, all(EXPECTED[name])));
  rowOf('refused by the buckets', (name) => exactly(both[name].tally.refused, 0));
  rowOf('seconds, simulated', (name) => {
    const { seconds, tally } = both[name];
    const most = tally.bound() * MAX_RATIO;
    return [seconds.toFixed(1), `<= ${most.toFixed(1)}`, seconds <= most];
  });
  rowOf('the buckets alone take', (name) => [both[name].tally.bound().toFixed(1), '', true]);
  row('memory at most, MB', [[mb.toFixed(0), `< ${MAX_MB}`]], mb < MAX_MB);
  print(`${((performance.now() - began) / 1000).toFixed(0)} s on this machine`);
  if (missed) process.exitCode = 1;
}

if (process.argv[2] === 'service') serve();
else void main();
