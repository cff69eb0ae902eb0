import { inertLine } from '../../src/state';
import type { Symptom } from './symptom';

const SIGNS: Readonly<Record<Symptom['state'], string>> = { good: '✔', warning: '!', bad: '✖', unknown: '?' };

/** One line a thing, and what to do below it. */
export function symptomWords(title: string, symptoms: readonly Symptom[]): string {
  const width = Math.max(...symptoms.map(({ what }) => what.length));
  const lines = symptoms.flatMap(({ what, state, found, remedy }) => [
    `  ${SIGNS[state]} ${what.padEnd(width)}  ${inertLine(found)}`,
    ...(remedy === undefined ? [] : [`    ${' '.repeat(width)}  -> ${inertLine(remedy)}`]),
  ]);
  return `${inertLine(title)}\n${lines.join('\n')}\n`;
}
