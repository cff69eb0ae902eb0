import { UsageError } from '../command';
import type { Io } from '../command';

/** Whether a person says yes; that nothing was written is said for them. Throws a UsageError where nobody can be asked. */
export async function confirmed({ ask, stderr }: Pick<Io, 'ask' | 'stderr'>, question: string): Promise<boolean> {
  const answer = await ask?.(`${question} [y/N] `);
  if (answer === undefined) throw new UsageError('nobody can be asked here: give --yes');
  const yes = /^y(es)?$/i.test(answer.trim());
  if (!yes) stderr('Nothing was written.\n');
  return yes;
}
