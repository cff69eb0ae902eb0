import type { Span } from '../diagnostics';
import { TextLines } from './text-lines';
import type { TextLine } from './text-lines';

/** A syntax error in people's words. `broken` is what must be left out for the rest to be readable. */
export interface SyntaxError {
  readonly span: Span;
  readonly message: string;
  readonly help: string;
  readonly broken: Span;
  /** Said of all that follows: the same again below it is no news. */
  readonly fromHereOn?: true;
}

const KEY = /^\s*(?:- +)*(?:"[^"]*"|'[^']*'|[^\s#"'][^#]*?):(?=\s|$)/;
const BLOCK_HEADER = /(?:^|[:-] +)[|>][-+0-9]*[ \t]*(?:#.*)?$/;

/** Bounds of the search, so that a hostile file costs nothing. */
const MOST_LINES_BACK = 100;
const MOST_COLUMNS = 300;

/**
 * What a person did wrong, from the parser's reason and the place where it gave up. The parser stops where the text
 * can no longer be YAML, which is often below the mistake: here the mistake itself is looked for.
 */
export function explainSyntaxError(text: string, reason: string, position: number): SyntaxError {
  const lines = new TextLines(text);
  const line = lines.lineOf(Math.min(position, text.length));
  const column = position - line.start;
  const conflict = mergeConflict(lines, line);
  if (conflict !== undefined) return conflict;
  if (/tab characters/.test(reason) || /^ *\t/.test(line.text)) return tabIndentation(lines, line);
  if (/multiline key|expected ':' after/.test(reason))
    return textWithoutKey(lines, line) ?? generic(lines, line, position, reason);
  if (/document separator is expected/.test(reason)) return secondValue(lines, line);
  if (/line break is expected/.test(reason)) return textBesideBlockMark(lines, line, column);
  if (/deficient indentation|unexpected end/.test(reason))
    return unclosed(lines, line) ?? generic(lines, line, position, reason);
  if (/escape sequence|hexadecimal/.test(reason)) return badEscape(lines, line, position);
  if (/bad indentation/.test(reason)) {
    const own = KEY.exec(line.text)?.[0].length;
    // the parser may stop at the `:` of a whole line that it took for more text of the line above
    const inLine = line.text.slice(0, column).trim() !== '' && (own === undefined || column >= own);
    return (inLine ? brokenValue(lines, line) : badIndentation(lines, line)) ?? generic(lines, line, position, reason);
  }
  return generic(lines, line, position, reason);
}

/** Lines that a version control system leaves behind, near where the parser gave up. */
function mergeConflict(lines: TextLines, line: TextLine): SyntaxError | undefined {
  for (let at = Math.max(0, line.index - MOST_LINES_BACK); at <= line.index; at++) {
    const marker = lines.at(at);
    if (!/^(?:<{7}|={7}|>{7}|\|{7})(?: |$)/.test(marker.text)) continue;
    return {
      span: lines.visible(marker),
      message: 'found the mark of a merge conflict',
      help: 'Keep one of the two versions and remove the marks.',
      broken: lines.span(at, at + 1),
    };
  }
  return undefined;
}

function tabIndentation(lines: TextLines, line: TextLine): SyntaxError {
  let end = line.index + 1;
  while (end < lines.count && /^ *\t/.test(lines.at(end).text)) end++;
  const start = line.start + line.indent;
  const tabs = /^\t*/.exec(line.text.slice(line.indent))?.[0].length ?? 0;
  return {
    span: { start, end: start + Math.max(1, tabs) },
    message: 'found a tab in the indentation; YAML is indented with spaces',
    help: 'Replace the tabs at the beginning of the lines by spaces.',
    broken: lines.span(line.index, end),
  };
}

function textWithoutKey(lines: TextLines, line: TextLine): SyntaxError | undefined {
  const last = /^\s*(#|$)/.test(line.text) || KEY.test(line.text) ? line.index - 1 : line.index;
  let first = last + 1;
  for (let at = last; at >= 0; at--) {
    const text = lines.at(at);
    if (KEY.test(text.text) || BLOCK_HEADER.test(text.text)) break;
    if (!text.blank) first = at;
  }
  if (first > last) return undefined;
  return strayText(lines, first, last);
}

function strayText(lines: TextLines, first: number, last: number): SyntaxError {
  const start = lines.at(first);
  const shared = { span: lines.visible(start), broken: lines.span(first, last + 1) };
  const header = lines.above(first);
  if (header !== undefined && BLOCK_HEADER.test(header.text)) {
    return {
      ...shared,
      message: `the text of \`${header.text.trim()}\` is not indented`,
      help: `Indent every line of the text: at least ${header.indent + 2} spaces.`,
    };
  }
  const glued = gluedKey(start);
  if (glued !== undefined) return { ...glued, broken: shared.broken };
  if (header !== undefined && header.indent < start.indent && /:\s*$/.test(header.text)) {
    return {
      span: shared.span,
      broken: lines.span(first, Math.max(last + 1, lines.endOfBlock(header))),
      message: `found lines below \`${header.text.trim()}\` that are no YAML`,
      help: `If they are its text, write \`${header.text.trim()} |\`.`,
    };
  }
  return {
    ...shared,
    message: 'found text that belongs to no key; expected `key: value`',
    help: 'Add the missing `:`, indent the text below the key it belongs to, or remove it.',
  };
}

/** `key:value` without the space: YAML takes it for text. Not `https://...`. */
function gluedKey({ text, start }: TextLine): Omit<SyntaxError, 'broken'> | undefined {
  const glued = /^\s*[A-Za-z_][\w.-]*:(?=[^\s:/])/.exec(text);
  if (glued === null) return undefined;
  const colon = start + glued[0].length - 1;
  return {
    span: { start: colon, end: colon + 1 },
    message: 'found no space behind the `:` of a key',
    help: `Write \`${glued[0].trim()} \` with a space before the value.`,
  };
}

function secondValue(lines: TextLines, line: TextLine): SyntaxError {
  for (let at = 0; at < line.index; at++) {
    const first = lines.at(at);
    if (first.blank) continue;
    const glued = gluedKey(first);
    if (glued !== undefined) return { ...glued, broken: lines.span(at, lines.endOfBlock(first)) };
    if (!KEY.test(first.text) && !/^\s*(?:["'[{]|- |---)/.test(first.text)) {
      let end = at + 1;
      while (end < line.index && !KEY.test(lines.at(end).text)) end++;
      return strayText(lines, at, end - 1);
    }
    break;
  }
  const above = lines.above(line.index);
  if (above !== undefined && BLOCK_HEADER.test(above.text)) return strayText(lines, line.index, line.index);
  return {
    span: lines.visible(line),
    message: 'found a line that does not go on with what is above it',
    help: 'A file is one mapping: every line at the left margin is `key: value`.',
    broken: lines.span(line.index, lines.endOfBlock(line)),
  };
}

function textBesideBlockMark(lines: TextLines, line: TextLine, column: number): SyntaxError {
  const start = line.start + column;
  return {
    span: { start, end: Math.max(start + 1, line.start + line.text.trimEnd().length) },
    message: 'found text on the line of a `|` or `>`; the text begins on the next line',
    help: 'Move the text to the next line and indent it, or, if the mark is part of the text, put all of it in quotes.',
    broken: lines.span(line.index, lines.endOfBlock(line)),
  };
}

const OPENERS: readonly (readonly [RegExp, string])[] = [
  [/(?:[:\-,[{] +|[[{])"(?:[^"\\]|\\.)*$/, '"'],
  [/(?:[:\-,[{] +|[[{])'(?:[^']|'')*$/, "'"],
  [/(?:[:-] +)[[{][^\]}]*$/, ']` or `}'],
];

/** The nearest line above that opens a quote or a bracket and does not close it. */
function unclosed(lines: TextLines, line: TextLine): SyntaxError | undefined {
  for (let at = line.index; at >= Math.max(0, line.index - MOST_LINES_BACK); at--) {
    const candidate = lines.at(at);
    for (const [pattern, closer] of OPENERS) {
      const open = pattern.exec(candidate.text.slice(0, MOST_COLUMNS));
      if (open === null) continue;
      const start = candidate.start + open.index + (/["'[{]/.exec(open[0])?.index ?? 0);
      return {
        span: { start, end: start + 1 },
        message: `found no closing \`${closer}\` before the text goes on at a smaller indentation`,
        help: `Close it. Text that holds \`${lines.at(at).text.charAt(start - candidate.start)}\` itself is best written in a \`|\` block.`,
        broken: lines.span(at, Math.max(lines.endOfBlock(candidate), line.index)),
      };
    }
  }
  return undefined;
}

function badEscape(lines: TextLines, line: TextLine, position: number): SyntaxError {
  const start = Math.max(line.start, position - 1);
  return {
    span: { start, end: position + 1 },
    message: 'found a backslash that begins no escape; inside double quotes a backslash is special',
    help: "Use single quotes ('C:\\Windows'), or double the backslash.",
    broken: lines.span(line.index, lines.endOfBlock(line)),
  };
}

function brokenValue(lines: TextLines, line: TextLine): SyntaxError | undefined {
  const key = KEY.exec(line.text);
  if (key === null) return undefined;
  const rest = line.text.slice(key[0].length);
  const value = rest.trim();
  const start = line.start + key[0].length + (rest.length - rest.trimStart().length);
  const shared = {
    span: { start, end: Math.max(start + 1, start + value.length) },
    broken: lines.span(line.index, lines.endOfBlock(line)),
  };
  if (value.startsWith('{{')) {
    return { ...shared, message: 'found `{{` outside quotes', help: 'Put the whole value in quotes: "{{ ... }}".' };
  }
  if (/^[@`%*&!]/.test(value)) {
    return {
      ...shared,
      message: `found text that begins with \`${value.charAt(0)}\``,
      help: 'Put the value in quotes.',
    };
  }
  if (/^["'[{]/.test(value)) {
    return {
      ...shared,
      message: `found text behind the closing \`${value.startsWith('[') ? ']' : value.startsWith('{') ? '}' : value.charAt(0)}\``,
      help: 'Put all of the value in quotes, or use a `|` block.',
    };
  }
  if (value.startsWith('- ')) {
    return { ...shared, message: 'found a list item on the line of its key', help: 'Begin the list on the next line.' };
  }
  const colon = /:(?=\s|$)/.exec(value);
  if (colon === null) return undefined;
  const at = start + colon.index;
  return {
    ...shared,
    span: { start: at, end: at + 1 },
    message: 'found `: ` inside text that is not in quotes, which YAML reads as a second key',
    help: 'Put the value in quotes, or use a `|` block.',
  };
}

function badIndentation(lines: TextLines, line: TextLine): SyntaxError | undefined {
  const above = lines.above(line.index);
  if (above === undefined) return undefined;
  const header = blockHeaderAbove(lines, line);
  if (header !== undefined) {
    return {
      span: lines.visible(line),
      message: `found a line of the text of \`${header.text.trim()}\` that is indented less than its first line`,
      help: 'Give every line of the text at least the indentation of its first line.',
      broken: lines.span(line.index, lines.endOfBlock({ ...line, indent: header.indent })),
    };
  }
  if (!KEY.test(above.text) && !/^\s*- /.test(above.text)) return textWithoutKey(lines, line);
  const broken = lines.span(line.index, lines.endOfBlock(line));
  if (above.indent === line.indent && /^\s*- /.test(above.text)) {
    return {
      span: lines.visible(line),
      message: `found \`${line.text.trim()}\` in the column of the \`-\` above it, where only a further \`-\` can stand`,
      help: `To belong to the list item, indent it by two spaces more (${line.indent + 2}).`,
      broken,
    };
  }
  return {
    span: lines.visible(line),
    message: `found \`${line.text.trim().slice(0, 60)}\` at an indentation (${line.indent}) that fits nothing above it`,
    help: 'Line it up with the keys it belongs to.',
    broken,
  };
}

function blockHeaderAbove(lines: TextLines, line: TextLine): TextLine | undefined {
  for (let at = line.index - 1; at >= 0; at--) {
    const candidate = lines.at(at);
    if (candidate.text.trim() === '' || candidate.indent >= line.indent) continue;
    return BLOCK_HEADER.test(candidate.text) && KEY.test(candidate.text) ? candidate : undefined;
  }
  return undefined;
}

function generic(lines: TextLines, line: TextLine, position: number, reason: string): SyntaxError {
  const start = Math.min(position, line.start + line.text.length);
  return {
    span: { start, end: start + 1 },
    message: `the file is not YAML from here on: ${reason}`,
    help: 'Compare the indentation, quotes and brackets with the lines above. Text with special characters is best put in quotes or a `|` block.',
    broken: lines.span(line.index, lines.endOfBlock(line)),
    fromHereOn: true,
  };
}
