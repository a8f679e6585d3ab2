import { litSection } from '@hukumat/contract/lit';
import { limitsPage } from './limits-page.ts';
import { guestCounter } from './places/guest-counter.ts';
import './ceremonies.css';

export default litSection({ guests: guestCounter, limits: limitsPage });
