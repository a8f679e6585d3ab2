import { litSection } from '@hukumat/contract/lit';
import { familyPage } from './tree/family-page.ts';
import { familyPlace } from './tree/family-place.ts';
import './tree/tree.css';

export default litSection({ 'family-tree': familyPage, 'family-preview': familyPlace });
