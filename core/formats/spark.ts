/**
 * Values of Spark. The operator's CRD takes any text; what spark-submit or Spark surely refuse at its start is an error
 * all the same.
 */
import { quote, stringFormat, type FormatProblem } from './format.ts';
import { cpuQuantity, parseQuantity } from './quantity.ts';

const JVM_SIZE = /^\d+(b|k|kb|m|mb|g|gb|t|tb|p|pb)?$/i;

export const sparkMemory = stringFormat({
  name: 'spark-memory',
  description:
    'A size as the JVM writes it: whole number and `k`, `m`, `g` or `t`; units are powers of 1024. Not a Kubernetes quantity: `4g`, not `4Gi`.',
  examples: ['512m', '4g'],
  severity: 'error',
  enforcedBy: 'program',
  check: checkMemory,
});

export const sparkOverhead = stringFormat({
  name: 'spark-overhead',
  description: 'Memory beside the heap, as a JVM size (`512m`, `1g`).',
  examples: ['512m', '1g'],
  severity: 'error',
  enforcedBy: 'program',
  check: checkMemory,
});

/** A size behind -Xmx or -Xms. */
export const jvmHeap = stringFormat({
  name: 'jvm-size',
  description:
    'A size as the option -Xmx of the JVM takes it: whole number and `K`, `M`, `G` or `T`, which are powers of 1024. Not a Kubernetes quantity: `8G`, not `8Gi`.',
  examples: ['512M', '8G'],
  severity: 'error',
  check: (value) =>
    value === '' || /^\d+[kmgt]?$/i.test(value)
      ? undefined
      : {
          message: `${quote(value)} is no size of a heap: write a whole number and K, M, G or T`,
          ...(/^\d+[kmgt](?:i|b|ib)$/i.test(value) && {
            suggest: value.replace(/(?:i|b|ib)$/i, ''),
          }),
        },
});

export const sparkFactor = stringFormat({
  name: 'spark-factor',
  description: 'A part of the memory as a decimal number in quotes.',
  examples: ['0.1', '0.4'],
  severity: 'warning',
  check: (value) =>
    value === '' || (/^(?:\d+(?:\.\d+)?|\.\d+)$/.test(value) && Number(value) > 0)
      ? undefined
      : {
          message: `${quote(value)} is not a factor: write a decimal number such as 0.1`,
          ...(/^\d+%$/.test(value) && { suggest: String(Number.parseInt(value, 10) / 100) }),
        },
});

export const sparkVersion = stringFormat({
  name: 'spark-version',
  description: 'A version of Spark: three numbers.',
  examples: ['3.5.3', '4.0.0'],
  severity: 'warning',
  check: (value) =>
    value === '' || /^v?\d+\.\d+(\.\d+)?([-+.].*)?$/.test(value)
      ? undefined
      : { message: `${quote(value)} is not a version of Spark: write e.g. 3.5.3` },
});

/** Cores as a quantity; the operator passes it on, so a wrong one shows only when the pod is made. */
export const sparkCpu = stringFormat({
  name: 'spark-cpu',
  description: cpuQuantity.description,
  examples: cpuQuantity.examples,
  severity: 'error',
  enforcedBy: 'program',
  check: (value) => (value === '' ? undefined : cpuQuantity.check(value)),
});

function checkMemory(value: string): FormatProblem | undefined {
  if (value === '' || JVM_SIZE.test(value)) return undefined;
  const suggest = jvmSize(value);
  return {
    message: `${quote(value)} is not a JVM size: write ${suggest ?? 'a whole number and k, m or g, e.g. 4g'}`,
    ...(suggest && { suggest, isSame: true }),
  };
}

/** `4Gi` → `4g`, `1.5g` → `1536m`, `2 GB` → `2g`: same amount, JVM notation. */
function jvmSize(value: string): string | undefined {
  const compact = value.replace(/\s+/g, '');
  if (JVM_SIZE.test(compact)) return compact.toLowerCase();
  const match = /^(\d+(?:\.\d+)?|\.\d+)([kmgtp])(i?)b?$/i.exec(compact);
  if (!match) return undefined;
  const unit = (match[2] ?? '').toLowerCase();
  const amount = Number(match[1]);
  if (Number.isInteger(amount)) return `${amount}${unit}`;
  const smaller = { m: 'k', g: 'm', t: 'g', p: 't' }[unit];
  const whole = amount * 1024;
  return smaller && Number.isInteger(whole) && parseQuantity(whole) !== undefined
    ? `${whole}${smaller}`
    : undefined;
}
