import { testPages } from './pages';

testPages('guides');
