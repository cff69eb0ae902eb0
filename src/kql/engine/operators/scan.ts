import { windowFunctions } from '../../functions/windows';
import { unsupported } from '../../kql-error';
import { conjuncts } from '../../plan/conjuncts';
import { mapParts } from '../../plan/map-expression';
import { stateColumn } from '../../plan/nodes/scan';
import type { Expression, ScanPlan } from '../../plan/plan';
import { columnOf } from '../../table/builder';
import { constantColumn } from '../../table/constant';
import { operandReader } from '../../table/operand';
import type { Reader } from '../../table/reader';
import { readerOf } from '../../table/reader';
import type { Slot } from '../../table/table';
import { slotOf, Table } from '../../table/table';
import { convert } from '../../values/convert';
import type { KqlType } from '../../values/type';
import type { Value } from '../../values/value';
import { emptyValue } from '../../values/value';
import { constantOf } from '../evaluate';
import type { Operator, Run } from '../run';

/** A record that matched a step: its input row and the values of the declared columns. */
interface Match {
  readonly row: number;
  readonly values: readonly Value[];
  /** Which sequence it belongs to, from 0. */
  readonly id: number;
}

/** A sequence in progress: the last record of each step so far, the first step first. */
type Sequence = readonly Match[];

/**
 * Every record meets the steps from last to first (facts: kql-semantics 6.26; Microsoft Learn, scan-operator, read
 * 2026-11-24). It carries the sequence of the step before over to this one, or else repeats this step; a first step
 * without a sequence begins one.
 */
export const scan: Operator<ScanPlan> = (plan, run) => {
  const table = run.table(plan.input);
  const steps = stepsOf(plan, table, run);
  const sequences: (Sequence | undefined)[] = steps.map(() => undefined);
  const pending: (Match | undefined)[] = steps.map(() => undefined);
  const matches: { readonly match: Match; readonly at: number }[] = [];
  let ids = 0;
  let order = 0;
  const places = new Map<Match, number>();
  const put = (match: Match | undefined): void => {
    if (match !== undefined) matches.push({ match, at: places.get(match) ?? order });
  };
  const found = (index: number, sequence: Sequence, match: Match): void => {
    sequences[index] = [...sequence.slice(0, index), match];
    places.set(match, order++);
    const { output } = steps[index] as Step;
    if (output === 'all') put(match);
    if (output === 'last') pending[index] = match;
  };
  for (let row = 0; row < table.rowCount; row++) {
    for (let index = steps.length - 1; index >= 0; index--) {
      const step = steps[index] as Step;
      const before = index === 0 ? undefined : sequences[index - 1];
      const promoted = before === undefined ? undefined : step.match(row, before);
      if (before !== undefined && promoted !== undefined) {
        for (const closed of [index - 1, index]) {
          put(pending[closed]);
          pending[closed] = undefined;
        }
        sequences[index - 1] = undefined;
        found(index, before, { row, values: promoted, id: (before[0] as Match).id });
        continue;
      }
      const own = sequences[index];
      if (own === undefined && index > 0) continue;
      const repeated = step.match(row, own ?? []);
      if (repeated === undefined) continue;
      found(index, own ?? [], { row, values: repeated, id: own?.[0]?.id ?? ids++ });
    }
  }
  for (const match of pending) put(match);
  const kept = matches.sort((a, b) => a.at - b.at).map(({ match }) => match);
  return resultOf(plan, table, kept);
};

function resultOf({ declared, matchId }: ScanPlan, table: Table, matches: readonly Match[]): Table {
  const rows = table.gather(Int32Array.from(matches, ({ row }) => row));
  const columns = declared.map(({ name, type }, index): Slot => {
    const values = matches.map((match) => match.values[index] ?? null);
    return slotOf(name, columnOf(type, values));
  });
  const ids = columnOf(
    'long',
    Array.from(matches, ({ id }) => id),
  );
  return rows.withSlots([...rows.slots, ...columns, ...(matchId === undefined ? [] : [slotOf(matchId, ids)])]);
}

