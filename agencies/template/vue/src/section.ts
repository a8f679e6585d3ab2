import { vueSection } from '@hukumat/contract/vue';
import Card from './Card.vue';
import Hello from './Hello.vue';
import './style.css';

export default vueSection({ hello: Hello, card: Card });
