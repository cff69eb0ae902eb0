import type { Span } from '../diagnostics';
import { lineStarts } from '../diagnostics';
import type { YamlDocument } from '../yaml';
import { scalarsOf } from '../yaml';

/** A comment that accepts what is found at one place: `# sentinel-ignore CODE: reason`, in a query `// sentinel-ignore ...`. */
export interface Suppression {
  /** The code, as it is written there; empty where there is none. */
  readonly code: string;
  readonly reason: string;
  readonly span: Span;
  /** Lines, counted from 1, at which findings are accepted. */
  readonly from: number;
  readonly to: number;
}

const COMMENT = /(?:^|[ \t])(#|\/\/)[ \t]*sentinel-ignore\b[ \t]*([^\s:]*)[ \t]*:?[ \t]*(.*)$/;
const ONLY_COMMENT = /^[ \t]*(?:#|\/\/|$)/;

/**
 * The suppressions of a file. One behind something covers its line; one on a line of its own covers the next line that
 * says something. What looks like one inside another text (a description) is that text.
 */
export function suppressionsIn(document: YamlDocument): readonly Suppression[] {
  const { source } = document;
  if (!source.text.includes('sentinel-ignore')) return [];
  const query = document.scalarAt(['query']);
  const scalars = [...scalarsOf(document.root)];
  const starts = lineStarts(source);
  const found: Suppression[] = [];
  let next = starts.length;
  // upwards: what a comment of its own covers is the last line seen that says something
  for (let line = starts.length; line >= 1; line--) {
    const start = starts[line - 1] ?? 0;
    const text = source.text.slice(start, starts[line] ?? source.text.length).trimEnd();
    const alone = ONLY_COMMENT.test(text);
    if (!alone) next = line;
    const match = text.includes('sentinel-ignore') ? COMMENT.exec(text) : null;
    if (match === null) continue;
    const [whole, mark = '', code = '', reason = ''] = match;
    const at = start + match.index + whole.indexOf(mark);
    const within = scalars.find(({ content }) => content.start <= at && at < content.end);
    if (mark === '#' ? within !== undefined : within === undefined || within !== query) continue;
    const span = { start: at, end: start + text.length };
    found.push({ code, reason: reason.trim(), span, from: line, to: alone ? next : line });
  }
  return found.reverse();
}
