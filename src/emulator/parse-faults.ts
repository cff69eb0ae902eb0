import type { Fault, FaultEffect } from './faults';
import { isList, isObject, member, objectMember } from './json';
import type { Json, JsonObject } from './json';

type Field = 'string' | 'number' | 'number?' | 'asStored or asSent';

const EFFECTS: Readonly<Record<FaultEffect['kind'], Readonly<Record<string, Field>>>> = {
  throttled: { retryAfterSeconds: 'number?' },
  serverError: { status: 'number', retryAfterSeconds: 'number?' },
  refused: { status: 'number', code: 'string', message: 'string' },
  slow: { delayMs: 'number' },
  lostRequest: {},
  lostAnswer: {},
  brokenBody: {},
  wrongEtag: {},
  staleRead: {},
  lostProperty: { path: 'string', answer: 'asStored or asSent' },
  autoDisabled: { reason: 'string' },
  overtaken: { method: 'string', path: 'string', body: 'string' },
};

/** Reads faults that came as JSON. Text: what is wrong with them. */
export function parseFaults(value: Json): readonly Fault[] | string {
  if (!isList(value)) return 'faults are a list';
  for (const [index, fault] of value.entries()) {
    const problem = isObject(fault) ? problemOf(fault) : 'an object was expected';
    if (problem !== undefined) return `fault ${index + 1}: ${problem}`;
  }
  return value as unknown as readonly Fault[];
}

function problemOf(fault: JsonObject): string | undefined {
  if (typeof member(fault, 'id') !== 'string') return '`id` must be a text';
  const when = objectMember(fault, 'when');
  if (when === undefined) return '`when` must be an object; an empty one matches every request';
  const effect = objectMember(fault, 'effect');
  const kind = effect === undefined ? undefined : member(effect, 'kind');
  const fields = typeof kind === 'string' ? member<Readonly<Record<string, Field>>>(EFFECTS, kind) : undefined;
  if (effect === undefined || fields === undefined) {
    return `\`effect.kind\` must be one of ${Object.keys(EFFECTS).join(', ')}`;
  }
  return (
    wrongField(when, { method: 'string', path: 'string' }, 'when') ??
    wrongCalls(member(when, 'calls')) ??
    strangeKey(when, ['method', 'path', 'calls'], 'when') ??
    missingField(effect, fields) ??
    wrongField(effect, fields, 'effect') ??
    strangeKey(effect, ['kind', ...Object.keys(fields)], 'effect')
  );
}

function missingField(effect: JsonObject, fields: Readonly<Record<string, Field>>): string | undefined {
  const missing = Object.entries(fields).find(([name, type]) => !type.endsWith('?') && !Object.hasOwn(effect, name));
  return missing === undefined ? undefined : `\`effect.${missing[0]}\` is missing`;
}

function wrongField(object: JsonObject, fields: Readonly<Record<string, Field>>, where: string): string | undefined {
  const wrong = Object.entries(fields).find(([name, type]) => {
    const value = member(object, name);
    if (value === undefined) return false;
    return type === 'asStored or asSent'
      ? value !== 'asStored' && value !== 'asSent'
      : typeof value !== type.replace('?', '');
  });
  return wrong === undefined ? undefined : `\`${where}.${wrong[0]}\` must be ${wrong[1].replace('?', '')}`;
}

function wrongCalls(calls: Json | undefined): string | undefined {
  if (calls === undefined || (isList(calls) && calls.every((call) => Number.isInteger(call)))) return undefined;
  return '`when.calls` must be a list of whole numbers, counted from 1';
}

function strangeKey(object: JsonObject, known: readonly string[], where: string): string | undefined {
  const strange = Object.keys(object).find((key) => !known.includes(key));
  return strange === undefined ? undefined : `\`${where}.${strange}\` is not known; known: ${known.join(', ')}`;
}
