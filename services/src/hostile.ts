// Words of somebody hostile, and what they have become where they stand. For tests.

/** Each carries `zz`, which no page of ours says, so that every place where it stands can be looked at. */
const PAYLOADS = [
  '<script>zz()</script>',
  '"><img src=x onerror=zz()>',
  "' onfocus='zz()' autofocus='",
  '</title></textarea></script></style><svg onload=zz()>',
  '<!--lit-part zz--><?><b>zz</b>',
  '&lt;zz&gt; &#x3c;script&#x3e;zz() %3Cscript%3Ezz',
  'javascript:zz()',
  'zz\u202E\u200F\u2066\u200B\uFEFF\u2028 zz',
  ']]><zz xmlns="http://www.w3.org/2000/svg"/>',
];
/** All of them in one text. */
export const WORDS = PAYLOADS.join(' ');

/**
 * What the words have become where they stand: an element of theirs, an attribute that runs, an address that runs. Read as a
 * browser reads tags: what stands between quotes is a value, whatever it looks like.
 */
export function breaks(html: string): string[] {
  const found: string[] = [];
  for (const [tag, name = '', attributes = ''] of html.matchAll(/<([a-zA-Z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/g)) {
    const bare = attributes.replace(/"[^"]*"|'[^']*'/g, '""');
    const runs = /(href|action|formaction|src)\s*=\s*["']?\s*javascript:/i.test(attributes);
    if (runs || /\son\w+\s*=|zz/i.test(bare) || ['zz', 'img', 'b'].includes(name.toLowerCase())) found.push(tag.slice(0, 160));
  }
  if (/<!--[^>]*zz|<\/title>[^<]*zz\(\)/.test(html)) found.push('a comment or a title that was ended');
  return found;
}
