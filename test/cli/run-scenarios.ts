import { expectGolden } from '../golden';
import { readScenario, runScenario, scenarioNames } from './scenario';

/** The test files of scenarios, by the letters with which names begin in them: several, so that they run side by side. */
const FILES = ['a-co', 'cp-hz', 'i-rz', 's-z'] as const;

function namesOf(file: (typeof FILES)[number]): readonly string[] {
  const [from = '', to = ''] = file.split('-');
  return scenarioNames().filter((name) => name >= from && name.slice(0, to.length) <= to);
}

export function testScenarios(file: (typeof FILES)[number]): void {
  test('every scenario is in one of the files', () => {
    expect(FILES.flatMap(namesOf)).toEqual(scenarioNames().toSorted());
  });
  describe.each(namesOf(file))('%s', testScenario);
}

function testScenario(name: string): void {
  const scenario = readScenario(name);
  test(
    scenario.title,
    () => {
      const results = runScenario(name, scenario);
      expect(results.map(({ exit }) => exit)).toEqual(scenario.steps.map(({ exit }) => exit));
      expect(results.map(({ leaves }) => leaves)).toEqual(scenario.steps.map(({ leaves = {} }) => leaves));
      results.forEach(({ stdout, stderr }, index) => {
        expectGolden(`cli/scenarios/${name}/${index + 1}.stdout.txt`, stdout);
        expectGolden(`cli/scenarios/${name}/${index + 1}.stderr.txt`, stderr);
      });
    },
    120_000,
  );
}
