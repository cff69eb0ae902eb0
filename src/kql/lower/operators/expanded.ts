import { unsupported } from '../../kql-error';
import type { Syntax } from '../../language';
import type { MvExpandPlan } from '../../plan/plan';
import { typeOf } from '../expressions/calls';
import type { Lowering } from '../lowering';

/** A column that is taken apart, and what its elements become. */
export function expandedColumn(entry: Syntax, lowering: Lowering): MvExpandPlan['columns'][number] {
  const node = entry.optional('ToTypeOf')?.child('TypeOf');
  const to = node === undefined ? undefined : typeOf(node);
  // No element was ever seen to become one: what would is not known.
  if (node !== undefined && (to === 'timespan' || to === 'decimal')) {
    throw unsupported(node.text, node.span, `expand to typeof(string), then to${to}()`);
  }
  return { ...lowering.named(entry.child('Expression')), to };
}
