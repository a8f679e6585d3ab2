import { reactSection } from '@hukumat/contract/react';
import { Card } from './card.tsx';
import { Hello } from './hello.tsx';
import './style.css';

export default reactSection({ hello: Hello, card: Card });
