/** Texts of PromQL in their quotes, as its lexer and its parser read them. */

/** What a text says; undefined where something that no escape is stands in it. */
export function textIn(quoted: string): string | undefined {
  const inside = quoted.slice(1, -1);
  if (quoted.startsWith('`')) return inside;
  if (wrongEscape(quoted) !== undefined) return undefined;
  return inside.replace(escape, (_all, ...groups: (string | undefined)[]) => {
    const [short, long, longest, octal, sign = ''] = groups;
    const digits = short ?? long ?? longest;
    if (digits !== undefined) return characterOf(Number.parseInt(digits, 16));
    if (octal !== undefined) return characterOf(Number.parseInt(octal, 8));
    return signs.get(sign) ?? sign;
  });
}

const escape = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{3})|(.))/gs;

/** The first backslash with what no escape is behind it, from the opening quote on. */
export function wrongEscape(quoted: string): { at: number; text: string } | undefined {
  const [quote = ''] = quoted;
  if (quote === '`') return undefined;
  for (let at = 1; at < quoted.length - 1; at++) {
    if (quoted[at] !== '\\') continue;
    const next = quoted.charAt(at + 1);
    if (!signs.has(next) && next !== quote && !coded.test(quoted.slice(at + 1, at + 10)))
      return { at, text: `\\${next}` };
    at++;
  }
  return undefined;
}

const coded = /^(?:[0-7]{3}|x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8})/;

const signs: ReadonlyMap<string, string> = new Map([
  ['a', '\u0007'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
  ['\\', '\\'],
]);

function characterOf(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}
