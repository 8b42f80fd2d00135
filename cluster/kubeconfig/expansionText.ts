/** What is wrong with aliases and merge keys of a kubeconfig, in the product's words. */
import type { ExpansionProblem } from './yamlExpansion.ts';

/** What is wrong with aliases and merge keys, which shows where a document is expanded. */
export function expansionText({ what }: ExpansionProblem): string {
  switch (what) {
    case 'unknown anchor':
      return '"*" begins an alias, and no anchor (&) of its name stands before it: put the value in quotes';
    case 'circular':
      return 'this alias stands inside of the value that it repeats: write the value itself';
    case 'too large':
      return 'the document, with its aliases written out, is larger than 3 MiB: repeat less';
    case 'wrong merge':
      return 'a merge key (<<) takes a mapping or a list of mappings';
    case 'unreadable':
      return 'the aliases from here on cannot be read: write the values themselves';
  }
}
