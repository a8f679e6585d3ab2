import type { Examples } from '../../../gallery/example.ts';
import { in3 } from '../../../gallery/example.ts';
import { receiptNumber } from './receipt-number.ts';

export const examples: Examples = {
  element: 'receipt-number',
  show: (lang) => ({ number: receiptNumber(lang, in3(lang)('Рақами ариза', 'Номер заявления', 'Application number'), 'EGOV-2026-000123') }),
};
