/** Files of a ConfigMap whose keys do not tell what they are: who mounts them may. */
import { fileAnnotation } from '../embedded/files.ts';
import type { ObjectFacts } from '../graph/facts.ts';
import type { ManifestDocument } from '../model/manifestDocument.ts';
import type { Filling } from '../placeholders/placeholdersIn.ts';
import { entries, get } from '../yaml/node.ts';
import { filledInOf } from './filledInOf.ts';

/** The facts of a document with such files. A document in which something is filled in has none. */
export function withUnnamedFiles(
  facts: readonly ObjectFacts[],
  document: ManifestDocument,
  filling: Filling,
): readonly ObjectFacts[] {
  const [object, ...others] = facts;
  if (!object || others.length > 0 || object.kind !== 'ConfigMap' || object.group !== '')
    return facts;
  const { root, text } = document;
  const data = get(root, 'data');
  const keys = entries(data).flatMap(({ key: { source }, value }) => {
    const mayBe = value.type === 'scalar' && !ofOthers.test(source);
    return mayBe && !fileAnnotation(root, data, source) ? [source] : [];
  });
  if (keys.length === 0 || text.length > maxText) return facts;
  if (filledInOf(document, filling, undefined)) return facts;
  return [{ ...object, unnamedFiles: { keys, text } }];
}

/** Larger ones are data, and kept for nobody. */
const maxText = 100_000;

/** Names of files that no program reads as its configuration. */
const ofOthers = /\.(?:json|sh|sql|md|html|crt|pem|js|css|lua|tpl|tmpl|rules?)$/;
