import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLimiter, LIMITS, machineClock, openArmWorkspace, WorkspaceFailure } from '../deploy';
import { startEmulator } from '../scripts/emulate';
import { compileRule, loadRuleFile, ruleYaml } from '../src/rules';
import { DEFAULT_API_VERSION } from '../src/sentinel';
import type { WorkspaceId } from '../src/sentinel';
import {
  alertRuleResource,
  createPlan,
  isJsonArray,
  isJsonObject,
  liveHash,
  markOf,
  NO_GUARDS,
  NOTHING_KNOWN,
  resourceKey,
  resourceTypes,
} from '../src/state';
import type { JsonObject, Plan, Resource } from '../src/state';

// Whether a rule that is pulled from a workspace and compiled again is the same rule: every rule in a folder of ARM
// templates that the emulated service accepts is put there, pulled, read, compiled and compared, and the plan over all of
// them must be empty. The templates of rules that a solution brings count too, without what only a template says.

const PULLED = new Set<unknown>(['Scheduled', 'NRT']);
const TYPE = /workspaces\/providers\/alertRules$|SecurityInsights\/alertRules$/i;
const TEMPLATE_TYPE = /SecurityInsights\/AlertRuleTemplates$/i;
const OF_TEMPLATES: ReadonlySet<string> = new Set(['status', 'requiredDataConnectors', 'version']);

interface Found {
  readonly from: 'rule' | 'template';
  readonly body: JsonObject;
}

/** The bodies of alert rules, and of templates of them, anywhere in a template of the Resource Manager. */
function* rulesIn(value: unknown): Generator<Found> {
  if (isJsonArray(value)) for (const one of value) yield* rulesIn(one);
  if (!isJsonObject(value)) return;
  const { type, kind, properties } = value;
  if (typeof type === 'string' && TYPE.test(type) && typeof kind === 'string' && isJsonObject(properties)) {
    yield { from: 'rule', body: { kind, properties } };
  } else if (
    typeof type === 'string' &&
    TEMPLATE_TYPE.test(type) &&
    typeof kind === 'string' &&
    isJsonObject(properties)
  ) {
    const kept = Object.entries(properties).filter(([key]) => !OF_TEMPLATES.has(key));
    yield { from: 'template', body: { kind, properties: Object.fromEntries(kept) } };
  }
  for (const member of Object.values(value)) yield* rulesIn(member);
}

async function main(folder: string | undefined): Promise<void> {
  if (folder === undefined) {
    process.stderr.write('give a folder of ARM templates\n');
    process.exitCode = 2;
    return;
  }
  let unread = 0;
  const found = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => {
      try {
        return [...rulesIn(JSON.parse(readFileSync(join(folder, name), 'utf8').replace(/^\uFEFF/, '')))];
      } catch {
        unread += 1;
        return [];
      }
    });
  const emulator = await startEmulator({});
  const limiter = createLimiter({ ...LIMITS, clock: machineClock });
  const id = { subscriptionId: '00000000-0000-0000-0000-000000000000', resourceGroup: 'bench', workspace: 'bench' };
  const workspace = await openArmWorkspace({ id, apiVersion: DEFAULT_API_VERSION, endpoint: emulator.url, limiter });
  const refused = new Map<string, number>();
  for (const [index, { body }] of found.entries()) {
    const name = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
    try {
      await workspace.put({ type: 'alertRule', id: name, body }, { kind: 'none' });
    } catch (error) {
      if (!(error instanceof WorkspaceFailure)) throw error;
      const words = error.message.replace(/'[^']*'|\d+/g, '…').slice(0, 90);
      refused.set(words, (refused.get(words) ?? 0) + 1);
    }
  }
  const { resources } = await workspace.list('alertRule');
  await emulator.close();
  const pulled = resources.filter(({ body }) => PULLED.has(body['kind']));
  const lossy = pulled.flatMap((rule) => {
    const fields = differences(rule);
    return fields.length === 0 ? [] : [`${rule.id}: ${fields.join(', ')}`];
  });
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  for (const [words, count] of refused) print(`refused by the service, ${count}: ${words}`);
  for (const line of lossy) print(line);
  const count = (from: Found['from']): number => found.filter((one) => one.from === from).length;
  print(`${'files that are no JSON'.padEnd(34)} ${unread}`);
  print(`${'rules'.padEnd(34)} ${count('rule')}`);
  print(`${'templates of rules'.padEnd(34)} ${count('template')}`);
  print(`${'accepted by the emulated service'.padEnd(34)} ${resources.length}`);
  print(`${'of other kinds, left alone'.padEnd(34)} ${resources.length - pulled.length}`);
  print(`${'pulled'.padEnd(34)} ${pulled.length}`);
  print(`${'not the same rule afterwards'.padEnd(34)} ${lossy.length}   0   ${lossy.length === 0 ? 'met' : 'missed'}`);
  const { actions, unchanged } = planOver(resources, pulled, workspace.id);
  print(`${'unchanged in the plan over them'.padEnd(34)} ${unchanged}`);
  print(`${'changes in that plan'.padEnd(34)} ${actions.length}   0   ${actions.length === 0 ? 'met' : 'missed'}`);
  if (lossy.length > 0 || pulled.length === 0 || actions.length > 0) process.exitCode = 1;
}

/** The plan of a workspace in which every pulled rule is ours, and wanted as its file says. */
function planOver(live: readonly Resource[], pulled: readonly Resource[], id: WorkspaceId): Plan {
  const owner = { repository: 'bench', target: 'bench' };
  const files = pulled.flatMap(({ id: rule, body }) => {
    const { loaded } = loadRuleFile({ path: 'pulled.yaml', text: ruleYaml(body, { id: rule }) });
    return loaded === undefined ? [] : [compileRule(loaded.rule, {})];
  });
  return createPlan({
    target: { ...id, name: 'bench', kind: 'emulator', apiVersion: DEFAULT_API_VERSION },
    identity: { cloud: '', tenantId: null, workspaceGuid: null },
    owner,
    tool: { name: '', version: '', build: '' },
    commit: null,
    created: new Date(0),
    guards: NO_GUARDS,
    desired: files.map((rule) => alertRuleResource(rule.id, rule.body)),
    live,
    metadata: pulled.map((rule) => markOf(rule, { owner, workspace: id })),
    known: {
      ...NOTHING_KNOWN,
      owned: new Map(pulled.map((rule) => [resourceKey(rule), { hash: liveHash(rule), body: rule.body }])),
    },
  });
}

function differences(rule: Resource): readonly string[] {
  const { loaded, diagnostics } = loadRuleFile({ path: 'pulled.yaml', text: ruleYaml(rule.body, { id: rule.id }) });
  if (loaded === undefined) return diagnostics.map(({ message }) => message);
  const { id, body } = compileRule(loaded.rule, {});
  const row = resourceTypes.alertRule;
  return row.diff(row.canonical(rule.body), row.canonical(alertRuleResource(id, body).body)).map(({ field }) => field);
}

void main(process.argv[2]);
