import { formatDateTime } from '@hukumat/contract/locale';
import type { Host } from '@hukumat/contract/plugin';
import { type KeyboardEvent, type PointerEvent, useCallback, useEffect, useRef, useState } from 'react';
import type { ArchiveClient, Note, Plan } from './archive-client.ts';
import { type Camera, centred, held, pointAt, type Size, WHOLE, zoomed } from './camera.ts';
import { NewNote } from './new-note.tsx';
import { useProblem } from './use-problem.tsx';

const STEP = 60;
const CLOSER = 1.4;
/** A pointer that moved less than this was a click. */
const STILL = 4;

/** One sheet: looked at from near and far, by mouse, finger and keys, with the remarks that the agency keeps on it. */
export function Sheet({ host, archive, plan }: { host: Host; archive: ArchiveClient; plan: Plan }) {
  const [picture, setPicture] = useState<string>();
  const [notes, setNotes] = useState<Note[]>([]);
  const [camera, setCamera] = useState<Camera>(WHOLE);
  const [placing, setPlacing] = useState(false);
  const [draft, setDraft] = useState<{ x: number; y: number }>();
  const [problem, run] = useProblem(host);
  const frame = useRef<HTMLFieldSetElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const drag = useRef<{ x: number; y: number; far: number }>(undefined);
  const t = host.text;

  useEffect(() => {
    let gone = false;
    void run(async () => {
      const [blob, kept] = await Promise.all([archive.sheet(plan.id), archive.notesOn(plan.id)]);
      const address = await dataAddress(blob);
      if (gone) return;
      setPicture(address);
      setNotes(kept);
    });
    return () => {
      gone = true;
    };
  }, [archive, plan.id, run]);

  const sizes = useCallback((): { frame: Size; sheet: Size } => {
    const size = (element: HTMLElement | null): Size => ({ width: element?.clientWidth ?? 0, height: element?.clientHeight ?? 0 });
    return { frame: size(frame.current), sheet: size(sheet.current) };
  }, []);
  const zoom = useCallback(
    (factor: number, at?: { x: number; y: number }) =>
      setCamera((before) => {
        const now = sizes();
        return zoomed(before, factor, at ?? { x: now.frame.width / 2, y: now.frame.height / 2 }, now.frame, now.sheet);
      }),
    [sizes],
  );
  const move = (dx: number, dy: number) =>
    setCamera((before) => {
      const now = sizes();
      return held({ ...before, x: before.x + dx, y: before.y + dy }, now.frame, now.sheet);
    });
  const middle = () => {
    const now = sizes();
    return pointAt(camera, { x: now.frame.width / 2, y: now.frame.height / 2 }, now.sheet);
  };

  // React listens to the wheel passively; the page would scroll away below the sheet that somebody enlarges.
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const turn = (event: WheelEvent) => {
      if (!event.ctrlKey && !element.matches(':focus-within')) return;
      event.preventDefault();
      zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15, within(element, event));
    };
    element.addEventListener('wheel', turn, { passive: false });
    return () => element.removeEventListener('wheel', turn);
  }, [zoom]);

  const press = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const acts: Record<string, () => void> = {
      ArrowLeft: () => move(STEP, 0),
      ArrowRight: () => move(-STEP, 0),
      ArrowUp: () => move(0, STEP),
      ArrowDown: () => move(0, -STEP),
      '+': () => zoom(CLOSER),
      '=': () => zoom(CLOSER),
      '-': () => zoom(1 / CLOSER),
      '0': () => setCamera(WHOLE),
      n: () => setDraft(middle()),
      N: () => setDraft(middle()),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  const down = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0 || (event.target as Element).closest('button')) return;
    drag.current = { x: event.clientX, y: event.clientY, far: 0 };
    event.currentTarget.setPointerCapture?.(event.pointerId);
  };
  const drawn = (event: PointerEvent<HTMLElement>) => {
    const from = drag.current;
    if (!from) return;
    const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
    drag.current = { x: event.clientX, y: event.clientY, far: from.far + Math.abs(dx) + Math.abs(dy) };
    move(dx, dy);
  };
  const up = (event: PointerEvent<HTMLElement>) => {
    const from = drag.current;
    drag.current = undefined;
    if (!from || !placing || from.far > STILL) return;
    setDraft(pointAt(camera, within(event.currentTarget, event), sizes().sheet));
    setPlacing(false);
  };

  const write = async (text: string, key: string): Promise<boolean> => {
    if (!draft) return false;
    return run(async () => {
      const note = await archive.write(plan.id, { ...draft, text }, key);
      setNotes((before) => [...before.filter(({ id }) => id !== note.id), note]);
      setDraft(undefined);
      host.notify({ kind: 'success', text: t('note.saved') });
    });
  };
  const takeBack = (note: Note) =>
    run(async () => {
      await archive.takeBack(plan.id, note.id);
      setNotes((before) => before.filter(({ id }) => id !== note.id));
    });
  const goTo = (note: Note) => {
    const now = sizes();
    setCamera((before) => centred(before.scale < 2 ? { ...before, scale: 2 } : before, note, now.frame, now.sheet));
    frame.current?.focus();
  };

  return (
    <section aria-labelledby="sheet-title" className="architecture-construction-sheet">
      <h3 id="sheet-title">{plan.title}</h3>
      {problem}
      <div className="architecture-construction-tools">
        <button type="button" className="hk-button hk-button-second" onClick={() => zoom(CLOSER)}>
          {t('sheet.closer')}
        </button>
        <button type="button" className="hk-button hk-button-second" onClick={() => zoom(1 / CLOSER)}>
          {t('sheet.farther')}
        </button>
        <button type="button" className="hk-button hk-button-second" onClick={() => setCamera(WHOLE)}>
          {t('sheet.whole')}
        </button>
        <button type="button" className="hk-button" aria-pressed={placing} onClick={() => setPlacing(!placing)}>
          {t('note.add')}
        </button>
        <output className="hk-soft">{Math.round(camera.scale * 100)} %</output>
      </div>
      {placing && <p className="hk-notice hk-tone-info">{t('note.place')}</p>}
      <fieldset
        ref={frame}
        className={`architecture-construction-frame${camera.scale > 1 ? ' architecture-construction-near' : ''}${placing ? ' architecture-construction-placing' : ''}`}
        aria-label={t('sheet.frame', { title: plan.title })}
        aria-describedby="sheet-keys"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is moved by keys, as its description says
        tabIndex={0}
        onKeyDown={press}
        onPointerDown={down}
        onPointerMove={drawn}
        onPointerUp={up}
        onPointerCancel={() => {
          drag.current = undefined;
        }}
      >
        {!picture && !problem && <p aria-live="polite">{t('plans.loading')}</p>}
        <div
          ref={sheet}
          className="architecture-construction-paper"
          style={{ transform: `translate(${camera.x}px, ${camera.y}px) scale(${camera.scale})` }}
        >
          {picture && <img src={picture} alt={t('sheet.picture', { title: plan.title })} draggable={false} />}
          {notes.map((note, i) => (
            <button
              key={note.id}
              type="button"
              className="architecture-construction-pin"
              style={{ left: `${note.x * 100}%`, top: `${note.y * 100}%`, transform: `translate(-50%, -50%) scale(${1 / camera.scale})` }}
              aria-label={t('note.number', { n: i + 1, text: note.text })}
              onClick={() => goTo(note)}
            >
              {i + 1}
            </button>
          ))}
          {draft && (
            <span
              className="architecture-construction-pin architecture-construction-pin--new"
              style={{ left: `${draft.x * 100}%`, top: `${draft.y * 100}%`, transform: `translate(-50%, -50%) scale(${1 / camera.scale})` }}
              aria-hidden="true"
            >
              +
            </span>
          )}
        </div>
      </fieldset>
      <p id="sheet-keys" className="hk-soft hk-small">
        {t('sheet.keys')}
      </p>
      {draft && <NewNote host={host} onWrite={write} onCancel={() => setDraft(undefined)} />}
      <h4>{t('note.all')}</h4>
      {notes.length === 0 ? (
        <p>{t('note.none')}</p>
      ) : (
        <ol className="architecture-construction-notes">
          {notes.map((note) => (
            <li key={note.id}>
              <p>{note.text}</p>
              <p className="hk-soft hk-small">
                <time dateTime={note.at}>{formatDateTime(note.at, t.lang)}</time> · {t(note.own ? 'note.own' : 'note.colleague')}
              </p>
              <div className="architecture-construction-tools">
                <button type="button" className="hk-button hk-button-plain" onClick={() => goTo(note)}>
                  {t('note.show')}
                </button>
                {note.own && (
                  <button type="button" className="hk-button hk-button-plain" onClick={() => void takeBack(note)}>
                    {t('note.takeBack')}
                  </button>
                )}
              </div>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

const within = (element: Element, event: { clientX: number; clientY: number }): { x: number; y: number } => {
  const { left, top } = element.getBoundingClientRect();
  return { x: event.clientX - left, y: event.clientY - top };
};

/** The portal's policy lets a page show pictures of its own origin and those that stand in it as data. */
function dataAddress(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
