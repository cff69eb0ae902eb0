import { runtimeError } from '../../kql-error';
import type { ParseKvPlan } from '../../plan/plan';
import { columnBuilder } from '../../table/builder';
import { operandReader } from '../../table/operand';
import type { Slot } from '../../table/table';
import { slotOf } from '../../table/table';
import { convert } from '../../values/convert';
import { textOf } from '../../values/print';
import { allMatches, compileRegex } from '../../values/regex';
import { emptyValue } from '../../values/value';
import type { Operator } from '../run';
import { wordPairs } from './parse-kv-words';

type Form = Extract<ParseKvPlan['form'], { kind: 'delimited' }>;
type Pairs = (text: string) => Iterable<readonly [key: string, value: string]>;

/** Columns from pairs in a text: the first of a key counts, space around is no part (facts: kql-semantics 6.22). */
export const parseKv: Operator<ParseKvPlan> = (plan, run) => {
  const table = run.table(plan.input);
  const operand = run.evaluate(plan.operand, table);
  const read = operandReader(operand);
  const pairs = pairsOf(plan);
  const builders = plan.columns.map(({ type }) => columnBuilder(type));
  for (let row = 0; row < table.rowCount; row++) {
    const found = new Map<string, string>();
    for (const [key, value] of pairs(textOf(operand.type, read(row)))) {
      if (!found.has(key.trim())) found.set(key.trim(), value);
    }
    plan.columns.forEach(({ name, type }, index) => {
      const value = found.get(name);
      builders[index]?.push(value === undefined ? emptyValue(type) : convert(value, 'string', type));
    });
  }
  const slots: Slot[] = [...table.slots];
  plan.columns.forEach(({ name }, index) => {
    const column = builders[index]?.finish();
    if (column === undefined) return;
    const at = slots.findIndex((slot) => slot.name === name);
    if (at === -1) slots.push(slotOf(name, column));
    else slots[at] = slotOf(name, column);
  });
  return table.withSlots(slots);
};

function pairsOf(plan: ParseKvPlan): Pairs {
  const { form, span } = plan;
  if (form.kind === 'words') return (text) => wordPairs(text, form, plan);
  if (form.kind === 'delimited') return (text) => delimitedPairs(text, form);
  const regex = compileRegex(form.pattern);
  if (regex === null || regex.groupCount !== 2)
    throw runtimeError('parse-kv needs an expression with two groups', span);
  return function* matched(text) {
    for (const { groups } of allMatches(regex, text)) yield [groups[1] ?? '', (groups[2] ?? '').trim()];
  };
}

function* delimitedPairs(text: string, form: Form): Generator<readonly [string, string]> {
  let at = 0;
  let open: { readonly key: string; value: string; quoted: boolean } | undefined;
  while (at <= text.length) {
    const end = endOf(text, at, form);
    const part = text.slice(at, end);
    const cut = part.indexOf(form.value);
    if (cut !== -1) {
      if (open !== undefined) yield [open.key, open.value];
      const raw = part.slice(cut + form.value.length);
      const value = unquoted(raw.trim(), form);
      open = { key: part.slice(0, cut), value: value ?? raw.trim(), quoted: value !== undefined };
    } else if (open !== undefined && form.greedy && !open.quoted && part !== '') {
      open = { ...open, value: `${open.value}${form.pair}${part}`.trim() };
    }
    at = end + form.pair.length;
  }
  if (open !== undefined) yield [open.key, open.value];
}

/** Where the pair that begins at `at` ends: at the next delimiter that stands in no quotes. */
function endOf(text: string, at: number, { pair, value, quotes, escape }: Form): number {
  const begin = text.indexOf(value, at);
  const first =
    begin === -1 ? -1 : begin + value.length + (/^\s*/.exec(text.slice(begin + value.length))?.[0].length ?? 0);
  const quote = first === -1 ? undefined : quotes.find(([open]) => text.startsWith(open, first));
  const delimiter = text.indexOf(pair, at);
  if (quote === undefined || (delimiter !== -1 && delimiter < begin)) return delimiter === -1 ? text.length : delimiter;
  let close = first + 1;
  while (close < text.length && text[close] !== quote[1])
    close += escape !== '' && text.startsWith(escape, close) ? 2 : 1;
  const after = text.indexOf(pair, Math.min(close + 1, text.length));
  return after === -1 ? text.length : after;
}

/** The text between quotes, with its escapes resolved; undefined where there are none. */
function unquoted(text: string, { quotes, escape }: Form): string | undefined {
  const quote = quotes.find(([open, close]) => text.length >= 2 && text.startsWith(open) && text.endsWith(close));
  if (quote === undefined) return undefined;
  const inner = text.slice(1, -1);
  if (escape === '') return inner;
  let out = '';
  for (let at = 0; at < inner.length; at++) {
    if (inner.startsWith(escape, at) && at + 1 < inner.length) at++;
    out += inner.charAt(at);
  }
  return out;
}
