const PLAIN: readonly (readonly [string, string])[] = [
  ['id', 'id: 3f2b7c1e-9d4a-4f6b-8a21-5c0e7d9b1f34'],
  ['name', 'name: Sign-ins of one address to many accounts'],
  ['kind', 'kind: Scheduled'],
  ['version', 'version: 1.0.0'],
  ['description', 'description: Finds one address that fails to sign in to many accounts.'],
  ['severity', 'severity: Medium'],
  ['queryFrequency', 'queryFrequency: 1h'],
  ['queryPeriod', 'queryPeriod: 1h'],
  ['triggerOperator', 'triggerOperator: gt'],
  ['triggerThreshold', 'triggerThreshold: 0'],
  ['tactics', 'tactics: [CredentialAccess]'],
  ['query', 'query: |\n  SigninLogs\n  | where ResultType == "50126"'],
];

const SCHEDULE = new Set([
  'kind',
  'version',
  'severity',
  'queryFrequency',
  'queryPeriod',
  'triggerOperator',
  'triggerThreshold',
]);

/** A plain rule (or hunting query) with some keys put in: those that it has already are replaced. */
export function exampleFile(fragment: string, kind: 'rule' | 'hunting' = 'rule'): string {
  const given = new Set([...fragment.matchAll(/^([A-Za-z]\w*):/gm)].map((match) => match[1]));
  const plain = PLAIN.filter(([key]) => !given.has(key) && (kind === 'rule' || !SCHEDULE.has(key)));
  // an empty value in a fragment takes the key out
  const added = fragment.split(/^(?=[A-Za-z]\w*:)/m).filter((part) => !/^\w+:\s*$/.test(part));
  return `${[...plain.map(([, text]) => text), ...added.map((part) => part.trimEnd())].join('\n')}\n`;
}
