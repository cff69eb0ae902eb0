import { isList, isObject, member } from '../json';
import type { Json, JsonObject } from '../json';
import type { EmulatorSettings } from '../settings';
import type { ApiVersion } from './api-versions';
import { durationSeconds, xmlDuration } from './duration';
import type { EnumValue, Member, ObjectShape, Shape } from './shape';

export interface ShapeContext {
  readonly version: ApiVersion;
  readonly unknownProperties: EmulatorSettings['unknownProperties'];
}

export interface CheckedBody {
  /** What the service understood: server-owned members and nulls are gone, all else is as it was sent. */
  readonly value: JsonObject;
  /** What was wrong, in the order of the body. The service tells of the first alone. */
  readonly problems: readonly string[];
}

/**
 * Holds a body against its shape. The texts follow those of the JSON reader and the validation attributes of .NET, in
 * which the service is known to be written; that these are the service's own words is not known ([U]).
 */
export function checkBody(body: JsonObject, shape: ObjectShape, context: ShapeContext): CheckedBody {
  const problems: string[] = [];
  const value = checkObject(body, shape, { ...context, path: '', problems });
  return { value, problems };
}

interface Walk extends ShapeContext {
  readonly path: string;
  readonly problems: string[];
}

const inside = (walk: Walk, name: string): Walk => ({
  ...walk,
  path: walk.path === '' || name.startsWith('[') ? `${walk.path}${name}` : `${walk.path}.${name}`,
});

function checkObject(body: JsonObject, shape: ObjectShape, walk: Walk): JsonObject {
  for (const [name, { role, since }] of Object.entries(shape.members)) {
    if (role !== 'required' || (since !== undefined && !walk.version.features.has(since))) continue;
    const value = member(body, name);
    if (value === undefined) {
      walk.problems.push(`Required property '${name}' not found in JSON. Path '${walk.path}'.`);
    } else if (value === null) {
      walk.problems.push(
        `Required property '${name}' expects a value but got null. Path '${inside(walk, name).path}'.`,
      );
    }
  }
  const kept = Object.entries(body).flatMap(([name, value]): [string, Json][] => {
    const known = member(shape.members, name);
    if (known === undefined) return keepUnknown(name, value, shape, walk);
    if (known.role === 'readOnly' || value === null) return [];
    if (!understood(known, walk.version)) return keepUnknown(name, value, shape, walk);
    return [[name, checkValue(value, known.shape, inside(walk, name))]];
  });
  return Object.fromEntries(kept);
}

export const understood = ({ since }: Member, version: ApiVersion): boolean =>
  since === undefined || version.features.has(since);

function keepUnknown(name: string, value: Json, shape: ObjectShape, walk: Walk): [string, Json][] {
  switch (walk.unknownProperties) {
    case 'store':
      return [[name, value]];
    case 'drop':
      return [];
    case 'refuse':
      walk.problems.push(
        `Could not find member '${name}' on object of type '${shape.name}' in api-version '${walk.version.id}'. Path '${inside(walk, name).path}'.`,
      );
      return [];
  }
}

function checkValue(value: Json, shape: Shape, walk: Walk): Json {
  switch (shape.type) {
    case 'string':
      if (typeof value !== 'string') return wrongType(value, 'System.String', walk);
      if (value.length < (shape.min ?? 0) || value.length > (shape.max ?? Infinity)) {
        const field = fieldName(walk.path);
        walk.problems.push(
          `Invalid length of '${value.length}' for '${field}'. '${field}' length should be between '${shape.min ?? 0}' and '${shape.max ?? 'unbounded'}'`,
        );
      } else if (shape.pattern !== undefined && !shape.pattern.test(value)) {
        walk.problems.push(
          `The field ${fieldName(walk.path)} must match the regular expression '${shape.pattern.source}'. Path '${walk.path}'.`,
        );
      }
      return value;
    case 'enum':
      if (typeof value !== 'string' || !enumValues(shape.values, walk.version).includes(value)) {
        return wrongType(value, shape.name, walk);
      }
      return value;
    case 'boolean':
      return typeof value === 'boolean' ? value : wrongType(value, 'System.Boolean', walk);
    case 'integer':
      if (typeof value !== 'number' || !Number.isInteger(value)) return wrongType(value, 'System.Int32', walk);
      if (value < shape.min || value > shape.max) {
        walk.problems.push(`The field ${fieldName(walk.path)} must be between ${shape.min} and ${shape.max}.`);
      }
      return value;
    case 'duration':
      return checkDuration(value, shape, walk);
    case 'dateTime':
      if (typeof value !== 'string' || Number.isNaN(Date.parse(value)))
        return wrongType(value, 'System.DateTime', walk);
      return value;
    case 'list':
      if (!isList(value)) return wrongType(value, 'System.Collections.Generic.List', walk);
      return value.map((item: Json, index) => checkValue(item, shape.items, inside(walk, `[${index}]`)));
    case 'map':
      if (!isObject(value)) return wrongType(value, 'System.Collections.Generic.Dictionary', walk);
      return Object.fromEntries(
        Object.entries(value).map(([name, item]) => [name, checkValue(item, shape.values, inside(walk, name))]),
      );
    case 'object':
      return isObject(value) ? checkObject(value, shape, walk) : wrongType(value, shape.name, walk);
    case 'any':
      return value;
  }
}

function checkDuration(value: Json, { min, max }: { min: number; max: number }, walk: Walk): Json {
  const seconds = typeof value === 'string' ? durationSeconds(value) : undefined;
  if (seconds === undefined) return wrongType(value, 'System.TimeSpan', walk);
  if (seconds < min || seconds > max) {
    walk.problems.push(
      `The field ${fieldName(walk.path)} must be between ${xmlDuration(min)} and ${xmlDuration(max)}.`,
    );
  }
  return value;
}

function enumValues(values: readonly EnumValue[], version: ApiVersion): readonly string[] {
  return values.flatMap((entry) => {
    if (typeof entry === 'string') return [entry];
    return version.features.has(entry.since) ? [entry.value] : [];
  });
}

function wrongType(value: Json, type: string, { problems, path }: Walk): Json {
  problems.push(`Error converting value ${JSON.stringify(value)} to type '${type}'. Path '${path}'.`);
  return value;
}

/** `properties.displayName` is the field DisplayName of the service's class. */
function fieldName(path: string): string {
  const last = /([^.[\]]+)(?:\[\d+\])?$/.exec(path)?.[1] ?? path;
  return `${last.charAt(0).toUpperCase()}${last.slice(1)}`;
}
