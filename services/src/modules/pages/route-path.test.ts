import { expect, test } from 'vitest';
import { matchRoute } from './route-path.ts';

const routes = [{ path: 'desk' }, { path: 'desk/:id' }, { path: 'desk/new' }, { path: 'case/:id/paper/:paper' }];

test('a path below a section finds its declared route', () => {
  expect(matchRoute(routes, 'desk')?.route.path).toBe('desk');
  expect(matchRoute(routes, 'desk/')?.route.path).toBe('desk');
  expect(matchRoute(routes, 'desk/17')).toEqual({ route: { path: 'desk/:id' }, params: { id: '17' } });
  expect(matchRoute(routes, 'case/%D0%B0/paper/2')?.params).toEqual({ id: 'а', paper: '2' });
});

test('a literal part wins over a parameter', () => {
  expect(matchRoute(routes, 'desk/new')?.route.path).toBe('desk/new');
});

test('nothing else fits', () => {
  for (const path of ['', 'des', 'desk/1/2', 'desk//', 'case/%E0%A4%A/paper/1']) expect(matchRoute(routes, path)).toBeUndefined();
});
