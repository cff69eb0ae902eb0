import type { CatalogueData, Entry, Facet } from './catalogue-data';
import { element } from './element';
import { placeWords } from './place';

/** Facets that a row shows, by key. */
const TONES: Readonly<Record<string, string>> = {
  High: 'bad',
  Medium: 'warn',
  Low: 'info',
  failed: 'bad',
  passed: 'good',
  untested: 'warn',
};

/** The labels of an entry's values of a facet. */
export function labelsOf({ facets }: CatalogueData, entry: Entry, key: string): readonly string[] {
  const at = facets.findIndex((facet) => facet.key === key);
  return (entry.values[at] ?? []).map((index) => facets[at]?.values[index]?.[1] ?? '');
}

/** A row of the table of rules: the same cells as the page's first rows, which are there without scripts. */
export function rowOf(data: CatalogueData, entry: Entry, folder: string): HTMLTableRowElement {
  const text = (key: string): string => labelsOf(data, entry, key).join(', ');
  const pill = (key: string): Node => {
    const word = text(key);
    return element('span', { class: `badge ${TONES[word] ?? 'calm'}` }, word);
  };
  const facts = { path: entry.path, kind: text('kind'), status: text('status'), enabled: text('enabled') };
  return element(
    'tr',
    {},
    element(
      'th',
      { scope: 'row' },
      element('a', { href: entry.page }, entry.name),
      element('span', { class: 'place' }, placeWords(facts, folder)),
    ),
    element('td', {}, pill('severity')),
    element('td', {}, text('tactic')),
    element('td', {}, pill('tests')),
    element('td', {}, text('owner')),
  );
}

/** A facet's list of values. Those of long facets are made when somebody opens them. */
export function facetOf(
  { key, label, values }: Facet,
  { open, onChange }: { readonly open: boolean; readonly onChange: () => void },
): FacetView {
  const list = element('ul', {});
  const summary = element('summary', {}, label);
  const badge = element('span', { class: 'count' });
  summary.append(' ', badge);
  const details = element('details', { class: 'facet' }, summary, list);
  const boxes: { readonly input: HTMLInputElement; readonly count: HTMLElement; readonly item: HTMLElement }[] = [];
  let last: readonly [counts: readonly number[], chosen: ReadonlySet<number>] = [[], new Set()];
  const make = (): void => {
    if (boxes.length > 0) return;
    values.forEach(([value, name], index) => {
      const input = element('input', { type: 'checkbox', name: key, value });
      const count = element('span', { class: 'n' });
      const item = element('li', {}, element('label', {}, input, element('span', {}, name), count));
      input.addEventListener('change', onChange);
      boxes[index] = { input, count, item };
    });
    list.append(...boxes.map(({ item }) => item));
    show(...last);
  };
  const show = (counts: readonly number[], chosen: ReadonlySet<number>): void => {
    last = [counts, chosen];
    badge.textContent = chosen.size === 0 ? '' : String(chosen.size);
    boxes.forEach(({ input, count, item }, index) => {
      const number = counts[index] ?? 0;
      input.checked = chosen.has(index);
      count.textContent = number.toLocaleString('en');
      item.hidden = number === 0 && !chosen.has(index);
    });
  };
  details.addEventListener('toggle', make);
  if (open) {
    make();
    details.open = true;
  }
  return {
    details,
    show,
    chosen: () =>
      boxes.length === 0 ? last[1] : new Set(boxes.flatMap(({ input }, index) => (input.checked ? [index] : []))),
  };
}

export interface FacetView {
  readonly details: HTMLDetailsElement;
  show(counts: readonly number[], chosen: ReadonlySet<number>): void;
  chosen(): ReadonlySet<number>;
}
