/** What runs if a browser takes it for markup; `zz` is watched for. */
const RUNS = [
  '<script>zz()</script>',
  '<script src=data:,zz()></script>',
  '<img src=x onerror=zz()>',
  '<svg onload=zz()>',
  '<svg><script>zz()</script></svg>',
  '<body onload=zz()>',
  '<details open ontoggle=zz()>',
  '<input autofocus onfocus=zz()>',
  '<video><source onerror=zz()></video>',
  '<iframe srcdoc="<script>parent.zz()</script>">',
  '<iframe src=javascript:parent.zz()>',
  '<a href=javascript:zz()>a</a>',
  '<form action=javascript:zz()><button>b</button></form>',
  '<math><mtext><img src=x onerror=zz()></mtext></math>',
  '<template><img src=x onerror=zz()></template>',
  '<object data=data:text/html,zz></object>',
  '<style>@import "data:,zz"</style>',
  '<link rel=stylesheet href=data:,zz>',
  '<base href=https://zz.example/>',
  '<meta http-equiv=refresh content="0;url=javascript:zz()">',
  '<hk-copy onclick=zz()>c</hk-copy>',
  '<marquee onstart=zz()>m</marquee>',
  '<audio src=x onerror=zz()>',
  '<div style="background:url(javascript:zz())">',
  '<x tabindex=1 autofocus onfocus=zz()>',
] as const;
/** What it ends first, to stand where markup is read. */
const ENDS = ['', '">', "'>", '</textarea></title></script>', '--><!--lit-part-->', '\u202E&quot;&#62;'] as const;

/** A hundred and fifty texts of somebody hostile. */
export const HOSTILE: readonly string[] = RUNS.flatMap((run) => ENDS.map((end) => end + run));

/** They in as few texts of `most` letters as hold them. */
export function inTexts(most: number): string[] {
  const texts: string[] = [''];
  for (const one of HOSTILE) {
    const last = texts.at(-1) ?? '';
    if (last.length + one.length + 1 > most) texts.push(one);
    else texts[texts.length - 1] = last ? `${last} ${one}` : one;
  }
  return texts;
}
