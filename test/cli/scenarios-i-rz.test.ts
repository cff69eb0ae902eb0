import { testScenarios } from './run-scenarios';

testScenarios('i-rz');
