import { testPages } from './pages';

testPages('a-l');
