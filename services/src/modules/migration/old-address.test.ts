import fc from 'fast-check';
import { expect, test } from 'vitest';
import { oldAddress, oldHostOf } from './old-address.ts';

test.each([
  ['/News/Item.html', '/news/item.html'],
  ['http://www.Old.example.tj/News/?b=2&a=1#top', '/news?a=1&b=2'],
  ['HTTPS://old.example.tj', '/'],
  ['', '/'],
  ['/index.php', '/'],
  ['/tj/index.html?utm_source=x&PHPSESSID=abc', '/tj'],
  ['/index.php?id=5', '/?id=5'],
  ['//a///b/', '/a/b'],
  ['/a/./b/../c', '/a/c'],
  ['/../../etc/passwd', '/etc/passwd'],
  ['/a%2Fb', '/a%2fb'],
  ['/%D2%B2%D1%83%D2%9B%D1%83%D2%9B', '/ҳуқуқ'],
  ['/%EF%F0%E8%EA%E0%E7', '/приказ'],
  ['/Приказ', '/приказ'],
  ['/%zz', '/%25zz'],
  ['/a?q=%D0%B0+%D0%B1', '/a?q=а%20б'],
  ['/a?x', '/a?x='],
  ['/a?&&a=1&a=1', '/a?a=1'],
  ['/a?b=c?d', '/a?b=c%3fd'],
])('%s is written down as %s', (asked, whole) => {
  expect(oldAddress(asked).whole).toBe(whole);
});

test('an address that is written down stays as it is, and the order of its query says nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.tuple(fc.string(), fc.string())), (path, pairs) => {
      const query = pairs.map(([name, value]) => `${encodeURIComponent(name.toWellFormed())}=${encodeURIComponent(value.toWellFormed())}`);
      const one = oldAddress(`/${path.replace(/[?#]/g, '')}?${query.join('&')}`).whole;
      expect(oldAddress(one).whole).toBe(one);
      expect(oldAddress(`/${path.replace(/[?#]/g, '')}?${query.reverse().join('&')}`).whole).toBe(one);
    }),
  );
});

test.each([
  ['WWW.Old.Example.TJ:8080', 'old.example.tj'],
  ['old.example.tj.', 'old.example.tj'],
])('the host %s is %s', (asked, host) => expect(oldHostOf(asked)).toBe(host));
