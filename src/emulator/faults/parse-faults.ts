import { isList, isObject, member, objectMember } from '../json';
import type { Json, JsonObject } from '../json';
import type { Fault, FaultEffect } from './fault';

/** A text or a number, an object, one of some words, or any JSON; a question mark: may be absent. */
type Field = 'object' | 'string' | 'string?' | 'number' | 'number?' | 'any' | readonly string[];
type Fields = Readonly<Record<string, Field>>;

const retryAfter: Fields = { retryAfterSeconds: 'number?', retryAfterForm: ['seconds', 'httpDate', '?'] };
const answer: Field = ['asStored', 'asSent'];

const EFFECTS: Readonly<Record<FaultEffect['kind'], Fields>> = {
  throttled: retryAfter,
  serverError: { status: 'number', ...retryAfter },
  refused: { status: 'number', code: 'string', message: 'string' },
  refusedAs: {
    reason: ['expiredToken', 'forbidden', 'recentlyDeleted', 'locked', 'newerInstance', 'preconditionFailed'],
  },
  slow: { delayMs: 'number' },
  lostRequest: {},
  lostAnswer: {},
  noAnswer: { effect: ['took', 'none'] },
  brokenBody: {},
  cutBody: {},
  wrongEtag: {},
  staleRead: {},
  lostProperty: { path: 'string', answer },
  changedProperty: { path: 'string', value: 'any', answer },
  unstored: {},
  autoDisabled: { reason: 'string' },
  edited: { properties: 'object', ruleId: 'string?', principal: 'string?' },
  overtaken: { method: 'string', path: 'string', body: 'string', principal: 'string?' },
  skippedPage: {},
  endedList: {},
  repeatedPage: {},
  restartedList: {},
  foreignNextLink: { origin: 'string' },
  emptyPage: {},
  timePasses: { seconds: 'number' },
  nothing: {},
};

const MATCH: Fields = { method: 'string?', path: 'string?', principal: 'string?', after: 'string?' };

/** Reads faults that came as JSON. Text: what is wrong with them. */
export function parseFaults(value: Json): readonly Fault[] | string {
  if (!isList(value)) return 'faults are a list';
  for (const [index, fault] of value.entries()) {
    const problem = isObject(fault) ? problemOf(fault) : 'an object was expected';
    if (problem !== undefined) return `fault ${index + 1}: ${problem}`;
  }
  const faults = value as unknown as readonly Fault[];
  return danglingFault(faults) ?? faults;
}

/** What is wrong with faults that name others, or that share an id: each by itself is right. */
export function danglingFault(faults: readonly Fault[]): string | undefined {
  const ids = faults.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  // They would share one count, and strike when nobody expects it.
  if (twice !== undefined) return `two faults have the id '${twice}'`;
  const lost = faults.find(({ when: { after } }) => after !== undefined && !ids.includes(after));
  return lost === undefined ? undefined : `fault '${lost.id}' comes after '${lost.when.after}', which is none of them`;
}

function problemOf(fault: JsonObject): string | undefined {
  if (typeof member(fault, 'id') !== 'string') return '`id` must be a text';
  const when = objectMember(fault, 'when');
  if (when === undefined) return '`when` must be an object; an empty one matches every request';
  const effect = objectMember(fault, 'effect');
  const kind = effect === undefined ? undefined : member(effect, 'kind');
  const fields = typeof kind === 'string' ? member<Fields>(EFFECTS, kind) : undefined;
  if (effect === undefined || fields === undefined) {
    return `\`effect.kind\` must be one of ${Object.keys(EFFECTS).join(', ')}`;
  }
  return (
    strangeKey(fault, ['id', 'when', 'effect'], 'fault') ??
    wrongField(when, MATCH, 'when') ??
    wrongCalls(when) ??
    strangeKey(when, [...Object.keys(MATCH), 'calls', 'from', 'every'], 'when') ??
    wrongField(effect, fields, 'effect') ??
    strangeKey(effect, ['kind', ...Object.keys(fields)], 'effect')
  );
}

function wrongField(object: JsonObject, fields: Fields, where: string): string | undefined {
  for (const [name, field] of Object.entries(fields)) {
    const value = member(object, name);
    const optional = typeof field === 'string' ? field.endsWith('?') : field.includes('?');
    if (value === undefined && !optional) return `\`${where}.${name}\` is missing`;
    if (value === undefined || fits(value, field)) continue;
    const expected =
      typeof field === 'string' ? field.replace('?', '') : field.filter((word) => word !== '?').join(' or ');
    return `\`${where}.${name}\` must be ${expected}`;
  }
  return undefined;
}

function fits(value: Json, field: Field): boolean {
  if (field === 'any') return true;
  if (field === 'object') return isObject(value);
  if (typeof field === 'string') return typeof value === field.replace('?', '');
  return typeof value === 'string' && value !== '?' && field.includes(value);
}

function wrongCalls(when: JsonObject): string | undefined {
  const calls = member(when, 'calls');
  if (calls !== undefined && !(isList(calls) && calls.every(isCount))) {
    return '`when.calls` must be a list of whole numbers, counted from 1';
  }
  const wrong = ['from', 'every'].find((name) => !isCount(member(when, name) ?? 1));
  return wrong === undefined ? undefined : `\`when.${wrong}\` must be a whole number, counted from 1`;
}

const isCount = (value: Json): boolean => Number.isInteger(value) && (value as number) >= 1;

function strangeKey(object: JsonObject, known: readonly string[], where: string): string | undefined {
  const strange = Object.keys(object).find((key) => !known.includes(key));
  return strange === undefined ? undefined : `\`${where}.${strange}\` is not known; known: ${known.join(', ')}`;
}
