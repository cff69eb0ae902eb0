import { stripVTControlCharacters } from 'node:util';
import { renderPlan, renderPlanMarkdown, serialisePlan } from '../../../src/state';
import { planOf, rule } from '../sample-plan';
import { sample, sampleWith } from '../sample-rule';

const query = 'DeviceProcessEvents\n| where FileName =~ "remote.exe"';
const excluded = `${query}\n| where not(coalesce(FileName =~ "scan.exe", false)) // file-scan`;

const plan = planOf(
  [
    { ...rule('5c7d0000-1', sampleWith({ displayName: 'Password spray' })), path: 'detections/spray.yaml' },
    { ...rule('d7c16186-1', sampleWith({ query: excluded, severity: 'Medium' })), path: 'detections/remote.yaml' },
    rule('aaaa0000-1', sampleWith({ displayName: 'A name', tactics: ['Impact', 'Persistence'] })),
    rule('bbbb0000-1', sample),
    rule('cccc0000-1', { ...sample, kind: 'NRT' }),
  ],
  [
    rule('d7c16186-1', sampleWith({ query, severity: 'High' }), '"1"'),
    rule('aaaa0000-1', sampleWith({ displayName: 'A name' }), '"2"'),
    rule('bbbb0000-1', sample, '"3"'),
    rule('cccc0000-1', sample, '"4"'),
    rule('99990000-1', sampleWith({ displayName: 'Made in the portal' }), '"5"'),
  ],
);

test('a plan at a terminal: dangerous first, in words, nothing hidden', () => {
  expect(renderPlan(plan, { color: false }))
    .toBe(`Plan for prod: contoso-sentinel (rg-soc), 5 rules live, 4 of them ours   hash ${plan.hash.slice(0, 12)}

  ! update  Rare remote tool  d7c16186  detections/remote.yaml
      severity                High -> Medium                                  weakens
      query                   +1 -0                                           weakens
          DeviceProcessEvents
          | where FileName =~ "remote.exe"
        + | where not(coalesce(FileName =~ "scan.exe", false)) // file-scan      exclusion added
  x update  Rare remote tool  cccc0000
      blocked: a live rule cannot change its kind (Scheduled -> NRT): give the rule a new id, or delete the live one first
      kind                    Scheduled -> NRT
  ~ update  A name            aaaa0000
      tactics                 + Impact; - CommandAndControl
  + create  Password spray    5c7d0000  detections/spray.yaml

Live and not ours (left alone):
    Made in the portal  99990000-1

4 to change: 1 create, 1 update, 1 blocked, 1 update (weakens). 1 unchanged, 1 not ours (left alone).
`);
});

test('an empty plan says so', () => {
  expect(renderPlan(planOf([rule('a', sample)], [rule('a', sample)]), { color: false })).toMatch(
    /\n\nNo changes: 1 unchanged\.\n$/,
  );
});

test('colour only adds colour', () => {
  // eslint-disable-next-line no-control-regex -- colours are what is taken away
  const plain = stripVTControlCharacters(renderPlan(plan, { color: true }));
  expect(plain.replace(/ +$/gm, '')).toBe(renderPlan(plan, { color: false }));
});

test('a plan in markdown', () => {
  const text = renderPlanMarkdown(plan);
  expect(text).toContain('#### `Rare remote tool`: ⚠️ update, **weakens**\n\n`d7c16186-1` in `detections/remote.yaml`');
  expect(text).toContain('- `severity`: `High -> Medium` ⚠️ **weakens**');
  expect(text).toContain('  - `exclusion added: file-scan`');
  expect(text).toContain('  ```diff\n   DeviceProcessEvents');
  expect(text).toContain(`Hash \`${plan.hash}\``);
});

describe('hostile text of a rule', () => {
  const hostile = [
    '::set-output name=x::y',
    '##[error]no',
    '\u001b[2J\u001b]0;title\u0007',
    '<img src=x onerror=alert(1)> @everyone [x](javascript:alert(1)) `code` ``` ~~~ #1',
    'a\u202eb\u2028c',
  ].join('\n');
  const bad = planOf(
    [rule('evil\n::error::x', sampleWith({ displayName: hostile, query: hostile, description: hostile }))],
    [rule('evil\n::error::x', sample, '"1"')],
  );

  test('gives a terminal no control character and a CI log no command', () => {
    for (const line of renderPlan(bad, { color: false }).split('\n')) {
      // eslint-disable-next-line no-control-regex -- control characters are what is looked for
      expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e]|^\s*::|##\[/);
    }
  });

  test('is escaped in JSON, and is the same value', () => {
    const text = serialisePlan(bad);
    for (const line of text.split('\n')) {
      // eslint-disable-next-line no-control-regex -- control characters are what is looked for
      expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e]|^\s*::|##\[/);
    }
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(bad)));
  });

  test('stays inside code in markdown', () => {
    const text = renderPlanMarkdown(bad);
    const outside = text
      .replace(/^( *)(`{3,})diff\n[\s\S]*?\n\1\2$/gm, '')
      .replace(/(?<!`)(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, '');
    expect(outside).not.toMatch(/<img|@everyone|javascript|::|##\[/);
    expect(text).toMatch(/`{4,}diff/);
  });
});

test('a plan too long for a comment says how much is left out', () => {
  const many = planOf(
    Array.from({ length: 900 }, (_, index) => rule(`id-${index}`, sampleWith({ displayName: 'x'.repeat(200) }))),
    [],
  );
  const text = renderPlanMarkdown(many);
  expect(text.length).toBeLessThan(65_536);
  expect(text).toMatch(/_\d+ more actions not shown/);
  expect(text).toContain('900 to change: 900 creates. 0 unchanged.');
});

test('what comes from the tuning of the target says so, with the file', () => {
  const tuning = { path: 'detections/_tuning/prod/remote.yaml', decides: ['properties.severity', 'properties.query'] };
  const notes = ['reads the workspace `far`'];
  const tuned = planOf(
    [
      { ...rule('a', sampleWith({ severity: 'Low', displayName: 'Renamed' })), tuning, notes },
      { ...rule('b', sampleWith({ displayName: 'New' })), tuning },
    ],
    [rule('a', sample, '"1"')],
  );
  const lines = renderPlan(tuned, { color: false })
    .split('\n')
    .map((line) => line.trim());
  expect(lines[lines.findIndex((line) => line.startsWith('severity')) + 1]).toBe(`tuning: ${tuning.path}`);
  expect(lines[lines.findIndex((line) => line.startsWith('name')) + 1]).not.toContain('tuning');
  expect(lines).toContain('reads the workspace `far`');
  expect(lines).toContain(`tuned for this target (severity, query): ${tuning.path}`);
  expect(renderPlanMarkdown(tuned)).toContain(`  - tuning: \`${tuning.path}\``);
});
