import { structuredPatch } from 'diff';

/** A line of a text diff. `gap` stands for lines that are the same on both sides and are not shown. */
export interface TextLine {
  readonly sign: '+' | '-' | ' ' | 'gap';
  readonly text: string;
  readonly note?: string;
}

export interface TextDiff {
  readonly added: number;
  readonly removed: number;
  readonly lines: readonly TextLine[];
}

const CONTEXT = 2;
/** Beyond this a line diff costs more than it explains (10,000 blank lines against 10,000 others): all out, all in. */
const MAX_EDITS = 2000;

/** Line diff with two lines of context around each change. Texts are compared as they are: normalise first. */
export function diffText(before: string, after: string): TextDiff {
  const lines = hunkLines(before, after) ?? [...signed('-', before), ...signed('+', after)];
  return {
    added: lines.filter(({ sign }) => sign === '+').length,
    removed: lines.filter(({ sign }) => sign === '-').length,
    lines,
  };
}

function hunkLines(before: string, after: string): readonly TextLine[] | undefined {
  const options = { context: CONTEXT, maxEditLength: MAX_EDITS };
  const patch = structuredPatch('', '', ended(before), ended(after), '', '', options);
  return patch?.hunks.flatMap((hunk, index) => [
    ...(index === 0 && hunk.oldStart <= 1 ? [] : [{ sign: 'gap', text: '' } as const]),
    ...hunk.lines.map((line) => ({ sign: line.charAt(0) as '+' | '-' | ' ', text: line.slice(1) })),
  ]);
}

/** A last line without its line end would differ from the same line with one. */
function ended(text: string): string {
  return text === '' ? '' : `${text}\n`;
}

function signed(sign: '+' | '-', text: string): readonly TextLine[] {
  return text === '' ? [] : text.split('\n').map((line) => ({ sign, text: line }));
}
