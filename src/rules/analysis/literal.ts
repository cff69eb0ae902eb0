import { stringLiteralValue } from '../../kql';
import type { Syntax } from '../../kql';

/** The text that a string literal stands for; undefined for any other node. */
export function literalText(node: Syntax | undefined): string | undefined {
  return node?.kind === 'StringLiteralExpression' ? stringLiteralValue(node.text) : undefined;
}
