import { isArray, isObject, sortedJson } from '../../json';
import type { JsonObject, JsonValue } from '../../json';

const UNITS: readonly (readonly [string, number])[] = [
  ['d', 86_400],
  ['h', 3600],
  ['m', 60],
];

/** A canonical value as a person writes it: seconds of a duration as `1d2h`. */
export function durationWords(value: JsonValue): string {
  if (typeof value !== 'number' || value < 0 || value % 60 !== 0) return plainWords(value);
  if (value === 0) return '0m';
  let rest = value;
  return UNITS.map(([unit, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count === 0 ? '' : `${count}${unit}`;
  }).join('');
}

export function plainWords(value: JsonValue): string {
  return typeof value === 'string' ? value : sortedJson(value);
}

const AGGREGATION: Readonly<Record<string, string>> = {
  SingleAlert: 'one alert for all results',
  AlertPerResult: 'one alert for each result',
};

export function aggregationWords(value: JsonValue): string {
  const kind = isObject(value) ? value['aggregationKind'] : undefined;
  return (typeof kind === 'string' ? AGGREGATION[kind] : undefined) ?? plainWords(value);
}

/** `Host (HostName = DeviceName, DnsDomain = DnsDomain)`: identifier, then the column that fills it. */
export function entityWords(value: JsonValue): string {
  if (!isObject(value) || !isArray(value['fieldMappings'])) return plainWords(value);
  const fields = value['fieldMappings'].map((field) =>
    isObject(field)
      ? `${plainWords(field['identifier'] ?? null)} = ${plainWords(field['columnName'] ?? null)}`
      : plainWords(field),
  );
  return `${plainWords(value['entityType'] ?? null)} (${fields.join(', ')})`;
}

/** `AlertLink = LinkColumn`: the alert's property, then the column that fills it. */
export function propertyWords(value: JsonValue): string {
  if (!isObject(value) || typeof value['alertProperty'] !== 'string') return plainWords(value);
  return `${value['alertProperty']} = ${plainWords(value['value'] ?? null)}`;
}

export function columnWords(value: JsonValue): string {
  return isObject(value) && typeof value['columnName'] === 'string' ? value['columnName'] : plainWords(value);
}

const OPERATORS: Readonly<Record<string, string>> = {
  GreaterThan: 'more than',
  LessThan: 'fewer than',
  Equal: 'exactly',
  NotEqual: 'any number but',
};

/** `more than 0 results` */
export function triggerWords(properties: JsonObject): string | null {
  const operator = properties['triggerOperator'];
  const threshold = properties['triggerThreshold'];
  if (operator === undefined && threshold === undefined) return null;
  const word = typeof operator === 'string' ? (OPERATORS[operator] ?? operator) : 'operator not set,';
  return `${word} ${threshold === undefined ? 'threshold not set' : plainWords(threshold)} results`;
}
