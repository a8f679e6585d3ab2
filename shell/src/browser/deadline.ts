/** Rejects with `failure()` when the work is unfinished after `milliseconds`. What comes later is ignored. */
export function within<T>(work: Promise<T> | T, milliseconds: number, failure: () => Error): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => reject(failure()), milliseconds);
    Promise.resolve(work)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}

/** A clock that every byte winds up. `quiet` rejects when it has run down; it never resolves. */
export function silenceWatch(milliseconds: number, failure: () => Error): { heard(): void; stop(): void; quiet: Promise<never> } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let end: (error: Error) => void = () => {};
  const quiet = new Promise<never>((_, reject) => {
    end = reject;
  });
  quiet.catch(() => {});
  const heard = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => end(failure()), milliseconds);
  };
  heard();
  return { heard, stop: () => clearTimeout(timer), quiet };
}
