import { unsupported } from '../../kql-error';
import { columnOf } from '../../table/builder';
import { denseCodes } from '../../table/keys';
import { readerOf } from '../../table/reader';
import { slotOf, Table } from '../../table/table';
import type { KqlType } from '../../values/type';
import type { TypedValue, Value } from '../../values/value';
import { emptyValue } from '../../values/value';
import type { CodedColumns, Found } from '../patterns/closed-patterns';
import type { PluginInput } from './plugin';
import { constantArgument } from './timeline';

/** Types whose values are values of their own, one beside the other. */
const DISCRETE: ReadonlySet<KqlType> = new Set(['string', 'bool', 'int', 'long', 'real', 'datetime', 'guid']);

/** The arguments that pattern plugins share: a number, a column of weights, another number, wildcards by type. */
export interface PatternArguments {
  readonly first: number | undefined;
  readonly second: number | undefined;
  readonly columns: CodedColumns;
  /** Rows of the answer, in this order. */
  answer(found: readonly Found[]): Table;
}

/** Reads them; `~` takes the default. What their pages do not say is refused. */
export function patternArguments(input: PluginInput): PatternArguments {
  const { table, args, span } = input;
  const odd = table.slots.find(({ type }) => !DISCRETE.has(type));
  if (odd !== undefined) throw unsupported(`patterns of the ${odd.type} column '${odd.name}'`, span);
  const weights = args[1];
  if (
    weights !== undefined &&
    ('op' in weights || weights.kind === 'column' || given(constantArgument(input, weights)))
  ) {
    throw unsupported('a column of weights', span, 'whether it is part of the patterns is not published');
  }
  const wildcards = new Map<KqlType, Value>();
  for (const arg of args.slice(3)) {
    const { type, value } = constantArgument(input, arg);
    if (value !== '~') wildcards.set(type, value);
  }
  return {
    first: numberOf(0),
    second: numberOf(2),
    columns: table.slots.map((slot) => denseCodes(slot.column()).codes),
    answer: (found) =>
      answerOf(table, found, (type) => (wildcards.has(type) ? (wildcards.get(type) ?? null) : emptyValue(type))),
  };

  function numberOf(at: number): number | undefined {
    const arg = args[at];
    if (arg === undefined) return undefined;
    const constant = constantArgument(input, arg);
    if (!given(constant)) return undefined;
    const value = Number(constant.value);
    if (typeof constant.value === 'string' || Number.isNaN(value)) throw unsupported('an argument like this one', span);
    return value;
  }
}

function given({ value }: TypedValue): boolean {
  return value !== '~';
}

function answerOf(table: Table, found: readonly Found[], wildcard: (type: KqlType) => Value): Table {
  const codes = table.slots.map((slot) => denseCodes(slot.column()).codes);
  const slots = [
    slotOf('SegmentId', columnOf('long', found.keys())),
    slotOf(
      'Count',
      columnOf(
        'long',
        found.map(({ count }) => count),
      ),
    ),
    slotOf(
      'Percent',
      columnOf(
        'real',
        found.map(({ count }) => (count / table.rowCount) * 100),
      ),
    ),
    ...table.slots.map(({ name, type, column }, at) => {
      const read = readerOf(column());
      const cells = found.map(({ pattern }) => {
        const code = pattern[at];
        return code === undefined ? wildcard(type) : read(codes[at]?.indexOf(code) ?? 0);
      });
      return slotOf(name, columnOf(type, cells));
    }),
  ];
  return new Table(slots, found.length);
}
