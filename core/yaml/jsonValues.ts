/** JSON objects that stand one behind the other without a separator, as `kubectl get -o json` of several files leaves them. */

export interface JsonValue {
  /** Offset in the text. */
  readonly at: number;
  readonly text: string;
}

/** The objects of a text that is nothing but JSON objects; any other text as it is. */
export function jsonValues(text: string): JsonValue[] {
  const whole = [{ at: 0, text }];
  if (!/^\s*\{/.test(text)) return whole;
  const values: JsonValue[] = [];
  for (let at = 0; at < text.length;) {
    const end = endOfObject(text, at);
    if (end === undefined) return whole;
    values.push({ at, text: text.slice(at, end) });
    at = end;
  }
  return values.length > 1 && values.every(isJson) ? values : whole;
}

/** The offset behind the object that begins at `from`, and behind the blanks that follow it. */
function endOfObject(text: string, from: number): number | undefined {
  if (!/\s*\{/y.test(text.slice(from, text.indexOf('{', from) + 1))) return undefined;
  let depth = 0;
  let isText = false;
  for (let at = from; at < text.length; at++) {
    const sign = text[at];
    if (isText) {
      if (sign === '\\') at++;
      else if (sign === '"') isText = false;
    } else if (sign === '"') isText = true;
    else if (sign === '{' || sign === '[') depth++;
    else if ((sign === '}' || sign === ']') && --depth === 0) return behindBlanks(text, at + 1);
  }
  return undefined;
}

function behindBlanks(text: string, from: number): number {
  const blanks = /\s*/y;
  blanks.lastIndex = from;
  return from + (blanks.exec(text)?.[0].length ?? 0);
}

function isJson({ text }: JsonValue): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
