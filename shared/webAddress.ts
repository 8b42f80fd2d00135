/** Addresses that the product offers to open: pages of the web and nothing else. */

/** The address in its canonical form, which no character of it can end as the target of a Markdown link; undefined where it is not `http` or `https`. */
export function webAddress(address: string | undefined): string | undefined {
  if (address === undefined || !/^https?:\/\/[^\s\\]+$/i.test(address)) return undefined;
  if (!URL.canParse(address)) return undefined;
  const { protocol, username, password, href } = new URL(address);
  // A name in front of the host looks like the host.
  if (!/^https?:$/.test(protocol) || username !== '' || password !== '') return undefined;
  return href.replaceAll(
    /[()[\]<>"'`{}|]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
