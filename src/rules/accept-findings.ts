import type { Diagnostic, Span } from '../diagnostics';
import { positionAt, suggest } from '../diagnostics';
import type { YamlDocument } from '../yaml';
import { checks, fileCodes, projectChecks } from './checks';
import type { RuleDraft } from './rule-file';
import { suppressionsIn } from './suppressions';

interface AcceptingFile {
  readonly document: YamlDocument | undefined;
  /** Entries of its `ignore` list. */
  readonly ignore?: RuleDraft['ignore'];
  /** Whether all of it was understood: in what was not, there may be what an entry accepts. */
  readonly whole: boolean;
  wasLookedFor(code: string): boolean;
}

/**
 * What is left of the findings of a file's checks without those that the file accepts (an entry of `ignore` for the whole
 * file, a comment for a line), and which of these accept nothing. What is wrong with the YAML or the shape cannot be
 * accepted: such a file is not understood. What was not looked for cannot be missing.
 */
export function withoutAccepted(
  { document, ignore = [], whole, wasLookedFor }: AcceptingFile,
  found: readonly Diagnostic[],
): readonly Diagnostic[] {
  if (document === undefined) return found;
  const { source } = document;
  const comments = suppressionsIn(document);
  const entries = ignore.map((entry) => entry?.code);
  if (comments.length === 0 && entries.length === 0) return found;
  const used = new Set<object | number>();
  const kept = found.filter(({ code, span }) => {
    const index = entries.indexOf(code);
    if (index >= 0) used.add(index);
    const { line } = positionAt(source, span.start);
    const here = comments.filter(
      (each) => each.code === code && each.reason !== '' && each.from <= line && line <= each.to,
    );
    for (const comment of here) used.add(comment);
    return index < 0 && here.length === 0;
  });
  const unused = (code: string, span: Span, where: string): Diagnostic => {
    const known = [...checks, ...projectChecks, ...fileCodes].map((each) => each.code);
    const near = known.includes(code) ? undefined : suggest(code, known);
    return {
      code: 'ignore-unused',
      severity: 'warning',
      message: `nothing with the code \`${code}\` is found ${where}`,
      help: near === undefined ? 'Remove it.' : `Did you mean \`${near}\`?`,
      source,
      span,
    };
  };
  const said: Diagnostic[] = [];
  for (const comment of comments) {
    if (comment.code === '' || comment.reason === '') {
      const message = `the comment does not say ${comment.code === '' ? 'what it accepts' : 'why'}, so it accepts nothing`;
      const help = 'Write `sentinel-ignore CODE: reason`, with the code of the finding.';
      said.push({ code: 'ignore-reason', severity: 'error', message, help, source, span: comment.span });
    } else if (!used.has(comment) && whole && wasLookedFor(comment.code)) {
      const { from, to } = comment;
      said.push(unused(comment.code, comment.span, from === to ? 'on this line' : `up to line ${to}`));
    }
  }
  if (!whole) return [...kept, ...said];
  entries.forEach((code, index) => {
    if (code === undefined || used.has(entries.indexOf(code)) || !wasLookedFor(code)) return;
    said.push(unused(code, document.spanOf(['ignore', index, 'code'], 'value'), 'here'));
  });
  return [...kept, ...said];
}
