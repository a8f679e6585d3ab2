import { vueSection } from '@hukumat/contract/vue';
import TaxCalculator from './calculator/tax-calculator.vue';
import Stamps from './stamps/stamps.vue';
import './calculator/calculator.css';

export default vueSection({ 'tax-calculator': TaxCalculator, stamps: Stamps });
