import { unsupported } from '../kql-error';
import { refusalHints } from '../functions/refusal-hints';
import type { Approximation, Run } from './run';

/** Says that this step's answer is only like Kusto's; refuses it where nobody asked for such answers. */
export function approximately({ onApproximation }: Run, step: Approximation): void {
  if (onApproximation === undefined) throw unsupported(step.name, step.span, refusalHints[step.name]);
  onApproximation(step);
}
