import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';

/** A body's old site as nobody has it: everything that goes wrong with such sites, with invented people, acts and news. */
export const OLD_HOST = 'kuhna.example.tj';

const encoded = (name: 'windows-1251' | 'koi8-r') =>
  new Map([...Array(128).keys()].map((i) => [new TextDecoder(name).decode(Uint8Array.of(i + 128)), i + 128]));
const TABLES = { 'windows-1251': encoded('windows-1251'), 'koi8-r': encoded('koi8-r') };

const bytesIn = (name: keyof typeof TABLES, text: string): Buffer =>
  Buffer.from([...text].map((char) => TABLES[name].get(char) ?? char.charCodeAt(0)));

const picture = (): Promise<Buffer> =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: '#0B5D3B' } })
    .jpeg()
    .toBuffer();

interface Post {
  id: number;
  title: string;
  body: string | Buffer;
  type?: 'post' | 'page';
  slug?: string;
  link?: string;
  date?: string;
  status?: string;
  password?: string;
  lang?: string;
  group?: string;
  categories?: string[];
  thumbnail?: number;
}

const cdata = (text: string) => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;

function item(post: Post): Buffer {
  const { id, title, body, type = 'post', slug = `p-${id}`, date = '2021-03-15 10:00:00', status = 'publish' } = post;
  const term = (domain: string, nicename: string, text: string) =>
    `<category domain="${domain}" nicename="${nicename}">${cdata(text)}</category>`;
  return Buffer.concat([
    Buffer.from(`<item><title>${cdata(title)}</title><link>${post.link ?? `http://${OLD_HOST}/${slug}/`}</link>
<guid isPermaLink="false">http://${OLD_HOST}/?p=${id}</guid><content:encoded><![CDATA[`),
    Buffer.from(body as string),
    Buffer.from(`]]></content:encoded><wp:post_id>${id}</wp:post_id><wp:post_date>${cdata(date)}</wp:post_date>
<wp:post_name>${cdata(encodeURIComponent(slug))}</wp:post_name><wp:status>${cdata(status)}</wp:status>
<wp:post_type>${cdata(type)}</wp:post_type><wp:post_password>${cdata(post.password ?? '')}</wp:post_password>
${post.lang ? term('language', post.lang, post.lang) : ''}${post.group ? term('post_translations', post.group, post.group) : ''}
${(post.categories ?? []).map((name) => term('category', 'c', name)).join('')}
${post.thumbnail ? `<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>${post.thumbnail}</wp:meta_value></wp:postmeta>` : ''}
</item>\n`),
  ]);
}

const attachment = (id: number, file: string) =>
  Buffer.from(`<item><title>${file}</title><link>http://${OLD_HOST}/?attachment_id=${id}</link><wp:post_id>${id}</wp:post_id>
<wp:status>inherit</wp:status><wp:post_type>attachment</wp:post_type>
<wp:attachment_url>http://${OLD_HOST}/wp-content/uploads/2021/03/${file}</wp:attachment_url></item>\n`);

const SENTENCE = 'Дар шӯъбаи қабули шаҳрвандон рӯзҳои душанбе ва чоршанбе муроҷиатҳоро қабул мекунанд. ';

const POSTS: Post[] = [
  {
    id: 1,
    type: 'page',
    title: 'Дар бораи мақомот',
    slug: 'dar-borai-maqomot',
    lang: 'tj',
    group: 'pll_1',
    body: `<h2>Вазифаҳо</h2><p>${SENTENCE}</p><table><tr><th>Рӯз</th><th>Соат</th></tr><tr><td>Душанбе</td><td>9:00<br>12:00</td></tr></table>
<p><a href="/akhbor-1/">Хабари охирин</a> ва <a href="http://www.${OLD_HOST}/nest/">саҳифаи нест</a>, <a href="https://example.org/">берун</a>.</p>`,
  },
  {
    id: 2,
    type: 'page',
    title: 'О ведомстве',
    slug: 'o-vedomstve',
    lang: 'ru',
    group: 'pll_1',
    body: '<p>Отдел приёма граждан принимает обращения по понедельникам и средам, с девяти до двенадцати часов.</p>',
  },
  {
    id: 3,
    title: 'Баргузории озмун барои мансабї',
    slug: 'akhbor-1',
    lang: 'tj',
    thumbnail: 90,
    body: `[caption id="x" width="300"]<img src="/wp-content/uploads/2021/03/surat.jpg" alt="Бино"/> Бинои нав[/caption]
Маќомоти иљроияи њокимияти давлатии шањри Роѓун озмун эълон мекунад.

Њуљљатњо то охири моњ ќабул мешаванд. [contact-form-7 id="12" title="x"]`,
  },
  {
    id: 4,
    title: 'Хабари бад',
    slug: 'khabari-bad',
    body: `<p onclick="steal()">${SENTENCE}</p><script>steal()</script><p><a href="java&#10;script:steal()">Ин ҷо</a>
<a href="data:text/html,x">ва ин ҷо</a></p><iframe src="https://evil.example/"></iframe><svg onload="steal()"><script>steal()</script></svg>
<p>Матни &lt;script&gt; ва <b>ғафс</b>.</p>`,
  },
  { id: 5, title: 'Хабари оянда', slug: 'khabari-oyanda', date: '2099-01-01 00:00:00', body: `<p>${SENTENCE}</p>` },
  { id: 6, title: 'Хабари якум', slug: 'yakkhela', body: `<p>${SENTENCE}Якум.</p>`, link: `http://${OLD_HOST}/2020/yakkhela/` },
  { id: 7, title: 'Хабари дуюм', slug: 'yakkhela', body: `<p>${SENTENCE}Дуюм.</p>`, link: `http://${OLD_HOST}/2021/yakkhela/` },
  {
    id: 8,
    title: 'Старая новость',
    slug: 'staraya-novost',
    lang: 'ru',
    body: bytesIn(
      'windows-1251',
      '<p>Приказ о порядке приёма граждан. Часы приёма: понедельник и среда, с девяти до двенадцати часов.</p>',
    ),
  },
  { id: 9, title: 'Сиёҳнавис', status: 'draft', body: `<p>${SENTENCE}</p>` },
  { id: 10, title: 'Пинҳон', password: 'x', body: `<p>${SENTENCE}</p>` },
  { id: 11, title: 'Калон', slug: 'kalon', body: `<p>${SENTENCE}</p>`.repeat(40_000) },
  {
    id: 12,
    title: 'Мутахассиси пешбари шӯъба',
    slug: 'ozmun-mutakhassis',
    categories: ['Озмунҳо'],
    body: `<h3>Талабот</h3><p>Таҳсилоти олӣ ва ду соли таҷриба.</p><h3>Ҳуҷҷатҳо</h3><ul><li>ариза</li><li>нусхаи шиноснома</li></ul>`,
  },
  {
    id: 13,
    title: 'Низомномаи намунавӣ аз 12.05.2019, № 45',
    slug: 'nizomnoma-45',
    categories: ['Санадҳо'],
    body: `<p>${SENTENCE}</p><p><a href="/wp-content/uploads/2021/03/nizomnoma.pdf">Матн</a></p>`,
  },
  { id: 14, title: 'Шикаста', slug: 'shikasta', body: `<div><p>${SENTENCE}<b>ғафс</i></div></div><table><tr><td>танҳо` },
  { id: 15, title: 'Боїи давлатњ', slug: 'boj', body: '<p>Ѕонуни Їуміурии Тоїикистон дар бораи боїи давлатњ. Маблаљіо ва маосіо.</p>' },
  { id: 16, title: 'Холӣ', slug: 'kholi', body: '<p> </p>' },
  { id: 17, title: 'Вирус', slug: 'virus', body: `<p>${SENTENCE}<img src="/wp-content/uploads/2021/03/virus.jpg" alt="x"></p>` },
];

/** A WordPress export with every defect, and beside it the folder of its uploads as a mirror. */
export async function wordpressExport(): Promise<{ file: string; mirror: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'hukumat-old-site-'));
  const head = `<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Сайти намунавӣ</title><link>http://${OLD_HOST}</link><wp:wxr_version>1.2</wp:wxr_version>\n`;
  const file = join(folder, 'export.xml');
  await writeFile(
    file,
    Buffer.concat([Buffer.from(head), ...POSTS.map(item), attachment(90, 'surat.jpg'), Buffer.from('</channel></rss>')]),
  );
  const mirror = join(folder, 'mirror');
  const uploads = join(mirror, 'wp-content/uploads/2021/03');
  await mkdir(uploads, { recursive: true });
  await writeFile(join(uploads, 'surat.jpg'), await picture());
  await writeFile(join(uploads, 'nizomnoma.pdf'), Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'));
  const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR', '-STANDARD-ANTIVIRUS-', 'TEST-FILE', '!$H+H*'].join('');
  await writeFile(join(uploads, 'virus.jpg'), Buffer.concat([await picture(), Buffer.from(eicar)]));
  return { file, mirror };
}

