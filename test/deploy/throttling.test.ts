import { apply, createLimiter, LIMITS, openArmWorkspace } from '../../deploy';
import { startEmulator } from '../../scripts/emulate';
import { ARM_THROTTLING } from '../../src/emulator';
import { alertRuleResource } from '../../src/state';
import { planFor, target } from './emulated';
import { everyProperty } from './every-property';

const { properties } = everyProperty.NRT;
/** Azure's buckets at a tenth of their size, and more rules than a bucket holds. */
const writes = { capacity: 20, refillPerSecond: 1 };
const desired = Array.from({ length: 35 }, (_, index) =>
  alertRuleResource(`rule-${index}`, {
    kind: 'NRT',
    properties: { ...properties, enabled: false, displayName: `Rule ${index}` },
  }),
);

test.each(['sent', 'omitted'] as const)(
  'a first deployment larger than the bucket gets through, Retry-After %s',
  async (retryAfter) => {
    const throttling = { ...ARM_THROTTLING, writes, retryAfter };
    const emulator = await startEmulator({ clock: 0, settings: { throttling } });
    const { control } = emulator;
    let slept = 0;
    const clock = {
      now: control.now,
      sleep: (milliseconds: number) => {
        slept += milliseconds;
        control.advance(milliseconds / 1000);
        return new Promise<void>((resolve) => setImmediate(resolve));
      },
      random: () => 0.5,
    };
    const limiter = createLimiter({ ...LIMITS, clock });
    const workspace = await openArmWorkspace({
      id: target,
      apiVersion: target.apiVersion,
      endpoint: emulator.url,
      limiter,
    });
    const plan = planFor(desired, []);

    const { results } = await apply(plan, { workspace, limiter });

    const refused = control.requests().filter(({ status }) => status === 429).length;
    await emulator.close();
    expect(results.filter(({ outcome }) => outcome.kind !== 'created')).toEqual([]);
    expect(refused).toBeGreaterThan(0);
    // Each rule and its mark. Everybody waits when one is refused: few requests are wasted, little more time than needed.
    const over = 2 * desired.length - writes.capacity;
    expect(refused).toBeLessThan(2 * over);
    expect(slept).toBeLessThan((2.7 * 1000 * over) / writes.refillPerSecond);
  },
);
