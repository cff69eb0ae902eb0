import { objectAt } from '../json';
import { templateOf } from './alert-rule/adoption';
import type { Action, Warning } from './plan';
import { adoptWords } from './plan-wanted';
import { resourceKey } from './resource';
import type { Resource } from './resource';
import { resourceTypes } from './resource-types';
import { inOrder, ownershipOf } from './sides';
import type { Sides } from './sides';

/** Another live rule that looks for the same, and what it has in common. */
interface Twin {
  readonly rule: Resource;
  readonly common: 'name' | 'template';
}

/**
 * Live rules that are not ours and would alert beside what a plan creates, or updates and leaves enabled: of the same
 * template, or of the same name, under another id, and enabled.
 */
export function twinWarnings(actions: readonly Action[], sides: Sides): readonly Warning[] {
  const find = twinFinder(sides);
  return actions.flatMap((action): readonly Warning[] => {
    const written = action.action === 'create' || action.action === 'update';
    if (action.type !== 'alertRule' || !written || !isEnabled(action.desired)) return [];
    const { type, id, title, path } = action;
    return find(action.desired, id).map(({ rule, common }) => ({
      kind: 'twin',
      type,
      id,
      title,
      ...(path === undefined ? {} : { path }),
      message: `the workspace has a rule ${COMMON[common]}, enabled and not ours: ${JSON.stringify(titleOf(rule))} ${rule.id}. Both would alert`,
      help: `disable that one, or give the file its id and take it over: ${adoptWords(rule.id, sides)}`,
    }));
  });
}

const COMMON: Readonly<Record<Twin['common'], string>> = {
  name: 'of the same name',
  template: 'from the same template',
};

/** The other way round: which wanted rule a live one is the twin of; undefined if of none. */
export function twinNote(live: Resource, { desired }: Pick<Sides, 'desired'>): string | undefined {
  for (const wanted of inOrder([...desired.values()])) {
    const common = wanted.type === live.type ? commonOf(live, wanted.body) : undefined;
    if (common === undefined) continue;
    const what = common === 'name' ? 'has the name of' : 'comes from the same template as';
    return `${what} ${wanted.id}: ${isEnabled(live.body) ? 'both would alert' : 'disabled'}`;
  }
  return undefined;
}

function twinFinder(sides: Sides): (body: Resource['body'], id: string) => readonly Twin[] {
  const others = inOrder([...sides.live.values()]).filter(
    (rule) =>
      rule.type === 'alertRule' &&
      !sides.desired.has(resourceKey(rule)) &&
      isEnabled(rule.body) &&
      !['ours', 'unmarked'].includes(ownershipOf(rule, sides)),
  );
  return (body, id) =>
    others.flatMap((rule): readonly Twin[] => {
      const common = rule.id.toLowerCase() === id.toLowerCase() ? undefined : commonOf(rule, body);
      return common === undefined ? [] : [{ rule, common }];
    });
}

/** People tell rules apart by their names, whatever the letter case; a template is the stronger sign. */
function commonOf(live: Resource, wanted: Resource['body']): Twin['common'] | undefined {
  const [mine, theirs] = [templateOf(live.body).id, templateOf(wanted).id].map((id) => id?.toLowerCase());
  if (mine !== undefined && mine === theirs) return 'template';
  const [name, other] = [nameOf(live.body), nameOf(wanted)];
  return name !== undefined && name === other ? 'name' : undefined;
}

function nameOf(body: Resource['body']): string | undefined {
  return resourceTypes.alertRule.title(body)?.trim().toLowerCase();
}

function titleOf({ body, id }: Resource): string {
  return resourceTypes.alertRule.title(body) ?? id;
}

function isEnabled(body: Resource['body']): boolean {
  return objectAt(body, 'properties')['enabled'] !== false;
}
