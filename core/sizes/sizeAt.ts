/** Where a size is told. */
import { entry, type Node, type Span } from '../yaml/node.ts';
import type { Size } from './size.ts';

type Said = Pick<Size, 'label' | 'words'>;

/** At the value that stands under a key of a mapping; nothing where there is none. */
export function sizeUnder(map: Node | undefined, key: string, said: Said): Size[] {
  const found = entry(map, key);
  return found ? [sizeOf(found.value, found.key.span, said)] : [];
}

export function sizeOf(value: Node, keySpan: Span | undefined, said: Said): Size {
  // What is merged in from an anchor stands elsewhere.
  const isBehind = keySpan === undefined || value.span[0] >= keySpan[1];
  const isInLine = value.type === 'scalar' && value.span[1] > value.span[0] && isBehind;
  const [start, end] = keySpan ?? value.span;
  return { span: value.span, after: isInLine ? value.span : [start, end + 1], ...said };
}
