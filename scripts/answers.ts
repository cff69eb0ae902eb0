import { UsageError } from './command';
import type { Io } from './command';

type Asking = Pick<Io, 'ask' | 'stderr'>;

/** Times that somebody may answer something that is no answer. */
const TRIES = 3;

/** What a person says; a UsageError where nobody can be asked or nothing is said. */
export async function answerOf({ ask }: Asking, question: string, otherwise: string): Promise<string> {
  const said = (await ask?.(question))?.trim() ?? '';
  if (said === '') throw new UsageError(otherwise);
  return said;
}

/**
 * One of some words, by as many letters as tell it from the others. Without `otherwise` the first one stands for no answer,
 * and where nobody can be asked.
 */
export async function choiceOf<T extends string>(
  io: Asking,
  question: string,
  choices: readonly T[],
  otherwise?: string,
): Promise<T> {
  const [first] = choices;
  const initial = otherwise === undefined ? first : undefined;
  const hint = initial === undefined ? '' : ` [${initial}]`;
  for (let left = TRIES; left > 0; left--) {
    const said = (await io.ask?.(`${question} (${choices.join(', ')})?${hint} `))?.trim().toLowerCase() ?? '';
    if (said === '' && initial !== undefined) return initial;
    if (said === '') break;
    const meant = choices.filter((choice) => choice.toLowerCase().startsWith(said));
    const chosen = meant.find((choice) => choice.toLowerCase() === said) ?? (meant.length === 1 ? meant[0] : undefined);
    if (chosen !== undefined) return chosen;
    io.stderr(`${JSON.stringify(said)} is none of them: ${choices.join(', ')}\n`);
  }
  throw new UsageError(otherwise ?? `${question}: expected ${choices.join(', ')}`);
}
