import type { CheckOptions, ProjectFile } from '../../src/rules';
import { examine } from './examine';
import { hostileFiles } from './hostile';
import { mutant } from './mutant';

export interface Questions {
  /** Texts of real rules. */
  readonly texts: readonly string[];
  readonly seed: number;
}

export interface Answer {
  readonly problems: readonly string[];
  readonly findings: number;
  readonly milliseconds: number;
}

/** The files that are asked about: first those that are made to hurt, then mutants. Index -1 is a rule as it is. */
export function question({ texts, seed }: Questions, index: number): ProjectFile {
  const hostile = hostileFiles[index];
  if (hostile !== undefined) return { path: `${hostile.name}.yaml`, text: hostile.text() };
  if (index < 0) return { path: 'first.yaml', text: texts[0] ?? '' };
  return mutant(texts, seed, index - hostileFiles.length);
}

/** What `check` makes of one of them. */
export function answerTo(questions: Questions, index: number, options: CheckOptions): Answer {
  const { problems, diagnostics, milliseconds } = examine(question(questions, index), options);
  const { codes = [] } = hostileFiles[index] ?? {};
  const said = diagnostics.some(({ code, severity }) => severity === 'error' && codes.includes(code));
  const silent = codes.length > 0 && !said ? [`no error of ${codes.join(' or ')}`] : [];
  return { problems: [...problems, ...silent], findings: diagnostics.length, milliseconds };
}
