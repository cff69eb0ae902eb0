import { positionAt } from '../../src/diagnostics';
import type { Span } from '../../src/diagnostics';
import { unmetIn } from '../../src/rules';
import type { CompiledRule, Dependencies, Knowledge, LoadedRule, Offered, Tuning, Unmet } from '../../src/rules';
import { resourceKey } from '../../src/state';
import type { DesiredResource, ResourceRef } from '../../src/state';
import type { QueryReader } from '../reading/query-reader';
import { placeInRule } from './compile-for-target';

/** A rule as a target gets it, with what its query needs there. */
export interface RuleNeeds {
  readonly compiled: CompiledRule;
  readonly loaded: LoadedRule;
  readonly tuning?: Tuning;
  readonly needs: Dependencies;
}

/** The rules of one target with what they need; queries that several targets have are read once. */
export interface TargetNeeds {
  readonly rules: readonly RuleNeeds[];
  readonly catalog: Knowledge;
}

/** What of the workspace has to be looked at, beside what is wanted or ours: functions and watchlists of others. */
export function neededElsewhere(
  { rules, catalog }: TargetNeeds,
  wanted: readonly ResourceRef[],
): readonly ResourceRef[] {
  const there = new Set(wanted.map(resourceKey));
  const refs = rules.flatMap(({ needs }): readonly ResourceRef[] => [
    ...needs.watchlists.map(({ name }) => ({ type: 'watchlist', id: name }) as const),
    ...needs.functions
      .filter(({ name }) => catalog.function(name)?.origin !== 'built-in')
      .map(({ name }) => ({ type: 'function', id: name }) as const),
  ]);
  return [...new Map(refs.map((ref) => [resourceKey(ref), ref])).values()].filter(
    (ref) => !there.has(resourceKey(ref)),
  );
}

/** Reads the query of a rule as it is deployed. */
export function ruleNeeds(rule: Omit<RuleNeeds, 'needs'>, reader: QueryReader): RuleNeeds {
  return { ...rule, needs: reader.read(rule.compiled.query.text).needs };
}

/**
 * The resources with what keeps rules from working in the workspace, at the line that needs it, and with what whoever
 * agrees to the plan should know of their queries. `writer` says in words whom a rule will run as.
 */
export function judgeNeeds(
  resources: readonly DesiredResource[],
  { rules, catalog }: TargetNeeds,
  { offered, writer }: { readonly offered: Offered; readonly writer: string },
): readonly DesiredResource[] {
  const byId = new Map(rules.map((rule) => [rule.compiled.id.toLowerCase(), rule]));
  return resources.map((resource) => {
    const rule = resource.type === 'alertRule' ? byId.get(resource.id.toLowerCase()) : undefined;
    if (rule === undefined) return resource;
    const { unmet, without } = unmetIn(rule.needs, offered, catalog);
    const blocked = [...new Set(unmet.map((one) => `${one.message} (${lineOf(one.span, rule)}): ${one.help}`))];
    const notes = [...(resource.notes ?? []), ...withoutNotes(without), ...otherNotes(rule.needs, writer)];
    return {
      ...resource,
      ...(blocked.length === 0 ? {} : { blocked: blocked.join('; ') }),
      ...(notes.length === 0 ? {} : { notes }),
    };
  });
}

function lineOf(span: Span, rule: RuleNeeds): string {
  const place = placeInRule(span, rule);
  const { line, column } = positionAt(place.source, place.span.start);
  return `${place.source.path}:${line}:${column}`;
}

function withoutNotes(without: readonly Unmet[]): readonly string[] {
  return [...new Set(without.map(({ message }) => `runs without a part of its query there: ${message}`))];
}

/**
 * A rule that reads other workspaces runs with the rights of whoever wrote it last (Microsoft Learn, scheduled rules
 * overview, read 2026-11-24).
 */
function otherNotes({ others }: Dependencies, writer: string): readonly string[] {
  if (others.length === 0) return [];
  const names = [...new Set(others.map(({ by, name }) => `${by}("${name}")`))].join(', ');
  return [
    `reads ${names} with the rights of whoever wrote it last: after this write that is ${writer}, whoever it was before`,
  ];
}
