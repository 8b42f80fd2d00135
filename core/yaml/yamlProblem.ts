/** What is wrong with a text as YAML, found by the reader; the words for it are in `yamlProblemText.ts`. */
import type { Span } from './node.ts';

export type ProblemKind =
  | 'alias name'
  | 'anchor name'
  | 'block header'
  | 'block tab'
  | 'circular alias'
  | 'collection as key'
  | 'comment of JSON'
  | 'control character'
  | 'dash behind text'
  | 'directive'
  | 'dots'
  | 'dropped'
  | 'escape'
  | 'escape of a surrogate'
  | 'flow separator'
  | 'glued colon'
  | 'glued dash'
  | 'glued separator'
  | 'invisible character'
  | 'item column'
  | 'key column'
  | 'key in a value'
  | 'key of another type'
  | 'line too deep'
  | 'lost item'
  | 'merge'
  | 'merge conflict'
  | 'missing colon'
  | 'no value'
  | 'null key'
  | 'open bracket'
  | 'open quote'
  | 'question mark'
  | 'separator'
  | 'sign'
  | 'stray sign'
  | 'tab'
  | 'tag'
  | 'tag of another type'
  | 'text behind bracket'
  | 'text behind quote'
  | 'text below block'
  | 'too many merged'
  | 'unexpected text'
  | 'unknown anchor'
  | 'wrong base64';

export interface YamlProblem {
  readonly kind: ProblemKind;
  readonly span: Span;
  /** The tree behind it is what the author means, so what is found there is worth a report. */
  readonly isLocal: boolean;
  /** The decoder takes the text, but hardly as it is meant. */
  readonly isAccepted?: 'error' | 'warning' | 'information';
}
