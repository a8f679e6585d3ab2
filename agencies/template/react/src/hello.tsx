import { type Drawn, useLive } from '@hukumat/contract/react';
import { useState } from 'react';

export function Hello({ host }: Drawn) {
  const [count, setCount] = useState(0);
  useLive(host.locale);
  return (
    <div className="template-react">
      <p>{host.text('hello.lead')}</p>
      <button type="button" className="hk-button" onClick={() => setCount(count + 1)}>
        {host.text('hello.press')}
      </button>
      <p role="status">{host.text('hello.count', { count })}</p>
    </div>
  );
}
