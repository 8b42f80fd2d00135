/** Names of characters that nobody sees. */

const names = new Map([
  [0x00a0, 'no-break space'],
  [0x00ad, 'soft hyphen'],
  [0x0085, 'next line'],
  [0x200b, 'zero-width space'],
  [0x200c, 'zero-width non-joiner'],
  [0x200d, 'zero-width joiner'],
  [0x2028, 'line separator'],
  [0x2029, 'paragraph separator'],
  [0x202f, 'narrow no-break space'],
  [0x2060, 'word joiner'],
  [0x3000, 'ideographic space'],
  [0xfeff, 'byte order mark'],
]);

/** Looks like a blank and is none for a decoder, or does not show at all. For `search` and `matchAll`. */
export const invisible =
  /[\u0085\u00a0\u00ad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff]/g;

/** Such characters that stand for a blank; all others stand for nothing. */
export function standsForBlank(sign: string): boolean {
  return /[\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\u0085]/.test(sign);
}

/** `the invisible character U+00A0 (no-break space)`. */
export function characterName(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  const number = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  const name = names.get(code);
  return `the invisible character ${number}${name === undefined ? '' : ` (${name})`}`;
}
