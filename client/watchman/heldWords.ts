// What the user is told of a file that is kept from the server, and the report that they can file about it.
import { percentDecoded } from '../../shared/uri.ts';
import type { HeldFile } from './heldFiles.ts';

export interface Versions {
  readonly extension: string;
  readonly editor: string;
  /** Of Node, in which the server runs. */
  readonly node: string;
  /** Operating system and processor. */
  readonly platform: string;
}

/** Names the file without its folders. */
export function heldMessage(file: HeldFile): string {
  const name = nameOf(file.uri);
  return file.fall === 'hang'
    ? `The language server did not answer for 20 seconds while it worked on ${name}. It was started anew and leaves this file unchecked until it changes.`
    : `The language server ended three times while it worked on ${name}. It leaves this file unchecked until it changes.`;
}

/** Said in the file itself. */
export function heldNote({ fall }: HeldFile): string {
  const reason = fall === 'hang' ? 'did not answer any more' : 'ended three times';
  return `this file is not checked until it changes: the language server ${reason} while it worked on it`;
}

/** The address of a new issue: versions and a place in our program, nothing of the file. */
export function reportUrl(issues: string, file: HeldFile, versions: Versions): string {
  const what = file.fall === 'hang' ? 'hangs' : 'ends';
  const body = [
    `The language server ${what} in: ${file.doing}`,
    '',
    `- extension ${versions.extension}`,
    `- VS Code ${versions.editor}`,
    `- Node ${versions.node}`,
    `- ${versions.platform}`,
    '',
    'A manifest with which it happens, without names and secrets, helps most. Nothing of yours was added to this form.',
  ].join('\n');
  const query = new URLSearchParams({
    title: `The language server ${what} in ${file.doing}`,
    body,
  });
  return `${issues}/new?${query.toString()}`;
}

function nameOf(uri: string): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  return percentDecoded(name) ?? name;
}
