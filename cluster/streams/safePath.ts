/** A path of an archive as the names on the way to it, below the place where it is unpacked. */

/** What no file of Windows can be called, whatever its ending. */
const reserved = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i;

/** Undefined for a path that leads elsewhere, or that this system cannot have. */
export function safePath(
  path: string,
  platform: NodeJS.Platform = process.platform,
): readonly string[] | undefined {
  if (path.startsWith('/') || path.includes('\0')) return undefined;
  const names = path.split('/').filter((name) => name !== '' && name !== '.');
  const isWrong = (name: string) =>
    name === '..' ||
    (platform === 'win32' && (/[<>:"\\|?*]|[. ]$/.test(name) || reserved.test(name)));
  return names.length === 0 || names.some(isWrong) ? undefined : names;
}
