import { isObject, objectAt } from '../../json';
import type { JsonObject, JsonValue } from '../../json';

/** What expressions of a template can refer to. */
export interface ArmScope {
  readonly parameters: JsonObject;
  readonly variables: JsonObject;
}

/** Names of a template inside of another are looked up in both. Letter case does not matter to ARM. */
export function scopeWithin(template: JsonObject, outer: ArmScope): ArmScope {
  const named = (key: 'parameters' | 'variables'): JsonObject => {
    const own = Object.entries(objectAt(template, key)).map(([name, value]) => [name.toLowerCase(), value] as const);
    return { ...outer[key], ...Object.fromEntries(own) };
  };
  return { parameters: named('parameters'), variables: named('variables') };
}

export type ArmValue =
  { readonly known: true; readonly value: JsonValue } | { readonly known: false; readonly expression: string };

const DEEPEST = 20;

/**
 * A value of a template with its expressions worked out as far as the template itself tells: texts, `concat`, `format`
 * with plain places, `variables`, and `parameters` with a default. Others are not known. (Source: Microsoft Learn, template
 * expressions: a text in brackets is an expression, two opening brackets stand for one.)
 */
export function armValue(value: JsonValue, scope: ArmScope, depth = 0): ArmValue {
  if (typeof value !== 'string') return { known: true, value };
  if (value.startsWith('[[')) return { known: true, value: value.slice(1) };
  if (!/^\[.*\]$/s.test(value)) return { known: true, value };
  const worked = depth > DEEPEST ? undefined : new Reader(value.slice(1, -1), scope, depth).whole();
  return worked === undefined ? { known: false, expression: value } : { known: true, value: worked };
}

/** Reads one expression; undefined for whatever is not known. */
class Reader {
  readonly #text: string;
  readonly #scope: ArmScope;
  readonly #depth: number;
  #at = 0;

  constructor(text: string, scope: ArmScope, depth: number) {
    this.#text = text;
    this.#scope = scope;
    this.#depth = depth;
  }

  whole(): JsonValue | undefined {
    const value = this.#value();
    this.#space();
    return this.#at === this.#text.length ? value : undefined;
  }

  #value(): JsonValue | undefined {
    const text = this.#token(/'((?:[^']|'')*)'/y)?.[1];
    if (text !== undefined) return text.replaceAll("''", "'");
    const number = this.#token(/-?\d+/y)?.[0];
    if (number !== undefined) return Number(number);
    const name = this.#token(/([A-Za-z]\w*)\s*\(/y)?.[1]?.toLowerCase();
    if (name === undefined) return undefined;
    const args: (JsonValue | undefined)[] = [];
    while (this.#token(/\)/y) === undefined) {
      if (args.length > 0 && this.#token(/,/y) === undefined) return undefined;
      const before = this.#at;
      args.push(this.#value());
      if (this.#at === before) return undefined;
    }
    return this.#call(name, args);
  }

  #call(name: string, args: readonly (JsonValue | undefined)[]): JsonValue | undefined {
    const [first] = args;
    switch (name) {
      case 'concat':
        return args.every((arg) => typeof arg === 'string' || typeof arg === 'number') ? args.join('') : undefined;
      case 'format':
        return typeof first === 'string' ? formatted(first, args.slice(1)) : undefined;
      case 'variables':
        return typeof first === 'string' ? this.#again(this.#scope.variables[first.toLowerCase()]) : undefined;
      case 'parameters': {
        const parameter = typeof first === 'string' ? this.#scope.parameters[first.toLowerCase()] : undefined;
        return isObject(parameter) ? this.#again(parameter['defaultValue']) : undefined;
      }
      default:
        return undefined;
    }
  }

  #again(value: JsonValue | undefined): JsonValue | undefined {
    if (value === undefined) return undefined;
    const worked = armValue(value, this.#scope, this.#depth + 1);
    return worked.known ? worked.value : undefined;
  }

  #token(pattern: RegExp): RegExpExecArray | undefined {
    this.#space();
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found === null) return undefined;
    this.#at = pattern.lastIndex;
    return found;
  }

  #space(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at++;
  }
}

/** Only plain places, `{0}`: what a place with a format makes of a value is not known here. */
function formatted(text: string, args: readonly (JsonValue | undefined)[]): string | undefined {
  const known = args.every((arg) => typeof arg === 'string' || typeof arg === 'number');
  const places = [...text.matchAll(/\{([^{}]*)\}/g)].map(([, place = '']) => place);
  if (!known || text.includes('{{') || !places.every((place) => /^\d+$/.test(place) && Number(place) < args.length))
    return undefined;
  return text.replace(/\{(\d+)\}/g, (_, place: string) => String(args[Number(place)]));
}
