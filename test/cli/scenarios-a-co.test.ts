import { testScenarios } from './run-scenarios';

testScenarios('a-co');
