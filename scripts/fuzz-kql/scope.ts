import type { ColumnSchema, KqlType } from '../../src/kql';
import expressions from './expressions.json';
import type { Dice } from './dice';
import { randomLiteral } from './random-tables';

/** Where an expression is written: which columns it can name, and how deep it may still nest. */
export interface Scope {
  readonly dice: Dice;
  readonly columns: readonly ColumnSchema[];
  /** A name that nothing has. */
  freshName(): string;
}

const TEMPLATES: Readonly<Record<KqlType, readonly string[]>> = expressions;

export const TYPES = Object.keys(TEMPLATES) as readonly KqlType[];

/** An expression of a type over the scope's columns. */
export function expression(type: KqlType, scope: Scope, depth = 2): string {
  const { dice } = scope;
  const columns = scope.columns.filter((column) => column.type === type);
  if (columns.length > 0 && dice.happens(depth === 0 ? 0.8 : 0.4)) return named(dice.one(columns).name);
  if (depth === 0 || dice.happens(0.15)) return randomLiteral(type, dice);
  return filled(dice.one(TEMPLATES[type]), scope, depth - 1);
}

/** A template (`strlen($string)`) with an expression in each hole; `$$` is a dollar sign. */
export function filled(template: string, scope: Scope, depth: number): string {
  return template.replace(/\$(\$|[a-z]+)/g, (_, hole: string) => {
    if (hole === '$') return '$';
    const type = TYPES.find((each) => each === hole);
    if (type === undefined) throw new Error(`no type ${hole} in ${template}`);
    const text = expression(type, scope, depth);
    return /^[\w.]+(?:\(.*\))?$|^["[]/.test(text) ? text : `(${text})`;
  });
}

/** A name as a query writes it. */
export function named(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : `['${name}']`;
}
