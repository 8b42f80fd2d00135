/** Values of KubeSpawner, which makes the pods of JupyterHub's users: it reads sizes and processors in a way of its own. */
import { quote, stringFormat } from './format.ts';

export const spawnerMemory = stringFormat({
  name: 'spawner-memory',
  description:
    'Memory as KubeSpawner reads it: a number, alone for bytes or with `K`, `M`, `G` or `T`, which are powers of 1024. Not a Kubernetes quantity: `2G`, not `2Gi`.',
  examples: ['512M', '2G'],
  severity: 'error',
  enforcedBy: 'program',
  check: (value) =>
    value === '' || /^\d+(?:\.\d+)?[KMGT]?$/.test(value) || /[{$]/.test(value)
      ? undefined
      : {
          message: `${quote(value)} is no memory of KubeSpawner: write a number and K, M, G or T, e.g. 2G`,
          ...(/^\d+(?:\.\d+)?[kmgt](?:ib?|b)?$/i.test(value) && {
            suggest: value.replace(/ib?$|b$/i, '').toUpperCase(),
          }),
        },
});

export const spawnerProcessor = stringFormat({
  name: 'spawner-cpu',
  description:
    'Processors as KubeSpawner reads them: a number of cores. Not a Kubernetes quantity: `0.5`, not `500m`.',
  examples: ['0.5', '2'],
  severity: 'error',
  enforcedBy: 'program',
  check: (value) =>
    value === '' || /^(?:\d+(?:\.\d*)?|\.\d+)$/.test(value) || /[{$]/.test(value)
      ? undefined
      : {
          message: `${quote(value)} is no number of cores: write a number such as 0.5`,
          ...(/^\d+m$/.test(value) && { suggest: String(Number.parseInt(value, 10) / 1000) }),
        },
});
