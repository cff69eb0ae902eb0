/** A fenced block of a page. Lines of the page count from 0. */
export interface Block {
  /** What stands behind the fence: `console`, `yaml`... */
  readonly language: string;
  /** Its text without the indentation that a list gives it. */
  readonly lines: readonly string[];
  /** Line of its first line, and of the closing fence. */
  readonly start: number;
  readonly end: number;
  readonly indent: string;
  /** The path with which the paragraph before it ends: `` `path`: ``. */
  readonly path?: string;
}

/** The fenced blocks of a page in their order. Throws where a fence is never closed. */
export function blocksOf(markdown: string): readonly Block[] {
  const lines = markdown.split('\n');
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; at++) {
    const fence = /^( *)```(.*)$/.exec(lines[at] ?? '');
    if (fence === null) continue;
    const [, indent = '', language = ''] = fence;
    const end = lines.indexOf(`${indent}\`\`\``, at + 1);
    if (end === -1) throw new Error(`line ${at + 1}: the block is never closed`);
    const path = pathBefore(lines.slice(0, at));
    const body = lines.slice(at + 1, end).map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line));
    blocks.push({ language, lines: body, start: at + 1, end, indent, ...(path === undefined ? {} : { path }) });
    at = end;
  }
  return blocks;
}

function pathBefore(lines: readonly string[]): string | undefined {
  return /`([^`\n]+)`:$/.exec(lines.join('\n').trimEnd())?.[1];
}
