import { reactSection } from '@hukumat/contract/react';
import { TintCalculator } from './calculator/tint-calculator.tsx';
import { Case } from './desk/case.tsx';
import { Queue } from './desk/queue.tsx';
import { InspectionSlot } from './places/inspection-slot.tsx';
import './calculator/calculator.css';
import './desk/desk.css';
import './places/places.css';

export default reactSection({
  queue: Queue,
  case: Case,
  'tint-calculator': TintCalculator,
  'inspection-slot': InspectionSlot,
});
