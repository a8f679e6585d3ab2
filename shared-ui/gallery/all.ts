import { examples as breadcrumbs } from '../src/elements/breadcrumbs/breadcrumbs.examples.ts';
import { examples as button } from '../src/elements/button/button.examples.ts';
import { examples as card } from '../src/elements/card/card.examples.ts';
import { examples as desk } from '../src/elements/desk/desk.examples.ts';
import { examples as dialog } from '../src/elements/dialog/dialog.examples.ts';
import { examples as emptyState } from '../src/elements/empty-state/empty-state.examples.ts';
import { examples as facts } from '../src/elements/facts/facts.examples.ts';
import { examples as fallbackCard } from '../src/elements/fallback-card/fallback-card.examples.ts';
import { examples as linkList } from '../src/elements/link-list/link-list.examples.ts';
import { examples as notice } from '../src/elements/notice/notice.examples.ts';
import { examples as pagination } from '../src/elements/pagination/pagination.examples.ts';
import { examples as receiptNumber } from '../src/elements/receipt-number/receipt-number.examples.ts';
import { examples as richText } from '../src/elements/rich-text/rich-text.examples.ts';
import { examples as searchBox } from '../src/elements/search-box/search-box.examples.ts';
import { examples as settingsMenu } from '../src/elements/settings-menu/settings-menu.examples.ts';
import { examples as skeleton } from '../src/elements/skeleton/skeleton.examples.ts';
import { examples as statusTag } from '../src/elements/status-tag/status-tag.examples.ts';
import { examples as stepList } from '../src/elements/step-list/step-list.examples.ts';
import { examples as table } from '../src/elements/table/table.examples.ts';
import { examples as timeline } from '../src/elements/timeline/timeline.examples.ts';
import { examples as form } from '../src/form/form.examples.ts';
import type { Examples } from './example.ts';

/** Every example of every element, in the order the gallery shows them. */
export const ALL: readonly Examples[] = [
  searchBox,
  breadcrumbs,
  button,
  linkList,
  card,
  facts,
  notice,
  statusTag,
  stepList,
  timeline,
  table,
  pagination,
  receiptNumber,
  emptyState,
  skeleton,
  fallbackCard,
  desk,
  dialog,
  form,
  richText,
  settingsMenu,
];
