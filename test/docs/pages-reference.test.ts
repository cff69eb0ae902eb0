import { testPages } from './pages';

testPages('reference');
