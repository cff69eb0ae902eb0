import type { Diagnostic } from '../../src/diagnostics';
import { overrideRule } from '../../src/rules';
import type { Dependencies, LoadedRule, Rule, Tuning } from '../../src/rules';
import type { YamlDocument, YamlPath } from '../../src/yaml';
import { isDefenderTable } from './defender-tables';

interface Note {
  readonly code: string;
  readonly path: readonly [string, ...string[]];
  applies(incidents: NonNullable<Rule['incidentConfiguration']>): boolean;
  readonly message: string;
  readonly help: string;
}

/** What a workspace that is worked in the Defender portal does otherwise (Microsoft Learn, move-to-defender and scheduled-rules-overview, read 2026-11-24). */
const DEFENDER: readonly Note[] = [
  {
    code: 'portal-incident-grouping',
    path: ['groupingConfiguration', 'enabled'],
    applies: ({ groupingConfiguration: grouping }) => grouping?.enabled === true,
    message: 'the Defender portal groups alerts into incidents by itself: this grouping has no effect there',
    help: 'keep it for targets of the Azure portal, or take it out',
  },
  {
    code: 'portal-reopen-incidents',
    path: ['groupingConfiguration', 'reopenClosedIncident'],
    applies: ({ groupingConfiguration: grouping }) => grouping?.reopenClosedIncident === true,
    message: 'the Defender portal does not reopen closed incidents',
    help: 'set it to false',
  },
  {
    code: 'portal-no-incident',
    path: ['createIncident'],
    applies: ({ createIncident }) => !createIncident,
    message: 'the Defender portal does not show alerts of a rule that creates no incident',
    help: 'let it create incidents, or say in the description where its alerts are read',
  },
];

/** A rule as a target of the Defender portal gets it. */
export interface PortalRule {
  readonly loaded: LoadedRule;
  readonly tuning?: Tuning | undefined;
  /** What its query needs. */
  readonly needs: Dependencies;
}

/** What the Defender portal treats otherwise than a rule says, as tuned, where somebody wrote it: the rule or the tuning. */
export function portalNotes(rules: readonly PortalRule[]): readonly Diagnostic[] {
  return rules.flatMap((one) => [...incidentNotes(one), ...customDetection(one)]);
}

function incidentNotes({ loaded, tuning }: PortalRule): readonly Diagnostic[] {
  const { incidentConfiguration: incidents } = overrideRule(loaded.rule, tuning?.overrides ?? {});
  return DEFENDER.filter((note) => incidents !== undefined && note.applies(incidents)).map(
    ({ code, path, message, help }): Diagnostic => {
      const [document, at] = placeOf(path, loaded, tuning);
      return {
        code,
        severity: 'warning',
        message,
        help,
        source: document.source,
        span: document.spanOf(at, 'value'),
      };
    },
  );
}

function placeOf(
  path: Note['path'],
  { document }: LoadedRule,
  tuning: Tuning | undefined,
): readonly [document: YamlDocument, path: YamlPath] {
  const tuned = tuning?.document.nodeAt([path[0]]) === undefined ? undefined : tuning.document;
  return tuned === undefined ? [document, ['incidentConfiguration', ...path]] : [tuned, path];
}

/** A query that needs nothing but tables of Defender XDR could be a custom detection there. */
function customDetection({ loaded, needs }: PortalRule): readonly Diagnostic[] {
  const { tables, functions, watchlists, others, untold } = needs;
  const more = functions.length + watchlists.length + others.length + untold.length;
  if (more > 0 || tables.length === 0 || !tables.every(({ name, wildcard }) => !wildcard && isDefenderTable(name))) {
    return [];
  }
  const { document } = loaded;
  return [
    {
      code: 'portal-custom-detection',
      severity: 'info',
      message: 'reads tables of Defender XDR alone: in the Defender portal it could be a custom detection',
      help: 'one needs no ingestion into the workspace, and may act by itself; rules are not compiled to it yet',
      source: document.source,
      span: document.spanOf(['query'], 'key'),
    },
  ];
}
