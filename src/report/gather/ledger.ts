import { keyOf, standingOf } from '../../ledger';
import type { DeploymentEntry, ObservationEntry, Owned } from '../../ledger';
import type {
  LiveState,
  ReportDeployment,
  ReportDrift,
  ReportLive,
  ReportSighting,
  ReportTarget,
} from '../report-data';

/** A target with its ledger as it was read. */
export interface TargetLedger {
  readonly name: string;
  readonly workspace: string;
  readonly entries: readonly DeploymentEntry[];
  /** The last list of the whole workspace. */
  readonly observed: ObservationEntry | undefined;
  readonly problem: string | undefined;
  /** Ids of rules, in lower case, that were last written as enabled. */
  readonly enabled: ReadonlySet<string>;
}

const RULE = 'alertRule';

/** By rule id in lower case: what the ledger knows of each rule that we wrote. */
export function liveIn({ name, entries, observed, enabled }: TargetLedger): ReadonlyMap<string, ReportLive> {
  const { owned } = standingOf(entries);
  const found = new Map<string, ReportLive>();
  for (const [key, known] of owned) {
    if (!key.startsWith(`${RULE}/`)) continue;
    const id = key.slice(RULE.length + 1);
    const state = stateOf(key, known, observed);
    found.set(id, { target: name, state, enabled: enabled.has(id), since: known.at });
  }
  return found;
}

function stateOf(
  key: string,
  { hash, at, uncertain, quarantined }: Owned,
  observed: ObservationEntry | undefined,
): LiveState {
  if (uncertain === true) return 'unknown';
  const { record } = observed ?? {};
  if (record === undefined || record.at < at) return quarantined === undefined ? 'unseen' : 'quarantined';
  const seen = record.resources.find((resource) => keyOf(resource) === key);
  if (seen === undefined) return 'missing';
  if (seen.hash !== hash) return 'drifted';
  return quarantined === undefined ? 'current' : 'quarantined';
}

export function targetOf(target: TargetLedger): ReportTarget {
  const { name, workspace, entries, observed, problem } = target;
  return {
    name,
    workspace,
    problem,
    deployments: deploymentsOf(entries).toReversed(),
    seen: observed === undefined ? undefined : sightingOf(target, observed),
  };
}

function sightingOf(target: TargetLedger, { record }: ObservationEntry): ReportSighting {
  const titles = titlesOf(target);
  const drift = [...liveIn(target)].flatMap(([rule, { state }]): readonly ReportDrift[] => {
    if (state !== 'drifted' && state !== 'missing') return [];
    return [{ rule, title: titles.get(rule) ?? rule, kind: state === 'missing' ? 'missing' : 'changed' }];
  });
  const rules = record.resources.filter(({ type }) => type === RULE);
  const ours = rules.filter(({ owner }) => owner === 'ours').length;
  return { at: record.at, ours, notOurs: rules.length - ours, drift };
}

function titlesOf({ entries, observed }: TargetLedger): ReadonlyMap<string, string> {
  const written = entries.flatMap(({ record }) => (record.kind === 'begin' ? record.actions : []));
  const seen = observed?.record.resources ?? [];
  return new Map([...written, ...seen].map(({ id, title }) => [id.toLowerCase(), title]));
}

function deploymentsOf(entries: readonly DeploymentEntry[]): readonly ReportDeployment[] {
  const ends = new Map(
    entries.flatMap(({ record }) => (record.kind === 'end' ? [[record.begin, record] as const] : [])),
  );
  return entries.flatMap(({ record, hash }): readonly ReportDeployment[] => {
    if (record.kind !== 'begin') return [];
    const end = ends.get(hash);
    const outcomes = new Map(end?.actions.map((action) => [keyOf(action), action.outcome]));
    const { override } = record;
    return [
      {
        at: record.at,
        actor: record.actor.name,
        run: record.actor.run,
        commit: record.commit,
        result: end?.result ?? 'open',
        rollback: record.restores !== undefined,
        override:
          override === undefined
            ? undefined
            : `asked by ${override.asker}, approved by ${override.approver}: ${override.reason}`,
        actions: record.actions.map((action) => ({
          rule: action.id,
          title: action.title,
          action: action.action,
          outcome: outcomes.get(keyOf(action)) ?? 'unknown',
        })),
      },
    ];
  });
}
