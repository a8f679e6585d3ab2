/** What a page tells its scripts about the route it stands on. */
export const ROUTE = /<script[^>]*id="route"[^>]*>([\s\S]*?)<\/script>/;
export const routeOf = <Route>(html: string): Route => JSON.parse(ROUTE.exec(html)?.[1] ?? '{}') as Route;

/** A person without JavaScript: cookies, links and forms over plain HTTP. */
export class HttpPerson {
  readonly origin: string;
  readonly #cookies = new Map<string, string>();

  constructor(origin: string) {
    this.origin = origin;
  }

  #keep(answer: Response): void {
    for (const line of answer.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';');
      const at = pair.indexOf('=');
      const name = pair.slice(0, at).trim();
      const value = pair.slice(at + 1).trim();
      const gone = value === '' || attributes.some((a) => /^\s*max-age=0/i.test(a) || /^\s*expires=Thu, 01 Jan 1970/i.test(a));
      if (gone) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
  }

  /** One request with this person's cookies; redirects are followed as a browser does, on our origin only. */
  async request(
    path: string,
    init: { method?: string; body?: string; type?: string; headers?: Record<string, string> } = {},
  ): Promise<Response> {
    let url = new URL(path, this.origin);
    let { method = 'GET', body } = init;
    for (let hops = 0; hops < 20; hops++) {
      if (url.origin !== this.origin) throw new Error(`left the portal for ${url.origin}`);
      const answer = await fetch(url, {
        method,
        redirect: 'manual',
        headers: {
          cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '),
          origin: this.origin,
          'sec-fetch-site': 'same-origin',
          'sec-fetch-dest': 'document',
          'sec-fetch-mode': 'navigate',
          ...(body === undefined ? {} : { 'content-type': init.type ?? 'application/x-www-form-urlencoded' }),
          ...init.headers,
        },
        ...(body === undefined ? {} : { body }),
      });
      this.#keep(answer);
      const location = answer.headers.get('location');
      if (answer.status < 300 || answer.status >= 400 || !location) return answer;
      await answer.arrayBuffer();
      url = new URL(location, url);
      method = 'GET';
      body = undefined;
    }
    throw new Error('too many redirects');
  }

  /** Sends the first form in the page's `<main>` that posts, with its hidden fields and what was typed. */
  async send(page: Response, typed: Record<string, string>): Promise<Response> {
    const html = await page.text();
    const main = html.slice(html.indexOf('<main'));
    const form = /<form\b[^>]*method="post"[^>]*>[\s\S]*?<\/form>/i.exec(main)?.[0];
    if (!form) throw new Error(`no form on ${page.url}`);
    const action = /action="([^"]*)"/.exec(form)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const values = new URLSearchParams();
    for (const [, input = ''] of form.matchAll(/<input\b([^>]*)>/gi)) {
      if (!/type="hidden"/.test(input)) continue;
      values.set(/name="([^"]*)"/.exec(input)?.[1] ?? '', /value="([^"]*)"/.exec(input)?.[1] ?? '');
    }
    for (const [name, value] of Object.entries(typed)) values.set(name, value);
    return this.request(new URL(action, page.url).href, { method: 'POST', body: values.toString() });
  }

  /** The capability of a document, read as only a navigation gets it; empty where none is issued. */
  async capabilityAt(path: string): Promise<string> {
    const { capability = '' } = routeOf<{ capability?: string }>(await (await this.request(path)).text());
    return capability;
  }

  /** `high` would ask for a code as well. */
  async signIn(name: string, loa: 'low' | 'substantial' = 'low'): Promise<void> {
    const page = await this.request(`/auth/sign-in?return=%2Ftg%2Faccount%2F&loa=${loa}`);
    const landed = await this.send(page, { name, password: 'demo' });
    if (new URL(landed.url).pathname !== '/tg/account/') throw new Error(`${name} was not signed in: ${landed.status} ${landed.url}`);
    await landed.arrayBuffer();
  }
}
