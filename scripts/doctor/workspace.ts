import { WorkspaceFailure } from '../../deploy';
import type { Workspace } from '../../deploy';
import { openLedger } from '../ledger/open-ledger';
import { LedgerFailure } from '../ledger/ledger-failure';
import type { ProjectRules } from '../deployment/project-rules';
import { placements } from '../deployment/placements';
import { readAhead } from '../deployment/read-ahead';
import type { Target } from '../targets/target';
import { roleSymptom } from './roles';
import type { Use } from './roles';
import { good, ill } from './symptom';
import type { Symptom } from './symptom';

const MOST_NAMED = 5;

/** Signing in, reading, the ledger, and the tables that the rules need. */
export async function lookAtWorkspace(
  workspace: Workspace,
  target: Target,
  { rules, use }: { readonly rules: ProjectRules | undefined; readonly use: Use | undefined },
): Promise<readonly Symptom[]> {
  const signedIn = await signIn(workspace, target);
  const ledger = await lookAtLedger(rules?.root, target);
  if (signedIn.some(({ state }) => state === 'bad')) return [...signedIn, ...ledger];
  return [
    ...signedIn,
    ...(await reading(workspace, use)),
    ...ledger,
    ...(rules === undefined ? [] : [await tables(workspace, target, rules)]),
  ];
}

async function signIn(workspace: Workspace, target: Target): Promise<readonly Symptom[]> {
  try {
    const { tenantId, workspaceGuid } = await workspace.identify();
    const found = `workspace ${workspaceGuid ?? '?'} of tenant ${tenantId ?? '?'}`;
    const other =
      (target.tenant !== undefined && tenantId?.toLowerCase() !== target.tenant) ||
      (target.workspaceGuid !== undefined && workspaceGuid?.toLowerCase() !== target.workspaceGuid);
    return [
      other
        ? ill('bad', 'sign in', [
            `${found}, which is not the configured one`,
            'compare tenant and workspaceGuid of the target with the portal',
          ])
        : good('sign in', found),
    ];
  } catch (error) {
    if (!(error instanceof WorkspaceFailure)) throw error;
    const remedy =
      error.details.kind === 'denied'
        ? 'sign in (`az login`, azure/login in a workflow), with Microsoft Sentinel Reader on the workspace'
        : 'look at subscription, resource group and workspace of the target, and at the network';
    return [ill('bad', 'sign in', [error.message, remedy])];
  }
}

async function reading(workspace: Workspace, use: Use | undefined): Promise<readonly Symptom[]> {
  try {
    const { resources } = await workspace.list('alertRule');
    await workspace.list('mark');
    const permissions = await workspace.permissions();
    return [good('reading', `${resources.length} rules and their marks`), roleSymptom(permissions, use)];
  } catch (error) {
    if (!(error instanceof WorkspaceFailure)) throw error;
    return [
      ill('bad', 'roles', [
        error.message,
        'give Microsoft Sentinel Reader for plans, Microsoft Sentinel Contributor for deployments',
      ]),
    ];
  }
}

async function lookAtLedger(root: string | undefined, target: Target): Promise<readonly Symptom[]> {
  if (root === undefined) return [];
  try {
    const { problem, standing, store } = await openLedger(root, target);
    if (problem !== undefined) return [ill('bad', 'ledger', [problem, '`sentinel-rules audit verify` says more'])];
    if (standing.open !== undefined) {
      return [
        ill('warning', 'ledger', [
          'a deployment has begun and not ended',
          '`sentinel-rules ledger end`, or `deploy --resume`',
        ]),
      ];
    }
    return [good('ledger', `${store.place}, ${standing.owned.size} rules, marks and lists written`)];
  } catch (error) {
    if (!(error instanceof LedgerFailure)) throw error;
    return [
      ill('bad', 'ledger', [error.message, 'look at `ledger` of the target, and at the rights to fetch and push it']),
    ];
  }
}

async function tables(workspace: Workspace, target: Target, rules: ProjectRules): Promise<Symptom> {
  if (target.kind === 'emulator' && target.endpoint === undefined) {
    return good('tables', 'an emulated workspace in this process has those that the project knows');
  }
  let there: ReadonlyMap<string, string | undefined>;
  try {
    there = await workspace.tables();
  } catch (error) {
    if (!(error instanceof WorkspaceFailure)) throw error;
    return ill('unknown', 'tables', [error.message, 'give Log Analytics Reader on the workspace']);
  }
  await readAhead(rules);
  const placed = placements(rules, target);
  const missing = new Set<string>();
  const unread = new Set<string>();
  for (const loaded of placed.here) {
    for (const name of rules.tablesOf(loaded)) {
      if (!there.has(name)) missing.add(name);
      else if ((there.get(name) ?? 'Analytics') !== 'Analytics') unread.add(name);
    }
  }
  rules.reader().save();
  if (missing.size + unread.size === 0) return good('tables', `all that the rules need, of ${there.size}`);
  const found = [
    ...(missing.size > 0 ? [`not there: ${named(missing)}`] : []),
    ...(unread.size > 0 ? [`of a plan that rules cannot read: ${named(unread)}`] : []),
  ].join('; ');
  return ill('warning', 'tables', [
    found,
    'connect the sources, or keep the rules away with `targets:`; `sentinel-rules targets` says which rules',
  ]);
}

function named(names: ReadonlySet<string>): string {
  const all = [...names].toSorted();
  const rest = all.length - MOST_NAMED;
  return `${all.slice(0, MOST_NAMED).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
