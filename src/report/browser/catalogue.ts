import type { CatalogueData } from './catalogue-data';
import { readState, writeState } from './catalogue-state';
import type { CatalogueState } from './catalogue-state';
import { facetOf, labelsOf, rowOf } from './catalogue-view';
import { csvText } from '../../csv';
import { byId, element, pageData } from './element';
import { chosen, tally } from './facets';
import { sharedFolder } from './place';
import { search, searchIndex } from './search';

const PAGE = 50;
/** Facets that are open from the start. */
const OPEN: ReadonlySet<string> = new Set(['severity', 'status', 'tests']);

const data = pageData() as CatalogueData;
const index = searchIndex(data.entries);
const everything = data.entries.map((_, at) => at);
const folder = sharedFolder(data.entries.map(({ path }) => path));

const box = byId('q', HTMLInputElement);
const body = byId('rows', HTMLTableSectionElement);
const status = byId('status', HTMLElement);
const range = byId('range', HTMLElement);
const previous = byId('previous', HTMLButtonElement);
const next = byId('next', HTMLButtonElement);
const clear = byId('clear', HTMLButtonElement);
const headers = [...document.querySelectorAll<HTMLButtonElement>('button[data-sort]')];

/** Whether facets stand beside the results, and not above them. */
const roomy = window.matchMedia('(min-width: 68rem)').matches;

let state: CatalogueState = readState(location.hash, data.facets);
let found: readonly number[] = [];

const views = data.facets.map((facet, at) =>
  facetOf(facet, {
    open: (roomy && OPEN.has(facet.key)) || (state.choice[at]?.size ?? 0) > 0,
    onChange: () => change({ choice: views.map((view) => view.chosen()), page: 0 }),
  }),
);

function change(part: Partial<CatalogueState>): void {
  state = { ...state, ...part };
  const hash = writeState(state, data.facets);
  history.replaceState(null, '', hash === '' ? location.pathname : `#${hash}`);
  show();
}

/** Where an entry stands among the values of a facet, which are in their own order. */
function rank(at: number, facet: number): number {
  return data.entries[at]?.values[facet]?.[0] ?? Number.MAX_SAFE_INTEGER;
}

function sorted(among: readonly number[]): readonly number[] {
  const key = state.sort.replace('-', '');
  if (key === '') return among;
  const facet = data.facets.findIndex((each) => each.key === key);
  // entries are in order of their names
  const order =
    facet === -1 ? (a: number, b: number) => a - b : (a: number, b: number) => rank(a, facet) - rank(b, facet) || a - b;
  const all = [...among].sort(order);
  return state.sort.startsWith('-') ? all.reverse() : all;
}

function show(): void {
  const matches = search(index, state.query) ?? everything;
  found = sorted(chosen(data.entries, matches, state.choice));
  const counts = tally(data, matches, state.choice);
  views.forEach((view, at) => view.show(counts[at] ?? [], state.choice[at] ?? new Set()));
  const pages = Math.max(1, Math.ceil(found.length / PAGE));
  const at = Math.min(state.page, pages - 1);
  draw(found.slice(at * PAGE, (at + 1) * PAGE));
  const all = data.entries.length.toLocaleString('en');
  status.textContent =
    found.length === data.entries.length ? `${all} rules` : `${found.length.toLocaleString('en')} of ${all} rules`;
  range.textContent =
    found.length === 0
      ? ''
      : `${at * PAGE + 1}–${Math.min(found.length, (at + 1) * PAGE)} of ${found.length.toLocaleString('en')}`;
  previous.disabled = at === 0;
  next.disabled = at >= pages - 1;
  clear.hidden = state.query === '' && state.choice.every(({ size }) => size === 0);
  for (const header of headers) {
    const { sort: key = '' } = header.dataset;
    const way = state.sort === key ? 'ascending' : state.sort === `-${key}` ? 'descending' : 'none';
    header.closest('th')?.setAttribute('aria-sort', way);
  }
}

function draw(indexes: readonly number[]): void {
  const rows = indexes.flatMap((at) => {
    const entry = data.entries[at];
    return entry === undefined ? [] : [rowOf(data, entry, folder)];
  });
  const none = element(
    'tr',
    {},
    element('td', { colspan: '5', class: 'empty' }, 'No rule is like that. Take a word or a choice away.'),
  );
  body.replaceChildren(...(rows.length === 0 ? [none] : rows));
}

function turn(by: number): void {
  change({ page: state.page + by });
  byId('results', HTMLElement).scrollIntoView();
}

function download(): void {
  const facets = data.facets.map(({ key }) => key);
  const rows = found.flatMap((at) => {
    const entry = data.entries[at];
    return entry === undefined
      ? []
      : [[entry.id, entry.name, entry.path, ...facets.map((key) => labelsOf(data, entry, key).join('; '))]];
  });
  const text = csvText([['id', 'name', 'file', ...facets], ...rows]);
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  element('a', { href: url, download: 'rules.csv' }).click();
  window.setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** Up and down from the search box through the names of the rows. */
function step(event: KeyboardEvent): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const links = [...body.querySelectorAll('a')];
  const at = links.findIndex((link) => link === document.activeElement);
  if (at === -1 && document.activeElement !== box) return;
  event.preventDefault();
  const to = at + (event.key === 'ArrowDown' ? 1 : -1);
  (to < 0 ? box : (links[to] ?? links.at(-1) ?? box)).focus();
}

byId('facets', HTMLElement).replaceChildren(...views.map(({ details }) => details));
box.value = state.query;
box.addEventListener('input', () => change({ query: box.value, page: 0 }));
clear.addEventListener('click', () => {
  box.value = '';
  change({ query: '', choice: data.facets.map(() => new Set<number>()), page: 0 });
  box.focus();
});
for (const header of headers) {
  const { sort: key = '' } = header.dataset;
  header.addEventListener('click', () => change({ sort: state.sort === key ? `-${key}` : key, page: 0 }));
}
previous.addEventListener('click', () => turn(-1));
next.addEventListener('click', () => turn(1));
byId('download', HTMLButtonElement).addEventListener('click', download);
document.addEventListener('keydown', (event) => {
  const typing = event.target instanceof HTMLInputElement && event.target.type === 'search';
  if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    box.select();
    box.focus();
  }
  if (event.key === 'Escape' && typing && box.value !== '') {
    event.preventDefault();
    box.value = '';
    change({ query: '', page: 0 });
  }
  step(event);
});
window.addEventListener('hashchange', () => {
  state = readState(location.hash, data.facets);
  box.value = state.query;
  show();
});
window.addEventListener('beforeprint', () => draw(found));
window.addEventListener('afterprint', show);
byId('tools', HTMLElement).hidden = false;
show();
performance.mark('usable');
