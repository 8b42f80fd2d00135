/** The fault behind a place at which the decoder stumbles, where it shows in the tokens around that place. */
import { tokens, styles, type Token } from './token.ts';
import type { YamlProblem } from './yamlProblem.ts';

/** The problem, or the one that caused it, perhaps on the line before. */
export function explainProblem(
  problem: YamlProblem,
  all: readonly Token[],
  text: string,
): YamlProblem {
  const at = lastBefore(all, problem.span[0] + 1);
  switch (problem.kind) {
    case 'missing colon':
    case 'line too deep':
    case 'key column':
    case 'key in a value':
    case 'unexpected text':
      return (
        (problem.kind === 'unexpected text' ? behind(problem, all, at) : undefined) ??
        belowBlock(problem, all, at) ??
        glued(problem, all, at, text) ??
        problem
      );
    case 'no value':
      return belowBlock(problem, all, at) ?? problem;
    default:
      return problem;
  }
}

/** Index of the last token that begins before an offset. */
function lastBefore(all: readonly Token[], offset: number): number {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Text right behind a closing bracket or quote. */
function behind(problem: YamlProblem, all: readonly Token[], at: number): YamlProblem | undefined {
  const token = all[at];
  const before = all[at - 1];
  if (!token || !before || before.lineStart > token.lineStart || before.end > token.start)
    return undefined;
  const isOnLine = before.lineStart === token.lineStart;
  if (isOnLine && (before.type === tokens.flowMapEnd || before.type === tokens.flowSeqEnd)) {
    const open = openOf(all, at - 1);
    return {
      ...problem,
      kind: 'text behind bracket',
      span: [open?.start ?? before.start, token.end],
    };
  }
  const isQuoted = before.style === styles.single || before.style === styles.double;
  return before.type === tokens.scalar && isQuoted && isOnLine
    ? { ...problem, kind: 'text behind quote' }
    : undefined;
}

/** The bracket that one closes. */
function openOf(all: readonly Token[], at: number): Token | undefined {
  let depth = 0;
  for (let index = at; index >= 0; index--) {
    const type = all[index]?.type;
    if (type === tokens.flowMapEnd || type === tokens.flowSeqEnd) depth++;
    else if ((type === tokens.flowMapStart || type === tokens.flowSeqStart) && --depth === 0) {
      return all[index];
    }
  }
  return undefined;
}

/** A line that was meant to belong to the text below `|` or `>`. */
function belowBlock(
  problem: YamlProblem,
  all: readonly Token[],
  at: number,
): YamlProblem | undefined {
  for (let index = at; index > at - 6 && index >= 0; index--) {
    const token = all[index];
    if (token?.type !== tokens.scalar || token.start >= problem.span[0]) continue;
    const isBlock = token.style === styles.literal || token.style === styles.folded;
    return isBlock && token.end <= problem.span[0]
      ? { ...problem, kind: 'text below block' }
      : undefined;
  }
  return undefined;
}

/** `name:a`, `-name: a` and `--` in the line of the problem or the one before. */
function glued(
  problem: YamlProblem,
  all: readonly Token[],
  at: number,
  text: string,
): YamlProblem | undefined {
  const line = text.lastIndexOf('\n', problem.span[0] - 1) + 1;
  const from = text.lastIndexOf('\n', line - 2) + 1;
  for (let index = at + 1; index >= 0; index--) {
    const token = all[index];
    if (!token) continue;
    if (token.start < from) break;
    if (token.type !== tokens.scalar || token.style !== styles.plain) continue;
    const { value, start } = token;
    if (/^-{2,}$/.test(value) && start === token.lineStart) {
      return { kind: 'separator', span: [start, start + value.length], isLocal: problem.isLocal };
    }
    if (token.isKey && /^-[A-Za-z]/.test(value)) {
      return { kind: 'glued dash', span: [start, start + 1], isLocal: problem.isLocal };
    }
    const key = /^["']?[A-Za-z][\w.-]{0,100}["']?:(?=[^\s/:]|\/(?!\/))/.exec(value)?.[0];
    const isValue = all[index - 1]?.type === tokens.value;
    if (key !== undefined && !isValue && (!token.isKey || problem.kind === 'missing colon')) {
      return { kind: 'glued colon', span: [start, start + key.length], isLocal: problem.isLocal };
    }
  }
  return undefined;
}
