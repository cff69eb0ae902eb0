import { placement } from '../../src/targets';
import type { PlacementFacts } from '../../src/targets';
import type { Rule } from '../../src/rules';

type Chosen = Rule['targets'];

const prod = { name: 'prod', tags: ['endpoint', 'eu'] };
const has = (...tables: string[]): PlacementFacts => ({ reads: ['SigninLogs', 'AuditLogs'], tables: new Set(tables) });

test.each<[string, Chosen, PlacementFacts, boolean, string]>([
  ['no word, nothing known', undefined, {}, true, 'its tables are not known'],
  ['no word, all tables', undefined, has('AuditLogs', 'SigninLogs', 'Other'), true, 'it has the tables'],
  ['no word, one table missing', undefined, has('AuditLogs'), false, 'it has no table SigninLogs'],
  ['no word, tables missing', undefined, has(), false, 'it has no table SigninLogs, AuditLogs'],
  ['no word, the query was not read', undefined, { tables: new Set() }, true, 'its tables are not known'],
  ['no word, the target was not asked', undefined, { reads: ['A'] }, true, 'its tables are not known'],
  ['names are compared as KQL does', undefined, has('auditlogs', 'SigninLogs'), false, 'it has no table AuditLogs'],
  ['a tag', { tags: ['cloud', 'eu'] }, {}, true, 'it is tagged eu'],
  ['another tag', { tags: ['cloud', 'mail'] }, {}, false, 'it is not tagged cloud or mail'],
  ['no tag at all', { tags: [] }, {}, false, 'it is not tagged with anything'],
  ['a tag, and no table: the plan says so', { tags: ['eu'] }, has(), true, 'it is tagged eu'],
  ['excepted', { except: ['lab', 'prod'] }, has('AuditLogs', 'SigninLogs'), false, 'the rule excepts it'],
  ['excepted in spite of a tag', { tags: ['eu'], except: ['prod'] }, {}, false, 'the rule excepts it'],
  ['others excepted, a table missing', { except: ['lab'] }, has(), false, 'it has no table SigninLogs, AuditLogs'],
])('%s', (_name, targets, facts, goes, why) => {
  expect(placement(targets === undefined ? {} : { targets }, prod, facts)).toMatchObject({ goes, why });
});

test.each<[string, Chosen, readonly string[] | undefined]>([
  ['only its tables are missing', undefined, ['SigninLogs']],
  ['others are excepted too', { except: ['lab'] }, ['SigninLogs']],
  ['the file excepts the target', { except: ['prod'] }, undefined],
  ['the file asks for another tag', { tags: ['mail'] }, undefined],
])('what lacks tables is told apart from what files keep away: %s', (_name, targets, lacks) => {
  const placed = placement(targets === undefined ? {} : { targets }, prod, has('AuditLogs'));
  expect('lacks' in placed ? placed.lacks : undefined).toEqual(lacks);
});
