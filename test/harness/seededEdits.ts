// Texts of which one character was changed, the same ones in every run.

/** Whole numbers below a limit, in an order that the seed decides. */
export function seededRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor(state / 65_536) % below;
  };
}

/** What a slip or a paste leaves in a text. */
const slips = [
  ...[
    '\t',
    '\u00A0',
    '\u200B',
    '\uFEFF',
    '\u0007',
    '\u0085',
    '\u2028',
    '"',
    "'",
    '[',
    ']',
    '{',
    '}',
  ],
  ...['&', '*', '!', '%', '@', '`', '#', '---', '\n---\n', '\r', ':', ': ', '- ', '\n', ' ', '  '],
  ...['|', '>', '?', ',', '\\', '<<: ', '~', '0', '.', '...', '\n...\n', 'a', '=', '$', '_', 'é'],
];

/** A character taken away, put in or replaced, each somewhere in one of the texts. */
export function seededEdits(
  texts: readonly string[],
  { count, seed }: { count: number; seed: number },
): string[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const text = texts[random(texts.length)] ?? '';
    const at = random(text.length + 1);
    const slip = slips[random(slips.length)] ?? '';
    const kind = random(3);
    if (kind === 0) return text.slice(0, at) + text.slice(at + 1);
    return text.slice(0, at) + slip + text.slice(kind === 1 ? at : at + 1);
  });
}
