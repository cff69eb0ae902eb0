import type { Diagnostic } from '../diagnostics';
import type { YamlDocument, YamlPath } from '../yaml';
import { schemaErrors } from './compile';
import { badNameProblem, problemOf } from './problem';
import type { SchemaProblem } from './problem';
import { relevantErrors } from './relevant';
import { schemas } from './schemas';
import type { SchemaName } from './schemas';

/** A finding of the schema, with the place in the value that it is about. */
export interface SchemaDiagnostic extends Diagnostic {
  readonly path: YamlPath;
}

/** Errors of ajv that are put into words. Above it the value is something else than it should be, or hostile. */
const MOST_ERRORS = 200;

/**
 * Every disagreement of a value with a contract; none means that the value has the contract's type.
 * For values that come from no file; positions are paths.
 */
export function problemsOf(name: SchemaName, value: unknown): readonly SchemaProblem[] {
  const problems = new Map<string, SchemaProblem>();
  const all = schemaErrors(name, value);
  const errors = relevantErrors(all.slice(0, MOST_ERRORS));
  for (const error of errors) {
    if (error.keyword === 'propertyNames') continue;
    const path = pathOf(error.instancePath, value);
    const problem =
      error.propertyName === undefined ? problemOf(error, path, schemas[name]) : badNameProblem(error, path);
    const key = JSON.stringify([problem.path, problem.part]);
    // one finding a place: a value of the wrong type, say, fails its pattern too
    if (!problems.has(key)) problems.set(key, problem);
  }
  const rest = all.length > MOST_ERRORS ? [tooMany(all.length)] : [];
  return [...withoutMisspelt([...problems.values()]), ...rest];
}

/** Of the whole value: nothing of it can be relied on, since not all that is wrong with it is known. */
function tooMany(count: number): SchemaProblem {
  return {
    code: 'wrong-type',
    path: [],
    part: 'key',
    message: `${count} things are wrong here; the first ${MOST_ERRORS} are looked at`,
    help: 'Look for one mistake that makes the others, such as a list in the wrong place.',
  };
}

/** A misspelt key is one mistake: that the right one is missing goes without saying. */
function withoutMisspelt(problems: readonly SchemaProblem[]): readonly SchemaProblem[] {
  const meant = new Set(
    problems.map(({ code, path, meant: key }) =>
      key === undefined || code !== 'unknown-key' ? '' : JSON.stringify([...path.slice(0, -1), key]),
    ),
  );
  return problems.filter(({ code, path }) => code !== 'missing-key' || !meant.has(JSON.stringify(path)));
}

/** Checks a parsed file against a contract: findings at its own lines and columns. */
export function validate(name: SchemaName, document: YamlDocument): readonly SchemaDiagnostic[] {
  const { source } = document;
  return problemsOf(name, document.value).map(({ code, path, part, message, help }) =>
    Object.assign(
      { code, severity: 'error' as const, message, source, span: document.spanOf(path, part), path },
      help === undefined ? {} : { help },
    ),
  );
}

/** A JSON pointer as a path: steps into lists become numbers. */
function pathOf(pointer: string, value: unknown): YamlPath {
  const path: (string | number)[] = [];
  let at = value;
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    const step = Array.isArray(at) ? Number(name) : name;
    path.push(step);
    at = (at as Readonly<Record<string | number, unknown>> | undefined)?.[step];
  }
  return path;
}
