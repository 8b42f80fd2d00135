/**
 * Diagnostics as bytes of JSON. A file's are asked for with every key, and an edit makes few of them anew: what stands before
 * and behind those is taken from the report before, as it is.
 */
import { sameEnds } from '../shared/sameEnds.ts';

interface Written {
  readonly items: readonly object[];
  /** Where each of them begins in the bytes, and where the last one ends. */
  readonly starts: readonly number[];
  /** UTF-8; a comma follows each item. */
  readonly bytes: Buffer;
}

export class ReportBytes {
  #last: Written = { items: [], starts: [0], bytes: Buffer.alloc(0) };

  /** The items, parted by commas. The bytes are not to be changed. An item that was written once stays as it is. */
  of(items: readonly object[]): Buffer {
    const { bytes } = (this.#last = this.#write(items));
    return bytes.subarray(0, Math.max(bytes.length - 1, 0));
  }

  #write(items: readonly object[]): Written {
    const last = this.#last;
    const { ahead, behind } = sameEnds(last.items, items);
    const [from, to] = [last.starts[ahead] ?? 0, last.starts[last.items.length - behind] ?? 0];
    const fresh = items.slice(ahead, items.length - behind).map(bytesOf);
    const kept = [last.bytes.subarray(0, from), last.bytes.subarray(to)] as const;
    const starts = last.starts.slice(0, ahead);
    let at = from;
    for (const { length } of fresh) {
      starts.push(at);
      at += length;
    }
    const moved = at - to;
    for (const start of last.starts.slice(last.items.length - behind)) starts.push(start + moved);
    return { items, starts, bytes: Buffer.concat([kept[0], ...fresh, kept[1]]) };
  }
}

function bytesOf(item: object): Buffer {
  return Buffer.from(`${JSON.stringify(item)},`);
}
