/** What one thread tells another of the objects in a file: bytes, which take the least room and can be handed over. */
import type { ToldDocument } from './examinedFile.ts';

export function told(documents: readonly ToldDocument[]): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(documents));
}

export function readTold(bytes: Uint8Array | undefined): readonly ToldDocument[] {
  return bytes ? (JSON.parse(new TextDecoder().decode(bytes)) as readonly ToldDocument[]) : [];
}
