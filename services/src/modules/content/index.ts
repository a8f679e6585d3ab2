export { createContent } from './content.ts';
export type {
  AnyPublished,
  AtPath,
  Content,
  ContentChange,
  ContentDeps,
  Edition,
  EditionState,
  Ending,
  Found,
  NewItem,
  Overdue,
  Published,
} from './edition.ts';
export { fileHref, measuresOf } from './file-address.ts';
export { anchorOf } from './paths.ts';
export { richText } from './rich-text.ts';
