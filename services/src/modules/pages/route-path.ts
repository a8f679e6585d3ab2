/** Finds the declared route for a path below an agency's section. A literal part wins over a parameter. */
export function matchRoute<R extends { path: string }>(
  routes: readonly R[],
  below: string,
): { route: R; params: Record<string, string> } | undefined {
  const parts = below.replace(/\/$/, '').split('/');
  const fitting = routes.flatMap((route) => {
    const wanted = route.path.split('/');
    if (wanted.length !== parts.length) return [];
    const params: Record<string, string> = {};
    for (const [index, part] of parts.entries()) {
      const want = wanted[index] ?? '';
      const value = decoded(part);
      if (value === undefined) return [];
      if (want.startsWith(':')) params[want.slice(1)] = value;
      else if (want !== part) return [];
    }
    return [{ route, params }];
  });
  return fitting.sort((a, b) => Object.keys(a.params).length - Object.keys(b.params).length)[0];
}

function decoded(part: string): string | undefined {
  try {
    return part === '' ? undefined : decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
