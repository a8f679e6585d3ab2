import { reactSection } from '@hukumat/contract/react';
import { Major } from './major.tsx';

export default reactSection({ major: Major, card: Major });
