interface Policy {
  createHTML(html: string): string;
}

/**
 * The shell's one Trusted Types policy. Only what `routes` fetched from our own fragment addresses passes through it;
 * the object never leaves this module.
 */
const policy: Policy = (window as { trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } }).trustedTypes?.createPolicy(
  'hukumat',
  {
    createHTML: (html) => html,
  },
) ?? { createHTML: (html) => html };

/** HTML of the portal's own server as nodes. Scripts inside never run. */
export function serverNodes(html: string): DocumentFragment {
  const template = document.createElement('template');
  template.innerHTML = policy.createHTML(html);
  return template.content;
}
