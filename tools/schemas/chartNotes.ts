// What a chart says beside its values, for the author who describes them in other words.

import { isMap, isPair, isScalar, visit, type Document } from 'yaml';

/** Lines `path<TAB>default<TAB>comment`, then the keys that stand in comments. */
export function chartNotes(document: Document): string[] {
  const lines: string[] = [];
  visit(document, {
    Pair(_key, pair, ancestors) {
      const steps = [...ancestors, pair].flatMap((each) =>
        isPair(each) && isScalar(each.key) ? [String(each.key.value)] : [],
      );
      const key = isScalar(pair.key) ? pair.key : undefined;
      const value = isScalar(pair.value) ? pair.value : undefined;
      const comments = [
        key?.commentBefore,
        isMap(pair.value) ? pair.value.commentBefore : undefined,
        value?.comment,
        isMap(pair.value) ? pair.value.comment : undefined,
      ];
      const said = comments.filter(Boolean).join(' ').replace(/\s+/g, ' ').trim();
      const written = value ? JSON.stringify(value.value) : '';
      lines.push(`${steps.join('.')}\t${written}\t${said}`);
    },
  });
  return lines;
}
