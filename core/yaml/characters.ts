/** Characters by their code, as the decoder of Kubernetes (go-yaml) sorts them. The end of a text reads as code 0. */

export const tab = 0x09;
export const newline = 0x0a;
export const carriageReturn = 0x0d;
export const blank = 0x20;
export const byteOrderMark = 0xfeff;

/** A space or a tab. */
export function isBlank(code: number): boolean {
  return code === blank || code === tab;
}

/** What Go counts as space, so that kubectl overlooks it behind `---`. */
export function isSpace(code: number): boolean {
  if (code < 0x80) return code === blank || (code >= tab && code <= carriageReturn);
  return code === 0x85 || (code !== byteOrderMark && /\s/.test(String.fromCharCode(code)));
}

/** What ends a line: in YAML 1.1 the next line, line separator and paragraph separator do, too. */
export function isBreak(code: number): boolean {
  if (code < 0x85) return code === newline || code === carriageReturn;
  return code === 0x85 || code === 0x2028 || code === 0x2029;
}

/** A blank, the end of a line or the end of the text: what ends a word. */
export function endsWord(code: number): boolean {
  if (code <= blank) {
    return (
      code === blank || code === newline || code === carriageReturn || code === tab || code === 0
    );
  }
  return code === 0x85 || code === 0x2028 || code === 0x2029;
}

/** What names of anchors and tags consist of. */
export function isNameSign(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === 0x5f ||
    code === 0x2d
  );
}

/** The value of a hexadecimal digit; -1 for any other character. */
export function hexValue(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

/** Characters with a meaning inside of `[ ]` and `{ }` that end a text without quotes: `, ? [ ] { }`. */
export function isFlowSign(code: number): boolean {
  return (
    code === 0x2c ||
    code === 0x3f ||
    code === 0x5b ||
    code === 0x5d ||
    code === 0x7b ||
    code === 0x7d
  );
}
