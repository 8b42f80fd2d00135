/** How an API server names an item of a list: `name="web"`, `port=80,protocol="TCP"`, or `="value"` for the item itself. */

export interface Condition {
  /** Empty where the item itself has the value. */
  readonly key: string;
  /** As JSON. */
  readonly value: string;
}

export function conditionsOf(selector: string): Condition[] {
  return partsOf(selector).flatMap((part) => {
    const equals = part.indexOf('=');
    const key = part.slice(0, equals);
    const value = part.slice(equals + 1);
    return equals === -1 || value === '' || !/^[\w.]*$/.test(key) ? [] : [{ key, value }];
  });
}

/** Split at the commas that stand outside of quotes. */
function partsOf(selector: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let isQuoted = false;
  for (let at = 0; at < selector.length; at++) {
    const char = selector[at];
    if (isQuoted && char === '\\') at++;
    else if (char === '"') isQuoted = !isQuoted;
    else if (char === ',' && !isQuoted) {
      parts.push(selector.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, selector.slice(start)];
}
