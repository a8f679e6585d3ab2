import { reactSection } from '@hukumat/contract/react';
import { PlanList } from './plans/plan-list.tsx';
import { PlansOf } from './plans/plans-of.tsx';
import './plans/plans.css';

export default reactSection({ plans: PlanList, plan: PlansOf });
