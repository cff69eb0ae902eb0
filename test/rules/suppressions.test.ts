import { checkProject } from '../../src/rules';
import { exampleCatalog } from './example-catalog';
import { exampleFile } from './example-file';

const catalog = exampleCatalog();

/** `code @ text` of what is found, remarks left out. */
function found(fragment: string, change = (text: string): string => text): readonly string[] {
  const text = change(exampleFile(fragment));
  return checkProject([{ path: 'a.yaml', text }], { today: '2026-11-24', catalog })
    .diagnostics.filter(({ severity }) => severity !== 'info')
    .map(({ code, span }) => `${code} @ ${text.slice(span.start, span.end)}`);
}

const NEVER = 'triggerOperator: lt\ntriggerThreshold: 0';
const UNKNOWN = 'query: |\n  T\n  | where X == 1';

describe('a comment accepts a finding', () => {
  test.each<[string, string, readonly string[]]>([
    ['on its line', `${NEVER} # sentinel-ignore trigger-never: A template for others.`, []],
    ['on the line above', `triggerOperator: lt\n# sentinel-ignore trigger-never: Agreed.\ntriggerThreshold: 0`, []],
    [
      'above other comments and empty lines',
      `triggerOperator: lt\n# sentinel-ignore trigger-never: Agreed.\n# more\n\ntriggerThreshold: 0`,
      [],
    ],
    ['in the query', `${UNKNOWN} // sentinel-ignore unknown-column: It comes next week.`, []],
    [
      'above a line of the query',
      'query: |\n  T\n  // sentinel-ignore unknown-column: It comes.\n  | where X == 1',
      [],
    ],
    ['without a colon', `${NEVER} # sentinel-ignore trigger-never A template for others.`, []],
  ])('%s', (_, fragment, expected) => {
    expect(found(fragment)).toEqual(expected);
    expect(found(fragment, (text) => text.replaceAll('\n', '\r\n'))).toEqual(expected);
  });

  test('one finding, not its neighbours', () => {
    const query = 'query: |\n  T\n  | where X == 1 // sentinel-ignore unknown-column: It comes.\n  | where Y == 1';
    expect(found(query)).toEqual(['unknown-column @ Y']);
  });
});

describe('a comment that accepts nothing is found', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'no reason',
      `${NEVER} # sentinel-ignore trigger-never`,
      ['trigger-never @ 0', 'ignore-reason @ # sentinel-ignore trigger-never'],
    ],
    [
      'no reason behind the colon',
      `${NEVER} # sentinel-ignore trigger-never: `,
      ['trigger-never @ 0', 'ignore-reason @ # sentinel-ignore trigger-never:'],
    ],
    ['no code', `${NEVER} # sentinel-ignore`, ['trigger-never @ 0', 'ignore-reason @ # sentinel-ignore']],
    [
      'another code',
      `${NEVER} # sentinel-ignore trigger-nevr: Agreed.`,
      ['trigger-never @ 0', 'ignore-unused @ # sentinel-ignore trigger-nevr: Agreed.'],
    ],
    [
      'nothing is wrong there',
      'triggerOperator: gt # sentinel-ignore trigger-never: Agreed.',
      ['ignore-unused @ # sentinel-ignore trigger-never: Agreed.'],
    ],
    [
      'in the wrong place',
      `# sentinel-ignore trigger-never: Agreed.\n${NEVER}`,
      ['ignore-unused @ # sentinel-ignore trigger-never: Agreed.', 'trigger-never @ 0'],
    ],
  ])('%s', (_, fragment, expected) => {
    expect(found(fragment)).toEqual(expected);
  });

  test('a near code is named', () => {
    const text = exampleFile(`${NEVER} # sentinel-ignore trigger-nevr: Agreed.`);
    const { diagnostics } = checkProject([{ path: 'a.yaml', text }], { today: '2026-11-24', catalog });
    expect(diagnostics.find(({ code }) => code === 'ignore-unused')?.help).toBe('Did you mean `trigger-never`?');
  });
});

test.each([
  'description: |\n  Write # sentinel-ignore trigger-never in the file.',
  'description: "Write # sentinel-ignore trigger-never: x"',
  'query: |\n  T\n  | where B == "a # sentinel-ignore x"',
])('what stands in a text is no comment: %j', (fragment) => {
  expect(found(fragment)).toEqual([]);
});

test('what is wrong with the shape cannot be accepted', () => {
  expect(found('severity: Extreme # sentinel-ignore unknown-value: Agreed.')).toEqual(['unknown-value @ Extreme']);
});
