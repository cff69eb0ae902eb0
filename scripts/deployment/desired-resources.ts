import type { Diagnostic } from '../../src/diagnostics';
import { objectAt } from '../../src/json';
import { checkTombstones, tombstoneWords, withSeverities } from '../../src/rules';
import type { CompiledRule, LoadedRule, Tuning } from '../../src/rules';
import type { DesiredResource, Lacking } from '../../src/state';
import { placementFindings } from '../../src/targets';
import type { Target } from '../targets/target';
import { loadTunings } from './load-tunings';
import { nameClashes } from './name-clashes';
import { readTombstones } from '../files/read-tombstones';
import { placements } from './placements';
import { portalNotes } from './portal-notes';
import { targetFindings } from './target-findings';
import { withContent } from './project-content';
import { projectRules } from './project-rules';
import { ruleNeeds } from './rule-needs';
import type { TargetNeeds } from './rule-needs';
import { tuningMark } from './tuning-mark';
import type { ForTarget } from './compile-for-target';
import type { ProjectRules, ProjectRulesOptions } from './project-rules';

export interface Desired {
  readonly compiled: readonly CompiledRule[];
  readonly resources: readonly DesiredResource[];
  /** Why other rules of the project do not go to this target, by their ids in lower case. */
  readonly elsewhere: ReadonlyMap<string, string>;
  /** Rules for which the target was not found to have the tables, in the same way. */
  readonly lacking: ReadonlyMap<string, Lacking>;
  /** Why rules were retired, by their ids in lower case. */
  readonly retired: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
  /** Number of files that were looked at. */
  readonly files: number;
  /** What the rules need of the workspace; their queries are read when it is first asked for. */
  needs(): TargetNeeds;
}

/** What a project wants of one target: see `desiredOf`. Throws a UsageError if there is no folder of rules. */
export function desiredResources({ target, ...options }: ProjectRulesOptions & { readonly target: Target }): Desired {
  return desiredOf(projectRules(options), target);
}

/**
 * What a project wants of a target: every rule that goes there, checked and compiled with the target's tuning. Hunting
 * queries are checked and never deployed. With an error in the diagnostics the resources must not be used.
 */
export function desiredOf(rules: ProjectRules, target: Target): Desired {
  const { root, config, project, all } = rules;
  const tunings = loadTunings(
    { root, detections: config.detections, target: target.name },
    all.rules.map(({ rule }) => rule),
  );
  const { here, elsewhere, lacking, diagnostics: unplaced } = placements(rules, target);
  const retired = retiredRules(rules);
  const tuningOf = ({ rule }: LoadedRule): Tuning | undefined => tunings.byRule.get(rule.id);
  const made = here.map((loaded) => rules.compiled(loaded, tuningOf(loaded)));
  const placed = here.flatMap((loaded, index) => {
    const resource = made[index]?.resource;
    return resource === undefined
      ? []
      : [
          {
            loaded,
            tuning: tuningOf(loaded),
            resource: withTuning(hiding(resource, target), rules, { loaded, tuning: tuningOf(loaded) }),
          },
        ];
  });
  let known: TargetNeeds | undefined;
  const needs = (): TargetNeeds => (known ??= needsOf(rules, { here, tuningOf, made }));
  const content = rules.content();
  const clashes = nameClashes(here, target.name);
  return {
    compiled: made.map(({ compiled }) => compiled),
    resources:
      content === undefined
        ? placed.map(({ resource }) => resource)
        : withContent(placed, { ...content, reader: rules.reader() }, target),
    elsewhere,
    lacking,
    retired: retired.words,
    diagnostics: [
      ...without(project.diagnostics, clashes),
      ...(content?.diagnostics ?? []),
      ...placementFindings(project.rules, [...config.targets.values()]),
      ...unplaced,
      ...clashes,
      ...tunings.diagnostics,
      ...retired.diagnostics,
      ...newTo(
        project.diagnostics,
        made.flatMap(({ diagnostics }) => diagnostics),
      ),
      ...targetFindings(rules, { target, here, today: rules.today }),
      ...(target.portal === 'defender' ? portalNotes(needs().rules) : []),
    ],
    files: project.files.length + tunings.files,
    needs,
  };
}

interface Made {
  readonly here: readonly LoadedRule[];
  readonly made: readonly Pick<ForTarget, 'compiled'>[];
  tuningOf(loaded: LoadedRule): Tuning | undefined;
}

function needsOf(rules: ProjectRules, { here, tuningOf, made }: Made): TargetNeeds {
  const reader = rules.reader();
  const each = here.flatMap((loaded, index) => {
    const compiled = made[index]?.compiled;
    const tuning = tuningOf(loaded);
    if (compiled === undefined) return [];
    return [ruleNeeds({ loaded, compiled, ...(tuning === undefined ? {} : { tuning }) }, reader)];
  });
  reader.save();
  return { rules: each, catalog: rules.catalog() };
}

/** In the Defender portal nobody sees the alerts of a rule that creates no incident. */
function hiding(resource: DesiredResource, { portal }: Target): DesiredResource {
  const incidents = objectAt(objectAt(resource.body, 'properties'), 'incidentConfiguration');
  if (portal !== 'defender' || incidents['createIncident'] !== false) return resource;
  return {
    ...resource,
    notes: ['hides its alerts: the Defender portal shows none of a rule that creates no incident'],
  };
}

/** With what the target's tuning decides of it. */
function withTuning(
  resource: DesiredResource,
  rules: ProjectRules,
  { loaded, tuning }: { readonly loaded: LoadedRule; readonly tuning: Tuning | undefined },
): DesiredResource {
  const tested = withTests(resource, rules, loaded);
  if (tuning === undefined) return tested;
  const plain = rules.compiled(loaded, undefined).resource.body;
  const mark = tuningMark(tuning.document.source.path, { plain, tuned: resource.body });
  return mark === undefined ? tested : { ...tested, tuning: mark };
}

function retiredRules({ root, config, all }: ProjectRules): {
  readonly words: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { tombstones, diagnostics } = readTombstones(root, config.detections);
  const living = all.rules.map(({ rule: { id }, path }) => ({ id, path }));
  return {
    words: new Map(tombstones.map((tombstone) => [tombstone.id, tombstoneWords(tombstone)])),
    diagnostics: [...diagnostics, ...withSeverities(checkTombstones(tombstones, living), config.checks)],
  };
}

/** With the hash of the tests beside the rule: a query that changes while its tests do not is a danger of its own. */
function withTests(resource: DesiredResource, rules: ProjectRules, loaded: LoadedRule): DesiredResource {
  const tests = rules.testsOf(loaded);
  return tests === undefined ? resource : { ...resource, tests };
}

/** That two names are one is told once: as what it is for this target. */
function without(found: readonly Diagnostic[], clashes: readonly Diagnostic[]): readonly Diagnostic[] {
  const places = new Set(clashes.map(({ source, span }) => `${source.path}\0${span.start}`));
  return found.filter(
    ({ code, source, span }) => code !== 'duplicate-name' || !places.has(`${source.path}\0${span.start}`),
  );
}

/** What the checks found, compiling finds again, at the same place: one mistake is told once. */
function newTo(told: readonly Diagnostic[], found: readonly Diagnostic[]): readonly Diagnostic[] {
  const key = ({ code, source, span }: Diagnostic): string => [code, source.path, span.start].join('\0');
  const places = new Set(told.map(key));
  return found.filter((one) => !places.has(key(one)));
}
