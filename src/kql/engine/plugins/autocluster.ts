import { unsupported } from '../../kql-error';
import { approximately } from '../approximation';
import { localPatterns } from '../patterns/local-search';
import { patternArguments } from './pattern-rows';
import type { Plugin } from './plugin';

/** A few patterns that tell most about the rows (source: Microsoft Learn, autocluster-plugin, read 2026-11-24). */
export const autocluster: Plugin = (input) => {
  const { run, span } = input;
  approximately(run, { name: 'autocluster', span });
  const { first: sizeWeight = 0.5, second: seeds = 25, columns, answer } = patternArguments(input);
  if (sizeWeight < 0 || sizeWeight > 1 || seeds < 1) throw unsupported('autocluster with arguments like these', span);
  return answer(localPatterns({ columns, sizeWeight, seeds }));
};
