export { type HomeModel, homePage } from './home.ts';
export { type Context, content, emptyState, legalName, sampleTag, searchBox, untranslated } from './parts.ts';
export { type TroubleModel, troublePage } from './trouble.ts';
