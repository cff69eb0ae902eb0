import { testPages } from './pages';

testPages('auditor');
