import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileRule, loadRuleFile } from '../src/rules';
import { expectGolden } from './golden';

const path = 'detections/rmm/beyondtrust-file-signature.yaml';

test('the first rule compiles to this resource, byte for byte', () => {
  const file = loadRuleFile({ path, text: readFileSync(join(__dirname, '..', path), 'utf8') });
  expect(file.diagnostics).toEqual([]);
  const { id, body, problems } = compileRule(file.loaded!.rule, {});
  expect(problems).toEqual([]);
  expectGolden(`goldens/${id}.json`, `${JSON.stringify(body, null, 2)}\n`);
});
