const region = (): HTMLElement => {
  const known = document.getElementById('announcer');
  if (known) return known;
  const made = document.createElement('div');
  made.id = 'announcer';
  made.className = 'hk-hidden';
  made.setAttribute('role', 'status');
  document.body.append(made);
  return made;
};

/** The region has to stand in the page before its text changes, or some readers stay silent. */
export const prepareAnnouncer = (): void => void region();

/** Says one thing politely. The same words twice are said twice. */
export function announce(text: string): void {
  const place = region();
  const line = document.createElement('p');
  line.textContent = text;
  place.replaceChildren(line);
}

/** After a crossing: title, language, focus on the heading, one announcement. */
export function arrive(page: { title: string; lang: string }, focus: boolean): void {
  document.title = page.title;
  document.documentElement.lang = page.lang;
  const heading = document.querySelector<HTMLElement>('main h1') ?? document.querySelector<HTMLElement>('main');
  if (heading && focus) {
    if (!heading.hasAttribute('tabindex')) heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }
  announce(page.title);
}
