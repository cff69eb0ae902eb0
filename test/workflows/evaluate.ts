import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

export type Contexts = Readonly<Record<string, unknown>>;

export interface Question {
  readonly expression: string;
  readonly contexts: Contexts;
  /** What the status functions answer. */
  readonly status?: 'success' | 'failure' | 'cancelled';
}

interface Answers {
  /** Errors of GitHub's own parser, by workflow. */
  readonly parsed: Readonly<Record<string, readonly string[]>>;
  readonly values: readonly (boolean | string)[];
}

function ask(input: object): Answers {
  const program = join(__dirname, 'official.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program], {
    input: JSON.stringify(input),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Answers;
}

export function parseWorkflows(workflows: Readonly<Record<string, string>>): Answers['parsed'] {
  return ask({ workflows }).parsed;
}

/** A plain path into the contexts is looked up here; all else is GitHub's evaluator's. */
export function evaluateAll(expressions: readonly Question[]): Answers['values'] {
  const open = expressions.filter(({ expression }) => !PATH.test(expression));
  const values = open.length === 0 ? [] : [...ask({ expressions: open }).values];
  return expressions.map(({ expression, contexts }) =>
    PATH.test(expression) ? textAt(contexts, expression.split('.')) : (values.shift() ?? ''),
  );
}

const PATH = /^[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)+$/;

function textAt(contexts: Contexts, path: readonly string[]): string {
  let at: unknown = contexts;
  for (const step of path) at = typeof at === 'object' && at !== null ? (at as Contexts)[step] : undefined;
  return typeof at === 'string' || typeof at === 'number' || typeof at === 'boolean' ? String(at) : '';
}

/** A text with its `${{ }}` worked out. */
export function fill(text: string, contexts: Contexts): string {
  const places = [...text.matchAll(/\$\{\{(.*?)\}\}/gs)];
  const values = evaluateAll(places.map(([, expression = '']) => ({ expression: expression.trim(), contexts })));
  return places.reduce((filled, [place], index) => filled.replace(place, () => String(values[index])), text);
}
