/** Browser door: the few elements that behave. Calling it twice, or beside another copy, changes nothing. */
import { defineDialog } from './dialog/opener.ts';
import { defineErrorSummary } from './error-summary/error-summary.ts';
import { defineCount } from './field/count.ts';
import { defineFile } from './file-field/file.ts';
import { defineCopy } from './receipt-number/copy.ts';

export function defineElements(): void {
  defineErrorSummary();
  defineCopy();
  defineCount();
  defineDialog();
  defineFile();
}
