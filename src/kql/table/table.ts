import type { ColumnSchema } from '../catalog';
import type { KqlType } from '../values/type';
import { columnOf } from './builder';
import type { Column } from './column';
import { lengthOf } from './column';
import type { Rows } from './gather';
import { gather } from './gather';

/** A named column that is computed when it is first read: a filter touches only the columns that are used later. */
export interface Slot {
  readonly name: string;
  readonly type: KqlType;
  column(): Column;
  /** The column of some rows; without it they are taken from `column()`. */
  taken?(rows: Rows): Column;
  /** Set where reading it may refuse the query: to be read before a result is handed out. */
  readonly unsure?: true;
}

export function slotOf(name: string, column: Column): Slot {
  return { name, type: column.type, column: () => column };
}

/** A column that is made when it is first read. */
export function lazySlot(name: string, type: KqlType, make: () => Column): Slot {
  let made: Column | undefined;
  return { name, type, column: () => (made ??= make()) };
}

export function renamed(slot: Slot, name: string): Slot {
  const taken = (rows: Rows): Column => takenFrom(slot, rows);
  return { name, type: slot.type, column: () => slot.column(), taken, ...doubt(slot) };
}

const doubt = ({ unsure }: Slot): Pick<Slot, 'unsure'> => (unsure === undefined ? {} : { unsure });

/** No rows are taken without a look at the column. */
function takenFrom(slot: Slot, rows: Rows): Column {
  return rows.length === 0 ? columnOf(slot.type, []) : (slot.taken?.(rows) ?? gather(slot.column(), rows));
}

/** Some rows of a column. Of a column that nobody has read yet, rows of these rows are taken from where it comes from. */
function gatheredSlot(slot: Slot, rows: Rows): Slot {
  let made: Column | undefined;
  return {
    name: slot.name,
    type: slot.type,
    column: () => (made ??= takenFrom(slot, rows)),
    taken: (inner) => (made === undefined ? takenFrom(slot, composed(rows, inner)) : gather(made, inner)),
    ...doubt(slot),
  };
}

const compositions = new WeakMap<Rows, WeakMap<Rows, Rows>>();

/** The rows of rows; all columns of a table need the same ones. */
function composed(rows: Rows, inner: Rows): Rows {
  const known = compositions.get(rows) ?? new WeakMap<Rows, Rows>();
  compositions.set(rows, known);
  let made = known.get(inner);
  if (made === undefined) {
    made = inner.map((at) => (at < 0 ? -1 : (rows[at] as number)));
    known.set(inner, made);
  }
  return made;
}

/** Rows as columns. Immutable. Names are distinct; `ingestion` is the hidden column that `ingestion_time()` reads. */
export class Table {
  readonly slots: readonly Slot[];
  readonly rowCount: number;
  readonly ingestion: Slot | undefined;
  #byName: ReadonlyMap<string, Slot> | undefined;

  constructor(slots: readonly Slot[], rowCount: number, ingestion?: Slot) {
    this.slots = slots;
    this.rowCount = rowCount;
    this.ingestion = ingestion;
  }

  get schema(): readonly ColumnSchema[] {
    return this.slots.map(({ name, type }) => ({ name, type }));
  }

  slot(name: string): Slot | undefined {
    this.#byName ??= new Map(this.slots.map((slot) => [slot.name, slot]));
    return this.#byName.get(name);
  }

  /** The same rows with other columns. */
  withSlots(slots: readonly Slot[]): Table {
    return new Table(slots, this.rowCount, this.ingestion);
  }

  /** The taken rows, in order; -1 takes a row of nulls. */
  gather(rows: Rows): Table {
    const ingestion = this.ingestion === undefined ? undefined : gatheredSlot(this.ingestion, rows);
    return new Table(
      this.slots.map((slot) => gatheredSlot(slot, rows)),
      rows.length,
      ingestion,
    );
  }
}

/** A table of named columns of equal length. */
export function tableOf(columns: Readonly<Record<string, Column>>, ingestion?: Column): Table {
  const slots = Object.entries(columns).map(([name, column]) => slotOf(name, column));
  const [first] = slots;
  const rowCount = first === undefined ? 0 : lengthOf(first.column());
  return new Table(slots, rowCount, ingestion === undefined ? undefined : slotOf('$IngestionTime', ingestion));
}
