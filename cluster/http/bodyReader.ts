/** Reads the body of an answer, unpacked, up to a limit: a small packed one may unpack to any size, and one need not end. */
import type { IncomingMessage } from 'node:http';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** Larger than any page of a list and any OpenAPI document of an API server. */
const maxBytes = 64 * 1024 * 1024;

export class BodyTooLarge extends Error {
  readonly code = 'ERR_BODY_TOO_LARGE';
}

/** Rejects with the stream's error, or with `BodyTooLarge`; then the rest is not read. */
export async function readBody(response: IncomingMessage, limit = maxBytes): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of unpacked(response) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw new BodyTooLarge(`an answer of more than ${limit} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The bytes as they were before they were packed. */
export function unpacked(response: IncomingMessage): Readable {
  if (response.headers['content-encoding'] !== 'gzip') return response;
  // An error of either stream is the error of the last, which its reader gets.
  return pipeline(response, createGunzip(), () => undefined);
}
