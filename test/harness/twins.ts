/** The same file written otherwise: what must be judged and helped with in the same way. */

export interface Twin {
  readonly name: string;
  /** The text written otherwise; undefined where this text cannot be. `text` ends its lines with `\n`. */
  write(text: string): string | undefined;
  /** Lines that come before the first one of the text. */
  readonly shift: number;
  /** Characters before the first one of the first line. */
  readonly indent: number;
}

const licence = Array.from({ length: 40 }, (_, line) => `# line ${line} of a licence\n`).join('');
const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
const beginsWithMarker = /^(?:\s*---|%)/;

export const twins: readonly Twin[] = [
  { name: 'Windows line ends', write: crlf, shift: 0, indent: 0 },
  { name: 'old Mac line ends', write: (text) => text.replaceAll('\n', '\r'), shift: 0, indent: 0 },
  { name: 'a byte order mark', write: (text) => `\uFEFF${text}`, shift: 0, indent: 1 },
  {
    name: 'a byte order mark and Windows line ends',
    write: (text) => `\uFEFF${crlf(text)}`,
    shift: 0,
    indent: 1,
  },
  {
    name: 'a leading marker',
    write: (text) => (beginsWithMarker.test(text) ? undefined : `---\n${text}`),
    shift: 1,
    indent: 0,
  },
  { name: 'no last line break', write: (text) => text.replace(/\n+$/, ''), shift: 0, indent: 0 },
  { name: 'a licence before it', write: (text) => licence + text, shift: 40, indent: 0 },
  {
    name: 'a licence with Windows line ends before it',
    write: (text) => crlf(licence + text),
    shift: 40,
    indent: 0,
  },
];
