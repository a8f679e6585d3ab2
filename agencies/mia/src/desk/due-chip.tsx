import { formatDate } from '@hukumat/contract/locale';
import type { Translator } from '@hukumat/contract/plugin';

const DAY = 86_400_000;

/** A due date with the one word an officer needs: overdue, today, soon. */
export function DueChip({ dueOn, text }: { dueOn: string | undefined; text: Translator }) {
  if (!dueOn) return <span>{text('desk.noDue')}</span>;
  const days = Math.floor((Date.parse(`${dueOn}T23:59:59+05:00`) - Date.now()) / DAY);
  const kind = days < 0 ? 'overdue' : days === 0 ? 'today' : days <= 2 ? 'soon' : 'later';
  return (
    <span className={`mia-due mia-due--${kind}`}>
      {formatDate(dueOn, text.lang)}
      {kind !== 'later' && ` · ${text(`desk.due.${kind}`)}`}
    </span>
  );
}
