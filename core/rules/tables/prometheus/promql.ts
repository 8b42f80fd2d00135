/** As much of PromQL as brackets, texts and comments need. */

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Whether a bracket or a quote has no other end. */
export function unbalanced(expression: string): boolean {
  const open: string[] = [];
  for (let at = 0; at < expression.length; at++) {
    const sign = expression.charAt(at);
    if (sign === '#') {
      const end = expression.indexOf('\n', at);
      if (end < 0) break;
      at = end;
    } else if (sign === '"' || sign === "'" || sign === '`') {
      const end = endOfText(expression, at);
      if (end < 0) return true;
      at = end;
    } else if (closing[sign] !== undefined) {
      open.push(closing[sign]);
    } else if ((sign === ')' || sign === ']' || sign === '}') && open.pop() !== sign) {
      return true;
    }
  }
  return open.length > 0;
}

/** Where the text that begins there ends; -1 where it does not. A backtick knows no escapes. */
function endOfText(expression: string, start: number): number {
  const quote = expression.charAt(start);
  for (let at = start + 1; at < expression.length; at++) {
    const sign = expression.charAt(at);
    if (sign === quote) return at;
    if (sign === '\\' && quote !== '`') at++;
  }
  return -1;
}
