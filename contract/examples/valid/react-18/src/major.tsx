import type { Drawn } from '@hukumat/contract/react';
import { version } from 'react';

/** Says which React drew it. */
export function Major({ host }: Drawn) {
  return <p data-react={version}>{host.text('major.says', { version })}</p>;
}
