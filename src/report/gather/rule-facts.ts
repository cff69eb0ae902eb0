import type { Rule } from '../../rules';
import type { ReportEntity, ReportFact, ReportRule } from '../report-data';

const UNITS = [
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
] as const;

/** Seconds in words: `1 day 12 hours`. */
function durationWords(seconds: number): string {
  const words: string[] = [];
  let left = seconds;
  for (const [size, name] of UNITS) {
    const number = Math.floor(left / size);
    left -= number * size;
    if (number > 0) words.push(`${number} ${name}${number === 1 ? '' : 's'}`);
  }
  return words.length === 0 ? '0 seconds' : words.join(' ');
}

const OPERATORS = {
  GreaterThan: 'more than',
  LessThan: 'fewer than',
  Equal: 'exactly',
  NotEqual: 'other than',
} as const;

/** When a rule runs, what it looks at, and what makes an alert. */
export function scheduleOf(rule: Rule): readonly ReportFact[] {
  const suppressed = rule.suppressionEnabled ? `for ${durationWords(rule.suppressionSeconds)} after an alert` : 'no';
  const incidents = rule.incidentConfiguration?.createIncident === false ? 'none' : 'created';
  const rest = [fact('Suppressed', suppressed), fact('Incidents', incidents)];
  if (rule.kind === 'NRT') return [fact('Runs', 'in near real time, about every minute'), ...rest];
  return [
    fact('Runs', `every ${durationWords(rule.queryFrequencySeconds)}`),
    fact('Looks back', durationWords(rule.queryPeriodSeconds)),
    fact('Fires at', `${OPERATORS[rule.triggerOperator]} ${rule.triggerThreshold} results`),
    ...rest,
  ];
}

export function parametersOf({ parameters }: Rule): readonly ReportFact[] {
  return Object.entries(parameters).map(([name, value]) => fact(name, JSON.stringify(value)));
}

export function customDetailsOf({ customDetails }: Rule): readonly ReportFact[] {
  return Object.entries(customDetails).map(([name, value]) => fact(name, value));
}

export function entitiesOf({ entityMappings, sentinelEntitiesMappings }: Rule): ReportRule['entities'] {
  return [
    ...entityMappings.map(({ entityType, fieldMappings }): ReportEntity => ({
      type: entityType,
      identifiers: fieldMappings.map(({ identifier, columnName }) => ({ identifier, column: columnName })),
    })),
    ...sentinelEntitiesMappings.map(({ columnName }): ReportEntity => ({
      type: 'Entities of other alerts',
      identifiers: [{ identifier: 'all', column: columnName }],
    })),
  ];
}

function fact(name: string, value: string): ReportFact {
  return { name, value };
}
