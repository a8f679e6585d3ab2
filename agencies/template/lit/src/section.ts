import { litSection } from '@hukumat/contract/lit';
import { card } from './card.ts';
import { hello } from './hello.ts';
import './style.css';

export default litSection({ hello, card });
