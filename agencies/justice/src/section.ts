import { vueSection } from '@hukumat/contract/vue';
import Case from './desk/case.vue';
import Queue from './desk/queue.vue';
import MandateCard from './mandates/mandate-card.vue';
import SigningRoom from './signing-room/signing-room.vue';
import './justice.css';

export default vueSection({ queue: Queue, case: Case, 'signing-room': SigningRoom, 'mandate-card': MandateCard });
