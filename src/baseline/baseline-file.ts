import type { Diagnostic, Source } from '../diagnostics';
import { validate } from '../schema';
import { parseYaml, printYaml } from '../yaml';
import type { Baseline, KnownError } from './baseline';

const HEADER = `# What was wrong with rules when they came into this repository, accepted until it changes: an error until its line does, a missing
# test until the query does. Whatever is not in here is new, and red. \`sentinel-rules baseline\` writes it anew; take an entry out
# to see its error again.
`;

/** The keys of `schemas/baseline.schema.json`, as validated. */
interface BaselineFile {
  readonly untested?: Readonly<Record<string, string>>;
  readonly errors?: readonly KnownError[];
}

/** Reads a baseline. Without one in the result, the diagnostics say why. */
export function loadBaseline(source: Source): {
  readonly baseline?: Baseline;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { document, diagnostics } = parseYaml(source);
  if (document === undefined) return { diagnostics };
  const found = [...diagnostics, ...validate('baseline', document)];
  if (found.some(({ severity }) => severity === 'error')) return { diagnostics: found };
  const { untested = {}, errors = [] } = document.value as BaselineFile;
  const lower = errors.map((error) => ({ ...error, rule: error.rule.toLowerCase() }));
  const hashes = Object.entries(untested).map(([id, hash]) => [id.toLowerCase(), hash] as const);
  return { baseline: { untested: new Map(hashes), errors: lower }, diagnostics: found };
}

/** The file of a baseline, the same for the same errors in any order. */
export function baselineYaml({ untested, errors }: Baseline): string {
  const sorted = [...errors].toSorted((a, b) => compare(sortKey(a), sortKey(b)));
  const hashes = [...untested].toSorted(([a], [b]) => compare(a, b));
  return `${HEADER}${printYaml({
    ...(sorted.length === 0 ? {} : { errors: sorted.map(({ rule, code, line }) => ({ rule, code, line })) }),
    ...(hashes.length === 0 ? {} : { untested: Object.fromEntries(hashes) }),
  })}`;
}

const sortKey = ({ rule, code, line }: KnownError): string => [rule, code, line].join('\0');

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
