import type { Diagnostic } from '../../diagnostics';
import type { YamlPath } from '../../yaml';
import type { Finding } from '../checks';
import { compileQuery } from '../compile/compile-query';
import { overrideRule } from '../compile/overrides';
import type { RuleFile } from '../load';
import type { RuleDraft } from '../rule-file';
import { findingsIn, placeFinding } from '../run-checks';
import type { CheckOptions, PlacedFinding } from '../run-checks';
import type { Tuning } from './load-tuning';

/** Keys of a tuning that replace a rule's own, where what is wrong with the result is shown. */
const REPLACED = ['enabled', 'severity', 'queryFrequency', 'queryPeriod', 'triggerThreshold'] as const;

/** A key of the tuning that makes the query another one, or moves its window. */
const OF_THE_QUERY: ReadonlySet<string> = new Set(['parameters', 'exclusions', 'queryFrequency', 'queryPeriod']);

interface Tuned {
  readonly file: RuleFile;
  /** What was found in the rule as it is. */
  readonly own: readonly PlacedFinding[];
}

/**
 * What a tuning makes of its rule is checked as a rule is: its exclusions and parameters as KQL where they will stand in
 * the compiled query, its schedule against the query. Told is what the rule as it is does not have, at the line of the
 * tuning file that brought it.
 */
export function checkTuned(tuning: Tuning, { file, own }: Tuned, options: CheckOptions): readonly Diagnostic[] {
  const { loaded, document, draft } = file;
  if (loaded === undefined || document === undefined) return [];
  const keys = Object.keys(tuning.document.value as object);
  const { catalog, ...rest } = options;
  const needed = catalog !== undefined && keys.some((key) => OF_THE_QUERY.has(key));
  const tuned = { ...file, draft: tunedDraft(draft, tuning) };
  const found = findingsIn(tuned, needed ? { ...rest, catalog } : rest, () => true, { today: options.today });
  const { rule } = loaded;
  const whole = overrideRule(rule, tuning.overrides);
  const compiled = compileQuery(whole.query, whole.exclusions, whole.parameters).problems.map(
    ({ code, message, help, path }) => ({
      check: { code, severity: 'error' as const },
      finding: { message, help, path },
    }),
  );
  const known = new Set(own.map(identity));
  const accepted = new Set(draft.ignore?.map((entry) => entry?.code));
  const names = new Set(rule.exclusions.map(({ name }) => name));
  return [...found, ...compiled].flatMap(({ check, finding }): readonly Diagnostic[] => {
    const place = placeInTuning(finding, tuning, rule.exclusions.length);
    if (place !== undefined) {
      const { source } = tuning.document;
      // that the name is the rule's is said of the tuning
      const [, index] = place.path;
      const name = typeof index === 'number' ? tuning.overrides.exclusions?.[index]?.name : undefined;
      if (check.code === 'exclusion-name-repeated' && name !== undefined && names.has(name)) return [];
      return [{ ...placeFinding(check, place, tuning.document), source }];
    }
    if (accepted.has(check.code) || known.has(identity(placeFinding(check, finding, document)))) return [];
    const path = [keys.find((key) => OF_THE_QUERY.has(key)) ?? 'rule'];
    const { message } = finding;
    const brought = { ...finding, message: `with this, ${message}`, path, part: 'key' as const };
    return [{ ...placeFinding(check, withoutSpan(brought), tuning.document), source: tuning.document.source }];
  });
}

function tunedDraft(draft: RuleDraft, { document, overrides }: Tuning): RuleDraft {
  const value = document.value as Readonly<Record<string, unknown>>;
  const replaced = REPLACED.filter((key) => value[key] !== undefined && (draft.kind !== 'NRT' || key in NRT_KEYS));
  return {
    ...draft,
    ...Object.fromEntries(replaced.map((key) => [key, value[key]])),
    parameters: { ...draft.parameters, ...overrides.parameters },
    exclusions: [...(draft.exclusions ?? []), ...(overrides.exclusions ?? [])],
    ...tunedIncidents(
      draft,
      document.value as Partial<Pick<IncidentDraft, 'createIncident' | 'groupingConfiguration'>>,
    ),
  };
}

type IncidentDraft = NonNullable<RuleDraft['incidentConfiguration']>;

function tunedIncidents(
  draft: RuleDraft,
  { createIncident, groupingConfiguration }: Pick<IncidentDraft, 'createIncident' | 'groupingConfiguration'>,
): Pick<RuleDraft, 'incidentConfiguration'> {
  if (createIncident === undefined && groupingConfiguration === undefined) return {};
  return {
    incidentConfiguration: {
      ...draft.incidentConfiguration,
      ...(createIncident === undefined ? {} : { createIncident }),
      ...(groupingConfiguration === undefined ? {} : { groupingConfiguration }),
    },
  };
}

/** What an NRT rule has; that the rest is not for it is said of the tuning. */
const NRT_KEYS = { enabled: true, severity: true };

/** The finding at the tuning's own path; undefined where it is about what the rule says. */
function placeInTuning(finding: Finding, { document, overrides }: Tuning, own: number): Finding | undefined {
  const [part, member, ...rest] = finding.path;
  if (part === 'exclusions' && typeof member === 'number') {
    return member < own ? undefined : { ...finding, path: [part, member - own, ...rest] };
  }
  if (part === 'parameters') return Object.hasOwn(overrides.parameters ?? {}, String(member)) ? finding : undefined;
  if (part === 'incidentConfiguration' && typeof member === 'string') {
    return document.nodeAt([member]) === undefined ? undefined : { ...finding, path: [member, ...rest] };
  }
  const replaced: YamlPath = [part ?? ''];
  return finding.path.length === 1 && part !== 'rule' && document.nodeAt(replaced) !== undefined ? finding : undefined;
}

function withoutSpan(finding: Finding): Finding {
  const { message, help, severity, path } = finding;
  return {
    message,
    path,
    part: 'key',
    ...(help === undefined ? {} : { help }),
    ...(severity === undefined ? {} : { severity }),
  };
}

function identity({ code, message, span }: PlacedFinding): string {
  return JSON.stringify([code, message, span.start, span.end]);
}
