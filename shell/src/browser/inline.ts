import main from 'shell:main';

// Stands in every page. Until a person does something the page is plain HTML; then `main` is fetched with its hash and
// takes over. A link that is clicked before that moment is followed by the browser itself.
let asked = false;
const load = (): void => {
  if (asked) return;
  asked = true;
  const link = document.createElement('link');
  link.rel = 'modulepreload';
  link.integrity = main.integrity;
  link.href = main.url;
  link.onload = () => import(/* @vite-ignore */ main.url);
  document.head.append(link);
};
for (const type of ['pointerover', 'touchstart', 'keydown', 'focusin', 'popstate'])
  addEventListener(type, load, { once: true, passive: true });
addEventListener('load', () => ('requestIdleCallback' in window ? requestIdleCallback(load, { timeout: 4000 }) : setTimeout(load, 2000)), {
  once: true,
});
