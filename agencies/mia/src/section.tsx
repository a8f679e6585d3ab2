import { reactSection } from '@hukumat/contract/react';
import { Case } from './desk/case.tsx';
import { Queue } from './desk/queue.tsx';
import './desk/desk.css';

export default reactSection({ queue: Queue, case: Case });
