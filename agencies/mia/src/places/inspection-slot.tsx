import { formatDate, weekday } from '@hukumat/contract/locale';
import type { FieldControl } from '@hukumat/contract/plugin';
import { type Drawn, useLive } from '@hukumat/contract/react';
import { useId, useState } from 'react';
import { daysOf } from './slots.ts';

const DAYS_SHOWN = 10;

/** A day first, then an hour of it, instead of one long list. The portal's own list keeps the choice and posts it. */
export function InspectionSlot({ host, view }: Drawn) {
  return view.field ? <Picker host={host} field={view.field} /> : null;
}

function Picker({ host, field }: { host: Drawn['host']; field: FieldControl }) {
  const name = useId();
  const lang = useLive(host.locale);
  const chosen = useLive(field.value);
  const days = daysOf(field.options);
  const ofChosen = days.find(([, slots]) => slots.some(({ id }) => id === chosen))?.[0];
  const [looked, setLooked] = useState<string>();
  const [more, setMore] = useState(false);
  const day = looked ?? ofChosen ?? days[0]?.[0];
  const times = days.find(([one]) => one === day)?.[1] ?? [];
  const severalPlaces = new Set(times.map(({ time }) => time)).size < times.length;
  const t = host.text;
  if (days.length === 0) return null;
  const shown = more ? days : days.slice(0, DAYS_SHOWN);
  return (
    <div className="mia-slots">
      <fieldset className="mia-slots__row">
        <legend className="hk-label">{t('slot.day')}</legend>
        {shown.map(([one]) => (
          <label key={one} className="mia-slots__choice">
            {/* Stands outside of the portal's form: nothing of it is posted. */}
            <input type="radio" form={`${name}-none`} name={`${name}-day`} checked={one === day} onChange={() => setLooked(one)} />
            <span>
              <b>{formatDate(one, lang).slice(0, 5)}</b> <small>{weekday(one, lang)}</small>
            </span>
          </label>
        ))}
        {!more && days.length > DAYS_SHOWN && (
          <button type="button" className="hk-button hk-button-plain" onClick={() => setMore(true)}>
            {t('slot.more')}
          </button>
        )}
      </fieldset>
      <fieldset className="mia-slots__row">
        <legend className="hk-label">{t('slot.time', { day: formatDate(day ?? '', lang, 'long') })}</legend>
        {times.map((slot) => (
          <label key={slot.id} className="mia-slots__choice">
            <input
              type="radio"
              form={`${name}-none`}
              name={`${name}-time`}
              checked={slot.id === chosen}
              onChange={() => field.set(slot.id)}
            />
            <span>{severalPlaces ? slot.label : slot.time}</span>
          </label>
        ))}
      </fieldset>
    </div>
  );
}
