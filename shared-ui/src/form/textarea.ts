import { noChange } from 'lit';
import { type ChildPart, Directive, type DirectiveResult, directive, type PartInfo, PartType } from 'lit/directive.js';

export interface TextareaState {
  id: string;
  name: string;
  text: string;
  describedBy: string | undefined;
  invalid: boolean;
}

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);

/**
 * A whole `<textarea>` with its text. A binding inside the element throws on the server, and `.value` would overwrite
 * what was typed before waking; so the element is written once and afterwards belongs to the person who types.
 */
class TextareaDirective extends Directive {
  #drawn = false;

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.CHILD) throw new Error('textarea() stands where an element may stand');
  }

  override render({ id, name, text, describedBy, invalid }: TextareaState): unknown {
    const described = describedBy ? ` aria-describedby="${escaped(describedBy)}"` : '';
    // The line break after the opening tag is dropped by every parser; without it a leading one of the text would be.
    const markup = `<textarea class="hk-input" id="${escaped(id)}" name="${escaped(name)}" rows="5"${described}${invalid ? ' aria-invalid="true"' : ''}>\n${escaped(text)}</textarea>`;
    const strings = Object.assign([markup], { raw: [markup] });
    return { _$litType$: 1, strings, values: [] };
  }

  override update(_part: ChildPart, [state]: [TextareaState]): unknown {
    if (this.#drawn) return noChange;
    this.#drawn = true;
    return this.render(state);
  }
}

export const textarea: (state: TextareaState) => DirectiveResult = directive(TextareaDirective);
