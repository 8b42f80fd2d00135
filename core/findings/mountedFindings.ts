/** What is wrong in files of a ConfigMap, read as those do who mount them under names that tell what they are. */
import type { MountedFiles } from '../embedded/files.ts';
import type { UnnamedFiles } from '../graph/facts.ts';
import type { FilesJudge, JudgedFile } from '../graph/checks/linked.ts';
import { ManifestFile } from '../model/manifestFile.ts';
import type { ManifestDocument } from '../model/manifestDocument.ts';
import { TreeCache } from '../model/treeCache.ts';
import { StepBudget, stepsOfFile } from '../pacing/stepBudget.ts';
import { finish } from '../pacing/work.ts';
import { usualFilling } from '../placeholders/placeholdersIn.ts';
import type { SchemaStore } from '../schema/schemaStore.ts';
import { secretsIn } from '../secrets/documentSecrets.ts';
import { HiddenSecrets } from '../secrets/hiddenSecrets.ts';
import { get, type Span } from '../yaml/node.ts';
import type { Finding } from './finding.ts';
import { validateDocument } from './validate.ts';

interface Kept {
  readonly key: string;
  readonly found: JudgedFile[];
}

export class MountedFindings implements FilesJudge {
  readonly #make: () => SchemaStore;
  #store: SchemaStore | undefined;
  /** Others change far more often than the files and where they are mounted. */
  readonly #kept = new WeakMap<UnnamedFiles, Kept>();

  /** `store`: asked for when something is read first. */
  constructor(store: () => SchemaStore) {
    this.#make = store;
  }

  findingsIn(files: UnnamedFiles, paths: MountedFiles): JudgedFile[] {
    const key = JSON.stringify([...paths]);
    const kept = this.#kept.get(files);
    if (kept?.key === key) return kept.found;
    const found = this.#judge(files, paths);
    this.#kept.set(files, { key, found });
    return found;
  }

  #judge({ keys, text }: UnnamedFiles, mounted: MountedFiles): JudgedFile[] {
    const shared = { nextId: () => 1, trees: new TreeCache() };
    const file = new ManifestFile('file:///configmap.yaml', 'yaml', 0, text, shared);
    const document = file.documents.find(({ gvk }) => gvk?.kind === 'ConfigMap');
    const data = get(document?.root, 'data');
    const spans = keys
      .filter((key) => mounted.has(key))
      .flatMap((key) => {
        const span = get(data, key)?.span;
        return span ? [span] : [];
      });
    if (!document || spans.length === 0) return [];
    const store = (this.#store ??= this.#make());
    const context = { store, isPatch: false, filling: usualFilling, mounted };
    const found = finish(validateDocument(context, document, new StepBudget(stepsOfFile)));
    const isInside = ({ span }: Finding): boolean =>
      spans.some(([start, end]) => start <= span[0] && span[1] <= end);
    const secrets = new HiddenSecrets(secretsIn(document.root, undefined, () => undefined));
    return found
      .filter(isInside)
      .map((finding) =>
        placed(finding, document, (words, span) => secrets.hideInMessage(words, span)),
      );
  }
}

/** A fix is one edit here; one of several is left out. */
function placed(
  { code, severity, span, message, fix }: Finding,
  document: ManifestDocument,
  hide: (words: string, span: Span) => string,
): JudgedFile {
  const [edit, ...others] = fix?.edits ?? [];
  return {
    ...{ code, severity, range: document.rangeOf(span), message: hide(message, span) },
    ...(fix &&
      edit &&
      others.length === 0 && {
        fix: { title: fix.title, range: document.rangeOf(edit[0]), newText: edit[1] },
      }),
  };
}
