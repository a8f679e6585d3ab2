/** HTML that is safe to put into HTML. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | Markup | readonly Markup[];

/** HTML with its holes escaped; only `Markup` goes in as it is. */
export function markup(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  return new Markup(strings.reduce((all, string, i) => all + write(parts[i - 1] ?? '') + string));
}

function write(part: Part): string {
  if (typeof part === 'string') return part.replaceAll(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
  return part instanceof Markup ? part.text : part.map((p) => p.text).join('');
}
