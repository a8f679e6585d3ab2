export * from './governed.ts';
export * from './manifest.ts';
export * from './names.ts';
export * from './rule.ts';
export * from './service.ts';
