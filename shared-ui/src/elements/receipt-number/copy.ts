/** Reveals the copy button where the browser can copy, and says when it has. */
export function defineCopy(): void {
  if (customElements.get('hk-copy')) return;
  customElements.define(
    'hk-copy',
    class extends HTMLElement {
      connectedCallback(): void {
        const button = this.querySelector('button');
        const words = button?.querySelector<HTMLElement>('[data-done]');
        if (!button || !words || !navigator.clipboard) return;
        button.hidden = false;
        button.onclick = async () => {
          await navigator.clipboard.writeText(this.querySelector('output')?.textContent.trim() ?? '');
          words.textContent = words.dataset.done ?? '';
        };
      }
    },
  );
}
