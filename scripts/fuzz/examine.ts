import { formatters } from '../../src/diagnostics';
import type { Diagnostic } from '../../src/diagnostics';
import { checkProject } from '../../src/rules';
import type { CheckOptions, ProjectFile, RuleFile } from '../../src/rules';
import { processorTime } from './processor-time';

export interface Examined {
  /** What is wrong with the answer; a crash is one line with its stack. */
  readonly problems: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  /** Of the processor, for the check alone. */
  readonly milliseconds: number;
}

/** Findings of a file as a whole, which point at its beginning. */
const OF_THE_FILE: ReadonlySet<string> = new Set(['file-unreadable', 'yaml-empty', 'yaml-size']);

/** Findings whose message names what stands at their place. */
const NAMES: ReadonlySet<string> = new Set(['unknown-column', 'column-gone', 'unknown-table', 'unknown-function']);

/** Checks one file, prints what is found in every format, and looks for what no answer may have. Never throws. */
export function examine(file: ProjectFile, options: CheckOptions): Examined {
  const begin = processorTime();
  try {
    const { files, diagnostics } = checkProject([file], options);
    const milliseconds = processorTime() - begin;
    const [rule] = files;
    const problems = [...diagnostics.flatMap((each) => problemsOf(each, rule)), ...silent(rule, diagnostics)];
    for (const [name, format] of Object.entries(formatters)) {
      if (!format(diagnostics, { color: true, files: 1 }).endsWith('\n') && diagnostics.length > 0) {
        problems.push(`${name}: the last line has no end`);
      }
    }
    return { problems, diagnostics, milliseconds };
  } catch (error) {
    const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { problems: [`crash: ${words}`], diagnostics: [], milliseconds: processorTime() - begin };
  }
}

function problemsOf(
  { code, source, span, message, help = '' }: Diagnostic,
  rule: RuleFile | undefined,
): readonly string[] {
  const { start, end } = span;
  const { length } = source.text;
  const place = `${code} at ${start}..${end} of ${length}`;
  const problems: string[] = [];
  const empty = end <= start && !OF_THE_FILE.has(code);
  if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || end > length || empty) {
    problems.push(`${place} is no place: ${message}`);
  }
  if (/\bundefined\b|\[object|\bNaN\b/.test(`${message} ${help}`.replaceAll(/`[^`]*`/g, ''))) {
    problems.push(`${place} says ${message} ${help}`);
  }
  const exact = rule?.document?.embeddedAt(['query'])?.exact === true;
  const there = source.text.slice(start, end).replaceAll(/^\[\s*["']|["']\s*\]$/g, '');
  if (NAMES.has(code) && exact && !message.includes(there)) {
    problems.push(`${place} says ${message}, there stands ${there}`);
  }
  return problems;
}

/** A file is a rule that can be compiled, a hunting query, or has an error that says why it is neither. */
function silent(rule: RuleFile | undefined, diagnostics: readonly Diagnostic[]): readonly string[] {
  const fine = rule?.loaded !== undefined || rule?.kind === 'hunting';
  return fine || diagnostics.some(({ severity }) => severity === 'error')
    ? []
    : ['no rule, and no error that says why'];
}
