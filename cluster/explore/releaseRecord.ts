/** What Helm keeps of a release: JSON, packed, in base64, in a Secret. */
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { HelmRelease } from '../exploreApi.ts';
import { objectAt, parseJson, textAt } from '../values.ts';
import type { JsonObject } from '../values.ts';

/** Bytes: a Secret holds one million of them, packed; whatever unpacks to more was made to. */
const mostBytes = 64 * 1024 * 1024;
const unpack = promisify(gunzip);

export interface ReleaseRecord {
  readonly chart: HelmRelease['chart'];
  /** What the user set. */
  readonly values: JsonObject;
  /** The objects, as YAML. */
  readonly manifest: string;
}

/** Undefined where the Secret holds no release. */
export async function readRelease(secret: unknown): Promise<ReleaseRecord | undefined> {
  const packed = textAt(secret, 'data', 'release');
  if (packed === undefined) return undefined;
  const text = await unpacked(Buffer.from(Buffer.from(packed, 'base64').toString(), 'base64'));
  const record = text === undefined ? undefined : parseJson(text);
  if (record === undefined) return undefined;
  const name = textAt(record, 'chart', 'metadata', 'name');
  const version = textAt(record, 'chart', 'metadata', 'version') ?? '';
  return {
    chart: name === undefined ? undefined : { name, version },
    values: objectAt(record, 'config'),
    manifest: textAt(record, 'manifest') ?? '',
  };
}

async function unpacked(bytes: Buffer): Promise<string | undefined> {
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (!isPacked) return bytes.toString();
  try {
    return (await unpack(bytes, { maxOutputLength: mostBytes })).toString();
  } catch {
    return undefined; // cut off, or more than fits
  }
}
