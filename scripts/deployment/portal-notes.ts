import type { Diagnostic } from '../../src/diagnostics';
import type { LoadedRule } from '../../src/rules';
import type { Target } from '../targets/target';

interface Note {
  readonly code: string;
  readonly path: readonly string[];
  applies(incidents: NonNullable<LoadedRule['rule']['incidentConfiguration']>): boolean;
  readonly message: string;
  readonly help: string;
}

/** What a workspace that is worked in the Defender portal does otherwise (Microsoft Learn, move-to-defender and scheduled-rules-overview, read 2026-11-24). */
const DEFENDER: readonly Note[] = [
  {
    code: 'portal-incident-grouping',
    path: ['incidentConfiguration', 'groupingConfiguration', 'enabled'],
    applies: ({ groupingConfiguration: grouping }) => grouping?.enabled === true,
    message: 'the Defender portal groups alerts into incidents by itself: this grouping has no effect there',
    help: 'keep it for targets of the Azure portal, or take it out',
  },
  {
    code: 'portal-reopen-incidents',
    path: ['incidentConfiguration', 'groupingConfiguration', 'reopenClosedIncident'],
    applies: ({ groupingConfiguration: grouping }) => grouping?.reopenClosedIncident === true,
    message: 'the Defender portal does not reopen closed incidents',
    help: 'set it to false',
  },
  {
    code: 'portal-no-incident',
    path: ['incidentConfiguration', 'createIncident'],
    applies: ({ createIncident }) => !createIncident,
    message: 'the Defender portal does not show alerts of a rule that creates no incident',
    help: 'let it create incidents, or say in the description where its alerts are read',
  },
];

/** Notes on rules that a target's portal treats otherwise than they say. */
export function portalNotes(rules: readonly LoadedRule[], portal: Target['portal']): readonly Diagnostic[] {
  if (portal === 'azure') return [];
  return rules.flatMap(({ rule: { incidentConfiguration: incidents }, document }) =>
    DEFENDER.filter((note) => incidents !== undefined && note.applies(incidents)).map(
      ({ code, path, message, help }): Diagnostic => ({
        code,
        severity: 'warning',
        message,
        help,
        source: document.source,
        span: document.spanOf(path, 'value'),
      }),
    ),
  );
}
