import fc from 'fast-check';
import { parsePlan, serialisePlan } from '../../src/state';
import type { Plan, Resource } from '../../src/state';
import { consentHash } from '../../src/state/consent';
import { arbitraryId, arbitraryRule } from './arbitrary-rule';
import { planOf, rule } from './sample-plan';
import { sample, sampleWith } from './sample-rule';

const side = fc
  .uniqueArray(fc.record({ id: arbitraryId, body: arbitraryRule }), { selector: ({ id }) => id.toLowerCase() })
  .map((all) => all.map(({ id, body }, index): Resource => rule(id, body, `"${index}"`)));

const plan = planOf(
  [
    { ...rule('a', sampleWith({ severity: 'Low', query: 'T\n| take 2' })), path: 'detections/a.yaml' },
    rule('b', sample),
  ],
  [rule('a', sample, '"1"'), rule('c', sample, '"2"')],
);

test('a plan that is written and read is the plan', () => {
  fc.assert(
    fc.property(side, side, (desired, live) => {
      const made = planOf(desired, live);
      const read = parsePlan(serialisePlan(made));
      expect(read).toEqual({ kind: 'plan', plan: JSON.parse(JSON.stringify(made)) as Plan });
      expect(read.kind === 'plan' && serialisePlan(read.plan)).toBe(serialisePlan(made));
    }),
  );
});

type Edit = (value: Record<string, never> & EditablePlan) => void;
interface EditablePlan {
  format: number;
  hash: string;
  unchanged: number;
  commit: string | null;
  target: Record<string, unknown>;
  actions: (Record<string, unknown> & { desired: { properties: Record<string, unknown> } })[];
  extra?: number;
}

const edits: [string, Edit, RegExp][] = [
  [
    'the target',
    (it) => {
      it.target['workspace'] = 'other';
    },
    /hash/,
  ],
  [
    'what is written',
    (it) => {
      it.actions[0]!.desired.properties['enabled'] = false;
    },
    /hash/,
  ],
  [
    'what is live',
    (it) => {
      (it.actions[0]!['live'] as { etag: string }).etag = '"9"';
    },
    /hash/,
  ],
  [
    'an action taken out',
    (it) => {
      it.actions.pop();
    },
    /hash/,
  ],
  [
    'the count of the rest',
    (it) => {
      it.unchanged = 7;
    },
    /hash/,
  ],
  [
    'the hash',
    (it) => {
      it.hash = '0'.repeat(64);
    },
    /hash/,
  ],
  [
    "a key that is not a plan's",
    (it) => {
      it.extra = 1;
    },
    /shape.*extra/,
  ],
  [
    'a key missing',
    (it) => {
      delete (it as Partial<EditablePlan>).commit;
    },
    /shape.*commit/,
  ],
  [
    'a format of tomorrow',
    (it) => {
      it.format = 3;
    },
    /format is 3/,
  ],
];

test.each(edits)('is refused with %s changed', (_name, edit, reason) => {
  const value = JSON.parse(serialisePlan(plan)) as Parameters<Edit>[0];
  edit(value);
  expect(parsePlan(JSON.stringify(value))).toEqual({
    kind: 'refused',
    problem: expect.stringMatching(reason) as string,
  });
});

const lies: [string, Edit][] = [
  [
    'hides a change',
    (it) => {
      (it.actions[0]!['changes'] as unknown[]).pop();
    },
  ],
  [
    'calls it harmless',
    (it) => {
      (it.actions[0]!['changes'] as { impact: string }[])[0]!.impact = 'strengthens';
    },
  ],
  [
    'calls it otherwise',
    (it) => {
      it.actions[0]!['title'] = 'Something else';
    },
  ],
  [
    'has another hash',
    (it) => {
      (it.actions[0]!['live'] as { hash: string }).hash = '0'.repeat(64);
    },
  ],
];

test.each(lies)('is refused even with a hash made to fit, if it %s', (_name, edit) => {
  const value = JSON.parse(serialisePlan(plan)) as Parameters<Edit>[0];
  edit(value);
  const { hash: _old, ...rest } = value;
  const text = JSON.stringify({ ...rest, hash: consentHash(rest as unknown as Plan) });
  expect(parsePlan(text)).toEqual({
    kind: 'refused',
    problem: expect.stringContaining('is not what it would do') as string,
  });
});

test.each(['', '{"format": 1', 'null', '[]', '"plan"', '{}'])('%p is no plan', (text) => {
  expect(parsePlan(text).kind).toBe('refused');
});

test('every single character of a plan counts', () => {
  const text = serialisePlan(plan);
  for (let at = 0; at < text.length; at += 7) {
    const changed = `${text.slice(0, at)}${text.charAt(at) === '7' ? '8' : '7'}${text.slice(at + 1)}`;
    const read = parsePlan(changed);
    // White space may change, and what is no part of the agreement.
    const unharmed =
      read.kind === 'plan' &&
      serialisePlan({ ...read.plan, unmanaged: plan.unmanaged, warnings: plan.warnings }) === text;
    expect({ at, ok: read.kind === 'refused' || unharmed }).toEqual({ at, ok: true });
  }
});
