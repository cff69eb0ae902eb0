/** A file that is made to take all time or memory of what reads it. */
export interface HostileFile {
  readonly name: string;
  /** Made when it is asked for: some have ten million characters. */
  readonly text: () => string;
  /** An error with one of these codes must say what is wrong; none where the file is merely large. */
  readonly codes: readonly string[];
}

const MILLION = 1024 * 1024;

/** Just below the most that is read of a file. */
const MOST = MILLION - 1000;

const head = `id: 5a0c8c2e-7e52-4d0c-9d1f-0c9c6ad3b001
name: Hostile
version: 1.0.0
kind: Scheduled
description: x
severity: Low
queryFrequency: 1d
queryPeriod: 1d
triggerOperator: gt
triggerThreshold: 0
tactics: [InitialAccess]
`;

const rule = (query: string): string => `${head}query: |\n  ${query.replaceAll('\n', '\n  ')}\n`;
const filled = (part: string, length: number): string => part.repeat(Math.ceil(length / part.length)).slice(0, length);

function laughs(): string {
  const levels = Array.from({ length: 40 }, (_, index) => {
    const before = index === 0 ? 'x' : `*a${index - 1}`;
    return `a${index}: &a${index} [${Array.from({ length: 9 }, () => before).join(', ')}]`;
  });
  return `${head}${levels.join('\n')}\n`;
}

/** Each line uses the one before twice: 2^n of them when it is unfolded. */
function doubling(first: string, line: (before: string) => string, count: number): string {
  const lines = [`let v0 = ${first};`];
  for (let index = 1; index <= count; index++) lines.push(`let v${index} = ${line(`v${index - 1}`)};`);
  return rule(`${lines.join('\n')}\nv${count}`);
}

const YAML: readonly HostileFile[] = [
  { name: 'alias bomb', text: laughs, codes: ['yaml-anchor'] },
  {
    name: 'merge keys',
    text: () => `${head}${'<<: {a: 1}\n'.repeat(20_000)}`,
    codes: ['yaml-merge-key', 'yaml-duplicate-key'],
  },
  { name: 'flow nesting', text: () => `${head}tags: ${'['.repeat(500_000)}`, codes: ['yaml-depth'] },
  { name: 'flow mappings', text: () => `${head}tags: ${'{a: '.repeat(200_000)}`, codes: ['yaml-depth'] },
  {
    name: 'block nesting',
    text: () => Array.from({ length: 1200 }, (_, index) => `${' '.repeat(index)}a:`).join('\n'),
    codes: ['yaml-depth'],
  },
  { name: 'dashes', text: () => `${head}tags:\n  ${'- '.repeat(200_000)}x\n`, codes: ['yaml-depth'] },
  { name: 'ten million characters', text: () => filled('a: b\n', 11 * MILLION), codes: ['yaml-size'] },
  {
    name: 'a million characters in one word',
    text: () => filled('x', MOST),
    codes: ['wrong-type', 'yaml-syntax'],
  },
  {
    name: 'a million spaces',
    text: () => `${head}a:${filled(' ', MOST)}b: c`,
    codes: ['yaml-syntax', 'unknown-key'],
  },
  { name: 'a million line ends', text: () => `${head}${filled('\n', MOST)}x`, codes: ['yaml-syntax'] },
  { name: 'a list of half a million', text: () => `${head}tags: [${filled('a,', MOST)}a]\n`, codes: [] },
  {
    name: 'ninety thousand keys',
    text: () => Array.from({ length: 90_000 }, (_, index) => `k${index}: 1`).join('\n'),
    codes: ['unknown-key'],
  },
  { name: 'one key a hundred thousand times', text: () => filled('name: x\n', MOST), codes: ['yaml-duplicate-key'] },
  {
    name: 'a million control characters',
    text: () => `${head}a: ${filled('\u0001', MOST)}`,
    codes: ['yaml-syntax'],
  },
  { name: 'a million quotes', text: () => `${head}a: ${filled('"', MOST)}`, codes: ['yaml-syntax'] },
  { name: 'broken lines', text: () => `${head}${filled('a: b: c\n', 200_000)}`, codes: ['yaml-syntax'] },
  { name: 'escapes', text: () => `${head}a: "${filled('\\u0041', MOST)}"\n`, codes: ['unknown-key'] },
  {
    name: 'a query of a million characters',
    text: () => rule(filled('T\n| where A == 1\n', MOST / 2)),
    codes: ['query-too-long', 'wrong-length'],
  },
  {
    name: 'a folded query',
    text: () => `${head}query: >\n  ${filled('T | where A == 1\n  ', MOST)}`,
    codes: ['query-too-long', 'wrong-length'],
  },
  {
    name: 'a description of a million characters',
    text: () => `${head}alertDetailsOverride:\n  alertDisplayNameFormat: "${filled('{{', MOST)}"\n`,
    codes: ['wrong-length', 'override-placeholder-syntax'],
  },
];

