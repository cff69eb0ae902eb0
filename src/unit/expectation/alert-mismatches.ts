import type { YamlNode } from '../../yaml';
import type { Alert, Entity } from '../alerts/alert';
import type { ExpectedAlert, ExpectedEntity } from '../test-file/model';
import { agrees, sameItems } from './agrees';
import type { Standard } from './agrees';
import type { FieldDifference, Mismatch } from './mismatch';
import { partners, unpaired } from './pairing';
import { show, showNode } from './show';

/**
 * Expected alerts that no alert of their own is like, each with the nearest one that is left. What an expectation does
 * not name may be anything.
 */
export function alertMismatches(
  expected: readonly ExpectedAlert[],
  alerts: readonly Alert[],
  now: number,
): readonly Mismatch[] {
  const pairs = partners(expected, alerts, (wanted, alert) => differences(wanted, alert, now).length === 0);
  const left = [...unpaired(alerts, pairs)];
  const unmatched = expected.flatMap((wanted, index) =>
    pairs[index] === undefined ? [{ wanted, number: index + 1 }] : [],
  );
  return unmatched.flatMap(({ wanted, number }): readonly Mismatch[] => {
    const ranked = left
      .map((alert) => ({ alert, fields: differences(wanted, alert, now) }))
      .toSorted((a, b) => a.fields.length - b.fields.length);
    const [nearest] = ranked;
    if (nearest === undefined) return [];
    left.splice(left.indexOf(nearest.alert), 1);
    const { alert, fields } = nearest;
    return [{ kind: 'alert', number, of: expected.length, title: alert.title, fields }];
  });
}

function differences(wanted: ExpectedAlert, alert: Alert, now: number): readonly FieldDifference[] {
  const found: FieldDifference[] = [];
  const text = (field: string, expected: string | undefined, actual: string): void => {
    if (expected !== undefined && expected.trimEnd() !== actual.trimEnd())
      found.push({ field, expected, found: actual });
  };
  const set = (field: string, expected: readonly string[] | undefined, actual: readonly string[]): void => {
    if (expected !== undefined && expected.toSorted().join('\n') !== [...actual].toSorted().join('\n')) {
      found.push({ field, expected: show(expected), found: show(actual) });
    }
  };
  text('severity', wanted.severity, alert.severity);
  text('title', wanted.title, alert.title);
  text('description', wanted.description, alert.description);
  set('tactics', wanted.tactics, alert.tactics);
  set('techniques', wanted.techniques, alert.techniques);
  text('rows', wanted.rowCount?.toString(), String(alert.rows.length));
  for (const [key, value] of wanted.customDetails) {
    const actual = alert.customDetails[key];
    if (actual === undefined || !detailAgrees(value, actual, now)) {
      const words = actual === undefined ? '(the rule has no such detail)' : show(actual);
      found.push({ field: `customDetails.${key}`, expected: showNode(value), found: words });
    }
  }
  for (const [name, value] of wanted.properties) {
    const actual = alert.properties[name];
    if (!agrees(value, actual, { type: 'string', now })) {
      found.push({ field: `properties.${name}`, expected: showNode(value), found: show(actual) });
    }
  }
  return [...found, ...entityDifferences(wanted, alert.entities, now)];
}

/** A detail holds texts; where one of them is a list as JSON, its items may be named by themselves. */
function detailAgrees(expected: YamlNode, actual: readonly string[], now: number): boolean {
  const standard: Standard = { type: undefined, now };
  const wanted = expected.kind === 'sequence' ? expected.items : [expected];
  if (expected.kind === 'scalar' && expected.text === '') return actual.length === 0;
  return sameItems(wanted, actual, standard) || sameItems(wanted, actual.flatMap(itemsOf), standard);
}

function itemsOf(text: string): readonly unknown[] {
  if (!text.startsWith('[')) return [text];
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [text];
  } catch {
    return [text];
  }
}

function entityDifferences(
  { entities, allEntities }: ExpectedAlert,
  actual: readonly Entity[],
  now: number,
): readonly FieldDifference[] {
  const isLike = (wanted: ExpectedEntity, entity: Entity): boolean =>
    wanted.type === entity.type &&
    wanted.identifiers.every(([name, value]) => agrees(value, entity.identifiers[name], { type: 'string', now }));
  const pairs = partners(entities, actual, isLike);
  const left = unpaired(actual, pairs);
  const found = entities.flatMap((wanted, index): readonly FieldDifference[] => {
    if (pairs[index] !== undefined) return [];
    const same = actual.filter(({ type }) => type === wanted.type).map(entityWords);
    const expected = wanted.identifiers.map(([name, value]) => `${name}: ${showNode(value)}`).join(', ');
    return [
      {
        field: `entity ${wanted.type}`,
        expected: expected || 'one more',
        found: same.length === 0 ? 'none' : same.join(' and '),
      },
    ];
  });
  if (allEntities && left.length > 0) {
    const words = left.map((entity) => `${entity.type} ${entityWords(entity)}`).join(' and ');
    found.push({ field: 'entities', expected: 'no further ones', found: words });
  }
  return found;
}

function entityWords({ identifiers }: Entity): string {
  return Object.entries(identifiers)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ');
}
