/** A regular expression of Go (RE2) as one of JavaScript with the flag `u`. */

/** Undefined where it cannot be said in JavaScript, or would mean something else. */
export function goPattern(pattern: string): string | undefined {
  if (/\\[pPQECG]|\[\[:|\(\?P|\\x\{/.test(pattern)) return undefined;
  const flags = /^(\^?)\(\?([is]+)\)/.exec(pattern);
  const body = flags ? (flags[1] ?? '') + pattern.slice(flags[0].length) : pattern;
  const escaped = withoutNeedlessEscapes(body);
  const converted = flags ? `(?${flags[2]}:${escaped})` : escaped;
  try {
    new RegExp(converted, 'u');
    return converted;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const mayBeEscaped = new Set('^$\\.*+?()[]{}|/');

/** JavaScript refuses a backslash in front of what means nothing special; Go does not mind. */
function withoutNeedlessEscapes(pattern: string): string {
  let inClass = false;
  let result = '';
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at] ?? '';
    if (char === '[') inClass = true;
    else if (char === ']') inClass = false;
    if (char !== '\\') {
      result += char;
      continue;
    }
    const next = pattern[++at] ?? '';
    if (next === 'A') result += '^';
    else if (next === 'z') result += '$';
    else if (/\w/.test(next) && next !== '_') result += char + next;
    else result += mayBeEscaped.has(next) || (inClass && next === '-') ? char + next : next;
  }
  return result;
}
