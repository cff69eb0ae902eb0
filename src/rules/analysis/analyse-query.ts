import type { StaticColumn, Syntax } from '../../kql';
import { analyze } from '../../kql';
import type { Knowledge } from '../catalog/knowledge';
import { isCertain } from './flow';
import { inWords } from './kql-words';
import type { QueryFinding } from './query-finding';
import { isUnknownName, nameIn, unknownName } from './unknown-name';
import { walkQuery } from './walk-query';
import type { QueryWalk } from './walk-query';

/** Above this no workspace takes a query, and reading it could take very long. */
export const MOST_ANALYSED = 20_000;

/** A column that one side of a join lacks: as certain as the columns of the side are. */
const ON_BOTH_SIDES = 'KS145';

/** What a query's one reading gives; everything else is asked of this. */
export interface QueryAnalysis {
  readonly findings: readonly QueryFinding[];
  /** Columns of the result as the binder knows them; undefined where the query is broken. */
  readonly columns: readonly StaticColumn[] | undefined;
  /** The bound tree; undefined where the query is broken, and so is the walk over it. */
  readonly root: Syntax | undefined;
  readonly walk: QueryWalk | undefined;
}

/** Parses and binds a query, once, and says what is wrong with it in plain words. */
export function analyseQuery(query: string, catalog: Knowledge): QueryAnalysis {
  const analysis = analyze(query, catalog);
  const errors = analysis.diagnostics.filter(({ severity }) => severity !== 'info');
  const broken = errors.find(({ syntax, code }) => syntax || code === 'KS244' || code === 'KS245');
  if (broken !== undefined) {
    const found = query.slice(broken.span.start, broken.span.end);
    // what comes after the first mistake is mostly its echo
    const finding: QueryFinding = { severity: 'error', span: broken.span, ...inWords(broken, found) };
    return { findings: [finding], columns: undefined, root: undefined, walk: undefined };
  }
  const walk = walkQuery(analysis, catalog);
  const findings: QueryFinding[] = [];
  const told = new Set<string>();
  for (const found of errors.filter(isUnknownName)) {
    const name = nameIn(found, query);
    const key = `${found.code} ${name}`;
    if (told.has(key)) continue;
    told.add(key);
    const row = walk.rowsAt.get(found.span.start);
    // the binder invents the columns of what it does not know; that it misses one here is the echo of another name
    if (row !== undefined && row.unbounded.size > 0 && found.code === 'KS142') continue;
    findings.push(unknownName(found, { query, catalog, row }));
  }
  const names = errors.filter(isUnknownName);
  for (const found of errors) {
    const { span, severity } = found;
    const echo = names.some((name) => name.span.start < span.end && span.start < name.span.end);
    if (isUnknownName(found) || echo) continue;
    const row = walk.rowsAt.get(span.start);
    const doubtful = found.code === ON_BOTH_SIDES && row !== undefined && !isCertain(row);
    findings.push({
      severity: doubtful ? 'warning' : severity,
      span,
      ...inWords(found, query.slice(span.start, span.end)),
    });
  }
  return { findings, columns: analysis.result?.columns, root: analysis.root, walk };
}
