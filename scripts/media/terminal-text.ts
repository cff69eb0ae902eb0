/** How a part of a line looks. */
export interface Style {
  readonly color?: Color;
  readonly bold?: true;
  readonly dim?: true;
}

export type Color = 'red' | 'green' | 'yellow' | 'blue' | 'magenta' | 'cyan' | 'grey';

/** Characters of a line that look the same. */
export interface Run {
  readonly text: string;
  readonly style: Style;
}

export type Line = readonly Run[];

export const PROMPT: Run = { text: '$ ', style: { color: 'green', bold: true } };

const COLORS: Readonly<Record<number, Color>> = {
  31: 'red',
  32: 'green',
  33: 'yellow',
  34: 'blue',
  35: 'magenta',
  36: 'cyan',
  90: 'grey',
};

/**
 * Lines as a terminal of so many columns shows a text: "select graphic rendition" (ECMA-48 8.3.117) read, long lines
 * wrapped. Any other control is an error: a picture that leaves something out would not be what was printed.
 */
export function terminalLines(text: string, columns: number): readonly Line[] {
  const lines: Run[][] = [[]];
  let style: Style = {};
  let column = 0;
  const write = (char: string): void => {
    if (column === columns) {
      lines.push([]);
      column = 0;
    }
    const line = lines[lines.length - 1] ?? [];
    const last = line[line.length - 1];
    if (last !== undefined && last.style === style) line[line.length - 1] = { text: last.text + char, style };
    else line.push({ text: char, style });
    column += 1;
  };
  // eslint-disable-next-line no-control-regex
  for (const [part, codes] of text.matchAll(/\u001B\[([\d;]*)m|[^]/gu)) {
    if (codes !== undefined) style = restyled(style, codes);
    else if (part === '\n') {
      lines.push([]);
      column = 0;
    } else if (/\p{Cc}/u.test(part)) {
      throw new Error(`a recording cannot show the control character ${JSON.stringify(part)}`);
    } else write(part);
  }
  if (lines[lines.length - 1]?.length === 0) lines.pop();
  return lines;
}

function restyled(style: Style, codes: string): Style {
  let { color, bold, dim } = style;
  for (const code of codes.split(';').map(Number)) {
    if (code === 0) [color, bold, dim] = [undefined, undefined, undefined];
    else if (code === 1) bold = true;
    else if (code === 2) dim = true;
    else if (code === 22) [bold, dim] = [undefined, undefined];
    else if (code === 39) color = undefined;
    else if (COLORS[code] !== undefined) color = COLORS[code];
    else throw new Error(`a recording cannot show the style ${code}`);
  }
  return {
    ...(color === undefined ? {} : { color }),
    ...(bold === undefined ? {} : { bold }),
    ...(dim === undefined ? {} : { dim }),
  };
}

/** The words of a line, without their looks. */
export const plainText = (line: Line): string => line.map(({ text }) => text).join('');
