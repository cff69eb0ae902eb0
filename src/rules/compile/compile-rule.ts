import { printDuration } from '../../sentinel';
import type { AlertRuleBody, QueryRuleProperties } from '../../sentinel';
import type { Rule } from '../rule';
import { compileQuery } from './compile-query';
import type { CompiledQuery, CompileProblem } from './compile-query';
import { overrideRule } from './overrides';
import type { TargetOverrides } from './overrides';

export interface CompiledRule {
  /** The rule's id: the name of the resource. */
  readonly id: string;
  /** What is PUT, whole. Keys in a fixed order, absent where the rule says nothing: the same rule gives the same bytes. */
  readonly body: AlertRuleBody;
  readonly query: CompiledQuery;
  readonly problems: readonly CompileProblem[];
}

/**
 * The alert-rule resource of a rule, for one target. Pure and deterministic. Where `problems` is not empty the body must
 * not be deployed.
 */
export function compileRule(rule: Rule, overrides: TargetOverrides): CompiledRule {
  const own = overrideRule(rule, overrides);
  const { compiled, problems } = compileQuery(own.query, own.exclusions, own.parameters);
  const shared = queryRuleProperties(own, compiled.text);
  const body: AlertRuleBody =
    own.kind === 'NRT'
      ? { kind: 'NRT', properties: shared }
      : {
          kind: 'Scheduled',
          properties: {
            ...shared,
            queryFrequency: printDuration(own.queryFrequencySeconds),
            queryPeriod: printDuration(own.queryPeriodSeconds),
            triggerOperator: own.triggerOperator,
            triggerThreshold: own.triggerThreshold,
            ...(own.startTimeUtc === undefined ? {} : { startTimeUtc: own.startTimeUtc }),
          },
        };
  return { id: own.id, body, query: compiled, problems };
}

function queryRuleProperties(rule: Rule, query: string): QueryRuleProperties {
  const { template, alertDetailsOverride, eventGroupingSettings, incidentConfiguration } = rule;
  return {
    displayName: rule.name,
    description: rule.description,
    severity: rule.severity,
    enabled: rule.enabled,
    query,
    suppressionEnabled: rule.suppressionEnabled,
    suppressionDuration: printDuration(rule.suppressionSeconds),
    ...unlessEmpty('tactics', rule.tactics),
    ...unlessEmpty('techniques', rule.techniques),
    ...unlessEmpty('subTechniques', rule.subTechniques),
    ...(template === undefined ? {} : { alertRuleTemplateName: template.id }),
    ...(template?.version === undefined ? {} : { templateVersion: template.version }),
    ...unlessEmpty('entityMappings', rule.entityMappings),
    ...unlessEmpty('sentinelEntitiesMappings', rule.sentinelEntitiesMappings),
    ...(Object.keys(rule.customDetails).length === 0 ? {} : { customDetails: rule.customDetails }),
    ...(alertDetailsOverride === undefined ? {} : { alertDetailsOverride }),
    ...(eventGroupingSettings === undefined ? {} : { eventGroupingSettings }),
    ...(incidentConfiguration === undefined ? {} : { incidentConfiguration }),
  };
}

/** The service's own validation wants at least one entry in a list that is sent: an empty one is left out. */
function unlessEmpty<Key extends string, Item>(
  key: Key,
  list: readonly Item[],
): { readonly [K in Key]?: readonly Item[] } {
  return list.length === 0 ? {} : ({ [key]: list } as { readonly [K in Key]: readonly Item[] });
}
