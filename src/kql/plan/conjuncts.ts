import type { Expression } from './plan';

/** The parts of a predicate that are joined by `and`, in order. */
export function conjuncts(predicate: Expression): readonly Expression[] {
  if (predicate.kind !== 'logical' || predicate.operator !== 'and') return [predicate];
  return [...conjuncts(predicate.left), ...conjuncts(predicate.right)];
}
