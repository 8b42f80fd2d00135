/** A document's text as nodes, read as kubectl and the API server read it. Never throws: what is wrong is in the result. */
import { compose, TooDeep } from './compose.ts';
import { commentedJson, type CommentedJson } from './jsonComments.ts';
import { isJsonText } from './isJsonText.ts';
import { jsonObjectEnd } from './jsonObjects.ts';
import { invisible as invisibleSign } from './characterName.ts';
import { explainProblem } from './explainProblem.ts';
import { invisibleCharacters, noteControlCharacter } from './noteCharacters.ts';
import type { Node, Span } from './node.ts';
import { scan, type ScanOptions } from './scanner.ts';
import type { Token } from './token.ts';
import type { YamlProblem } from './yamlProblem.ts';

export interface ParsedManifest {
  readonly root: Node | undefined;
  /** In the order of the text, one a line. Behind the first that is not local nothing is told. */
  readonly problems: readonly YamlProblem[];
  /** Whether a mapping of it merges another one into itself. */
  readonly hasMergeKeys: boolean;
  /** Why the text has no tree, although it may be right. */
  readonly leftOut?: LeftOut;
  /** Expressions of a template that stand where a value begins: the values that they meet are read as texts. */
  readonly unquoted?: readonly Span[];
  /** A template engine makes YAML of it first: it is none yet. */
  readonly isTemplate?: true;
}

export type LeftOut = 'too long' | 'too many parts' | 'too deep';

/** Levels that are read: what walks a tree keeps a level of it on the stack. */
export const maxNesting = 300;
/** Words and signs that are read. A megabyte of a real manifest has half as many. */
const maxTokens = 250_000;
/** Those of a text that is read once more to say better what is wrong with it. */
const maxTokensAgain = 100_000;

/** What would take too much of the machine has no tree, and a reason. */
export function parse(whole: string): ParsedManifest {
  const text = firstJsonObject(whole);
  const commented = commentedJson(text);
  if (commented) return withComment(commented);
  const isJson = text !== whole || isJsonText(text);
  const options = { isJson, closesEarly: false, maxDepth: maxNesting, maxTokens };
  const first = read(text, options);
  if (first.leftOut || first.problems.every(({ isLocal }) => isLocal)) return first;
  // Somewhere a bracket or a quote closes where it should not, perhaps: that shows better where the fault is.
  const second = read(text, { ...options, closesEarly: true, maxTokens: maxTokensAgain });
  return second.problems.length > 0 && !second.leftOut ? second : first;
}

/** What stands beside the comments of a text that is JSON else. */
function withComment({ span, text }: CommentedJson): ParsedManifest {
  const options = { isJson: true, closesEarly: false, maxDepth: maxNesting, maxTokens };
  const beside = read(text, options);
  const comment: YamlProblem = { kind: 'comment of JSON', span, isLocal: true };
  return beside.leftOut ? beside : { ...beside, problems: inOrder([comment, ...beside.problems]) };
}

/** The first of several JSON objects on one line, which kubectl takes for several documents; any other text as it is. */
function firstJsonObject(text: string): string {
  const start = text.search(/\S/);
  if (text[start] !== '{') return text;
  const end = jsonObjectEnd(text, start, text.length);
  if (end === undefined || !/^\s*\{/.test(text.slice(end, end + 100))) return text;
  const first = text.slice(0, end);
  return isJsonText(first) ? first : text;
}

export function leftOut(reason: LeftOut): ParsedManifest {
  return { root: undefined, problems: [], hasMergeKeys: false, leftOut: reason };
}

function read(text: string, options: ScanOptions): ParsedManifest {
  const { tokens, cursor, limit } = scan(text, options);
  if (limit) return leftOut(limit);
  try {
    const { root, hasMergeKeys } = compose(tokens, cursor, options.maxDepth);
    noteControlCharacter(cursor);
    const invisible = invisibleCharacters(cursor, tokens);
    const accepted = [...invisible, ...cursor.accepted];
    const found = options.isJson ? [] : cursor.problems;
    return { root, hasMergeKeys, problems: told(found, { tokens, text, accepted }) };
  } catch (error) {
    if (error instanceof TooDeep) return leftOut('too deep');
    throw error;
  }
}

interface Around {
  readonly tokens: readonly Token[];
  readonly text: string;
  /** What the decoder takes. */
  readonly accepted: readonly YamlProblem[];
}

/** What is told of all that was found: one slip makes the reader stumble more than once. */
function told(found: readonly YamlProblem[], { tokens, text, accepted }: Around): YamlProblem[] {
  if (found.length === 0) return inOrder(accepted);
  const problems: YamlProblem[] = [];
  let lineEnd = -1;
  for (const problem of inOrder(withCause(found, text))) {
    if (problem.span[0] <= lineEnd) continue;
    problems.push(explainProblem(problem, tokens, text));
    if (!problem.isLocal) break;
    lineEnd = endOfLine(text, problem.span[0]);
  }
  return withInvisible(problems, accepted, text);
}

/** What has one cause that is known is told as that: conflicts of a merge, and a NUL, behind which nothing is read. */
function withCause(found: readonly YamlProblem[], text: string): readonly YamlProblem[] {
  const nul = found.find(
    ({ kind, span: [at] }) => kind === 'control character' && text[at] === '\0',
  );
  if (nul) {
    const isBefore = ({ kind, span: [at] }: YamlProblem): boolean =>
      kind !== 'open quote' && endOfLine(text, at) < nul.span[0];
    return [...found.filter(isBefore), { ...nul, isLocal: false }];
  }
  const isOfConflict = ({ span: [at] }: YamlProblem): boolean =>
    conflictMarker.test(text.slice(text.lastIndexOf('\n', at - 1) + 1, endOfLine(text, at)));
  if (!found.some(isOfConflict)) return found;
  const start = text.search(conflictMarker);
  const line = text.lastIndexOf('\n', start - 1) + 1;
  const conflict: YamlProblem = {
    kind: 'merge conflict',
    span: [start, endOfLine(text, start)],
    isLocal: false,
  };
  return [...found.filter(({ span: [at] }) => at < line), conflict];
}

/** A line with which Git parts the sides of a conflict. */
const conflictMarker = /(?<=^[ \t]{0,100})(?:<{7}|={7}|>{7})(?= |\r?$)/m;

/** An invisible character in the line of a problem is its cause, or hides it. */
function withInvisible(
  problems: readonly YamlProblem[],
  accepted: readonly YamlProblem[],
  text: string,
): YamlProblem[] {
  const causes = new Set<YamlProblem>();
  const told = problems.map((problem) => {
    const line = text.lastIndexOf('\n', problem.span[0] - 1) + 1;
    const at = line + text.slice(line, endOfLine(text, line)).search(invisibleSign);
    if (at < line || problem.kind === 'control character') return problem;
    for (const other of accepted)
      if (other.span[0] >= line && other.span[0] <= at) causes.add(other);
    return { kind: 'invisible character', span: [at, at + 1], isLocal: problem.isLocal } as const;
  });
  const others = accepted.filter((other) => !causes.has(other));
  return inOrder([...told, ...others]);
}

function inOrder(problems: readonly YamlProblem[]): YamlProblem[] {
  return [...problems].sort((a, b) => a.span[0] - b.span[0]);
}

function endOfLine(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  return newline === -1 ? text.length : newline;
}
