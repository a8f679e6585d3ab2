/** Says at once that a file is too large, and shows where it may be dropped. The native input does the rest. */
export function defineFile(): void {
  if (customElements.get('hk-file')) return;
  customElements.define(
    'hk-file',
    class extends HTMLElement {
      #stop: AbortController | undefined;

      connectedCallback(): void {
        const input = this.querySelector<HTMLInputElement>('input[type=file]');
        if (!input) return;
        this.#stop = new AbortController();
        const { signal } = this.#stop;
        const max = Number(this.getAttribute('max-bytes') ?? Number.POSITIVE_INFINITY);
        input.addEventListener(
          'change',
          () => {
            // Whoever makes pictures smaller before they are sent says so.
            const shrinks = (file: File) => this.hasAttribute('shrinks') && file.type.startsWith('image/');
            const tooBig = [...(input.files ?? [])].some((file) => file.size > max && !shrinks(file));
            input.setCustomValidity(tooBig ? (this.getAttribute('too-big') ?? '') : '');
            this.#tell(input.validationMessage);
          },
          { signal },
        );
        this.addEventListener('dragover', () => this.classList.add('hk-file-over'), { signal });
        for (const end of ['dragleave', 'drop']) this.addEventListener(end, () => this.classList.remove('hk-file-over'), { signal });
      }

      disconnectedCallback(): void {
        this.#stop?.abort();
      }

      #tell(message: string): void {
        let line = this.querySelector<HTMLElement>(':scope > .hk-field-error');
        if (!line) {
          line = Object.assign(document.createElement('p'), { className: 'hk-field-error', role: 'alert' });
          this.prepend(line);
        }
        line.textContent = message;
        line.hidden = message === '';
      }
    },
  );
}
