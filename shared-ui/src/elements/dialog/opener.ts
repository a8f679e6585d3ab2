/** Joins a native `<dialog>` with the button beside it; closing gives the focus back by itself. */
export function defineDialog(): void {
  if (customElements.get('hk-dialog')) return;
  customElements.define(
    'hk-dialog',
    class extends HTMLElement {
      connectedCallback(): void {
        const opener = this.querySelector<HTMLButtonElement>('[data-open]');
        if (opener) opener.onclick = () => this.querySelector('dialog')?.showModal();
      }
    },
  );
}
