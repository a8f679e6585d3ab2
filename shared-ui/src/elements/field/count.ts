import type { Lang } from '@hukumat/contract';
import { word } from '../../words.ts';

/** Says how many characters are left in the text area named by `for`. Counts as the server does. */
export function defineCount(): void {
  if (customElements.get('hk-count')) return;
  customElements.define(
    'hk-count',
    class extends HTMLElement {
      #stop: AbortController | undefined;

      connectedCallback(): void {
        const area = document.getElementById(this.getAttribute('for') ?? '');
        if (!(area instanceof HTMLTextAreaElement)) return;
        this.#stop = new AbortController();
        const tell = (): void => {
          const left = Number(this.getAttribute('max')) - [...area.value.trim()].length;
          const lang = (this.closest('[lang]')?.getAttribute('lang') ?? 'tg') as Lang;
          this.textContent = left < 0 ? word(lang, 'charactersOver', { n: -left }) : word(lang, 'charactersLeft', { n: left });
        };
        area.addEventListener('input', tell, { signal: this.#stop.signal });
        tell();
      }

      disconnectedCallback(): void {
        this.#stop?.abort();
      }
    },
  );
}
