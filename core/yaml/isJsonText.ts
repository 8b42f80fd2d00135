/** Whether a document is JSON. kubectl has a decoder of its own for it, which takes what YAML 1.1 does not. */
export function isJsonText(text: string): boolean {
  if (!/^\s*\{/.test(text.slice(0, 1000))) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
