import { vueSection } from '@hukumat/contract/vue';
import Case from './desk/case.vue';
import Queue from './desk/queue.vue';

export default vueSection({ queue: Queue, case: Case });
