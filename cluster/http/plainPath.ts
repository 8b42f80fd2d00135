import { percentDecoded } from '../../shared/uri.ts';

/**
 * Whether a path leads where its segments say. Names become segments of an address: `..` would make it the address of
 * something else, which the same request could change or delete.
 */
export function isPlainPath(path: string): boolean {
  const [address = ''] = path.split('?', 1);
  const [first, ...segments] = address.split('/');
  return first === '' && segments.length > 0 && segments.every(isPlainSegment);
}

function isPlainSegment(segment: string): boolean {
  if (!/^[\w.~!$&'()*+,;=:@%-]+$/.test(segment)) return false;
  const name = percentDecoded(segment);
  return name !== undefined && isSegmentName(name);
}

/** What no object of any kind can be called (IsValidPathSegmentName of the API server's libraries). */
function isSegmentName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && !/[/%]/.test(name);
}
