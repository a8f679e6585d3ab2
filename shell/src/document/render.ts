import { render, html as whole } from '@lit-labs/ssr';
import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import { html, nothing, type TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';

/** `html` for the body; `whole` is server-only and stands for the document and its head, where `html` may not bind. */
export { html, nothing, whole };
export type Html = TemplateResult;
/** What may stand in a place of a template. */
export type Part = Html | string | number | undefined | readonly Part[];

/** What the renderer writes for a later update in the browser. Nothing here is updated by Lit: waking reads the DOM. */
const MARKS = /<!--\/?lit-(?:part|node)[^>]*-->|<\?>/g;

/** Renders to a string of plain HTML. Text is escaped, so that no person's words can look like a mark. */
export const toHtml = (part: unknown): string => collectResultSync(render(part)).replace(MARKS, '');

/** Trusted text written by the portal itself: a stylesheet, a script, JSON. Never for anything a person wrote. */
export const raw = (text: string): unknown => unsafeHTML(text);

/** The finished content of a page that another module of the portal drew. */
export const finished = (main: string): Html => html`${raw(main)}`;

/** JSON for a `<script>`: no `<`, so that nothing inside can end the element. */
export const scriptJson = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');
