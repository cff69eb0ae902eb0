import type { ColumnSchema } from '../../kql';
import { parseColumnList } from './column-list';

/** Where a table lives: a workspace's own tables, custom logs (`_CL`), or the Defender portal's advanced hunting alone. */
export type TableOrigin = 'workspace' | 'custom' | 'advanced-hunting';

/** A line of a pack: one table or one parser, its columns in the compact form. */
export interface PackLine {
  readonly name: string;
  /** Absent: `workspace`. */
  readonly origin?: TableOrigin;
  readonly columns: string;
  /** Column -> the column whose value it repeats. */
  readonly mirrors?: Readonly<Record<string, string>>;
}

export interface PackEntry {
  readonly name: string;
  readonly origin: TableOrigin;
  readonly columns: readonly ColumnSchema[];
  readonly mirrors: Readonly<Record<string, string>>;
}

/** Many tables in one text, of which only those that are asked for are parsed. */
export interface Pack {
  has(name: string): boolean;
  get(name: string): PackEntry | undefined;
  names(): readonly string[];
}

const START = '{"name":"';

/**
 * Reads a pack (`*.jsonl`: one JSON object a line, sorted by name, the first line says where the facts are from).
 * The text is scanned for names once; a line is parsed when its table is first asked for.
 */
export function openPack(text: string): Pack {
  const lines = new Map<string, string | PackEntry>();
  for (let from = 0; from < text.length;) {
    const end = text.indexOf('\n', from);
    const to = end < 0 ? text.length : end;
    if (text.startsWith(START, from)) {
      const name = text.slice(from + START.length, text.indexOf('"', from + START.length));
      lines.set(name, text.slice(from, to));
    }
    from = to + 1;
  }
  return {
    has: (name) => lines.has(name),
    names: () => [...lines.keys()],
    get(name) {
      const line = lines.get(name);
      if (typeof line !== 'string') return line;
      const parsed = JSON.parse(line) as PackLine;
      const { origin = 'workspace', mirrors = {} } = parsed;
      const entry = { name, origin, columns: parseColumnList(parsed.columns), mirrors };
      lines.set(name, entry);
      return entry;
    },
  };
}
