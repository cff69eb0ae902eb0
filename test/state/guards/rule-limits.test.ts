import type { PlanInput, Refusal, Resource } from '../../../src/state';
import { planOf, rule } from '../sample-plan';
import { sampleWith } from '../sample-rule';
import { allOurs, identity } from '../ours';
import { target } from '../sample-plan';

const scheduled = (name: string, more: Readonly<Record<string, unknown>> = {}): Resource =>
  rule(name, sampleWith({ displayName: name, ...more }));

const nrt = (name: string): Resource => {
  const { properties } = sampleWith({ displayName: name });
  return rule(name, { kind: 'NRT', properties: properties ?? null });
};

const many = (count: number, make: (name: string) => Resource = scheduled): readonly Resource[] =>
  Array.from({ length: count }, (_, index) => make(`r${index}`));

function refused(
  desired: readonly Resource[],
  live: readonly Resource[],
  more: Partial<PlanInput> = {},
): readonly Refusal[] {
  return planOf(desired, live, more).refusals.filter(({ guard }) => guard === 'rule-limit');
}

test('the 513th enabled rule is refused, and the 512th is not', () => {
  expect(refused(many(512), many(511))).toEqual([]);
  expect(refused(many(513), many(512))).toEqual([
    {
      guard: 'rule-limit',
      message: expect.stringMatching(
        /^513 enabled Scheduled rules, and the workspace takes 512: 1 of them new here;/,
      ) as string,
      ids: ['r512'],
    },
  ]);
});

test('rules of others count', () => {
  const others = many(511).map(({ id, body }) => rule(`other-${id}`, body));
  expect(refused([scheduled('a'), scheduled('b')], others)).toMatchObject([
    { message: expect.stringContaining('2 of them new here, 511 not ours') as string, ids: ['a', 'b'] },
  ]);
  expect(refused([scheduled('a')], others)).toEqual([]);
});

test('a disabled rule is not counted, and enabling one is', () => {
  const off = scheduled('off', { enabled: false });
  expect(refused([...many(512), off], many(512))).toEqual([]);
  expect(refused([...many(512), scheduled('off')], [...many(512), off])).toMatchObject([{ ids: ['off'] }]);
});

test('NRT rules have their own limit, and both may be set', () => {
  expect(refused(many(51, nrt), many(50, nrt))).toMatchObject([
    { message: expect.stringContaining('51 enabled NRT rules, and the workspace takes 50') as string },
  ]);
  expect(refused(many(51, nrt), many(50, nrt), { limits: { scheduled: 512, nrt: 51 } })).toEqual([]);
  expect(refused([scheduled('a'), scheduled('b')], [], { limits: { scheduled: 1, nrt: 0 } })).toHaveLength(1);
});

test('a plan that makes it no worse passes: a full workspace must be mendable', () => {
  const limits = { scheduled: 2, nrt: 50 };
  const live = many(4);
  const ours = allOurs(live, target);
  expect(
    refused(
      many(4).map((one, index) => (index === 0 ? scheduled('r0', { severity: 'High' }) : one)),
      live,
      { limits },
    ),
  ).toEqual([]);
  // two of ours that no file names any more are disabled, and one more comes
  expect(refused(many(2), live, { limits, ...ours })).toEqual([]);
  expect(refused([...many(2), scheduled('new')], live, { limits, ...ours })).toMatchObject([{ ids: ['new'] }]);
});

describe('identity', () => {
  const guards = (expected: PlanInput['expected']): readonly string[] =>
    planOf([], [], { identity, ...(expected === undefined ? {} : { expected }) })
      .refusals.filter(({ guard }) => guard === 'identity')
      .map(({ message }) => message);

  test('what is not said, and what is right in whatever letter case, is not held against it', () => {
    expect(guards(undefined)).toEqual([]);
    expect(guards({ tenant: 'T', workspaceGuid: 'w' })).toEqual([]);
  });

  test.each([
    [{ tenant: 'other' }, 'its tenant is t, and the configuration says other'],
    [{ workspaceGuid: 'x' }, 'its GUID (`workspaceGuid`) is w, and the configuration says x'],
  ])('%j is refused', (expected, words) => {
    expect(guards(expected)).toEqual([expect.stringContaining(words)]);
  });

  test('what the service does not tell is not held against it', () => {
    const unknown = { cloud: 'management.azure.com', tenantId: null, workspaceGuid: null };
    expect(planOf([], [], { identity: unknown, expected: { tenant: 'a', workspaceGuid: 'b' } }).refusals).toEqual([]);
  });
});
