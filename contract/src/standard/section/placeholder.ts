/** What stands on pages that somebody meant to fill later. */
const SIGNS: readonly RegExp[] = [
  /lorem ipsum[^.]*/i,
  /under construction/i,
  /coming soon/i,
  /\b(?:todo|tbc|tbd|test test|asdf\w*|qwerty)\b/i,
  /(?:раздел|страница|сайт|информация)[^.]{0,30}(?:в разработке|в стадии разработки|наполняется|готовится)/i,
  /(?:текст|информация) появится позже/i,
  /дар ҳоли (?:таҳия|сохтмон|омодасозӣ)/i,
  /маълумот (?:баъдтар|ба зудӣ) (?:илова|гузошта|нашр) (?:карда )?мешавад/i,
];
/** A page that says the same few words over and over. */
const WORDS = 30;
const DIFFERENT = 0.25;

/** The placeholder in a text, or nothing. */
export function placeholderIn(text: string): string | undefined {
  for (const sign of SIGNS) {
    const found = sign.exec(text)?.[0];
    if (found) return found.slice(0, 60);
  }
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (words.length >= WORDS && new Set(words).size / words.length < DIFFERENT) return words.slice(0, 6).join(' ');
  return undefined;
}
