import { columnOf } from '../../table/builder';
import type { Dynamic } from '../../values/dynamic';
import { dynamicTypeName, isArray, isBag } from '../../values/dynamic';
import type { AggregateFunction } from '../aggregate-function';
import { aggregate, readerFor } from '../aggregate-function';

/** What values were seen in one place. */
interface Seen {
  readonly scalars: Set<string>;
  slots: Map<string, Seen> | undefined;
  elements: Seen | undefined;
}

const nothing = (): Seen => ({ scalars: new Set(), slots: undefined, elements: undefined });

function note(seen: Seen, value: Dynamic): void {
  if (isBag(value)) {
    seen.slots ??= new Map<string, Seen>();
    for (const [key, slot] of value) {
      const inner = seen.slots.get(key) ?? nothing();
      seen.slots.set(key, inner);
      note(inner, slot);
    }
  } else if (isArray(value)) {
    seen.elements ??= nothing();
    for (const item of value) note(seen.elements, item);
  } else {
    seen.scalars.add(dynamicTypeName(value));
  }
}

/** Undefined where it is not known how Kusto writes it: nulls and empty containers inside, arrays besides bags. */
function schemaOf({ scalars, slots, elements }: Seen): Dynamic | undefined {
  if (scalars.has('null') || (slots !== undefined && elements !== undefined)) return undefined;
  const forms: Dynamic[] = [];
  if (slots !== undefined) {
    const bag = new Map<string, Dynamic>();
    for (const [key, inner] of slots) {
      const schema = schemaOf(inner);
      if (schema === undefined) return undefined;
      bag.set(key, schema);
    }
    forms.push(bag);
  }
  if (elements !== undefined) {
    const schema = schemaOf(elements);
    if (schema === undefined) return undefined;
    forms.push(new Map([['`indexer`', schema]]));
  }
  forms.push(...scalars);
  const [only] = forms;
  return forms.length === 1 ? only : forms.length === 0 ? undefined : forms;
}

/** The types that a dynamic column holds, place by place (source: emulator, buildschema; read 2026-11-24). */
const buildSchema = aggregate('buildschema', ({ args: [value], ids, groupCount }) => {
  if (value?.type !== 'dynamic') return undefined;
  const read = readerFor(value, ids.length);
  const seen = Array.from({ length: groupCount }, nothing);
  for (let row = 0; row < ids.length; row++) {
    const item = read(row) as Dynamic;
    const group = seen[ids[row] as number];
    if (item !== null && group !== undefined) note(group, item);
  }
  const schemas: Dynamic[] = [];
  for (const each of seen) {
    const schema = schemaOf(each);
    if (schema === undefined) return undefined;
    schemas.push(schema);
  }
  return columnOf('dynamic', schemas);
});

export const schemas: readonly AggregateFunction[] = [buildSchema];
