import type { ParsePlan, ParseStep } from '../../plan/plan';
import { runtimeError } from '../../kql-error';
import { columnBuilder } from '../../table/builder';
import { isCoded } from '../../table/column';
import { allRows, gather } from '../../table/gather';
import type { Operand } from '../../table/operand';
import { readerOf } from '../../table/reader';
import type { Slot } from '../../table/table';
import { slotOf, Table } from '../../table/table';
import { convert } from '../../values/convert';
import { textOf } from '../../values/print';
import type { Value } from '../../values/value';
import { emptyValue } from '../../values/value';
import type { Operator } from '../run';
import { regexCutter } from './parse-regex';

type Capture = Extract<ParseStep, { kind: 'capture' }>;

/** Cuts a text along literal delimiters (facts: kql-semantics 6.21). */
export const parse: Operator<ParsePlan> = (plan, run) => {
  const table = run.table(plan.input);
  const operand = run.evaluate(plan.operand, table);
  const captures = plan.steps.filter((step): step is Capture => step.kind === 'capture');
  const cut = cutter(plan);
  // Captures of the texts that differ: rows that share a text share them.
  const builders = captures.map(({ type }) => columnBuilder(type));
  let cutCount = 0;
  const take = (text: string): number => {
    const values = typed(cut(text), plan, captures);
    if (values === undefined && plan.filter) return -1;
    for (const [index, { type }] of captures.entries()) {
      builders[index]?.push(values?.[index] ?? emptyValue(type));
    }
    return cutCount++;
  };
  const cuts = cutsOf(operand, table.rowCount, take);
  const kept = plan.filter ? allRows(table.rowCount).filter((row) => cuts[row] !== -1) : undefined;
  const rows = kept === undefined ? table : table.gather(kept);
  const places = kept === undefined ? cuts : cuts.filter((place) => place !== -1);
  const slots: Slot[] = [...rows.slots];
  for (const [index, { name }] of captures.entries()) {
    const made = builders[index]?.finish();
    if (made === undefined) continue;
    const column = gather(made, places);
    const at = slots.findIndex((slot) => slot.name === name);
    if (at === -1) slots.push(slotOf(name, column));
    else slots[at] = slotOf(name, column);
  }
  return new Table(slots, rows.rowCount, rows.ingestion);
};

/** What `take` gives for the text of each row; it is asked once for each entry of a dictionary. */
function cutsOf(operand: Operand, rowCount: number, take: (text: string) => number): Int32Array {
  const cuts = new Int32Array(rowCount);
  if (operand.kind === 'constant') return rowCount === 0 ? cuts : cuts.fill(take(textOf(operand.type, operand.value)));
  const { column, type } = operand;
  const read = readerOf(column);
  if (!isCoded(column)) return cuts.map((_, row) => take(textOf(type, read(row))));
  const unknown = -2;
  const known = new Int32Array(column.dictionary.length + 1).fill(unknown);
  return column.codes.map((code, row) => {
    let place = known[code + 1] as number;
    if (place === unknown) {
      place = take(textOf(type, read(row)));
      known[code + 1] = place;
    }
    return place;
  });
}

type Cutter = (text: string) => readonly string[] | undefined;

function cutter({ kind, steps, flags, span }: ParsePlan): Cutter {
  if (kind !== 'regex') return (text) => cutAt(text, steps);
  const cut = regexCutter(steps, flags);
  if (cut === null) throw runtimeError('the patterns of this parse make no regular expression', span);
  return cut;
}

/** The captured values; undefined where the text does not match, or a capture does not convert in a strict parse. */
function typed(
  taken: readonly string[] | undefined,
  { kind }: ParsePlan,
  captures: readonly Capture[],
): readonly Value[] | undefined {
  if (taken === undefined) return undefined;
  const values = captures.map(({ type }, index) => convert(taken[index] ?? '', 'string', type));
  return kind !== 'relaxed' && values.includes(null) ? undefined : values;
}

/** Captures between literal delimiters, each as short as it can be; the last takes the rest. */
function cutAt(text: string, steps: readonly ParseStep[]): readonly string[] | undefined {
  const taken: string[] = [];
  let at = 0;
  let open: ParseStep = { kind: 'text', text: '' };
  for (const [index, step] of steps.entries()) {
    if (step.kind !== 'text') {
      if (open.kind === 'capture') {
        // A `*` that ends the pattern asks for nothing: then the number may be missing too.
        const own = ownExtent(text, at, open) ?? (index === steps.length - 1 ? '' : undefined);
        if (own === undefined) return undefined;
        taken.push(own);
        at += own.length;
      }
      open = step;
      continue;
    }
    const found = placeOf(
      step.text,
      text,
      at,
      open.kind === 'text' ? 'here' : index === steps.length - 1 ? 'last' : 'next',
    );
    if (found === -1) return undefined;
    if (open.kind === 'capture') taken.push(text.slice(at, found));
    at = found + step.text.length;
    open = step;
  }
  if (open.kind === 'capture') taken.push(text.slice(at));
  else if (open.kind === 'text' && at !== text.length) return undefined;
  return taken;
}

/** Where a delimiter stands; one that ends the pattern ends the text too (measured on the Kusto emulator by duckdb-kql). */
function placeOf(delimiter: string, text: string, at: number, which: 'here' | 'next' | 'last'): number {
  switch (which) {
    case 'here':
      return text.startsWith(delimiter, at) ? at : -1;
    case 'next':
      return text.indexOf(delimiter, at);
    case 'last': {
      const place = text.length - delimiter.length;
      return place >= at && text.endsWith(delimiter) ? place : -1;
    }
  }
}

const NUMBER_AT = { int: /-?\d+/y, long: /-?\d+/y, real: /-?\d+(?:\.\d+)?/y, decimal: /-?\d+(?:\.\d+)?/y };

/** What a capture takes when no delimiter follows it: a number its digits, anything else as little as it can. */
function ownExtent(text: string, at: number, { type }: Capture): string | undefined {
  const pattern = type in NUMBER_AT ? NUMBER_AT[type as keyof typeof NUMBER_AT] : undefined;
  if (pattern === undefined) return '';
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
