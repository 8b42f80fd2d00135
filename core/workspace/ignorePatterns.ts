/**
 * Patterns of paths that are left alone, as `.gitignore` has them. They may be anybody's, so they are matched by RE2: no
 * pattern takes more time than the path is long.
 */
import { compileRe2 } from '../patterns/re2.ts';

export interface IgnoreOptions {
  /** `{a,b}` stands for either; in `.gitignore` braces stand for themselves. */
  readonly hasBraces?: boolean;
}

export class IgnorePatterns {
  readonly #patterns: readonly Pattern[];

  constructor(lines: readonly string[], options: IgnoreOptions = {}) {
    this.#patterns = lines.flatMap((line) => patternOf(line, options) ?? []).reverse();
  }

  get isEmpty(): boolean {
    return this.#patterns.length === 0;
  }

  /**
   * Whether a path from the folder of the patterns, with `/` between its names, is left alone. Undefined where no pattern
   * says anything; else the last one that does counts.
   */
  verdictOn(path: string, isFolder: boolean): boolean | undefined {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const last = this.#patterns.find(
      (pattern) =>
        (isFolder || !pattern.wantsFolder) && pattern.matches(pattern.isOfName ? name : path),
    );
    return last && !last.isNegated;
  }

  /** Whether a path is left alone, by itself or with a folder that it lies in. */
  ignores(path: string): boolean {
    if (this.isEmpty) return false;
    for (let end = path.indexOf('/'); end !== -1; end = path.indexOf('/', end + 1))
      if (this.verdictOn(path.slice(0, end), true)) return true;
    return this.verdictOn(path, false) ?? false;
  }
}

interface Pattern {
  readonly isNegated: boolean;
  readonly wantsFolder: boolean;
  /** Compared with the last name of a path. */
  readonly isOfName: boolean;
  matches(text: string): boolean;
}

/** Longer ones nobody writes; compiling takes its time. */
const maxLength = 1_000;

function patternOf(line: string, options: IgnoreOptions): Pattern | undefined {
  const written = withoutBlanksBehind(line.replace(/\r$/, ''));
  if (written === '' || written.startsWith('#') || written.length > maxLength) return undefined;
  const isNegated = written.startsWith('!');
  const positive = isNegated ? written.slice(1) : written;
  const wantsFolder = positive.endsWith('/');
  const path = wantsFolder ? positive.slice(0, -1) : positive;
  const isOfName = !path.includes('/');
  const glob = path.replace(/^\//, '');
  if (glob === '') return undefined;
  return { isNegated, wantsFolder, isOfName, matches: matcherOf(glob, options) };
}

/** A blank at the end counts where a backslash stands before it. */
function withoutBlanksBehind(line: string): string {
  let end = line.length;
  while (end > 0 && line[end - 1] === ' ' && line[end - 2] !== '\\') end--;
  return line.slice(0, end);
}

/** Most patterns are a name or the end of one: these are compared without an expression. */
function matcherOf(glob: string, options: IgnoreOptions): (text: string) => boolean {
  const special = options.hasBraces ? /[*?[\]\\{}]/ : /[*?[\]\\]/;
  if (!special.test(glob)) return (text) => text === glob;
  const ending = glob.slice(1);
  if (glob.startsWith('*') && !ending.includes('/') && !special.test(ending))
    return (text) => text.endsWith(ending) && !text.includes('/');
  const compiled = compileRe2(`^(?s:${expressionOf(glob, options)})$`);
  if (!compiled.ok) return () => false;
  return (text) => compiled.expression.test(text) === true;
}

/** A glob of git as an expression. */
function expressionOf(glob: string, { hasBraces = false }: IgnoreOptions): string {
  const parts: string[] = [];
  let depth = 0;
  let rest = glob;
  while (rest !== '') {
    const [token = ''] =
      /^(?:\*\*\/|\/\*\*\/|\/\*\*$|\*+|\\.|\[[!^]?\]?(?:\\.|[^\]\\])*\]|.)/s.exec(rest) ?? [rest];
    const isFirst = rest.length === glob.length;
    rest = rest.slice(token.length);
    if (token === '**/' && isFirst) parts.push('(?:[^/]+/)*');
    else if (token === '/**/') parts.push('/(?:[^/]+/)*');
    else if (token === '/**') parts.push('/.+');
    else if (token === '**/') parts.push('[^/]*/');
    else if (token.startsWith('*')) parts.push(isFirst && rest === '' ? '.*' : '[^/]*');
    else if (token === '?') parts.push('[^/]');
    else if (token.startsWith('[') && token.length > 1) parts.push(classOf(token));
    else if (hasBraces && token === '{' && rest.includes('}')) {
      depth++;
      parts.push('(?:');
    } else if (depth > 0 && token === '}') {
      depth--;
      parts.push(')');
    } else if (depth > 0 && token === ',') parts.push('|');
    else parts.push(literal(token.startsWith('\\') && token.length > 1 ? token.slice(1) : token));
  }
  return parts.join('') + ')'.repeat(depth);
}

/** `[!a-c]` as an expression. A slash is in no class. */
function classOf(token: string): string {
  const isNegated = /^\[[!^]/.test(token);
  const inner = token.slice(isNegated ? 2 : 1, -1).replace(/\\(.)/gs, '$1');
  const safe = inner.replace(/[[\]\\^&~]/g, '\\$&');
  return isNegated ? `[^/${safe}]` : `[${safe}]`;
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
