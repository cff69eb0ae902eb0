import { understood } from '../contract/check-shape';
import type { ApiVersion } from '../contract/api-versions';
import { durationSeconds, xmlDuration } from '../contract/duration';
import type { ObjectShape, Shape } from '../contract/shape';
import { isList, isObject, member, objectMember } from '../json';
import type { Json, JsonObject } from '../json';
import type { EmulatorSettings } from '../settings';

interface Telling {
  readonly version: ApiVersion;
  readonly settings: EmulatorSettings;
}

/** Tells stored properties as the service would to this api-version: in its order, with its noise. */
export function tell(properties: JsonObject, shape: ObjectShape, telling: Telling): JsonObject {
  return tellObject(withNoise(properties, telling.settings), shape, telling);
}

function tellObject(value: JsonObject, shape: ObjectShape, telling: Telling): JsonObject {
  const { echo, unknownProperties } = telling.settings;
  const told: Record<string, Json> = {};
  for (const name in shape.members) {
    const entry = shape.members[name];
    if (entry === undefined) continue;
    const known = understood(entry, telling.version);
    if (!known && unknownProperties !== 'store') continue;
    const stored = member(value, name);
    if (stored !== undefined) told[name] = tellValue(stored, entry.shape, telling);
    else if (known && entry.role === undefined && echo.absent === 'null') told[name] = null;
  }
  const strange = Object.entries(value).filter(([name]) => !Object.hasOwn(shape.members, name));
  // Names come from clients: by definition of a property, so that `__proto__` is one like any other.
  return strange.length === 0 ? told : { ...told, ...Object.fromEntries(strange) };
}

function tellValue(value: Json, shape: Shape, telling: Telling): Json {
  if (shape.type === 'object' && isObject(value)) return tellObject(value, shape, telling);
  if (shape.type === 'list' && isList(value)) {
    return value.map((item: Json) => tellValue(item, shape.items, telling));
  }
  if (shape.type === 'duration' && typeof value === 'string' && telling.settings.echo.durations === 'normalised') {
    const seconds = durationSeconds(value);
    return seconds === undefined ? value : xmlDuration(seconds);
  }
  return value;
}

function withNoise(properties: JsonObject, { echo }: EmulatorSettings): JsonObject {
  return withStaleGrouping(withSortedSets(withTexts(properties, echo), echo), echo);
}

type Echo = EmulatorSettings['echo'];

function withTexts(properties: JsonObject, { lineEnds, ends }: Echo): JsonObject {
  const told = (name: string, change: (text: string) => string): JsonObject => {
    const value = member(properties, name);
    return typeof value === 'string' ? { [name]: change(value) } : {};
  };
  const trim = (text: string): string => (ends === 'trimmed' ? text.trimEnd() : text);
  return {
    ...properties,
    ...told('description', trim),
    ...told('query', (text) => (lineEnds === 'crlf' ? trim(text).replaceAll(/\r?\n/g, '\r\n') : trim(text))),
  };
}

function withSortedSets(properties: JsonObject, { sets }: Echo): JsonObject {
  if (sets === 'asSent') return properties;
  const sorted = ['tactics', 'techniques', 'subTechniques'].flatMap((name): [string, Json][] => {
    const value = member(properties, name);
    return isList(value) ? [[name, value.filter((item) => typeof item === 'string').toSorted(byText)]] : [];
  });
  return { ...properties, ...Object.fromEntries(sorted) };
}

const byText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

function withStaleGrouping(properties: JsonObject, echo: Echo): JsonObject {
  const incidents = objectMember(properties, 'incidentConfiguration');
  const grouping = incidents === undefined ? undefined : objectMember(incidents, 'groupingConfiguration');
  if (echo.grouping !== 'stale' || grouping === undefined || grouping['matchingMethod'] === 'Selected')
    return properties;
  // [C] A real export had these beside AllEntities and grouping switched off.
  const stale = { ...grouping, groupByEntities: ['Account', 'IP', 'Host', 'URL', 'FileHash'] };
  return { ...properties, incidentConfiguration: { ...incidents, groupingConfiguration: stale } };
}
