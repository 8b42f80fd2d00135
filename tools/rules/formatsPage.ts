/** docs/formats.md, and what is said of one format. */
import type { Format } from '../../core/formats/format.ts';
import { formats } from '../../core/formats/index.ts';

/** The page of all value formats. */
export function formatsPage(generated: string): string {
  return [
    generated,
    '',
    '# Value formats',
    '',
    'Grammars of values, named by `format` (or `x-key-format`) in a [schema](schemas.md). The code of a report is `format-` and the',
    'name. An error is refused by the API server, a warning by something later. Hover shows the same text on a field.',
    '',
    ...[...formats.values()].flatMap((format) => [`## ${format.name}`, '', ...formatText(format)]),
  ].join('\n');
}

/** What is said of a format below its heading, line by line. */
export function formatText({ description, examples, severity }: Format): string[] {
  const list = examples.map((example) => `\`${example}\``).join(', ');
  return [`${description} (${severity})`, '', `Examples: ${list}`, ''];
}
