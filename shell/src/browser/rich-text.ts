import { defineRichText } from '@hukumat/ui/rich-text';

/** Brings the editor of long texts to life. Only an editor's page asks for it, and only that page's policy lets it paste. */
defineRichText();
