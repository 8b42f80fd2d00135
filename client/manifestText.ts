// Decides from the first characters whether a document is worth starting the language server for.

/** How much of a file is looked at: manifests name apiVersion and kind near their start. */
export const manifestHeadLength = 4096;

/** YAML always may become a manifest while it is typed; JSON must already look like one. */
export function wantsLanguageServer(languageId: string, head: string): boolean {
  if (languageId === 'yaml') return true;
  if (languageId === 'json' || languageId === 'jsonc') return looksLikeJsonManifest(head);
  return false;
}

function looksLikeJsonManifest(text: string): boolean {
  const head = text.slice(0, manifestHeadLength);
  return /"apiVersion"\s*:/.test(head) && /"kind"\s*:/.test(head);
}
