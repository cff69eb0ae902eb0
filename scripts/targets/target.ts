import { join, resolve } from 'node:path';
import type { CloudName, CredentialName } from '../../deploy';
import { DEFAULT_API_VERSION } from '../../src/sentinel';
import { DEFAULT_GUARDS, DEFAULT_RULE_LIMITS, NO_GUARDS } from '../../src/state';
import type { Guards, Limit, PlanTarget, RuleLimits } from '../../src/state';

interface TargetBase extends PlanTarget {
  /** Which portal the workspace is worked in. */
  readonly portal: 'azure' | 'defender';
  readonly ledger: LedgerPlace;
  readonly guards: Guards;
  /** What rules and people choose it by. */
  readonly tags: readonly string[];
  /** Rules that may be enabled. */
  readonly limits: RuleLimits;
  /** Whether names that nobody here knows are errors; absent, as the project says. */
  readonly strict?: boolean;
  /** How late events may arrive, by table, as durations; what is absent is as the project says. */
  readonly latency: Readonly<Record<string, string>>;
  /** GUIDs that the service must report of itself, in lower case. */
  readonly tenant?: string;
  readonly workspaceGuid?: string;
}

/** Where the record of deployments is kept: a folder relative to the project, or a ref of its repository. */
export type LedgerPlace = { readonly folder: string } | { readonly ref: string; readonly remote?: string };

/** A workspace in Azure. */
export interface AzureTarget extends TargetBase {
  readonly kind: 'azure';
  readonly cloud: CloudName;
  readonly credential: CredentialName;
  /** Which application or managed identity signs in. */
  readonly clientId?: string;
  /** Another address than the cloud's own. */
  readonly endpoint?: string;
}

/** An emulated workspace: of an emulator that runs at an endpoint, or of one in this process. */
export interface EmulatorTarget extends TargetBase {
  readonly kind: 'emulator';
  readonly endpoint?: string;
  /** Absolute path of the folder in which an emulator in this process keeps its workspace. */
  readonly data: string;
}

export type Target = AzureTarget | EmulatorTarget;

/** What `targets.<name>` may hold: see `schemas/config.schema.json`. */
export interface TargetEntry {
  readonly kind: 'emulator' | 'azure';
  readonly subscription?: string;
  readonly resourceGroup?: string;
  readonly workspace?: string;
  readonly tenant?: string;
  readonly workspaceGuid?: string;
  readonly cloud?: CloudName;
  readonly credential?: CredentialName;
  readonly clientId?: string;
  readonly endpoint?: string;
  readonly apiVersion?: string;
  readonly portal?: 'azure' | 'defender';
  readonly tags?: readonly string[];
  readonly latency?: Readonly<Record<string, string>>;
  readonly strict?: boolean;
  readonly limits?: Partial<RuleLimits>;
  readonly data?: string;
  readonly ledger?: LedgerPlace;
  readonly guards?: GuardsEntry;
}

type GuardsEntry = {
  readonly [K in keyof Guards]?: Guards[K] extends Limit ? Partial<Limit> : Guards[K];
};

/** The target that is always there. */
export const LOCAL = 'local';

/** A target with everything that its entry leaves out filled in. `root` is the project's folder, absolute. */
export function targetOf(name: string, entry: TargetEntry, root: string): Target {
  const base = {
    name,
    subscriptionId: entry.subscription ?? '00000000-0000-0000-0000-000000000000',
    resourceGroup: entry.resourceGroup ?? 'local',
    workspace: entry.workspace ?? name,
    apiVersion: entry.apiVersion ?? DEFAULT_API_VERSION,
    portal: entry.portal ?? 'azure',
    ledger: entry.ledger ?? { folder: join('.sentinel', 'ledger') },
    guards: guardsOf(entry),
    tags: entry.tags ?? [],
    limits: { ...DEFAULT_RULE_LIMITS, ...entry.limits },
    latency: entry.latency ?? {},
    ...(entry.strict === undefined ? {} : { strict: entry.strict }),
    ...(entry.tenant === undefined ? {} : { tenant: entry.tenant.toLowerCase() }),
    ...(entry.workspaceGuid === undefined ? {} : { workspaceGuid: entry.workspaceGuid.toLowerCase() }),
    ...(entry.endpoint === undefined ? {} : { endpoint: entry.endpoint }),
  } as const;
  if (entry.kind === 'azure') {
    const { cloud = 'AzureCloud', credential = 'default', clientId } = entry;
    return { ...base, kind: 'azure', cloud, credential, ...(clientId === undefined ? {} : { clientId }) };
  }
  return { ...base, kind: 'emulator', data: resolve(root, entry.data ?? join('.sentinel', name)) };
}

function guardsOf({ kind, guards = {} }: TargetEntry): Guards {
  const base = kind === 'azure' ? DEFAULT_GUARDS : NO_GUARDS;
  return {
    ...base,
    ...guards,
    update: { ...base.update, ...guards.update },
    delete: { ...base.delete, ...guards.delete },
    weaken: { ...base.weaken, ...guards.weaken },
  };
}
