// What Enter does in YAML: the built-in language leaves the cursor in the column of the line before, so every
// level has to be indented by hand.

export interface EnterRule {
  /** The line up to the cursor; the rest of the line is blank. */
  before: RegExp;
  /** One level deeper than the line. */
  isDeeper: boolean;
  /** Typed after the indentation: the width of the dash that the next line stands beside. */
  append: string;
}

/** A plain or quoted key; a colon in a value (`image: nginx:`) is no key. */
const key = String.raw`(?:"[^"]*"|'[^']*'|[^\s#:"'[{-][^:#\n]*|-[^\s:#][^:#\n]*)`;
/** Nothing, or what may stand between a key and the block below it: anchor, tag, block scalar, comment. */
const opening = String.raw`(?:\s+[&!]\S*)*(?:\s+[|>][-+0-9]*)?\s*(?:\s#.*)?$`;
const blockScalar = String.raw`[|>][-+0-9]*\s*(?:\s#.*)?$`;

/** The first that matches counts. */
export const enterRules: readonly EnterRule[] = [
  { before: new RegExp(String.raw`^\s*${key}:${opening}`), isDeeper: true, append: '' },
  { before: new RegExp(String.raw`^\s*-\s+${blockScalar}`), isDeeper: true, append: '' },
  ...['- ', '-  ', '-   '].flatMap((dash) => {
    const append = ' '.repeat(dash.length);
    return [
      { before: new RegExp(String.raw`^\s*${dash}${key}:${opening}`), isDeeper: true, append },
      { before: new RegExp(String.raw`^\s*${dash}${key}:\s+\S`), isDeeper: false, append },
    ];
  }),
];
