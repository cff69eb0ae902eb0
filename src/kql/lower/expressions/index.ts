import type { ExpressionLowering } from '../lowering';
import { calls } from './calls';
import { literals } from './literals';
import { names } from './names';
import { operators } from './operators';

/** Every scalar expression, by the official name of its syntax. One family per file. */
export const expressionLowerings: Readonly<Record<string, ExpressionLowering>> = {
  ...literals,
  ...names,
  ...operators,
  ...calls,
};
