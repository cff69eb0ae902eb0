import type { Dynamic } from './dynamic';
import { dynamicReal } from './dynamic';
import { longOf } from './long';

// Where these are absent, JSON.parse loses nothing: integers that doubles hold, no number written as a real.
const NEEDS_CARE = /\d[.eE]|\d{16}/;

/** Reads JSON text as a dynamic; undefined when the text is no JSON. */
export function parseJson(text: string): Dynamic | undefined {
  if (!NEEDS_CARE.test(text)) {
    try {
      return dynamicOfJson(JSON.parse(text) as unknown);
    } catch {
      return undefined;
    }
  }
  return new JsonReader(text).read();
}

/** A plain JavaScript JSON value as a dynamic: integral numbers become longs. */
export function dynamicOfJson(value: unknown): Dynamic {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? (value === 0 ? 0 : value) : dynamicReal(value);
  if (Array.isArray(value)) return value.map(dynamicOfJson);
  if (typeof value !== 'object') return null;
  const bag = new Map<string, Dynamic>();
  for (const [key, slot] of Object.entries(value)) bag.set(key, dynamicOfJson(slot));
  return bag;
}

const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
// eslint-disable-next-line no-control-regex -- JSON allows no control character in a string
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SPACE = /[ \t\r\n]*/y;
const MAX_DEPTH = 512;

/** A JSON reader that keeps what JSON.parse loses: `1.0` is a real, 64-bit integers are exact. */
class JsonReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): Dynamic | undefined {
    const value = this.#value(0);
    this.#match(SPACE);
    return this.#at === this.#text.length ? value : undefined;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match !== null) this.#at = pattern.lastIndex;
    return match;
  }

  #take(sign: string): boolean {
    this.#match(SPACE);
    if (!this.#text.startsWith(sign, this.#at)) return false;
    this.#at += sign.length;
    return true;
  }

  #value(depth: number): Dynamic | undefined {
    if (depth > MAX_DEPTH) return undefined;
    if (this.#take('{')) return this.#bag(depth);
    if (this.#take('[')) return this.#array(depth);
    if (this.#take('true')) return true;
    if (this.#take('false')) return false;
    if (this.#take('null')) return null;
    const text = this.#match(STRING);
    if (text !== null) return JSON.parse(text[0]) as string;
    const number = this.#match(NUMBER);
    return number === null ? undefined : numberOf(number);
  }

  #array(depth: number): Dynamic | undefined {
    const items: Dynamic[] = [];
    if (this.#take(']')) return items;
    for (;;) {
      const item = this.#value(depth + 1);
      if (item === undefined) return undefined;
      items.push(item);
      if (this.#take(']')) return items;
      if (!this.#take(',')) return undefined;
    }
  }

  #bag(depth: number): Dynamic | undefined {
    const bag = new Map<string, Dynamic>();
    if (this.#take('}')) return bag;
    for (;;) {
      this.#match(SPACE);
      const key = this.#match(STRING);
      if (key === null || !this.#take(':')) return undefined;
      const slot = this.#value(depth + 1);
      if (slot === undefined) return undefined;
      bag.set(JSON.parse(key[0]) as string, slot);
      if (this.#take('}')) return bag;
      if (!this.#take(',')) return undefined;
    }
  }
}

function numberOf([text, fraction, exponent]: RegExpExecArray): Dynamic {
  if (fraction !== undefined || exponent !== undefined) return dynamicReal(Number(text));
  const big = BigInt(text);
  return BigInt.asIntN(64, big) === big ? longOf(big) : dynamicReal(Number(text));
}
