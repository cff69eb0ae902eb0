import { testScenarios } from './run-scenarios';

testScenarios('s-z');
