// Runs in the head of every page, before anything is drawn: no flash of the other theme.
const KEY = 'sentinel-rules-report-theme';
const THEMES: ReadonlySet<string> = new Set(['auto', 'light', 'dark']);

/** Storage may be switched off, or absent where a page comes from a file. */
function remembered(): string {
  try {
    const theme = localStorage.getItem(KEY) ?? 'auto';
    return THEMES.has(theme) ? theme : 'auto';
  } catch {
    return 'auto';
  }
}

function remember(theme: string): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // it holds for this page
  }
}

function apply(theme: string): void {
  document.documentElement.dataset['theme'] = theme;
}

function wire(): void {
  const switches = document.getElementById('theme');
  if (switches === null) return;
  switches.hidden = false;
  for (const input of switches.querySelectorAll('input')) {
    input.checked = input.value === remembered();
    input.addEventListener('change', () => {
      apply(input.value);
      remember(input.value);
    });
  }
}

/** A link to a part that is folded opens it; what is folded is unfolded on paper. */
function unfold(): void {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = id === '' ? null : document.getElementById(id);
  if (target instanceof HTMLDetailsElement) {
    target.open = true;
    target.scrollIntoView();
  }
}

apply(remembered());
document.addEventListener('DOMContentLoaded', () => {
  wire();
  unfold();
});
window.addEventListener('hashchange', unfold);
window.addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll('details')) details.open = true;
});
