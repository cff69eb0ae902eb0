import { testPages } from './pages';

testPages('others');
