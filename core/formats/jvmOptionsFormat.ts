import { stringFormat } from './format.ts';
import { nearestFlag, optionFaults, optionsOfLines, optionsOfWords } from './jvmOptions.ts';

export const jvmOptions = stringFormat({
  name: 'jvm-options',
  description:
    'Options of Java, side by side or one a line. Java ends at once with an option that it does not know, a size such as `8Gi`, a heap that begins larger than it may grow, or two garbage collectors.',
  examples: ['-XX:+UseG1GC', '-Xms2g -Xmx2g'],
  severity: 'error',
  enforcedBy: 'program',
  check(value) {
    const lines = [...optionsOfLines(value, [0, value.length])];
    const options = lines.flatMap(({ span }) => optionsOfWords(value, span));
    const [first] = optionFaults(options);
    if (!first) return undefined;
    const { message, suggest, span } = first;
    if (suggest === undefined) return { message };
    return { message, suggest: value.slice(0, span[0]) + suggest + value.slice(span[1]) };
  },
});

export const jvmFlag = stringFormat({
  name: 'jvm-flag',
  description:
    'The name of an option `-XX:` of Java, such as `MaxGCPauseMillis`. Java ends at once with one that it does not know.',
  examples: ['MaxGCPauseMillis', 'UseG1GC'],
  severity: 'error',
  enforcedBy: 'program',
  check(value) {
    const meant = nearestFlag(value);
    return meant === undefined
      ? undefined
      : { message: `Java knows no "${value}" and does not start: write ${meant}`, suggest: meant };
  },
});
