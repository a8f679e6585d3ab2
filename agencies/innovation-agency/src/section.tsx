import { reactSection } from '@hukumat/contract/react';
import { History } from './console/history.tsx';
import { Release } from './console/release.tsx';
import { ReleaseQueue } from './console/release-queue.tsx';
import './console/console.css';

export default reactSection({ releases: ReleaseQueue, history: History, release: Release });
