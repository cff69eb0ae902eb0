import type { Span } from '../diagnostics';
import { lineStarts, lineText } from '../diagnostics';
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
  return starts.flatMap((start, index): readonly Suppression[] => {
    const text = source.text.slice(start, starts[index + 1] ?? source.text.length).trimEnd();
    const match = COMMENT.exec(text);
    if (match === null) return [];
    const [whole, mark = '', code = '', reason = ''] = match;
    const at = start + match.index + whole.indexOf(mark);
    const within = scalars.find(({ content }) => content.start <= at && at < content.end);
    if (mark === '#' ? within !== undefined : within === undefined || within !== query) return [];
    const line = index + 1;
    const alone = ONLY_COMMENT.test(text);
    return [
      {
        code,
        reason: reason.trim(),
        span: { start: at, end: start + text.length },
        from: line,
        to: alone ? nextLine(document, line) : line,
      },
    ];
  });
}

function nextLine({ source }: YamlDocument, line: number): number {
  const lines = lineStarts(source).length;
  let next = line + 1;
  while (next < lines && ONLY_COMMENT.test(lineText(source, next))) next++;
  return next;
}
