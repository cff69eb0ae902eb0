import { apply, createLimiter, LIMITS, machineClock, openArmWorkspace } from '../deploy';
import type { Limiter, Workspace } from '../deploy';
import { startEmulator } from '../scripts/emulate';
import type { RunningEmulator } from '../scripts/emulate';
import { DEFAULT_API_VERSION } from '../src/sentinel';
import { alertRuleResource, createPlan, liveHash, markOf, NO_GUARDS, NOTHING_KNOWN, resourceKey } from '../src/state';
import type { Owner, PlanTarget, Resource } from '../src/state';
import { callOf } from './deploy/calls';

// How much of a workspace's API one deployment uses: 500 rules of which 5 changed, on the emulator, through the SDK.
// Side by side, in one run: list, plan, write what differs; and GET and PUT of every rule, at the same concurrency.

const RULES = 500;
const CHANGED = 5;
const PAGE = 100;
/** Of a request to Azure: the emulator holds each answer back for so long. A stand-in, not a measurement. */
const LATENCY_MS = 50;

const target: PlanTarget = {
  name: 'bench',
  kind: 'emulator',
  subscriptionId: '00000000-0000-0000-0000-000000000000',
  resourceGroup: 'bench',
  workspace: 'bench',
  apiVersion: DEFAULT_API_VERSION,
};

const owner: Owner = { repository: 'bench', target: 'bench' };

function rule(index: number, severity: 'Low' | 'Medium'): Resource {
  return alertRuleResource(`00000000-0000-4000-8000-${String(index).padStart(12, '0')}`, {
    kind: 'Scheduled',
    properties: {
      displayName: `Rule ${index}`,
      description: 'Measured, not meant.',
      severity,
      enabled: true,
      query: `SecurityEvent\n| where EventID == ${index}\n${'| extend Copy = EventID // padding\n'.repeat(30)}`,
      queryFrequency: 'PT1H',
      queryPeriod: 'P1D',
      triggerOperator: 'GreaterThan',
      triggerThreshold: 0,
      suppressionEnabled: false,
      suppressionDuration: 'PT5H',
      tactics: ['Persistence'],
      techniques: ['T1098'],
    },
  });
}

const before = Array.from({ length: RULES }, (_, index) => rule(index, 'Medium'));
const after = before.map((resource, index) => (index % (RULES / CHANGED) === 0 ? rule(index, 'Low') : resource));

interface Bench {
  readonly emulator: RunningEmulator;
  readonly workspace: Workspace;
  readonly limiter: Limiter;
}

/** A workspace that holds the rules as they were. */
async function prepare(): Promise<Bench> {
  const emulator = await startEmulator({ settings: { pageSize: PAGE } });
  const limiter = createLimiter({ ...LIMITS, clock: machineClock });
  const { apiVersion } = target;
  const workspace = await openArmWorkspace({ id: target, apiVersion, endpoint: emulator.url, limiter });
  const marks = before.map((one) => markOf(one, { owner, workspace: target }));
  await Promise.all([...before, ...marks].map((resource) => workspace.put(resource, { kind: 'absent' })));
  emulator.control.forgetRequests();
  return { emulator, workspace, limiter };
}

/** How many requests the plan took. */
async function planAndApply({ workspace, limiter, emulator }: Bench): Promise<number> {
  const { resources: live } = await workspace.list('alertRule');
  const { resources: metadata } = await workspace.list('mark');
  const plan = createPlan({
    target,
    identity: await workspace.identify(),
    owner,
    tool: { name: 'bench', version: '0', build: '' },
    commit: null,
    created: new Date(),
    guards: NO_GUARDS,
    desired: after,
    live,
    metadata,
    known: { ...NOTHING_KNOWN, owned: new Map(live.map((one) => [resourceKey(one), { hash: liveHash(one) }])) },
  });
  const planned = emulator.control.requests().length;
  const { results } = await apply(plan, { workspace, limiter });
  if (results.length !== CHANGED) throw new Error(`${results.length} rules were written`);
  return planned;
}

async function getAndPutEach({ workspace }: Bench): Promise<number> {
  await Promise.all(
    after.map(async (resource) => {
      await workspace.get(resource);
      await workspace.put(resource, { kind: 'none' });
    }),
  );
  return 0;
}

interface Figures {
  readonly calls: number;
  /** To learn of the rules and to write those that differ; all others protect that. */
  readonly ruleCalls: number;
  readonly writes: number;
  readonly seconds: number;
}

async function measure(way: (bench: Bench) => Promise<number>, latencyMs: number): Promise<Figures> {
  const bench = await prepare();
  const slow = { id: 'latency', when: {}, effect: { kind: 'slow', delayMs: latencyMs } } as const;
  if (latencyMs > 0) bench.emulator.control.setFaults([slow]);
  const start = performance.now();
  const planned = await way(bench);
  const seconds = (performance.now() - start) / 1000;
  const requests = bench.emulator.control.requests();
  const calls = requests.length;
  const made = requests.map(callOf);
  const writes = made.filter((call) => call === 'rule writes').length;
  const ruleCalls = made.slice(0, planned).filter((call) => call === 'rule pages').length + writes;
  await bench.emulator.close();
  return { calls, ruleCalls, writes, seconds };
}

async function main(): Promise<void> {
  const ours = await measure(planAndApply, 0);
  const naive = await measure(getAndPutEach, 0);
  const oursFar = await measure(planAndApply, LATENCY_MS);
  const naiveFar = await measure(getAndPutEach, LATENCY_MS);
  const pages = Math.ceil(RULES / PAGE);
  // What the change itself takes; and what protects it: identity, marks, a look before each write, a list at the end.
  const ruleCalls = pages + CHANGED;
  const protection = 2 + pages + CHANGED + pages;
  const protecting = ours.calls - ours.ruleCalls;
  // prettier-ignore: table
  const rows: readonly (readonly [figure: string, value: string, target: string, met: boolean])[] = [
    ['rule calls', String(ours.ruleCalls), `<= ${ruleCalls}`, ours.ruleCalls <= ruleCalls],
    ['protection calls', String(protecting), `<= ${protection}`, protecting <= protection],
    ['writes', String(ours.writes), `= ${CHANGED}`, ours.writes === CHANGED],
    [
      'seconds on loopback',
      ours.seconds.toFixed(2),
      `< ${naive.seconds.toFixed(2)} (naive)`,
      ours.seconds < naive.seconds,
    ],
    [
      `seconds at ${LATENCY_MS} ms a call`,
      oursFar.seconds.toFixed(2),
      `< ${naiveFar.seconds.toFixed(2)} (naive)`,
      oursFar.seconds < naiveFar.seconds,
    ],
  ];
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  print(
    `${RULES} rules, ${CHANGED} changed, pages of ${PAGE}, ${LIMITS.concurrency} requests at a time, emulator on loopback`,
  );
  print(
    `naive (GET and PUT of every rule): ${naive.calls} calls, ${naive.seconds.toFixed(2)} s on loopback, ${naiveFar.seconds.toFixed(2)} s at ${LATENCY_MS} ms a call`,
  );
  for (const [figure, value, goal, met] of rows)
    print(`${figure.padEnd(26)} ${value.padStart(8)}   ${goal.padEnd(18)} ${met ? 'met' : 'missed'}`);
  if (rows.some(([, , , met]) => !met)) process.exitCode = 1;
}

void main();