const QUERIES: readonly HostileFile[] = [
  { name: 'brackets', text: () => rule(`T | where ${'('.repeat(9000)}`), codes: ['kql-syntax', 'kql-too-complex'] },
  {
    name: 'closed brackets',
    text: () => rule(`SigninLogs | where ${'('.repeat(4500)}1==1${')'.repeat(4500)}`),
    codes: ['kql-too-complex', 'kql-syntax'],
  },
  {
    name: 'calls in calls',
    text: () => rule(`SigninLogs | extend X = ${'tolower('.repeat(1000)}"x"${')'.repeat(1000)}`),
    codes: ['kql-too-complex'],
  },
  { name: 'operators', text: () => rule(`SigninLogs ${'| where 1 == 1 '.repeat(600)}`), codes: ['kql-too-complex'] },
  { name: 'a long sum', text: () => rule(`SigninLogs | extend X = 1${'+1'.repeat(4500)}`), codes: ['kql-too-complex'] },
  {
    name: 'minus signs',
    text: () => rule(`SigninLogs | extend X = ${'-'.repeat(9000)}1`),
    codes: ['kql-syntax', 'kql-too-complex'],
  },
  { name: 'dots', text: () => rule(`SigninLogs | extend X = a${'.a'.repeat(4500)}`), codes: ['kql-too-complex'] },
  {
    name: 'joins in joins',
    text: () => rule(`${'SigninLogs | join ('.repeat(400)}SigninLogs${') on Id'.repeat(400)}`),
    codes: [],
  },
  {
    name: 'tables that double',
    text: () => doubling('SigninLogs', (before) => `union ${before}, ${before}`, 60),
    codes: ['kql-too-complex'],
  },
  {
    name: 'joins that double',
    text: () => doubling('SigninLogs', (before) => `${before} | join ${before} on Id`, 40),
    codes: ['kql-too-complex'],
  },
  {
    name: 'functions that double',
    text: () => doubling('(){ SigninLogs }', (before) => `(){ union ${before}(), ${before}() }`, 40),
    codes: ['kql-too-complex'],
  },
  {
    name: 'values that double',
    text: () => doubling('1d', (before) => `${before} + ${before}`, 200),
    codes: ['kql-too-complex'],
  },
  { name: 'all tables', text: () => rule(`union ${'*, '.repeat(200)}*`), codes: ['kql-too-complex'] },
  { name: 'searches', text: () => rule(`union ${'(search "x"), '.repeat(600)}T`), codes: ['kql-too-complex'] },
  { name: 'wildcards', text: () => rule(`union ${'*a*b*c*d*e*f*g*h, '.repeat(400)}T`), codes: [] },
  { name: 'find and search', text: () => rule('find where * has "x" | union (search "x")'), codes: [] },
  {
    name: 'unknown names',
    text: () => rule(`SigninLogs | where ${Array.from({ length: 700 }, (_, index) => `N${index} == 1`).join(' or ')}`),
    codes: ['kql-too-complex'],
  },
  {
    name: 'one text',
    text: () => rule(`SigninLogs | where AppDisplayName == "${'a\\\\'.repeat(3000)}`),
    codes: ['kql-syntax'],
  },
  {
    name: 'a list in a list',
    text: () => rule(`print dynamic(${'['.repeat(4000)}${']'.repeat(4000)})`),
    codes: ['kql-too-complex'],
  },
  {
    name: 'markers',
    text: () => rule(`T\n${'// @exclusions\n'.repeat(600)}${'let a = 1; // @parameter\n'.repeat(20)}`),
    codes: [],
  },
  {
    name: 'exclusions',
    text: () =>
      `${rule('SigninLogs\n// @exclusions')}exclusions:\n${'  - { name: a, scenario: b, where: A == 1 or (B == 2 }\n'.repeat(500)}`,
    codes: ['compiled-query-too-long'],
  },
  {
    name: 'entities',
    text: () =>
      `${rule('SigninLogs')}entityMappings:\n${'  - { entityType: IP, fieldMappings: [{ identifier: Address, columnName: Nope }] }\n'.repeat(3000)}`,
    codes: ['entity-count'],
  },
  {
    name: 'comments that accept',
    text: () => rule(`SigninLogs\n${'// sentinel-ignore kql-type: x\n'.repeat(9000)}`),
    codes: [],
  },
];

/** All of them; each must be answered within the time, with one of its codes. */
export const hostileFiles: readonly HostileFile[] = [...YAML, ...QUERIES];
