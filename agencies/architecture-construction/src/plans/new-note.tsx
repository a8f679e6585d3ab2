import type { Host } from '@hukumat/contract/plugin';
import { type FormEvent, useEffect, useRef, useState } from 'react';

interface Props {
  host: Host;
  /** `key` is the same for every attempt to save this note. @returns whether it was saved. */
  onWrite(text: string, key: string): Promise<boolean>;
  onCancel(): void;
}

/** What is written at a point of the sheet. What was typed stays until it is saved. */
export function NewNote({ host, onWrite, onCancel }: Props) {
  const [text, setText] = useState('');
  const [empty, setEmpty] = useState(false);
  const [busy, setBusy] = useState(false);
  const [key] = useState(() => crypto.randomUUID());
  const field = useRef<HTMLTextAreaElement>(null);
  const t = host.text;
  useEffect(() => field.current?.focus(), []);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const words = text.trim();
    setEmpty(words === '');
    if (words === '') return field.current?.focus();
    setBusy(true);
    if (!(await onWrite(words, key))) setBusy(false);
  };

  return (
    <form className="hk-card" onSubmit={(event) => void submit(event)} noValidate>
      <label className="hk-field">
        <span className="hk-label">{t('note.text')}</span>
        {empty && (
          <span className="hk-field-error" role="alert">
            {t('note.empty')}
          </span>
        )}
        <textarea
          ref={field}
          rows={3}
          maxLength={1000}
          className="hk-input"
          value={text}
          aria-invalid={empty}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <div className="architecture-construction-tools">
        <button type="submit" className="hk-button" disabled={busy}>
          {t(busy ? 'note.saving' : 'note.save')}
        </button>
        <button type="button" className="hk-button hk-button-second" onClick={onCancel}>
          {t('note.cancel')}
        </button>
      </div>
    </form>
  );
}
