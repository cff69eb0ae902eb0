import { testScenarios } from './run-scenarios';

testScenarios('cp-hz');
