/** A `// @exclusions [name]` line of a query: where exclusions are compiled to. */
export interface ExclusionMarker {
  /** Undefined is the unnamed marker. */
  readonly name: string | undefined;
  /** Offset of the line's first character in the query. */
  readonly start: number;
  /** Offset just behind the line's text, before its line end. */
  readonly end: number;
  readonly indent: string;
}

/** A `let name = literal; // @parameter` line of a query. The literal is what a target's tuning replaces. */
export interface ParameterLine {
  readonly name: string;
  readonly literal: string;
  /** Offsets of the literal in the query. */
  readonly start: number;
  readonly end: number;
}

const EXCLUSIONS = /^([ \t]*)\/\/[ \t]*@exclusions(?:[ \t]+([A-Za-z][\w-]*))?[ \t]*$/gm;
const PARAMETER = /^([ \t]*let[ \t]+([A-Za-z_]\w*)[ \t]*=[ \t]*)(\S.*?)[ \t]*;[ \t]*\/\/[ \t]*@parameter\b.*$/gm;

/** Every exclusion marker of a query, in order. */
export function exclusionMarkers(query: string): readonly ExclusionMarker[] {
  return [...query.matchAll(EXCLUSIONS)].map((match) => ({
    name: match[2],
    start: match.index,
    end: match.index + match[0].length,
    indent: match[1] ?? '',
  }));
}

/** Every parameter line of a query, in order. */
export function parameterLines(query: string): readonly ParameterLine[] {
  return [...query.matchAll(PARAMETER)].map((match) => {
    const literal = match[3] ?? '';
    const start = match.index + (match[1] ?? '').length;
    return { name: match[2] ?? '', literal, start, end: start + literal.length };
  });
}
