import { startEmulator } from '../scripts/emulate';
import type { RunningEmulator } from '../scripts/emulate';
import { ARM_THROTTLING } from '../src/emulator';

// Whether the emulator can stand for a large estate: 200 workspaces of 500 rules each, every rule with a text of its own,
// written through the service; then every list over HTTP, and writes over HTTP as a deployment does them. Times are of the
// processor, emulator and client together: a machine that others use says little by its clock.

const WORKSPACES = 200;
const RULES = 500;
const PAGE = 100;
const CHANGED = 5;
const AT_ONCE = 8;

const MAX_MB = 300;
const MAX_PAGE_MS = 15;
const MAX_WRITE_MS = 5;

const API = 'api-version=2025-07-01-preview';
const workspacePath = (index: number): string =>
  `/subscriptions/bench-${index % 4}/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/ws-${index}`;
const rulesPath = (index: number): string => `${workspacePath(index)}/providers/Microsoft.SecurityInsights/alertRules`;
const ruleId = (rule: number): string => `00000000-0000-4000-8000-${String(rule).padStart(12, '0')}`;

/** About 1.5 kB on the wire; no two share their query. */
function body(workspace: number, rule: number, severity: string): object {
  const query = `SecurityEvent\n| where EventID == ${rule} and Computer !startswith "ws-${workspace}-"\n${`| extend Copy${rule} = strcat(Computer, Account)\n`.repeat(12)}`;
  return {
    kind: 'Scheduled',
    properties: {
      displayName: `Rule ${rule} of ${workspace}`,
      description: `Identifies what happened in workspace ${workspace} and should not have, for the ${rule}th time.`,
      severity,
      enabled: true,
      query,
      queryFrequency: 'PT1H',
      queryPeriod: 'P1D',
      triggerOperator: 'GreaterThan',
      triggerThreshold: 0,
      suppressionEnabled: false,
      suppressionDuration: 'PT5H',
      tactics: ['Persistence'],
      techniques: ['T1098'],
      entityMappings: [
        { entityType: 'Host', fieldMappings: [{ identifier: 'HostName', columnName: 'Computer' }] },
        { entityType: 'Account', fieldMappings: [{ identifier: 'Name', columnName: 'Account' }] },
      ],
    },
  };
}

async function fill({ control }: RunningEmulator): Promise<void> {
  for (let workspace = 0; workspace < WORKSPACES; workspace += 1) {
    for (let rule = 0; rule < RULES; rule += 1) {
      const path = `${rulesPath(workspace)}/${ruleId(rule)}?${API}`;
      const { status } = await control.act('bench', { method: 'PUT', path, body: body(workspace, rule, 'Medium') });
      if (status !== 201) throw new Error(`a rule was refused: ${status}`);
    }
  }
  control.forgetWrites();
}

/** Runs an action for every number up to a count, some at a time. */
async function each(count: number, act: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      next += 1;
      await act(next - 1);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function listAll({ url }: RunningEmulator): Promise<number> {
  let rules = 0;
  await each(WORKSPACES, async (workspace) => {
    let link: string | undefined = `${url}${rulesPath(workspace)}?${API}`;
    while (link !== undefined) {
      const page = (await (await fetch(link)).json()) as {
        readonly value: readonly unknown[];
        readonly nextLink?: string;
      };
      rules += page.value.length;
      link = page.nextLink;
    }
  });
  return rules;
}

async function writeSome({ url }: RunningEmulator): Promise<void> {
  await each(WORKSPACES * CHANGED, async (index) => {
    const [workspace, rule] = [index % WORKSPACES, Math.floor(index / WORKSPACES) * 90];
    const answer = await fetch(`${url}${rulesPath(workspace)}/${ruleId(rule)}?${API}`, {
      method: 'PUT',
      body: JSON.stringify(body(workspace, rule, 'Low')),
    });
    if (answer.status !== 200) throw new Error(`a rule was refused: ${answer.status}`);
    await answer.arrayBuffer();
  });
}

/** Seconds of the processor that an action takes. */
async function seconds(act: () => Promise<unknown>): Promise<number> {
  const start = process.cpuUsage();
  await act();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

/** Resident memory at most, of this process with its client, in MB. */
function watchMemory(): () => number {
  let most = 0;
  const look = (): void => {
    most = Math.max(most, process.memoryUsage.rss() / 2 ** 20);
  };
  const timer = setInterval(look, 20);
  return () => {
    look();
    clearInterval(timer);
    return most;
  };
}

async function main(): Promise<void> {
  const memory = watchMemory();
  const emulator = await startEmulator({ settings: { pageSize: PAGE, enabledRules: {} } });
  const filling = await seconds(async () => fill(emulator));
  const heap = process.memoryUsage().heapUsed / 2 ** 20;
  let listed = 0;
  const listing = await seconds(async () => {
    listed = await listAll(emulator);
  });
  // Buckets as Azure's, refilled by a clock that runs fast: nothing waits, everything is counted.
  emulator.control.setSettings({ throttling: ARM_THROTTLING });
  emulator.control.runClock(10_000);
  const writing = await seconds(async () => writeSome(emulator));
  const refused = emulator.control.requests().filter(({ status }) => status === 429).length;
  await emulator.close();
  const mb = memory();
  const pages = (WORKSPACES * RULES) / PAGE;
  const listMs = (listing * 1000) / pages;
  const writeMs = (writing * 1000) / (WORKSPACES * CHANGED);
  // prettier-ignore: table
  const rows: readonly (readonly [figure: string, value: string, target: string, met: boolean])[] = [
    ['rules listed', String(listed), `= ${WORKSPACES * RULES}`, listed === WORKSPACES * RULES],
    ['memory at most, MB', mb.toFixed(0), `< ${MAX_MB}`, mb < MAX_MB],
    ['ms for a page', listMs.toFixed(1), `< ${MAX_PAGE_MS}`, listMs < MAX_PAGE_MS],
    ['ms for a write', writeMs.toFixed(1), `< ${MAX_WRITE_MS}`, writeMs < MAX_WRITE_MS],
    ['writes refused by buckets', String(refused), '= 0', refused === 0],
  ];
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  print(
    `${WORKSPACES} workspaces of ${RULES} rules, pages of ${PAGE}, ${AT_ONCE} requests at a time, client in the same process`,
  );
  print(
    `filled in ${filling.toFixed(1)} s of the processor (heap then ${heap.toFixed(0)} MB); all lists ${listing.toFixed(1)} s; ${WORKSPACES * CHANGED} writes ${writing.toFixed(1)} s`,
  );
  for (const [figure, value, goal, met] of rows)
    print(`${figure.padEnd(26)} ${value.padStart(8)}   ${goal.padEnd(12)} ${met ? 'met' : 'missed'}`);
  if (rows.some(([, , , met]) => !met)) process.exitCode = 1;
}

void main();
