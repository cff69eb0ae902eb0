export type { JsonObject, JsonValue } from './json';
export { isArray, isObject, objectAt, parseJson, sameJson, sorted, sortedJson, toJson, withoutEmpty } from './json';
export { hashJson } from './hash';
