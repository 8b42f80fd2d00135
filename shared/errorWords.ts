/** What a log says of an exception. Parsers quote what they read, and that may be anybody's secret. */

/** The message; of a parser's error only what kind it is. */
export function errorMessage(error: unknown): string {
  if (!(error instanceof Error)) return typeof error === 'string' ? error : 'unknown error';
  return quotesItsInput(error) ? `${error.name} in a text that was read` : error.message;
}

/** The message, and where in the code it happened. */
export function errorWithPlace(error: unknown): string {
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter(isFrame) : [];
  const name = error instanceof Error && !quotesItsInput(error) ? `${error.name}: ` : '';
  return [name + errorMessage(error), ...frames].join('\n');
}

function quotesItsInput({ name }: Error): boolean {
  return name === 'SyntaxError' || name.startsWith('YAML');
}

function isFrame(line: string): boolean {
  return /^\s+at /.test(line);
}
