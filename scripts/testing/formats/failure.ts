import { positionAt, printable } from '../../../src/diagnostics';
import { mismatchWords } from '../../../src/unit';
import type { CaseExplanation, CaseResult, Mismatch } from '../../../src/unit';
import { alignedTable } from './table';

const MOST_CLAUSE = 100;

/** Why a case failed, line by line: what differs as tables, then how the query came to its result. */
export function failureLines({ mismatches, explanation }: CaseResult): readonly string[] {
  return [
    ...mismatches.flatMap(mismatchLines),
    ...(explanation === undefined ? [] : ['', ...explanationLines(explanation)]),
  ].map(printable);
}

function mismatchLines(mismatch: Mismatch): readonly string[] {
  switch (mismatch.kind) {
    case 'count':
    case 'words':
      return [mismatchWords(mismatch)];
    case 'alert': {
      const { number, of, title, fields } = mismatch;
      const which = of === 1 ? 'the alert' : `alert ${number} of ${of}`;
      return [
        `${which} is not as expected; the nearest is ${JSON.stringify(title)}:`,
        ...alignedTable(
          ['', 'expected', 'found'],
          fields.map(({ field, expected, found }) => ({ mark: ' ', cells: [field, expected, found] })),
        ),
      ];
    }
    case 'rows': {
      const { columns, missing, unexpected, matched } = mismatch;
      const marked = [
        ...missing.map((cells) => ({ mark: '-', cells })),
        ...unexpected.map((cells) => ({ mark: '+', cells })),
      ];
      return [
        `results differ (- expected, + found${matched === 0 ? '' : `; ${matched} more as expected`}):`,
        ...alignedTable(columns, marked),
      ];
    }
  }
}

/** How a run came to its result: events, row counts after each step, and where the rows were lost. */
export function explanationLines(explanation: CaseExplanation): readonly string[] {
  const { scheduled, executed, tables, steps, losses, notes, resultCount } = explanation;
  const counts = steps.map(({ rowCount, text, source, span }) => {
    const { line } = positionAt(source, span.start);
    return `${String(rowCount).padStart(6)}  ${cut(text)}  (line ${line})`;
  });
  return [
    `the run of ${time(scheduled)}, executed ${time(executed)}:`,
    ...tables.map(({ name, given, seen, unseen }) => {
      const rest = unseen.length === 0 ? '' : ` (${unseen.join(', ')})`;
      return `${String(seen).padStart(6)}  of ${given} given event${given === 1 ? '' : 's'} of ${name}${rest}`;
    }),
    'rows after each step:',
    ...counts,
    ...losses.flatMap(({ text, source, span, words }) => {
      const { line, column } = positionAt(source, span.start);
      return [`the rows end at ${source.path}:${line}:${column}: ${cut(text)}`, ...words.map((each) => `  ${each}`)];
    }),
    ...notes,
    ...(losses.length === 0 && resultCount === 0 && steps.length === 0 ? ['no rows'] : []),
  ];
}

function cut(text: string): string {
  return text.length > MOST_CLAUSE ? `${text.slice(0, MOST_CLAUSE - 1)}…` : text;
}

function time(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('.000Z', 'Z');
}
