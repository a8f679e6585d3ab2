import { litSection } from '@hukumat/contract/lit';
import { limitsPage } from './limits-page.ts';
import { calendar } from './places/calendar.ts';
import { guestCounter } from './places/guest-counter.ts';
import './ceremonies.css';

export default litSection({ guests: guestCounter, calendar, limits: limitsPage });