interface Step {
  readonly output: ScanPlan['steps'][number]['output'];
  /** The values of the declared columns where the record matches, in the light of this sequence. */
  match(row: number, sequence: Sequence): readonly Value[] | undefined;
}

function stepsOf(plan: ScanPlan, table: Table, run: Run): readonly Step[] {
  const { declared, steps, span } = plan;
  const taken = declared.find(({ name }) => table.slot(name) !== undefined);
  if (taken !== undefined) throw unsupported(`scan that declares the input's column '${taken.name}'`, span);
  const fallbacks = declared.map(({ type, fallback }): Value => {
    if (fallback === undefined) return emptyValue(type);
    const { type: from, value } = constantOf(fallback, new Table([], 1), run);
    return convert(value, from, type);
  });
  const columns = stateColumns(plan, table, fallbacks);
  return steps.map(({ output: kind, condition, assignments }): Step => {
    const parts = conjuncts(condition);
    const needed = new Set([condition, ...assignments.map(({ expression }) => expression)].flatMap(columnsIn));
    const state = columns.filter(({ name }) => needed.has(name));
    const isState = (part: Expression): boolean => columnsIn(part).some((name) => name.includes('\u0000'));
    // What asks nothing of the state is the same for all rows at once.
    const alone = parts.filter((part) => !isState(part)).map((part) => operandReader(run.evaluate(part, table)));
    const together = parts.filter(isState);
    const targets = assignments.map(({ name, expression }) => {
      const index = declared.findIndex((column) => column.name === name);
      if (index === -1) throw unsupported(`an assignment to '${name}', which scan does not declare,`, span);
      return { index, expression, type: (declared[index] as (typeof declared)[number]).type };
    });
    return {
      output: kind,
      match: (row, sequence) => {
        if (!alone.every((read) => read(row) === true)) return undefined;
        if (together.length === 0 && targets.length === 0) return fallbacks;
        const record = table.gather(Int32Array.of(row));
        const both = record.withSlots([
          ...record.slots,
          ...state.map(({ name, type, read }) => slotOf(name, constantColumn(type, read(sequence), 1))),
        ]);
        const valueOf = (part: Expression, type: KqlType): Value => {
          const operand = run.evaluate(part, both);
          return convert(operandReader(operand)(0), operand.type, type);
        };
        if (!together.every((part) => valueOf(part, 'bool') === true)) return undefined;
        const values = [...fallbacks];
        for (const { index, expression, type } of targets) values[index] = valueOf(expression, type);
        return values;
      },
    };
  });
}

interface StateColumn {
  readonly name: string;
  readonly type: KqlType;
  read(sequence: Sequence): Value;
}

/** A step that holds no record has the declared defaults, and nulls in the columns of the input. */
function stateColumns(plan: ScanPlan, table: Table, fallbacks: readonly Value[]): readonly StateColumn[] {
  return plan.steps.flatMap((step, place): readonly StateColumn[] => [
    ...table.slots.map(({ name, type, column }) => {
      let reader: Reader | undefined;
      return {
        name: stateColumn(step.name, name),
        type,
        read: (sequence: Sequence) => {
          const match = sequence[place];
          return match === undefined ? emptyValue(type) : (reader ??= readerOf(column()))(match.row);
        },
      };
    }),
    ...plan.declared.map(({ name, type }, index) => ({
      name: stateColumn(step.name, name),
      type,
      read: (sequence: Sequence) => (sequence[place]?.values ?? fallbacks)[index] ?? null,
    })),
  ]);
}

function columnsIn(expression: Expression): readonly string[] {
  const found: string[] = [];
  const visit = (part: Expression): Expression => {
    if (part.kind === 'column') found.push(part.name);
    if (part.kind === 'call' && windowFunctions[part.name] !== undefined) {
      throw unsupported(`'${part.name}' in a step of scan`, part.span, 'compute it in an extend before scan');
    }
    return mapParts(part, visit);
  };
  visit(expression);
  return found;
}
