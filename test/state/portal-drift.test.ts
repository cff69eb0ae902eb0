import { findDrift, liveHash } from '../../src/state';
import type { LastKnown, Resource } from '../../src/state';
import type { JsonObject } from '../../src/json';
import { owner } from './ours';

const fusion = (properties: JsonObject, kind = 'Fusion'): Resource => ({
  type: 'alertRule',
  id: 'BuiltInFusion',
  body: { kind, properties: { alertRuleTemplateName: 'f71aba3d-28fb-450b-b192-4e76a83015c8', ...properties } },
});

/** Kinds of drift of a rule that we left enabled, besides its mark, which is not there. */
function drift(live: Resource, portal: 'azure' | 'defender'): readonly string[] {
  const left = fusion({ enabled: true }, live.body['kind'] as string);
  const known: LastKnown = {
    head: 'a'.repeat(64),
    owned: new Map([['alertRule/builtinfusion', { hash: liveHash(left), body: left.body }]]),
    holds: new Map(),
    listed: 1,
    etags: 'unproven',
  };
  return findDrift({ live: [live], metadata: [], known, owner, before: undefined, portal }).map(({ kind }) => kind);
}

test('kinds that the Defender portal switches off are no drift there', () => {
  expect(drift(fusion({ enabled: false }), 'azure')).toEqual(['edited', 'mark lost']);
  expect(drift(fusion({ enabled: false }), 'defender')).toEqual(['mark lost']);
  expect(drift(fusion({ enabled: false }, 'Scheduled'), 'defender')).toContain('edited');
});
