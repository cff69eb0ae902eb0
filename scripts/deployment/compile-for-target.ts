import { hostSpan } from '../../src/diagnostics';
import type { Diagnostic, Source, Span } from '../../src/diagnostics';
import { compileRule, placeInFile } from '../../src/rules';
import type { CompiledRule, CompileProblem, LoadedRule, Tuning } from '../../src/rules';
import { alertRuleResource } from '../../src/state';
import type { DesiredResource } from '../../src/state';

/** A rule as a target gets it. */
export interface ForTarget {
  readonly compiled: CompiledRule;
  readonly resource: DesiredResource;
  readonly diagnostics: readonly Diagnostic[];
}

/** One rule as a target gets it, or what keeps it from being compiled, at the line that somebody wrote. */
export function compileForTarget(loaded: LoadedRule, tuning: Tuning | undefined): ForTarget {
  const compiled = compileRule(loaded.rule, tuning?.overrides ?? {});
  return {
    compiled,
    resource: { ...alertRuleResource(compiled.id, compiled.body), path: loaded.path },
    diagnostics: compiled.problems.map((problem) => placed(problem, loaded, tuning)),
  };
}

/** The line that somebody wrote, of a place in the compiled query: in the rule's file, or in the tuning's. */
export function placeInRule(
  span: Span,
  { compiled, loaded, tuning }: Pick<ForTarget, 'compiled'> & { readonly loaded: LoadedRule; readonly tuning?: Tuning },
): { readonly source: Source; readonly span: Span } {
  const place = placeInFile(compiled.query, span);
  const own = place.path[0] === 'query' || tuning === undefined;
  const inTuning = own ? undefined : tuningPath(place.path, loaded, tuning);
  const [document, path] =
    inTuning === undefined || tuning === undefined ? [loaded.document, place.path] : [tuning.document, inTuning];
  const text = 'within' in place ? document.embeddedAt(path) : undefined;
  const at = 'within' in place && text !== undefined ? hostSpan(text, place.within) : document.spanOf(path, 'value');
  return { source: document.source, span: at };
}

function placed(
  { code, message, help, path }: CompileProblem,
  loaded: LoadedRule,
  tuning: Tuning | undefined,
): Diagnostic {
  const inTuning = tuning === undefined ? undefined : tuningPath(path, loaded, tuning);
  const [document, at] =
    tuning === undefined || inTuning === undefined ? [loaded.document, path] : [tuning.document, inTuning];
  const span = document.spanOf(at, 'value');
  return { code, severity: 'error', message, help, source: document.source, span };
}

/** The path in the tuning file of what it added; its exclusions come after the rule's own. */
function tuningPath(
  path: CompileProblem['path'],
  { rule }: LoadedRule,
  { overrides }: Tuning,
): CompileProblem['path'] | undefined {
  const [part, member, ...rest] = path;
  if (part === 'exclusions' && typeof member === 'number') {
    const own = rule.exclusions.length;
    return member < own ? undefined : [part, member - own, ...rest];
  }
  if (part === 'parameters') return Object.hasOwn(overrides.parameters ?? {}, String(member)) ? path : undefined;
  // The rule alone passed its checks: what is wrong with the whole query is what the tuning added.
  return ['rule'];
}
