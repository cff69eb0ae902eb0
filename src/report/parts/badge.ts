import type { Severity } from '../../diagnostics';
import type { AlertSeverity } from '../../sentinel';
import { html } from '../html/html';
import type { Html } from '../html/html';
import type { LiveState } from '../report-data';

type Tone = 'bad' | 'warn' | 'good' | 'info' | 'calm';

/** A word in a coloured pill. The word alone says what it means: colour is no more than emphasis. */
export function badge(text: string, tone: Tone): Html {
  return html`<span class="badge ${tone}">${text}</span>`;
}

const SEVERITY_TONES: Readonly<Record<AlertSeverity, Tone>> = {
  High: 'bad',
  Medium: 'warn',
  Low: 'info',
  Informational: 'calm',
};

export function severityBadge(severity: AlertSeverity): Html {
  return badge(severity, SEVERITY_TONES[severity]);
}

const FINDING_TONES: Readonly<Record<Severity, Tone>> = { error: 'bad', warning: 'warn', info: 'info' };

export function findingBadge(severity: Severity): Html {
  return badge(severity, FINDING_TONES[severity]);
}

const LIVE: Readonly<Record<LiveState, readonly [words: string, tone: Tone]>> = {
  current: ['as deployed', 'good'],
  unseen: ['not looked at since', 'info'],
  drifted: ['changed by somebody else', 'bad'],
  missing: ['taken away by somebody else', 'bad'],
  quarantined: ['disabled, to be deleted', 'warn'],
  unknown: ['not known', 'warn'],
};

export function liveBadge(state: LiveState): Html {
  const [words, tone] = LIVE[state];
  return badge(words, tone);
}
