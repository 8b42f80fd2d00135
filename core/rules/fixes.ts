/** Quick fixes that many rules offer. */
import type { FindingDetails, Fix } from '../findings/finding.ts';
import type { Node, Span } from '../yaml/node.ts';
import { yamlText } from '../yaml/yamlText.ts';

/** Another text in the place of a value. */
export function replacedBy(node: Node, text: string): FindingDetails {
  return { fix: replacement(node, text) };
}

/** The same for a rule that knows several. */
export function replacement({ span }: Node, text: string): Fix {
  return { title: `Replace with ${text}`, edits: [[span, yamlText(text)]] };
}

/** Other words in the place of a part of a text; nothing where no better ones are known. */
export function partReplacedBy(span: Span, text: string | undefined): FindingDetails {
  return text === undefined
    ? {}
    : { fix: { title: `Replace with ${text}`, edits: [[span, text]] } };
}

/** Another key in the place of one. */
export function renamedTo(keySpan: Span, key: string): FindingDetails {
  return { fix: { title: `Rename to ${key}`, edits: [[keySpan, yamlText(key)]] } };
}
