import type { RoutePlugin } from './route.ts';
import { element, word } from './words.ts';

export interface Fallen {
  plugin: Pick<RoutePlugin, 'fallback' | 'title'>;
  incident: string;
  killed: boolean;
  retry: () => void;
}

/** Shows, where a plugin failed, what it was for and how to reach the body without it. Returns the card. */
export function revealFallback(container: Element, fallen: Fallen): HTMLElement {
  container.querySelector('[data-fallback]')?.remove();
  const card = element('section', 'hk-fallback');
  card.dataset.fallback = '';
  const { what, phone, address, hours } = fallen.plugin.fallback;
  const call = element('a', '', phone);
  call.href = `tel:${phone.replace(/[^+\d]/g, '')}`;
  const list = element('dl');
  const facts: [string, Node][] = [
    [word('phone'), call],
    [word('address'), document.createTextNode(address)],
    [word('hours'), document.createTextNode(hours)],
  ];
  for (const [name, value] of facts) {
    const detail = element('dd');
    detail.append(value);
    list.append(element('dt', '', name), detail);
  }
  // A card of the home page already stands below an h3.
  const level = container.closest('[data-card]') ? 'h4' : 'h2';
  card.append(element(level, '', word('unavailable')), element('p', '', fallen.killed ? word('killed') : what), list);
  const again = element('button', 'hk-button hk-button-second', word('retry'));
  again.type = 'button';
  again.dataset.retry = '';
  again.addEventListener('click', fallen.retry, { once: true });
  const line = element('p');
  line.append(again);
  card.append(line);
  card.append(element('p', 'hk-small hk-soft', `${word('incident')}: ${fallen.incident}`));
  container.append(card);
  return card;
}
