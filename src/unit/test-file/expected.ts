import type { YamlNode, YamlPath } from '../../yaml';
import type { Cell, ExpectedAlert, ExpectedEntity, ExpectedRow, ExpectedRows, Expectation } from './model';
import type { Reading } from './reading';

/** Reads `expect`, whose shape the schema has checked. Values stay as written: their types are those of the result. */
export function expectationAt(reading: Reading, path: YamlPath): Expectation {
  const { document } = reading;
  const span = document.spanOf(path, 'key');
  const word = reading.text(path);
  if (word === 'fires' || word === 'silent') return { span, outcome: word, silentBecause: [] };
  const alerts = document.nodeAt([...path, 'alerts']);
  const rows = document.nodeAt([...path, 'rows']);
  const incidents = reading.text([...path, 'incidents']);
  return {
    span,
    ...(alerts === undefined ? {} : { alerts: countOr(alerts, () => alertsAt(reading, [...path, 'alerts'])) }),
    ...(rows === undefined ? {} : { rows: countOr(rows, () => rowsAt(reading, [...path, 'rows'])) }),
    ...(incidents === undefined ? {} : { incidents: Number(incidents) }),
    silentBecause: textsAt(reading, [...path, 'silentBecause']) ?? [],
  };
}

function countOr<T>(node: YamlNode, otherwise: () => T): number | T {
  return node.kind === 'scalar' ? Number(node.text) : otherwise();
}

function alertsAt(reading: Reading, path: YamlPath): readonly ExpectedAlert[] {
  return reading.items(path).map((_, index): ExpectedAlert => {
    const own = [...path, index];
    const text = (key: string): string | undefined => reading.text([...own, key]);
    const rowCount = text('rows');
    const tactics = textsAt(reading, [...own, 'tactics']);
    const techniques = textsAt(reading, [...own, 'techniques']);
    const exact = reading.document.nodeAt([...own, 'entities', 'exact']) !== undefined;
    return {
      span: reading.document.spanOf(own, 'value'),
      ...optional('severity', text('severity')),
      ...optional('title', text('title')),
      ...optional('description', text('description')),
      ...optional('tactics', tactics),
      ...optional('techniques', techniques),
      ...optional('rowCount', rowCount === undefined ? undefined : Number(rowCount)),
      customDetails: reading.entries([...own, 'customDetails']).map(([key, { node }]) => [key, node]),
      properties: reading.entries([...own, 'properties']).map(([key, { node }]) => [key, node]),
      entities: entitiesAt(reading, exact ? [...own, 'entities', 'exact'] : [...own, 'entities']),
      allEntities: exact,
    };
  });
}

function optional<Key extends string, Value>(key: Key, value: Value | undefined): { readonly [K in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [K in Key]: Value });
}

function entitiesAt(reading: Reading, path: YamlPath): readonly ExpectedEntity[] {
  return reading.items(path).flatMap((_, index) =>
    reading.entries([...path, index]).map(([type, { node }]) => ({
      type,
      identifiers: node.kind === 'mapping' ? node.entries.map(({ key, value }) => [key.text, value] as const) : [],
    })),
  );
}

function rowsAt(reading: Reading, path: YamlPath): ExpectedRows {
  const mode = (['include', 'exact'] as const).find((each) => reading.document.nodeAt([...path, each]) !== undefined);
  const list = mode === undefined ? path : [...path, mode];
  const rows = reading.items(list).map((_, index): ExpectedRow => {
    const cells: ReadonlyMap<string, Cell> = new Map(reading.entries([...list, index]));
    return { span: reading.document.spanOf([...list, index], 'value'), cells };
  });
  return { mode: mode ?? 'these', rows };
}

function textsAt(reading: Reading, path: YamlPath): readonly string[] | undefined {
  if (reading.document.nodeAt(path) === undefined) return undefined;
  return reading.items(path).map((node) => (node.kind === 'scalar' ? node.text : ''));
}
