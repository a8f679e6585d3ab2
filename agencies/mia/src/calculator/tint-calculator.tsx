import { dushanbeDate, formatDate, formatMoney, formatNumber } from '@hukumat/contract/locale';
import { type Drawn, useLive } from '@hukumat/contract/react';
import { useId, useState } from 'react';
import { tintSum } from './tint-sum.ts';

const OLDEST = 1950;

/** `dd.mm.yyyy` as ISO, or nothing for what is no date. */
function isoOf(typed: string): string | undefined {
  const [, day, month, year] = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(typed.trim()) ?? [];
  const iso = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined;
}

/** What a permit costs, by the year of manufacture and the day of payment. */
export function TintCalculator({ host }: Drawn) {
  const id = useId();
  const lang = useLive(host.locale);
  const t = host.text;
  const today = dushanbeDate(Date.now());
  const [year, setYear] = useState('2005');
  const [day, setDay] = useState(formatDate(today, lang));
  const made = /^\d{4}$/.test(year.trim()) ? Number(year) : undefined;
  const iso = isoOf(day);
  const known = made !== undefined && made >= OLDEST && made <= Number(today.slice(0, 4)) + 1;
  return (
    <div className="mia-calculator">
      <p>{t('tint.lead')}</p>
      <div className="hk-field">
        <label className="hk-label" htmlFor={`${id}-year`}>
          {t('tint.year')}
        </label>
        <input
          className="hk-input hk-width-short"
          id={`${id}-year`}
          inputMode="numeric"
          value={year}
          onChange={(event) => setYear(event.target.value)}
        />
      </div>
      <div className="hk-field">
        <label className="hk-label" htmlFor={`${id}-day`}>
          {t('tint.day')}
        </label>
        <p className="hk-hint" id={`${id}-hint`}>
          {t('tint.dayHint')}
        </p>
        <input
          className="hk-input hk-width-short"
          id={`${id}-day`}
          aria-describedby={`${id}-hint`}
          value={day}
          onChange={(event) => setDay(event.target.value)}
        />
      </div>
      <div className="hk-card" aria-live="polite">
        {!known ? <p>{t('tint.askYear')}</p> : iso === undefined ? <p>{t('tint.askDay')}</p> : <Sum year={made} iso={iso} host={host} />}
      </div>
      <p className="hk-hint">{t('tint.sample')}</p>
      <p>
        <button type="button" className="hk-button" onClick={() => void host.go(`/${lang}/services/tinted-windows-permit`)}>
          {t('tint.apply')}
        </button>
      </p>
    </div>
  );
}

function Sum({ year, iso, host }: { year: number; iso: string; host: Drawn['host'] }) {
  const t = host.text;
  const sum = tintSum(year, iso);
  if (sum === 'unpublished') return <p>{t('tint.unpublished', { year: iso.slice(0, 4) })}</p>;
  return (
    <>
      <p className="mia-calculator__sum">{formatMoney(sum.diram, t.lang)}</p>
      <p>{t('tint.how', { indicators: formatNumber(sum.indicators, t.lang), value: formatMoney(sum.value, t.lang) })}</p>
    </>
  );
}
