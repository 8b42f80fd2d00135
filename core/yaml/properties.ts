/** What may stand before a value: an anchor and a tag, in any order, each at most once. */
import { writtenOut } from './scalar.ts';
import { tokens } from './token.ts';
import type { TokenReader } from './tokenReader.ts';

export interface Properties {
  readonly anchor: string | undefined;
  readonly tag: string | undefined;
}

export function readProperties(reader: TokenReader): Properties {
  let anchor: string | undefined;
  let tag: string | undefined;
  for (;;) {
    if (anchor === undefined && reader.is(tokens.anchor)) anchor = reader.token.value;
    else if (tag === undefined && reader.is(tokens.tag)) tag = writtenOut(reader.token.value);
    else return { anchor, tag };
    reader.skip();
  }
}
