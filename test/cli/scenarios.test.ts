import { expectGolden } from '../golden';
import { readScenario, runScenario, scenarioNames } from './scenario';

describe.each(scenarioNames())('%s', (name) => {
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
});
