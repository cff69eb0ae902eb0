import { html } from '../html/html';
import type { Html } from '../html/html';
import type { DiffLine } from '../report-data';

const NAMES = { '+': 'added', '-': 'removed', ' ': '', gap: '' } as const;

/** Lines of a text that changed. The sign is part of the text, so that the diff reads the same without colour. */
export function diffBlock(lines: readonly DiffLine[], label: string): Html {
  return html`<div class="code diff" role="region" tabindex="0" aria-label="${label}"><pre><code>${lines.map(diffLine)}</code></pre></div>`;
}

function diffLine({ sign, text }: DiffLine): Html {
  switch (sign) {
    case '+':
      return html`<ins>+ ${text}
</ins>`;
    case '-':
      return html`<del>- ${text}
</del>`;
    case ' ':
      return html`<span>  ${text}
</span>`;
    case 'gap':
      return html`<span class="gap" aria-hidden="true">  ⋯
</span>`;
  }
}

/** `+3 -1`, in words for whoever listens. */
export function diffCount(lines: readonly DiffLine[]): Html {
  const count = (sign: '+' | '-'): number => lines.filter((line) => line.sign === sign).length;
  return html`<span class="plus"><span aria-hidden="true">+</span>${count('+')}<span class="unseen"> ${NAMES['+']}</span></span> <span class="minus"><span aria-hidden="true">−</span>${count('-')}<span class="unseen"> ${NAMES['-']}</span></span>`;
}
