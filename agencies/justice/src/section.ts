import { vueSection } from '@hukumat/contract/vue';
import SigningRoom from './signing-room/signing-room.vue';
import './justice.css';

export default vueSection({ 'signing-room': SigningRoom });
