export { createContent } from './content.ts';
export type {
  AnyPublished,
  Content,
  ContentChange,
  Edition,
  Ending,
  Published,
} from './edition.ts';
export { fileHref, measuresOf } from './file-address.ts';
export { anchorOf } from './paths.ts';
export { richText } from './rich-text.ts';
