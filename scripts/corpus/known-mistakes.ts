/** How a kind of mistake that a corpus's `known-mistakes.json` names is found here. */
export interface MistakeKind {
  /** The name of the kind, without the folder. */
  readonly finding: string;
  /** A finding with one of these codes is that mistake. */
  readonly codes: readonly string[];
  /** What its message must name, where the code alone is not enough. */
  readonly about?: string;
  /** Whether the file is broken by it: such a file must get an error. */
  readonly broken: boolean;
}

const ROWS: readonly (readonly [finding: string, broken: boolean, about: string | undefined, ...codes: string[]])[] = [
  ['YAML parse error (yaml 1.2)', true, undefined, 'yaml-syntax', 'yaml-key'],
  // a connector's `dataTypes:` in the column of its dash is one mistake under three names
  ['unknown top-level key', true, undefined, 'unknown-key', 'yaml-syntax'],
  ['requiredDataConnectors entry without dataTypes', true, 'dataTypes', 'missing-key', 'yaml-syntax'],
  ['requiredDataConnectors unknown key', true, 'requiredDataConnectors', 'unknown-key'],
  ['requiredDataConnectors not a list', true, 'requiredDataConnectors', 'wrong-type'],
  ['tactics is a scalar, not a list', true, '`tactics`', 'wrong-type'],
  ['relevantTechniques is a scalar', true, '`relevantTechniques`', 'wrong-type'],
  ['tactic spelled differently (fixable)', true, '`tactics`', 'unknown-value'],
  ['tactic unknown', true, '`tactics`', 'unknown-value'],
  ['malformed technique', true, 'echniques`', 'wrong-format', 'wrong-type'],
  ['id is not a GUID', true, '`id`', 'id-not-guid', 'wrong-format', 'wrong-type'],
  ['missing id', true, '`id`', 'missing-key', 'wrong-type'],
  ['severity missing', true, '`severity`', 'missing-key'],
  ['queryFrequency missing on Scheduled', true, '`queryFrequency`', 'missing-key'],
  ['queryPeriod missing on Scheduled', true, '`queryPeriod`', 'missing-key'],
  ['triggerOperator missing on Scheduled', true, '`triggerOperator`', 'missing-key'],
  ['query empty or not a string', true, '`query`', 'wrong-length', 'wrong-type', 'missing-key', 'wrong-format'],
  ['NRT with queryFrequency', true, '`queryFrequency`', 'nrt-with-schedule'],
  ['NRT with queryPeriod', true, '`queryPeriod`', 'nrt-with-schedule'],
  ['NRT with triggerOperator', true, '`triggerOperator`', 'nrt-with-schedule'],
  ['queryPeriod < queryFrequency (gap in coverage)', true, undefined, 'period-shorter-than-frequency'],
  ['unknown entityType', true, '`entityType`', 'unknown-value'],
  ['unknown identifier for entity', true, undefined, 'entity-identifier-unknown'],
  ['alertDetailsOverride more than 3 placeholders', true, undefined, 'override-placeholder-count'],
  ['KQL syntax error', true, undefined, 'kql-syntax'],
  [
    'KQL other semantic error',
    true,
    undefined,
    'kql-type',
    'kql-name',
    'kql-arguments',
    'kql-semantic',
    'unknown-column',
  ],
  [
    'KQL unknown column/name (KS142)',
    false,
    undefined,
    'unknown-column',
    'column-gone',
    'text-property',
    'unknown-table',
    'kql-syntax',
  ],
  ['KQL unknown table/function (KS204)', false, undefined, 'unknown-table', 'unknown-function'],
  ['entity columnName not in query result', false, undefined, 'result-column'],
  ['entity columnName not in query result (case differs)', true, undefined, 'result-column'],
  ['customDetails column not in query result', false, undefined, 'result-column'],
  ['alertDetailsOverride {{column}} not in query result', false, undefined, 'result-column'],
  ['alertDetailsOverride alertSeverityColumnName not in query result', false, undefined, 'result-column'],
  ['query looks back further than queryPeriod (ago > period)', false, undefined, 'query-looks-too-far-back'],
  ['tactics key absent', false, undefined, 'tactics-missing'],
  ['tactics empty', false, undefined, 'tactics-missing'],
  ['kind absent', false, undefined, 'kind-missing'],
  ['version absent', false, undefined, 'version-missing'],
  ['description with unbalanced outer quote', false, undefined, 'description-quotes'],
  ['description missing or not a string', false, undefined, 'description-missing'],
  ['duplicate tactic in list', false, undefined, 'attack-repeated'],
  ['duplicate technique in list', false, undefined, 'attack-repeated'],
  ['name has outer whitespace', false, undefined, 'name-spaces'],
];

/** Every kind, by name. */
export const mistakeKinds: ReadonlyMap<string, MistakeKind> = new Map(
  ROWS.map(([finding, broken, about, ...codes]) => [
    finding,
    { finding, broken, codes, ...(about === undefined ? {} : { about }) },
  ]),
);
