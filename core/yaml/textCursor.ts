/** A place in a text that moves on, and what was found wrong on the way: what all parts of the scanner share. */
import { carriageReturn, isBlank, isBreak, newline, tab } from './characters.ts';
import type { ProblemKind, YamlProblem } from './yamlProblem.ts';

/** A broken text may have a problem a character; more than this nobody reads. */
const maxProblems = 100;

export class TextCursor {
  readonly text: string;
  readonly length: number;
  at = 0;
  /** Where the line of `at` begins. */
  lineStart = 0;
  readonly problems: YamlProblem[] = [];
  readonly accepted: YamlProblem[] = [];

  constructor(text: string) {
    this.text = text;
    this.length = text.length;
  }

  /** The code of the character so many places on; 0 at the end. */
  code(ahead = 0): number {
    const at = this.at + ahead;
    return at < this.length ? this.text.charCodeAt(at) : 0;
  }

  get column(): number {
    return this.at - this.lineStart;
  }

  skipBlanks(): void {
    while (isBlank(this.code())) this.at++;
  }

  /** To the end of the line, before its break. */
  skipLine(): void {
    for (let code = this.code(); code !== 0 && !isBreak(code); code = this.code()) this.at++;
  }

  /** Over the break that stands here; what it adds to a text. */
  skipBreak(): string {
    const code = this.code();
    this.at += code === carriageReturn && this.code(1) === newline ? 2 : 1;
    this.lineStart = this.at;
    return code === 0x2028 || code === 0x2029 ? String.fromCharCode(code) : '\n';
  }

  /** Over a comment, if one begins here, to the end of the line. */
  skipComment(): void {
    if (this.code() === 0x23) this.skipLine();
  }

  /** Whether a line `---` or `...` begins here, which ends all that is open. */
  isAtMarker(): boolean {
    if (this.at !== this.lineStart) return false;
    const code = this.code();
    if ((code !== 0x2d && code !== 0x2e) || this.code(1) !== code || this.code(2) !== code) {
      return false;
    }
    const next = this.code(3);
    return next === 0 || isBlank(next) || isBreak(next);
  }

  /** Where the first character of the line stands that is no blank. */
  firstTextInLine(): number {
    let at = this.lineStart;
    while (isBlank(this.text.charCodeAt(at))) at++;
    return at;
  }

  isAtTab(): boolean {
    return this.code() === tab;
  }

  /** Notes a problem whose meaning is plain: what follows is read as if it were not there. */
  noteLocal(kind: ProblemKind, start: number, end: number): void {
    this.#note(kind, start, end, true);
  }

  /** Notes a problem behind which the tree is a guess. */
  note(kind: ProblemKind, start: number, end: number): void {
    this.#note(kind, start, end, false);
  }

  /** Notes what the decoder takes, but hardly as it is meant. */
  noteAccepted(
    kind: ProblemKind,
    start: number,
    end: number,
    isAccepted: NonNullable<YamlProblem['isAccepted']>,
  ): void {
    if (this.accepted.length >= maxProblems) return;
    this.accepted.push({ kind, span: [start, end], isLocal: true, isAccepted });
  }

  #note(kind: ProblemKind, start: number, end: number, isLocal: boolean): void {
    if (this.problems.length >= maxProblems) return;
    this.problems.push({ kind, span: [start, Math.max(start, end)], isLocal });
  }
}
