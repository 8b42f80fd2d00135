import { expect, test, vi } from 'vitest';
import { CancellationToken } from 'vscode-languageserver';
import { full, testSession } from '../../test/harness/manifests.ts';
import { TreeCache, type HasTree } from '../model/treeCache.ts';
import { diagnosticsOf } from './diagnostics.ts';

const uri = 'file:///a.yaml';
const claim = (index: number, storage: string): string =>
  `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: claim-${index}\nspec:\n  accessModes: [ReadWriteOnce]\n  resources: { requests: { storage: ${storage} } }\n`;
const claims = (count: number, storage: string): string =>
  Array.from({ length: count }, (_, index) => claim(index, storage)).join('---\n');

/** The documents whose trees are asked for while `work` runs. */
async function readWhile(work: () => Promise<unknown>): Promise<number> {
  const read = new Set<HasTree>();
  const use = vi.spyOn(TreeCache.prototype, 'use').mockImplementation((document) => {
    read.add(document);
  });
  await work();
  use.mockRestore();
  return read.size;
}

/** Where the objects that a file is compared with come from: a commit, or the cluster in use. */
const compared = {
  commit: (session: ReturnType<typeof testSession>) => {
    session.earlierTexts.set(uri, { text: claims(60, '2Gi'), was: 'HEAD' });
  },
  cluster: (session: ReturnType<typeof testSession>) => {
    session.liveObjects.didNeed.on((needed) => {
      const index = Number(/\d+$/.exec(needed.name)?.[0]);
      session.liveObjects.set(needed, claim(index, '2Gi'));
    });
    session.liveObjects.use('kind-dev');
  },
};

test.each(Object.entries(compared))(
  'an edit of a file that is compared with a %s reads the documents that it changes, and no other',
  async (_from, compare) => {
    const session = testSession();
    session.open(uri, 'yaml', 1, claims(60, '1Gi'));
    const file = session.file(uri)!;
    compare(session);
    const told = async (): Promise<string[]> => {
      const found = (await diagnosticsOf(session, file, CancellationToken.None)) ?? [];
      return found.filter(({ code }) => code === 'claim-shrinks').map(full);
    };
    expect(await told()).toHaveLength(60);
    const line = claim(0, '1Gi').split('\n').length * 30 + 6;
    const at = { line, character: '  resources: { requests: { storage: '.length };
    file.update(
      [{ range: { start: at, end: { ...at, character: at.character + 1 } }, text: '3' }],
      2,
    );
    let after: string[] = [];
    expect(await readWhile(async () => (after = await told()))).toBe(1);
    expect(after).toHaveLength(59);
    // A line more above moves all documents, which changes nothing of what is said.
    const top = { line: 0, character: 0 };
    file.update([{ range: { start: top, end: top }, text: '# all claims\n' }], 3);
    expect(await readWhile(async () => (after = await told()))).toBe(1);
    expect(after).toHaveLength(59);
  },
);
