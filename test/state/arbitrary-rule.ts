import fc from 'fast-check';
import type { JsonObject } from '../../src/json';

const text = fc.oneof(
  fc.string(),
  fc.constantFrom('', ' ', 'a\r\nb ', 'AUTO DISABLED x', '| where x // y', '```\n a \n```', '__proto__', '\r\r\n'),
);
const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null | undefined> =>
  fc.option(fc.option(arbitrary, { nil: null }), { nil: undefined });
const duration = fc.constantFrom('PT5M', 'PT60M', 'PT1H', 'P1D', 'PT24H', 'P14D', 'P1Y', 'soon');
const names = fc.array(fc.constantFrom('a', 'b', 'c', 'D'), { maxLength: 4 });

const grouping = fc.record(
  {
    enabled: fc.boolean(),
    reopenClosedIncident: fc.boolean(),
    lookbackDuration: duration,
    matchingMethod: fc.constantFrom('AllEntities', 'anyalert', 'Selected'),
    groupByEntities: optional(names),
    groupByAlertDetails: optional(names),
    groupByCustomDetails: optional(names),
  },
  { requiredKeys: [] },
);

const properties = fc.record(
  {
    displayName: text,
    description: optional(text),
    severity: fc.constantFrom('High', 'medium', 'Low', 'Informational', 'Extreme'),
    enabled: fc.boolean(),
    query: text,
    queryFrequency: duration,
    queryPeriod: duration,
    triggerOperator: fc.constantFrom('GreaterThan', 'LessThan', 'Equal', 'NotEqual'),
    triggerThreshold: fc.integer({ min: 0, max: 5 }),
    suppressionEnabled: fc.boolean(),
    suppressionDuration: duration,
    tactics: optional(names),
    techniques: optional(names),
    entityMappings: optional(
      fc.array(
        fc.record({
          entityType: fc.constantFrom('Host', 'Account'),
          fieldMappings: fc.array(
            fc.record({ identifier: fc.constantFrom('Name', 'Sid'), columnName: fc.constantFrom('A', 'B') }),
            { maxLength: 2 },
          ),
        }),
        { maxLength: 3 },
      ),
    ),
    customDetails: optional(fc.dictionary(fc.constantFrom('k', 'l', '__proto__'), fc.constantFrom('A', 'B'))),
    eventGroupingSettings: optional(
      fc.record({ aggregationKind: fc.constantFrom('SingleAlert', 'AlertPerResult') }, { requiredKeys: [] }),
    ),
    incidentConfiguration: optional(
      fc.record({ createIncident: fc.boolean(), groupingConfiguration: optional(grouping) }, { requiredKeys: [] }),
    ),
    lastModifiedUtc: fc.constant('2026-01-01T00:00:00Z'),
    ofTheFuture: fc.jsonValue(),
  },
  { requiredKeys: ['displayName'] },
);

/** Bodies as hand, portal and service may write them: any kind, holes, nulls, hostile texts, unknown properties. */
export const arbitraryRule: fc.Arbitrary<JsonObject> = fc
  .record({ kind: fc.constantFrom('Scheduled', 'NRT', 'Fusion', 'nrt', 'BrandNew'), properties })
  .map((body) => JSON.parse(JSON.stringify(body)) as JsonObject);

/** Values of a resource id, some of which differ in case alone. */
export const arbitraryId: fc.Arbitrary<string> = fc.constantFrom('a1', 'A1', 'b2', 'c3', 'd4', 'e5');
