import type { ColumnSchema } from '../../src/kql';
import type { Dice } from './dice';
import type { MadePipe } from './operators';
import { OPERATORS } from './operators';
import { SCHEMAS } from './random-tables';
import { expression, TYPES } from './scope';

const MOST_OPERATORS = 6;

/** A query over the random tables, by the types of their columns: nearly always valid. */
export function randomQuery(dice: Dice): string {
  let names = 0;
  const freshName = (): string => `c${++names}`;
  const lets: string[] = [];
  const start = (): MadePipe => {
    if (dice.happens(0.06)) {
      const columns = TYPES.map((type): ColumnSchema => ({ name: freshName(), type }));
      const scope = { dice, columns: [], freshName };
      return {
        text: `print ${columns.map(({ name, type }) => `${name} = ${expression(type, scope)}`).join(', ')}`,
        columns,
      };
    }
    const [table, columns] = dice.one(Object.entries(SCHEMAS));
    return { text: table, columns };
  };
  const pipe = (depth: number): MadePipe => {
    const most = 1 + dice.below(depth === 2 ? MOST_OPERATORS : 2);
    let { text, columns } = start();
    for (let count = 0; count < most && columns.length > 0; count++) {
      const next = dice.one(OPERATORS)({ dice, columns, freshName }, (less) => named(less < depth ? less : depth - 1));
      if (next === undefined || (next.last === true && depth < 2)) continue;
      text += ` | ${next.text}`;
      columns = next.columns;
    }
    return { text, columns };
  };
  /** A pipe inside another, now and then by way of a `let`. */
  const named = (depth: number): MadePipe => {
    const inner = depth <= 0 ? start() : pipe(depth);
    if (!dice.happens(0.2)) return inner;
    const name = freshName();
    lets.push(`let ${name} = ${dice.happens(0.5) ? `materialize(${inner.text})` : inner.text};`);
    return { text: name, columns: inner.columns };
  };
  const { text } = pipe(2);
  return [...lets, text].join('\n');
}
