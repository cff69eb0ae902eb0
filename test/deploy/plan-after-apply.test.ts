import fc from 'fast-check';
import { apply } from '../../deploy';
import type { EmulatorSettings } from '../../src/emulator';
import type { AlertRuleBody } from '../../src/sentinel';
import { alertRuleResource } from '../../src/state';
import type { Resource } from '../../src/state';
import { closeEmulators, emulated, planFor } from './emulated';
import { everyProperty } from './every-property';

afterEach(closeEmulators);

const optional = <T>(value: T) => fc.constantFrom(value, null, undefined);
const { properties: full } = everyProperty.Scheduled;
const entities = full.entityMappings ?? [];

/** What Scheduled and NRT rules share: values that the service accepts, in the spellings that it accepts. */
const shared = fc.record({
  displayName: fc.stringMatching(/^[A-Za-z][\w .:'"<>&-]{0,60}[a-z]$/),
  description: fc.constantFrom('x', 'two\r\nlines  ', null, undefined),
  severity: fc.constantFrom('High', 'Medium', 'Low', 'Informational'),
  enabled: fc.boolean(),
  query: fc.constantFrom(full.query, `${full.query}\n\n`, full.query.replaceAll('\n', ' \r\n')),
  suppressionEnabled: fc.boolean(),
  suppressionDuration: fc.constantFrom('PT5H', 'PT300M', 'PT24H', 'P1D'),
  tactics: fc.subarray(['Persistence', 'Execution', 'Impact'], { minLength: 0 }).map((all) => all.reverse()),
  techniques: optional([]),
  subTechniques: optional(full.subTechniques),
  eventGroupingSettings: optional(full.eventGroupingSettings),
  customDetails: optional(full.customDetails),
  entityMappings: optional(entities),
  sentinelEntitiesMappings: optional(full.sentinelEntitiesMappings),
  alertDetailsOverride: optional(full.alertDetailsOverride),
  incidentConfiguration: fc.constantFrom({ createIncident: true }, { createIncident: false }, null, undefined),
});

const schedule = fc.constantFrom(
  { queryFrequency: 'PT60M', queryPeriod: 'PT24H', triggerOperator: 'GreaterThan', triggerThreshold: 0 },
  { queryFrequency: 'P1D', queryPeriod: 'P14D', triggerOperator: 'LessThan', triggerThreshold: 10_000 },
);

const body = fc
  .oneof(
    shared.map((properties) => ({ kind: 'NRT', properties })),
    fc.tuple(shared, schedule).map(([rest, times]) => ({ kind: 'Scheduled', properties: { ...rest, ...times } })),
  )
  .map((made) => made as AlertRuleBody);

/** The kind of a live rule cannot change: the id says it. */
const repository = fc
  .uniqueArray(fc.tuple(fc.constantFrom('1', '2', '3', '4'), body), { selector: ([id, { kind }]) => `${kind}-${id}` })
  .map((rules): readonly Resource[] => rules.map(([id, made]) => alertRuleResource(`${made.kind}-${id}`, made)));

const echo: fc.Arbitrary<EmulatorSettings['echo']> = fc.record({
  durations: fc.constantFrom('asSent', 'normalised'),
  absent: fc.constantFrom('null', 'omitted'),
  grouping: fc.constantFrom('asSent', 'stale'),
  lineEnds: fc.constantFrom('asSent', 'crlf'),
  ends: fc.constantFrom('asSent', 'trimmed'),
  sets: fc.constantFrom('asSent', 'sorted'),
});

test('the plan after apply is empty, whatever was live before and however the service tells it', async () => {
  await fc.assert(
    fc.asyncProperty(repository, repository, echo, async (before, wanted, told) => {
      const service = await emulated({ settings: { echo: told } });
      const deploy = async (desired: readonly Resource[]) => {
        const { resources: live } = await service.workspace.list('alertRule');
        const plan = planFor(desired, live);
        const { results } = await apply(plan, service);
        return { plan, outcomes: results.map(({ outcome }) => outcome) };
      };
      for (const desired of [before, wanted]) {
        const { outcomes } = await deploy(desired);
        expect(outcomes.filter((one) => !('lost' in one) || one.lost.length > 0)).toEqual([]);
        expect((await deploy(desired)).plan.actions).toEqual([]);
      }
      await closeEmulators();
    }),
    { numRuns: 25 },
  );
}, 60_000);
