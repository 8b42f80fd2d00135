/**
 * Addresses of files: one spelling for each, the key of every table, and the path behind it. Editors spell one address
 * in several ways, and files and clients hold words that are none; nothing here throws for them.
 */
import { posix, win32 } from 'node:path';
import { URI } from 'vscode-uri';

/** The address as VS Code writes it; what is no address stays as it is. */
export function canonicalUri(uri: string, platform: NodeJS.Platform = process.platform): string {
  const parsed = parse(uri);
  if (!parsed) return uri;
  if (parsed.scheme.toLowerCase() !== 'file') return parsed.toString();
  const authority = hostOf(parsed);
  const path = withoutLastSlash(posix.normalize(parsed.path));
  // A Mac knows a file by either way to write its letters.
  const written = platform === 'darwin' ? path.normalize('NFC') : path;
  const { query, fragment } = parsed;
  return textOf({ scheme: 'file', authority, path: written, query, fragment }) ?? uri;
}

/** Absolute path of a file of this machine or, on Windows, of a share; undefined for every other address. */
export function filePathOf(
  uri: string,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  const parsed = parse(uri);
  if (parsed?.scheme.toLowerCase() !== 'file' || parsed.path.includes('\0')) return undefined;
  const host = hostOf(parsed);
  if (platform !== 'win32')
    return host === '' ? withoutLastSlash(posix.normalize(parsed.path)) : undefined;
  if (host !== '') return win32.normalize(`\\\\${host}${parsed.path}`);
  const drive = /^\/([a-z]):(?=\/|$)/i.exec(parsed.path)?.[1];
  if (drive === undefined) return undefined;
  const path = win32.normalize(`${drive.toLowerCase()}:${parsed.path.slice(3) || '/'}`);
  return path.length > 3 ? path.replace(/\\$/, '') : path;
}

/** The canonical address of an absolute path. */
export function fileUriOf(path: string, platform: NodeJS.Platform = process.platform): string {
  const slashed = platform === 'win32' ? path.replaceAll('\\', '/') : path;
  const share = platform === 'win32' ? /^\/\/([^/]+)((?:\/.*)?)$/s.exec(slashed) : null;
  const [, authority = '', rest = slashed] = share ?? [];
  const absolute = rest.startsWith('/') ? rest : `/${rest}`;
  const uri = textOf({
    scheme: 'file',
    authority,
    path: authority ? absolute : oneSlash(absolute),
  });
  return canonicalUri(uri ?? '', platform);
}

/** An address in words for a person, without escapes. */
export function readableUri(uri: string): string {
  return parse(uri)?.toString(true) ?? uri;
}

/** What `%41` and the like stand for; undefined where they stand for no text. */
export function percentDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** No file has a longer address, and reading one takes long. */
const maxLength = 20_000;

function parse(uri: string): URI | undefined {
  if (uri.length > maxLength || !/^[a-z][a-z\d+.-]*:/i.test(uri)) return undefined;
  // Without a path it would be read as the whole disk.
  if (/^file:(?:\/\/[^/]*)?$/i.test(uri)) return undefined;
  try {
    return URI.parse(uri.toWellFormed());
  } catch {
    return undefined; // no address
  }
}

function textOf(parts: Parameters<typeof URI.from>[0]): string | undefined {
  try {
    return URI.from({ ...parts, path: parts.path?.toWellFormed() ?? '' }).toString();
  } catch {
    return undefined; // no address
  }
}

function hostOf({ authority }: URI): string {
  const host = authority.toLowerCase();
  return host === 'localhost' ? '' : host;
}

function withoutLastSlash(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

function oneSlash(path: string): string {
  return path.replace(/^\/+/, '/');
}
