/** Files of a ConfigMap whose keys do not tell what they are, as the configuration that those who mount them read them as. */
import { mountsOf } from '../mountedFiles.ts';
import { related, type LinkedCheck } from './linked.ts';

export const mountedFiles: LinkedCheck = {
  // Those of the rules that look at such files where they have their names.
  codes: [],
  check({ facts }, { graph, filesJudge }, report) {
    const { unnamedFiles } = facts;
    if (!unnamedFiles || !filesJudge || !graph.isWhole) return;
    const { paths, by } = mountsOf(graph, { name: facts.name.text, namespace: facts.namespace });
    if (!unnamedFiles.keys.some((key) => paths.has(key))) return;
    for (const { code, severity, range, message, fix } of filesJudge.findingsIn(
      unnamedFiles,
      paths,
    ))
      report({ code, severity, summary: '' }, range, message, {
        related: related(by[0]),
        ...(fix && { fix }),
      });
  },
};
