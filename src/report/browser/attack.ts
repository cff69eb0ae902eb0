import type { AttackCell, AttackData } from './attack-data';
import { byId, element, pageData } from './element';
import { heatOf } from './heat';

const data = pageData() as AttackData;
const view = byId('view', HTMLSelectElement);
const only = byId('only', HTMLInputElement);
const matrix = byId('matrix', HTMLElement);
const status = byId('status', HTMLElement);
const dialog = byId('drill', HTMLDialogElement);
const cells = [...matrix.querySelectorAll<HTMLAnchorElement>('a[data-id]')];

function counted(indexes: readonly number[]): readonly number[] {
  const wanted = Number(view.value);
  return indexes.filter((index) => data.rules[index]?.views.includes(wanted));
}

function rulesOf({ parts }: AttackCell): readonly number[] {
  return counted([...new Set(parts.flatMap(({ rules }) => rules))]);
}

function show(): void {
  const covered = new Set<string>();
  for (const cell of cells) {
    const { id = '', cell: key = '' } = cell.dataset;
    const technique = data.cells[key];
    const number = technique === undefined ? 0 : rulesOf(technique).length;
    if (number > 0) covered.add(id);
    cell.dataset['heat'] = String(heatOf(number));
    const shown = cell.querySelector('.n');
    if (shown !== null) shown.textContent = String(number);
    const item = cell.closest('li');
    if (item !== null) item.hidden = only.checked && number === 0;
  }
  const techniques = new Set(cells.map((cell) => cell.dataset['id'])).size;
  status.textContent = `${covered.size} of ${techniques} techniques have a rule`;
}

/** The rules behind a cell, under the technique or sub-technique that they name. */
function drill(id: string, cell: AttackCell): void {
  const parts = cell.parts.flatMap((part) => {
    const rules = counted(part.rules).flatMap((index) => data.rules[index] ?? []);
    if (rules.length === 0) return [];
    const items = rules.map(({ page, name, severity }) =>
      element('li', {}, element('a', { href: page }, name), ' ', element('span', { class: 'place' }, severity)),
    );
    return [element('h3', {}, `${part.id} ${part.name}`), element('ul', { class: 'readers' }, ...items)];
  });
  const none = element('p', { class: 'empty' }, 'No rule names this technique: a gap.');
  byId('drill-title', HTMLElement).textContent = `${id} ${cell.name}`;
  byId('drill-body', HTMLElement).replaceChildren(...(parts.length === 0 ? [none] : parts.flat()));
  byId('drill-all', HTMLAnchorElement).href = `catalogue.html#technique=${encodeURIComponent(id)}`;
  dialog.showModal();
}

for (const cell of cells) {
  cell.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const { id = '', cell: key = '' } = cell.dataset;
    const technique = data.cells[key];
    if (technique === undefined) return;
    event.preventDefault();
    drill(id, technique);
  });
}
view.addEventListener('change', show);
only.addEventListener('change', show);
byId('drill-close', HTMLButtonElement).addEventListener('click', () => dialog.close());
dialog.addEventListener('click', (event) => {
  if (event.target === dialog) dialog.close();
});
byId('tools', HTMLElement).hidden = false;
show();
performance.mark('usable');
