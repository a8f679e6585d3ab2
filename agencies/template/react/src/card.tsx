import { type Drawn, useLive } from '@hukumat/contract/react';

export function Card({ host }: Drawn) {
  useLive(host.locale);
  return (
    <div className="template-react">
      <p>{host.text('card.lead')}</p>
      <button type="button" className="hk-button hk-button-second" onClick={() => void host.go('hello')}>
        {host.text('card.open')}
      </button>
    </div>
  );
}
