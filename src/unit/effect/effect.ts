import type { Alert, Entity } from '../alerts/alert';
import { show } from '../expectation/show';
import type { CaseResult } from '../test-result';

/** What a change of a rule makes of one sample. `lost`: it alerted, and alerts no more. */
export type EffectKind = 'lost' | 'gained' | 'changed' | 'broken' | 'mended' | 'same';

export interface Effect {
  readonly kind: EffectKind;
  /** How many alerts there were and are; undefined where the rule could not be run. */
  readonly before: number | undefined;
  readonly after: number | undefined;
  /** What differs between alerts that correspond, one line each; why the rule cannot be run. */
  readonly lines: readonly string[];
}

/** More than the fields in which two alerts can differ that are about the same. */
const MANY = 100;

type Outcome = Pick<CaseResult, 'alerts' | 'failure'>;

/** Compares what two versions of a rule make of the same sample. What the case expects plays no part. */
export function effectOf(before: Outcome, after: Outcome): Effect {
  const counts = { before: countOf(before), after: countOf(after) };
  if (after.failure !== undefined) {
    return { kind: before.failure === undefined ? 'broken' : 'same', ...counts, lines: [after.failure] };
  }
  if (before.failure !== undefined) return { kind: 'mended', ...counts, lines: [] };
  if (before.alerts.length > 0 && after.alerts.length === 0) return { kind: 'lost', ...counts, lines: [] };
  if (before.alerts.length === 0 && after.alerts.length > 0) {
    return { kind: 'gained', ...counts, lines: after.alerts.map((alert) => `+ ${headOf(alert)}`) };
  }
  const lines = movedLines(before.alerts, after.alerts);
  return { kind: lines.length === 0 ? 'same' : 'changed', ...counts, lines };
}

function countOf({ alerts, failure }: Outcome): number | undefined {
  return failure === undefined ? alerts.length : undefined;
}

/** Each alert is held against the one that is most like it: the same one, one of the same entities, one that differs in least. */
function movedLines(before: readonly Alert[], after: readonly Alert[]): readonly string[] {
  const [old, own] = [before.map(fieldsOf), after.map(fieldsOf)];
  const pairs = old
    .flatMap((fields, from) => own.map((others, to) => ({ from, to, lines: differences(fields, others) })))
    .toSorted((a, b) => distance(a.lines) - distance(b.lines));
  const [paired, taken] = [new Map<number, readonly string[]>(), new Set<number>()];
  for (const { from, to, lines } of pairs) {
    if (paired.has(from) || taken.has(to)) continue;
    paired.set(from, lines);
    taken.add(to);
  }
  return [
    ...before.flatMap((alert, index) => paired.get(index) ?? [`- ${headOf(alert)}`]),
    ...after.flatMap((alert, index) => (taken.has(index) ? [] : [`+ ${headOf(alert)}`])),
  ];
}

function distance(lines: readonly string[]): number {
  return lines.length + (lines.some((line) => line.startsWith('entities: ')) ? lines.length + MANY : 0);
}

function headOf({ severity, title, entities }: Alert): string {
  const who = entities.map(entityWords).join(', ');
  return `${severity} ${show(title)}${who === '' ? '' : ` (${who})`}`;
}

/** A field of an alert, and its values as a set. */
type Fields = ReadonlyMap<string, readonly string[]>;

function fieldsOf(alert: Alert): Fields {
  return new Map<string, readonly string[]>([
    ['severity', [alert.severity]],
    ['title', [show(alert.title)]],
    ['description', [show(alert.description)]],
    ['tactics', alert.tactics],
    ['techniques', alert.techniques],
    ['entities', alert.entities.map(entityWords)],
    ['results', [String(alert.rows.length)]],
    ...Object.entries(alert.properties).map(([name, value]) => [name, [show(value)]] as const),
    ...Object.entries(alert.customDetails).map(([name, values]) => [`custom detail ${name}`, values] as const),
  ]);
}

function entityWords({ type, identifiers }: Entity): string {
  return `${type} ${Object.values(identifiers).join(' ')}`;
}

function differences(before: Fields, after: Fields): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
    const [own = [], other = []] = [before.get(name), after.get(name)];
    const gone = own.filter((value) => !other.includes(value));
    const come = other.filter((value) => !own.includes(value));
    if (gone.length === 1 && come.length === 1) return [`${name}: ${gone[0] ?? ''} -> ${come[0] ?? ''}`];
    return [...gone.map((value) => `${name}: - ${value}`), ...come.map((value) => `${name}: + ${value}`)];
  });
}
