import type { Span } from '../../diagnostics';
import type { Syntax } from '../../kql';

/** A node and all below it, in the order of the text. */
export function* nodesIn(node: Syntax): Generator<Syntax> {
  yield node;
  for (const child of node.children) yield* nodesIn(child);
}

/** The topmost node that stands exactly there. */
export function nodeAt(root: Syntax, span: Span): Syntax | undefined {
  let node: Syntax | undefined = root;
  while (node !== undefined && (node.start !== span.start || node.end !== span.end)) {
    node = node.children.find((child) => child.start <= span.start && child.end >= span.end);
  }
  return node;
}
