/** Quick fixes that many rules offer. */
import type { FindingDetails } from '../findings/finding.ts';
import type { Node } from '../yaml/node.ts';
import { yamlText } from '../yaml/yamlText.ts';

/** Another text in the place of a value. */
export function replacedBy({ span }: Node, text: string): FindingDetails {
  return { fix: { title: `Replace with ${text}`, edits: [[span, yamlText(text)]] } };
}
