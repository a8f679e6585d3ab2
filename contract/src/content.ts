export * from './content/check.ts';
export * from './content/field.ts';
export * from './content/review.ts';
export * from './content/types.ts';
export * from './content/vacancy-state.ts';
export * from './content/values.ts';
