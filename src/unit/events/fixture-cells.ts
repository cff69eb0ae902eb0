import type { JsonRow } from '../../kql';
import { orNearest } from '../test-file/reading';
import type { Finding } from '../test-file/reading';
import type { GivenFixture } from '../test-file/model';
import { readJson } from './cell';
import type { Fixture, TableShape } from './event';

/** The column of a fixture that says when a row arrived. */
export const INGESTED = '_IngestionTime';

export interface FixtureCells {
  readonly given: GivenFixture;
  readonly shape: TableShape;
  /** What offsets in its times count from. */
  readonly now: number;
  report(finding: Finding): void;
}

/** The rows of a fixture with their cells read by the columns of the table; undefined where some cannot be read. */
export function fixtureRows(
  { form, rows }: Fixture,
  { given, shape, now, report }: FixtureCells,
): readonly JsonRow[] | undefined {
  const wrong = new Map<string, Finding>();
  const read = rows.map((row, index) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => {
        const type = name === INGESTED ? 'datetime' : shape.types.get(name);
        if (type === undefined && shape.complete) {
          if (!wrong.has(name)) wrong.set(name, unknownColumn(name, { given, shape }));
          return [name, null];
        }
        if (form === 'text' && (type === 'dynamic' || value === '')) return [name, parsedText(value)];
        // an offset of an arrival counts from the row's own time, which is not known yet
        if (name === INGESTED && /^[+-]/.test(String(value))) return [name, value];
        const cell = readJson(value, type ?? 'string', now);
        if ('value' in cell) return [name, cell.value];
        if (!wrong.has(name)) {
          const column = name === INGESTED ? name : `${shape.name}.${name}`;
          const found = `is a ${type}: expected ${cell.expected}, found ${JSON.stringify(value)}`;
          const message = `row ${index + 1} of ${given.fixture}: ${column} ${found}`;
          wrong.set(name, { code: 'test-fixture', span: given.span, message });
        }
        return [name, null];
      }),
    ),
  );
  for (const finding of wrong.values()) report(finding);
  return wrong.size > 0 ? undefined : read;
}

function unknownColumn(name: string, { given, shape }: Pick<FixtureCells, 'given' | 'shape'>): Finding {
  return {
    code: 'test-column-unknown',
    span: given.span,
    message: `${shape.name} has no column ${name}, which ${given.fixture} gives`,
    help: orNearest(name, [...shape.types.keys()], `see the columns of ${shape.name} in schemas/tables`),
  };
}

/** In CSV a dynamic is JSON text, and nothing is null. */
function parsedText(value: unknown): unknown {
  if (value === '') return null;
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
