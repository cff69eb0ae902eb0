import { testPages } from './pages';

testPages('m-z');
