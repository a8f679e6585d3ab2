import { vueSection } from '@hukumat/contract/vue';
import Board from './counter/board.vue';
import Counter from './counter/counter.vue';
import Load from './counter/load.vue';

export default vueSection({ counter: Counter, board: Board, load: Load });
