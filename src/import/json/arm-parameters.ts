import { isObject, objectAt } from '../../json';
import type { JsonObject, JsonValue } from '../../json';

/** The values of an ARM parameter file, by name. One that is to be fetched from a key vault is not in it. */
export function parameterValues(file: JsonValue): JsonObject {
  const given = isObject(file) ? Object.entries(objectAt(file, 'parameters')) : [];
  return Object.fromEntries(
    given.flatMap(([name, parameter]): readonly (readonly [string, JsonValue])[] => {
      const value = isObject(parameter) ? parameter['value'] : undefined;
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** A template whose parameters have these values; letter case does not matter to ARM. Those that it does not declare are no part of it. */
export function withParameters(template: JsonValue, values: JsonObject): JsonValue {
  if (!isObject(template)) return template;
  const given = new Map(Object.entries(values).map(([name, value]) => [name.toLowerCase(), value]));
  const parameters = Object.entries(objectAt(template, 'parameters')).map(([name, parameter]) => {
    const value = given.get(name.toLowerCase());
    return [
      name,
      value === undefined || !isObject(parameter) ? parameter : { ...parameter, defaultValue: plain(value) },
    ];
  });
  return { ...template, parameters: Object.fromEntries(parameters) as JsonObject };
}

/** A parameter file holds no expressions: what looks like one is a text. */
function plain(value: JsonValue): JsonValue {
  return typeof value === 'string' && value.startsWith('[') ? `[${value}` : value;
}
