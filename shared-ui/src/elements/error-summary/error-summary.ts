/** Takes the focus when it appears, so that voices read it and the keyboard is at the errors. */
export function defineErrorSummary(): void {
  if (customElements.get('hk-error-summary')) return;
  customElements.define(
    'hk-error-summary',
    class extends HTMLElement {
      connectedCallback(): void {
        this.focus();
      }
    },
  );
}
