import { deploy } from '../../../scripts/commands/deploy';
import { plan } from '../../../scripts/commands/plan';
import type { Fault } from '../../../src/emulator';
import { closeProjects, ruleFile, testProject } from './project';

afterEach(closeProjects);

const yes = { target: 'lab', yes: true };

/** From the third write of a rule on the service asks to wait for a minute. */
const slowed: Fault = {
  id: 'slowed',
  when: { method: 'PUT', path: '/alertRules/', from: 3 },
  effect: { kind: 'throttled', retryAfterSeconds: 60 },
};

async function project() {
  const made = await testProject();
  for (let number = 1; number <= 6; number += 1) made.write(`detections/rule-${number}.yaml`, ruleFile(number));
  return made;
}

test('a wait that would pass the deadline is not begun; what was not written is said, and the next run writes it', async () => {
  const made = await project();
  const { control } = made.emulator;
  control.setFaults([slowed]);
  const begun = Date.now();
  const ran = await made.run(deploy, { ...yes, deadline: 'PT30S', format: 'json' });
  expect(Date.now() - begun).toBeLessThan(20_000);
  expect(ran.exit).toBe(3);
  const { results } = JSON.parse(ran.stdout) as {
    readonly results: readonly { type: string; id: string; outcome: { kind: string; message?: string } }[];
  };
  const stored = Object.keys(control.store()[0]?.alertRules ?? {});
  expect(stored).toHaveLength(2);
  const rules = results.filter(({ type }) => type === 'alertRule');
  expect(rules.filter(({ id, outcome }) => (outcome.kind === 'created') !== stored.includes(id))).toEqual([]);
  const skipped = rules.filter(({ outcome }) => outcome.kind === 'skipped');
  expect(skipped).toHaveLength(4);
  for (const { outcome } of skipped) expect(outcome.message).toMatch(/the time for this run is over/);
  control.setFaults([]);
  expect(await made.run(deploy, yes)).toMatchObject({ exit: 0 });
  expect(await made.run(plan, { target: 'lab', 'exit-code': true })).toMatchObject({ exit: 0 });
});

test('without writes that are late it changes nothing', async () => {
  const made = await project();
  expect(await made.run(deploy, { ...yes, deadline: '30m' })).toMatchObject({ exit: 0 });
});

test.each(['soon', '30', '0m', '-PT5M', '1.5h'])('--deadline %s is no time to last', async (deadline) => {
  const made = await project();
  expect(await made.run(deploy, { ...yes, deadline })).toMatchObject({
    exit: 2,
    stderr: expect.stringContaining('such as 30m') as string,
  });
});
