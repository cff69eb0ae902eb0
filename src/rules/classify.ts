/** What a YAML file under a project's detections is taken for. */
export type FileKind = 'rule' | 'hunting';

/** Keys that only an analytics rule has: a file with one of them, or with `kind`, is a rule. */
const RULE_KEYS = new Set([
  'kind',
  'queryFrequency',
  'queryPeriod',
  'triggerOperator',
  'triggerThreshold',
  'startTimeUtc',
]);

/** A file with neither `kind` nor any key of a schedule is a hunting query. */
export function kindOfFile(value: unknown): FileKind {
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  return keys.some((key) => RULE_KEYS.has(key)) ? 'rule' : 'hunting';
}

/**
 * Whether a path (forward slashes) is that of a rule or hunting query. Tests (`*.test.yaml`) and folders that begin
 * with `_` (watchlists, functions, tuning, fixtures) or `.` belong to others.
 */
export function isRulePath(path: string): boolean {
  const steps = path.split('/');
  const name = steps.pop() ?? '';
  const apart = steps.some((step) => /^(?:_|\.(?!\.?$))/.test(step));
  return !apart && /\.ya?ml$/i.test(name) && !/\.test\.ya?ml$/i.test(name);
}
