import type { Block } from './blocks';
import { blocksOf } from './blocks';
import type { PageData } from './page-data';

/** What a block asks of somebody who follows the page. `line` is that of the page, from 1. */
export type Step = { readonly line: number; readonly block: Block } & (
  | { readonly kind: 'write'; readonly path: string; readonly text: string }
  | { readonly kind: 'change'; readonly path: string; readonly before: string; readonly after: string }
  | { readonly kind: 'run'; readonly commands: readonly ShownCommand[] }
  | { readonly kind: 'fragment'; readonly of: string; readonly text: string }
  | { readonly kind: 'excerpt'; readonly path: string; readonly text: string }
  | { readonly kind: 'query'; readonly text: string }
  | { readonly kind: 'drawing'; readonly reason: string }
);

export interface ShownCommand {
  readonly command: string;
  /** What the page says that it prints; absent in `sh`, where only its exit code counts. */
  readonly shown?: readonly string[];
  readonly line: number;
}

const FILES = new Set(['yaml', 'json', 'csv', 'hcl', 'ini', 'codeowners', 'ndjson']);

/** What the blocks of a page ask for. Throws at a block that nothing would run, write or hold against anything. */
export function stepsOf(markdown: string, data: PageData): readonly Step[] {
  return blocksOf(markdown).map((block) => stepOf(block, data));
}

function stepOf(block: Block, data: PageData): Step {
  const { language, lines, path, start: line } = block;
  const place = { line, block };
  const [first = ''] = lines;
  const text = `${lines.join('\n')}\n`;
  if (language === 'console') return { ...place, kind: 'run', commands: shownCommands(block) };
  if (language === 'sh') return { ...place, kind: 'run', commands: commandsOf(block) };
  if (language === 'diff') {
    if (path === undefined)
      throw new Error(`line ${line}: the paragraph before a change ends with the file's path and a colon`);
    return { ...place, kind: 'change', path, before: without('+', lines), after: without('-', lines) };
  }
  if (language === 'text') {
    const reason = data.drawings?.[first];
    if (reason === undefined)
      throw new Error(`line ${line}: a text that the page's data gives no reason for: ${first}`);
    return { ...place, kind: 'drawing', reason };
  }
  const excerptOf = data.excerpts?.[first];
  if (excerptOf !== undefined) return { ...place, kind: 'excerpt', path: excerptOf, text };
  const of = data.fragments?.[first];
  if (of !== undefined) return { ...place, kind: 'fragment', of, text };
  if (language === 'kusto') return { ...place, kind: 'query', text };
  if (FILES.has(language) && path !== undefined) return { ...place, kind: 'write', path, text };
  throw new Error(
    `line ${line}: a block of ${language || 'no language'} that nothing runs, writes or checks: ${first}`,
  );
}

function without(sign: string, lines: readonly string[]): string {
  return lines
    .filter((line) => !line.startsWith(sign))
    .map((line) => `${line.slice(1)}\n`)
    .join('');
}

/** Each command behind `$ `, over several lines where they end with a backslash, with the lines that follow it. */
function shownCommands({ lines, start }: Block): readonly ShownCommand[] {
  const commands: { command: string; shown: string[]; line: number }[] = [];
  for (const [index, line] of lines.entries()) {
    const last = commands.at(-1);
    if (last !== undefined && last.shown.length === 0 && last.command.endsWith('\\')) last.command += `\n${line}`;
    else if (line.startsWith('$ ')) commands.push({ command: line.slice(2), shown: [], line: start + index + 1 });
    else if (last !== undefined) last.shown.push(line);
    else throw new Error(`line ${start + 1}: a command begins with "$ "`);
  }
  return commands;
}

/** A command on each line; what stands behind ` # ` is said about it. */
function commandsOf({ lines, start }: Block): readonly ShownCommand[] {
  const commands: { command: string; line: number }[] = [];
  for (const [index, line] of lines.entries()) {
    const last = commands.at(-1);
    if (last?.command.endsWith('\\') === true || openQuote(last?.command)) last!.command += `\n${line}`;
    else if (line.trim() !== '') commands.push({ command: line, line: start + index + 1 });
    const [now] = commands.slice(-1);
    if (now !== undefined) now.command = withoutRemark(now.command);
  }
  return commands.filter(({ command }) => command !== '');
}

const WORDS = /'[^']*'|"[^"]*"|[^\s'"]+|\s+|./g;

function withoutRemark(command: string): string {
  const words = command.match(WORDS) ?? [];
  const remark = words.findIndex((word, at) => word.startsWith('#') && (at === 0 || /^\s+$/.test(words[at - 1] ?? '')));
  return (remark === -1 ? command : words.slice(0, remark).join('')).trimEnd();
}

/** Whether a text in quotes goes on in the next line: JSON behind `curl -d`. */
function openQuote(command = ''): boolean {
  return /^['"]$/.test((command.match(WORDS) ?? []).find((word) => /^['"]/.test(word) && word.length === 1) ?? '');
}

/** What a page's data says of commands and blocks that the page does not have any more. */
export function unusedOf(steps: readonly Step[], data: PageData): readonly string[] {
  const commands = new Set(
    steps.flatMap((step) => (step.kind === 'run' ? step.commands.map(({ command }) => command) : [])),
  );
  const firsts = new Set(steps.map(({ block }) => block.lines[0]));
  const named = (part: Readonly<Record<string, unknown>> | undefined): readonly string[] => Object.keys(part ?? {});
  return [
    ...[data.exits, data.before, data.instead, data.servers, data.notRun]
      .flatMap(named)
      .filter((one) => !commands.has(one)),
    ...[data.fragments, data.excerpts, data.drawings].flatMap(named).filter((one) => !firsts.has(one)),
    ...named(data.words).filter((word) => ![...commands].some((one) => withWords(one, { [word]: '' }) !== one)),
  ];
}

/** A command as it is run: words of the reader's replaced. */
export function withWords(command: string, words: Readonly<Record<string, string>>): string {
  return Object.entries(words).reduce(
    (text, [word, instead]) => text.replaceAll(new RegExp(`(?<![\\w-])${escaped(word)}(?![\\w-])`, 'g'), () => instead),
    command,
  );
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
