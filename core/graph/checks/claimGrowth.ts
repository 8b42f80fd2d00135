/** A claim that asks for more than it did, of a class whose volumes cannot grow. */
import { quote } from '../../formats/format.ts';
import { classesFor } from '../storage/around.ts';
import { related, type LinkedCheck, type LinkedCode } from './linked.ts';

export const claimCannotGrow: LinkedCode = {
  code: 'claim-cannot-grow',
  severity: 'warning',
  summary:
    'A claim asks for more than it has asked for so far, and its class does not let volumes grow.',
};

export const claimGrowth: LinkedCheck = {
  // Told of a change alone, as codes of `core/changes` are.
  codes: [],
  check({ uri, facts: { storage } }, { graph }, report) {
    if (storage?.of !== 'claim' || !storage.grew || !storage.requestText) return;
    const { className, grew, requestText } = storage;
    // One that is not written may have been another one when the claim was made.
    const classes = classesFor(graph, { uri }).filter(({ facts }) => facts.name === className);
    const [own] = classes;
    if (!own || classes.some(({ facts }) => facts.mayExpand)) return;
    report(
      claimCannotGrow,
      requestText.range,
      `${grew.was} has ${grew.from} here, and class ${quote(own.facts.name)} does not let volumes grow: the API server refuses the change; set allowVolumeExpansion: true in the class first, where its storage can grow, or copy the data to a larger claim`,
      { related: related(own.object) },
    );
  },
};
