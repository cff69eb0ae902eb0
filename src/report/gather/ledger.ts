import { isApproval } from '../../audit';
import type { DeployedChange, Statement } from '../../audit';
import type { LivePeriod } from '../../history';
import { keyOf, standingOf } from '../../ledger';
import type { DeploymentEntry, ObservationEntry, Owned } from '../../ledger';
import type {
  LiveState,
  ReportDeployment,
  ReportDrift,
  ReportHands,
  ReportLive,
  ReportPerson,
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
  /** Every write of a rule, with who had a hand in it. */
  readonly changes: readonly DeployedChange[];
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
  const { name, workspace, observed, problem } = target;
  return {
    name,
    workspace,
    problem,
    deployments: deploymentsOf(target).toReversed(),
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

/** Each statement once. */
function peopleOf(statements: readonly Statement[]): readonly ReportPerson[] {
  return [...new Map(statements.map((each) => [`${each.who}\0${each.what}`, each])).values()];
}

function questionsOf(changes: readonly DeployedChange[]): ReportDeployment['questions'] {
  const kinds = changes.map(({ findings }) => new Set(findings.map(({ kind }) => kind)));
  return [...new Set(kinds.flatMap((each) => [...each]))].map((what) => ({
    what,
    rules: kinds.filter((each) => each.has(what)).length,
  }));
}

/** By rule id, target and deployment: who had a hand in it, those who ran it and those who approved it. */
export function handsIn(targets: readonly TargetLedger[]): (period: LivePeriod, id: string) => ReportHands | undefined {
  const known = new Map(
    targets.flatMap(({ changes }) =>
      changes.map(
        (change) => [[change.id.toLowerCase(), change.target, change.deployment].join('\0'), change] as const,
      ),
    ),
  );
  return ({ target, deployment }, id) => {
    const change = known.get([id.toLowerCase(), target, deployment].join('\0'));
    if (change === undefined) return undefined;
    const { statements, findings } = change;
    return {
      people: peopleOf(statements.filter((each) => isApproval(each) || each.what.startsWith('started'))),
      findings: findings.map(({ kind, message }) => ({ what: kind, words: message })),
    };
  };
}

function deploymentsOf({ entries, changes }: TargetLedger): readonly ReportDeployment[] {
  const ends = new Map(
    entries.flatMap(({ record }) => (record.kind === 'end' ? [[record.begin, record] as const] : [])),
  );
  return entries.flatMap(({ record, hash }): readonly ReportDeployment[] => {
    if (record.kind !== 'begin') return [];
    const end = ends.get(hash);
    const outcomes = new Map(end?.actions.map((action) => [keyOf(action), action.outcome]));
    const { override } = record;
    const own = changes.filter(({ deployment }) => deployment === hash);
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
        approvals: peopleOf(own.flatMap(({ statements }) => statements.filter(isApproval))),
        questions: questionsOf(own),
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
