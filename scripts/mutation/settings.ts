import type { LoadedRule } from '../../src/rules';
import type { YamlPath } from '../../src/yaml';

/** A value of the rule's file that somebody got wrong. */
export interface SettingMutation {
  readonly fault: string;
  readonly path: YamlPath;
  readonly text: string;
}

const SEVERITIES: Readonly<Record<string, string>> = {
  High: 'Medium',
  Medium: 'Low',
  Low: 'Informational',
  Informational: 'Low',
};

/** What is not query: schedule, trigger, severity, what goes into the alert and the incident. */
export function settingMutations({ rule, document }: LoadedRule): readonly SettingMutation[] {
  const columns = mappedColumns(rule);
  const at = (...path: YamlPath): string | undefined => document.scalarAt(path)?.text;
  const one = (fault: string, path: YamlPath, text: string | undefined): readonly SettingMutation[] =>
    text === undefined || at(...path) === undefined ? [] : [{ fault, path, text }];
  return [
    // where the query names the severity, the rule's own is never seen
    ...(rule.alertDetailsOverride?.alertSeverityColumnName === undefined
      ? one('severity', ['severity'], SEVERITIES[rule.severity])
      : []),
    ...one('trigger turned', ['triggerOperator'], 'lt'),
    ...one('threshold raised', ['triggerThreshold'], raised(at('triggerThreshold'))),
    ...['queryFrequency', 'queryPeriod'].flatMap((key) =>
      scaled(at(key)).flatMap((text) => one('window shifted', [key], text)),
    ),
    ...rule.entityMappings.flatMap(({ fieldMappings }, index) =>
      fieldMappings.flatMap(({ columnName }, field) => {
        const path = ['entityMappings', index, 'fieldMappings', field, 'columnName'];
        return one('entity column swapped', path, after(columns, columnName));
      }),
    ),
    ...Object.entries(rule.customDetails).flatMap(([name, column]) =>
      one('detail column swapped', ['customDetails', name], after(Object.values(rule.customDetails), column)),
    ),
    ...['alertDisplayNameFormat', 'alertDescriptionFormat'].flatMap((key) =>
      placeholders(at('alertDetailsOverride', key), columns).flatMap((text) =>
        one('placeholder swapped', ['alertDetailsOverride', key], text),
      ),
    ),
    ...one(
      'event grouping turned',
      ['eventGroupingSettings', 'aggregationKind'],
      rule.eventGroupingSettings?.aggregationKind === 'AlertPerResult' ? 'SingleAlert' : 'AlertPerResult',
    ),
    ...one('suppression turned', ['suppressionEnabled'], String(!rule.suppressionEnabled)),
    ...one('no incident', ['incidentConfiguration', 'createIncident'], 'false'),
  ];
}

/** Columns of the alert, the entities' first, each once. */
function mappedColumns(rule: LoadedRule['rule']): readonly string[] {
  const entities = rule.entityMappings.flatMap(({ fieldMappings }) =>
    fieldMappings.map(({ columnName }) => columnName),
  );
  return [...new Set([...entities, ...Object.values(rule.customDetails)])];
}

function after(columns: readonly string[], column: string): string | undefined {
  const others = [...new Set(columns)];
  const next = others[(others.indexOf(column) + 1) % others.length];
  return next === column ? undefined : next;
}

function placeholders(text: string | undefined, columns: readonly string[]): readonly string[] {
  if (text === undefined) return [];
  return [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].flatMap(({ 0: whole, 1: name = '', index }) => {
    const other = after(columns, name);
    return other === undefined ? [] : [`${text.slice(0, index)}{{${other}}}${text.slice(index + whole.length)}`];
  });
}

function raised(threshold: string | undefined): string | undefined {
  return threshold === undefined ? undefined : String(Number(threshold) + 1);
}

const MINUTES: Readonly<Record<string, number>> = { d: 1440, h: 60, m: 1 };

/** Twice and half of a duration such as `1d`, in minutes. */
function scaled(duration: string | undefined): readonly string[] {
  const [, digits, unit = ''] = /^(\d+)([dhm])$/.exec(duration ?? '') ?? [];
  const minutes = Number(digits) * (MINUTES[unit] ?? Number.NaN);
  return Number.isNaN(minutes) ? [] : [`${minutes * 2}m`, `${Math.ceil(minutes / 2)}m`];
}
