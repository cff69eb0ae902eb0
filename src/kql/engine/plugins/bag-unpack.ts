import { runtimeError, unsupported } from '../../kql-error';
import { columnOf } from '../../table/builder';
import { toColumn } from '../../table/operand';
import { readerOf } from '../../table/reader';
import type { Slot } from '../../table/table';
import { slotOf } from '../../table/table';
import { convert, typedDynamic } from '../../values/convert';
import type { Dynamic } from '../../values/dynamic';
import { dynamicText, isArray, isBag } from '../../values/dynamic';
import { textOf } from '../../values/print';
import type { KqlType } from '../../values/type';
import type { Value } from '../../values/value';
import { emptyValue } from '../../values/value';
import { compareText } from '../../../diagnostics';
import { constantOf } from '../evaluate';
import type { Plugin, PluginArgument } from './plugin';

/**
 * The slots of a bag as columns, in order of their names, each of the one type that its values have (facts:
 * kql-semantics 6.27).
 */
export const bagUnpack: Plugin = ({ table, args: [source, prefix, conflict, ignored], named, run, span }) => {
  if (source === undefined || 'op' in source || source.kind !== 'column') {
    throw unsupported('bag_unpack of something that is no column', span);
  }
  const valueOf = (argument: PluginArgument | undefined, fallback: Value): Value => {
    if (argument === undefined) return fallback;
    if ('op' in argument) throw unsupported('a table as an argument of bag_unpack', argument.span);
    return constantOf(argument, table, run).value;
  };
  const before = textOf('string', valueOf(named.get('OutputColumnPrefix') ?? prefix, ''));
  const onConflict = textOf('string', valueOf(named.get('columnsConflict') ?? conflict, 'error'));
  const skip = valueOf(named.get('ignoredProperties') ?? ignored, null) as Dynamic;
  const left = table.slots.filter(({ name }) => name !== source.name);
  const read = readerOf(toColumn(run.evaluate(source, table), table.rowCount));
  const bags = Array.from({ length: table.rowCount }, (_, row) => read(row) as Dynamic);
  const keys = new Set(bags.flatMap((bag) => (isBag(bag) ? [...bag.keys()] : [])));
  for (const key of isArray(skip) ? skip : []) keys.delete(dynamicText(key));
  const made = [...keys].sort(compareText).map((key) => unpacked(`${before}${key}`, bags, key));
  const clash = made.find(({ name }) => left.some((slot) => slot.name === name));
  if (clash !== undefined && onConflict === 'error') {
    throw runtimeError(`bag_unpack makes a column '${clash.name}' that is there already`, span);
  }
  const dropped = new Set(made.map(({ name }) => name));
  const kept = onConflict === 'replace_source' ? left.filter(({ name }) => !dropped.has(name)) : left;
  const added = made.filter(({ name }) => !kept.some((slot) => slot.name === name));
  return table.withSlots([...kept, ...added]);
};

function unpacked(name: string, bags: readonly Dynamic[], key: string): Slot {
  const values = bags.map((bag): Dynamic => (isBag(bag) ? (bag.get(key) ?? null) : null));
  const types = new Set(
    values.filter((value) => value !== null).map((value) => typedDynamic(value)?.type ?? 'dynamic'),
  );
  const [only = 'dynamic'] = types;
  const type: KqlType = types.size <= 1 ? only : 'dynamic';
  const cells = values.map((value): Value => (value === null ? emptyValue(type) : convert(value, 'dynamic', type)));
  return slotOf(name, columnOf(type, cells));
}
