// Files that ended the language server. Such a file is kept from the next server until it changes: at once after a hang,
// after the third time in all other cases, as a process may fall for reasons that are not in the file.
import { createHash } from 'node:crypto';
import type { WorkParams } from '../../shared/protocol.ts';

/** How a server came to its end. */
export type Fall = 'hang' | 'crash';

/** A file that is kept from the server. */
export interface HeldFile {
  readonly uri: string;
  readonly fall: Fall;
  /** What the server did with it: a name in our program. */
  readonly doing: string;
}

export interface HeldFiles {
  /** The server says what it begins to work on. */
  begins(work: WorkParams): void;
  /** A new server works on nothing yet. */
  started(): void;
  /** The server came to its end. Answers with the file that is held for it from now on. */
  fell(fall: Fall): HeldFile | undefined;
  /** Whether the file is to be kept from the server with this text. One that has changed is let go. */
  isHeld(uri: string, text: string): boolean;
  /** The file changes; answers whether it was held. */
  release(uri: string): boolean;
  /** The file as it is held now. */
  get(uri: string): HeldFile | undefined;
}

const fallsAllowed = 3;

/** `textOf` is the present text of a file; undefined where it is not open. */
export function createHeldFiles(textOf: (uri: string) => string | undefined): HeldFiles {
  let work: WorkParams | undefined;
  const held = new Map<string, HeldFile & { readonly digest: string }>();
  const falls = new Map<string, { readonly digest: string; readonly count: number }>();
  return {
    begins(begun) {
      work = begun;
    },
    started() {
      work = undefined;
    },
    fell(fall) {
      const { uri = null, doing = '' } = work ?? {};
      work = undefined;
      const text = uri === null ? undefined : textOf(uri);
      if (uri === null || text === undefined) return undefined;
      const digest = digestOf(text);
      const before = falls.get(uri);
      const count = (before?.digest === digest ? before.count : 0) + 1;
      falls.set(uri, { digest, count });
      if (fall === 'crash' && count < fallsAllowed) return undefined;
      const file = { uri, fall, doing, digest };
      held.set(uri, file);
      return file;
    },
    isHeld(uri, text) {
      const file = held.get(uri);
      if (file && file.digest !== digestOf(text)) held.delete(uri);
      return held.has(uri);
    },
    release(uri) {
      return held.delete(uri);
    },
    get(uri) {
      return held.get(uri);
    },
  };
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
