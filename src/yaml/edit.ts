import { lineStarts, lineText, positionAt } from '../diagnostics';
import { coreValue } from './core-scalar';
import type { YamlDocument } from './document';
import type { YamlPath, YamlScalar } from './node';
import { parseYaml } from './parse';

/** The whole new text of the file, or why the edit was not made. */
export type YamlEdit =
  { readonly done: true; readonly text: string } | { readonly done: false; readonly reason: string };

/**
 * Replaces the text of one scalar and leaves every other byte as it is: comments, order, line ends. The scalar keeps
 * its style where the new text allows it (plain text that needs quotes gets them). The result is parsed again: an edit
 * that would change anything else, or not read back as given, is refused.
 */
export function replaceScalar(document: YamlDocument, path: YamlPath, text: string): YamlEdit {
  const node = document.nodeAt(path);
  if (node === undefined || node.kind !== 'scalar')
    return refuse('only the text of a key or list item can be replaced');
  if (node.content.end <= node.content.start) return refuse('there is no text yet that could be replaced');
  for (const written of spellings(document, node, text)) {
    const edited = splice(document.source.text, written.start, written.end, written.text);
    const after = reread(document, edited);
    if (after?.scalarAt(path)?.text === text && sameBut(document, after, path)) return { done: true, text: edited };
  }
  return refuse('the new text cannot be written in the style of the old one');
}

/**
 * Adds an item at the end of a block sequence: `lines[0]` behind a new `-`, the others below it. Refused for flow
 * sequences (`[a, b]`), empty ones, and wherever the result does not read back as the old list plus one item.
 */
export function appendToSequence(document: YamlDocument, path: YamlPath, lines: readonly string[]): YamlEdit {
  const node = document.nodeAt(path);
  if (node === undefined || node.kind !== 'sequence' || node.flow || node.items.length === 0) {
    return refuse('an item can only be added to a list written with `-` lines that has one already');
  }
  const { source } = document;
  const dash = positionAt(source, node.span.start);
  const margin = lineText(source, dash.line).slice(0, dash.column - 1);
  if (/[^ ]/.test(margin)) return refuse('the list does not begin on a line of its own');
  const last = positionAt(source, node.span.end).line;
  const at = lineStarts(source)[last] ?? source.text.length;
  const end = lineEnd(source.text);
  const item = lines.map((line, index) => `${margin}${index === 0 ? '- ' : '  '}${line}${end}`).join('');
  const glue = at === source.text.length && !/[\r\n]$/.test(source.text) ? end : '';
  const edited = splice(source.text, at, at, glue + item);
  const after = reread(document, edited);
  const list = after?.nodeAt(path);
  const grown = list?.kind === 'sequence' && list.items.length === node.items.length + 1;
  if (after === undefined || !grown || !sameBut(document, after, [...path, node.items.length])) {
    return refuse('the new item does not read back as one more item of the list');
  }
  return { done: true, text: edited };
}

interface Written {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** How the text could stand in the scalar's place, best first. */
function spellings(document: YamlDocument, node: YamlScalar, text: string): readonly Written[] {
  const { span, content, style, indent } = node;
  const single = { ...span, text: `'${text.replaceAll("'", "''")}'` };
  const double = { ...span, text: JSON.stringify(text) };
  switch (style) {
    case 'plain':
      // text must stay text: `true` or nothing at all would be read as something else
      if (typeof node.value === 'string' && typeof coreValue(text) !== 'string') return [single, double];
      return [{ ...span, text }, single, double];
    case 'single-quoted':
      return [single, double];
    case 'double-quoted':
      return [double];
    case 'literal': {
      const end = lineEnd(document.source.text);
      const body = text.endsWith('\n') ? text.slice(0, -1) : text;
      const lines = body.split('\n').map((line) => (line === '' ? '' : ' '.repeat(Math.max(0, indent)) + line));
      const closed = /[\r\n]$/.test(document.source.text.slice(content.start, content.end)) ? end : '';
      return [{ ...content, text: lines.join(end) + closed }];
    }
    case 'folded':
      return [];
  }
}

function reread(document: YamlDocument, text: string): YamlDocument | undefined {
  const parsed = parseYaml({ path: document.source.path, text });
  return parsed.diagnostics.length === 0 ? parsed.document : undefined;
}

/** Whether two documents hold the same values except at a path. */
function sameBut(before: YamlDocument, after: YamlDocument, path: YamlPath): boolean {
  const left = structuredClone(before.value);
  const right = structuredClone(after.value);
  drop(left, path);
  drop(right, path);
  return JSON.stringify(left) === JSON.stringify(right);
}

function drop(value: unknown, path: YamlPath): void {
  const holder = path
    .slice(0, -1)
    .reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], value);
  const last = path.at(-1);
  if (last === undefined || typeof holder !== 'object' || holder === null) return;
  if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else delete (holder as Record<string, unknown>)[last];
}

function lineEnd(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

function splice(text: string, start: number, end: number, insert: string): string {
  return text.slice(0, start) + insert + text.slice(end);
}

function refuse(reason: string): YamlEdit {
  return { done: false, reason };
}