const around = (lang: string, title: string, main: string, charset = 'utf-8') =>
  `<html lang="${lang}"><head><meta http-equiv="Content-Type" content="text/html; charset=${charset}"><title>${title} | Сайти намунавӣ</title></head>
<body><table><tr><td class="menu"><ul>${['akhbor', 'sanadho', 'rohbariyat', 'tamos', 'boygoni', 'surat']
    .map((name) => `<li><a href="/tj/${name}.html">${name}</a></li>`)
    .join(
      '',
    )}</ul></td><td><h1>${title}</h1>${main}</td></tr></table><div id="footer">© 2014, ҳамаи ҳуқуқҳо ҳифз шудаанд</div></body></html>`;

/** A mirrored folder with legacy Tajik letters, wrong encodings, links out of the folder and a page of 20 MB. */
export async function mirroredSite(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hukumat-old-mirror-'));
  const write = async (path: string, content: string | Buffer) => {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), content);
  };
  const legacy = `<p class="date">12.04.2014</p><p>Маќомоти иљроияи њокимияти давлатии шањри Роѓун мањалли ќабули шањрвандонро иваз кард.
Њамаи њуљљатњо дар нишонии нав ќабул мешаванд.</p><p><img src="../../img/bino.jpg" alt="Бинои нав"> <a href="news.php?id=7">Идома</a></p>`;
  await write('index.html', around('ru', 'Сайти намунавӣ', `<p>${SENTENCE.repeat(4)}</p>`));
  await write('tj/akhbor/1.html', bytesIn('windows-1251', around('tj', 'Нишонии нав', legacy, 'windows-1251')));
  await write(
    'ru/akhbor/1.html',
    bytesIn(
      'koi8-r',
      around(
        'ru',
        'Новый адрес',
        '<p>12.04.2014</p><p>Отдел приёма граждан переехал. Все документы принимают по новому адресу, с девяти до двенадцати часов.</p>',
        'windows-1251',
      ),
    ),
  );
  await write('tj/akhbor/news.php?id=7', around('tj', 'Идома', `<p>${SENTENCE.repeat(3)}</p><script>x()</script>`));
  await write(
    'tj/tamos.html',
    around('tj', 'Тамос', `<p>Суроға: кӯчаи Намунавӣ, 1. Телефон: +992 00 000 00 01.</p><p>${SENTENCE.repeat(2)}</p>`),
  );
  await write('img/bino.jpg', await picture());
  await write('tj/kalon.html', Buffer.alloc(20 * 1024 * 1024, `<p>${SENTENCE}</p>`));
  await write('tj/chuqur.html', `<html><body>${'<div>'.repeat(5000)}${SENTENCE}</body></html>`);
  await write('tj/tartib.html', `<html><body>${'<b><p>'.repeat(50_000)}${SENTENCE}</body></html>`);
  await write('%2e%2e%2f%2e%2e%2fetc.html', '<p>x</p>');
  await write('program.exe', 'MZ');
  await symlink('/etc', join(folder, 'etc'));
  await symlink('/etc/hostname', join(folder, 'hostname.html'));
  return folder;
}
