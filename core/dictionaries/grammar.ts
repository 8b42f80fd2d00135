/** What programs read as a size, a duration, a number or a choice. Tried against the programs themselves; see `schemas/dictionaries`. */
import { amountOf, amountWords } from './amounts.ts';
import type { ConfigKey } from './configKey.ts';

/** A grammar of values, and how to say it to somebody who broke it. */
interface Grammar {
  readonly pattern: RegExp;
  readonly words: string;
}

interface Grammars {
  readonly size?: Grammar;
  readonly duration?: Grammar;
  readonly boolean?: Grammar;
}

const trueOrFalse: Grammar = { pattern: /^(?:true|false)$/i, words: 'true or false' };

const jvmSize: Grammar = {
  pattern: /^-?\d+(?:b|[kmgtp]b?)?$/i,
  words: 'a whole number and k, m, g or t, e.g. 512m',
};

const byProgram: Readonly<Record<string, Grammars>> = {
  spark: {
    size: jvmSize,
    duration: {
      pattern: /^-?\d+(?:us|ms|s|m|min|h|d)?$/i,
      words: 'a whole number and ms, s, min or h, e.g. 120s',
    },
    boolean: trueOrFalse,
  },
  hadoop: {
    size: { pattern: /^-?\d+[kmgtpe]?$/i, words: 'a whole number and K, M or G, e.g. 64M' },
    duration: {
      pattern: /^-?\d+(?:ns|us|ms|s|m|h|d)?$/i,
      words: 'a whole number and ms, s, m or h, e.g. 30s',
    },
    boolean: trueOrFalse,
  },
  hive: {
    duration: {
      pattern: /^-?\d+(?:ns|us|ms|s|sec|m|min|h|hour|d|day)?$/i,
      words: 'a whole number and ms, s, m or h, e.g. 30s',
    },
    boolean: trueOrFalse,
  },
  trino: {
    size: {
      pattern: /^\d+(?:\.\d+)?\s*(?:B|[kMGTP]B)$/,
      words: 'a number and B, kB, MB, GB or TB, e.g. 4GB',
    },
    duration: {
      pattern: /^\d+(?:\.\d+)?\s*(?:ns|us|ms|s|m|h|d)$/,
      words: 'a number and ms, s, m, h or d, e.g. 5m',
    },
    boolean: trueOrFalse,
  },
  flink: {
    size: {
      pattern: /^\d+\s*(?:b|bytes|k|kb|kibibytes|m|mb|mebibytes|g|gb|gibibytes|t|tb|tebibytes)?$/i,
      words: 'a whole number and kb, mb or gb, e.g. 1600mb',
    },
    duration: {
      pattern:
        /^\d+\s*(?:d|days?|h|hours?|m|min|minutes?|s|secs?|seconds?|ms|millis?|milliseconds?|µs|micros?|microseconds?|ns|nanos?|nanoseconds?)?$|^-?p/i,
      words: 'a whole number and ms, s, min or h, e.g. 30s',
    },
    boolean: trueOrFalse,
  },
  kafka: { boolean: trueOrFalse },
  minio: {
    // A look for rot in the data may go by months, too.
    boolean: {
      pattern: /^(?:on|off|true|false|t|f|yes|no|y|n|1|0|enabled?|disabled?|\d+m)$/i,
      words: 'on or off',
    },
  },
  mlflow: { boolean: { pattern: /^(?:true|false|1|0)$/i, words: 'true or false' } },
  clickhouse: {
    // Settings of the server are read by other means than those of profiles: what either of them takes is right.
    boolean: {
      pattern: /^(?:true|false|yes|no|on|off|enabled?|disabled?|auto|-?\d+)$/i,
      words: 'true or false',
    },
    duration: {
      pattern: /^\d+(?:\.\d+)?(?:[kmgt]i?)?$/i,
      words: 'a number without a unit, e.g. 60',
    },
  },
  rabbitmq: { boolean: { pattern: /^(?:true|false)$/, words: 'true or false' } },
  postgresql: {
    size: {
      pattern: /^-?\d+(?:\.\d+)?\s*(?:B|kB|MB|GB|TB)?$/,
      words: 'a number and kB, MB, GB or TB, e.g. 256MB',
    },
    duration: {
      pattern: /^-?\d+(?:\.\d+)?\s*(?:us|ms|s|min|h|d)?$/,
      words: 'a number and ms, s, min, h or d, e.g. 5min',
    },
    boolean: {
      pattern: /^(?:on|of|off|t|tr|tru|true|f|fa|fal|fals|false|y|ye|yes|n|no|1|0)$/i,
      words: 'on or off',
    },
  },
  airflow: {
    // What stands behind a sign of a comment is left out of booleans, and of nothing else.
    boolean: { pattern: /^(?:true|false|t|f|1|0)\s*(?:#.*)?$/i, words: 'True or False' },
  },
};

const grammars: Readonly<Record<string, Grammars>> = {
  ...byProgram,
  'trino-session': byProgram.trino ?? {},
  presto: byProgram.trino ?? {},
};

/** A dot is of a class of somebody's own. */
const flinkBackend: Grammar = {
  pattern: /\.|^(?:hashmap|rocksdb|forst|filesystem|jobmanager)$/i,
  words: 'hashmap, rocksdb or forst, or the path of a class',
};

const flinkAvailability: Grammar = {
  pattern: /\.|^(?:none|kubernetes|zookeeper)$/i,
  words: 'kubernetes, zookeeper or NONE, or the path of a class',
};

/** Of single keys. */
const byKey: Readonly<Record<string, Readonly<Record<string, Grammar>>>> = {
  airflow: {
    'core.executor': {
      // Several are parted by commas; a dot or a colon is of a class of somebody's own.
      pattern:
        /[.:,]|^(?:Local|Sequential|Celery|Kubernetes|CeleryKubernetes|LocalKubernetes|Debug|Dask)Executor$/,
      words: 'LocalExecutor, CeleryExecutor or KubernetesExecutor, or the path of a class',
    },
  },
  flink: {
    'state.backend': flinkBackend,
    'state.backend.type': flinkBackend,
    'high-availability': flinkAvailability,
    'high-availability.type': flinkAvailability,
  },
  kafka: {
    'listener.security.protocol.map': {
      pattern: /^(?:[^:,]*:\s*(?:PLAINTEXT|SSL|SASL_PLAINTEXT|SASL_SSL)\s*(?:,|$))+$/i,
      words:
        'pairs NAME:PROTOCOL with PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL, parted by commas',
    },
  },
  spark: {
    'spark.submit.deployMode': { pattern: /^(?:client|cluster)$/, words: 'client or cluster' },
    'spark.serializer': {
      // Classes of others are in packages of their own.
      pattern:
        /^(?!org\.apache\.spark\.serializer\.)|^org\.apache\.spark\.serializer\.(?:Java|Kryo)Serializer$/,
      words: 'org.apache.spark.serializer.KryoSerializer',
    },
  },
  trino: {
    'node.environment': {
      pattern: /^[a-z0-9][_a-z0-9]*$/,
      words: 'small letters, digits and "_", e.g. production',
    },
    'node.id': {
      pattern: /^[A-Za-z0-9][_A-Za-z0-9-]*$/,
      words: 'letters, digits, "_" and "-"',
    },
  },
};

const wholeNumber: Grammar = { pattern: /^[+-]?\d+$/, words: 'a whole number' };

/** Hadoop reads most sizes and times of files of earlier releases as such, whatever its tables call them. */
const numberOfHadoop: Grammar = {
  pattern: /^[+-]?\d+(?:[kmgtpe]|ns|us|ms|[smhd])?$/i,
  words: wholeNumber.words,
};

/** Of memory and rows, which have no type of their own. */
const numberOfClickHouse: Grammar = {
  pattern: /^(?:[+-]?\d+(?:[kmgtp]i?b?)?|auto(?:\(\d+\))?)$/i,
  words: 'a whole number, e.g. 100 or 10G',
};

const decimal: Grammar = {
  pattern: /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?[df]?$/i,
  words: 'a number, e.g. 0.6',
};

/** What to write instead of a value that the program cannot read; undefined where it can, or where nobody knows. */
export function expected(program: string, key: ConfigKey, written: string): string | undefined {
  const text = written.trim();
  if (text === '') return undefined;
  const { values } = key;
  const type = typeRead(program, key);
  if (type === 'list') return program === 'kafka' ? expectedItems(key, text) : undefined;
  if (type === 'enum')
    return values && isWhole(key) ? expectedChoice(program, key, text) : undefined;
  const grammar = byKey[program]?.[key.key] ?? grammarOf(program, type);
  if (grammar && !grammar.pattern.test(text)) {
    return isAlternative(key, text) ? undefined : grammar.words;
  }
  if (type === 'int' || type === 'double') return expectedBounds(key, Number(text));
  const hasAmounts = program === 'postgresql' && (type === 'size' || type === 'duration');
  return hasAmounts ? expectedAmount(key, text) : undefined;
}

/** Of a list of words. */
function expectedItems(key: ConfigKey, text: string): string | undefined {
  const { values = [], default: initial = '' } = key;
  const isKnown = (list: string): boolean =>
    list.split(',').every((item) => item.trim() === '' || values.includes(item.trim()));
  // A default that is none of the words shows that there are others.
  if (values.length === 0 || !isKnown(initial) || isKnown(text)) return undefined;
  return `one or several of ${values.join(', ')}, parted by commas`;
}

/** Of a size or a duration with a unit. */
function expectedAmount(key: ConfigKey, text: string): string | undefined {
  const { unit = '' } = key;
  const amount = amountOf(text, unit);
  return amount === undefined
    ? undefined
    : expectedBounds(key, amount, (bound) => amountWords(bound, unit));
}

/** The forms of a type, for a hover. */
export function formWords(program: string, type: string | undefined): string | undefined {
  return type === undefined ? undefined : grammarOf(program, type)?.words;
}

/** Values that a program offers for a type. */
export function valuesOfType(program: string, key: ConfigKey): readonly string[] {
  if (key.values) return isWhole(key) ? key.values : [];
  if (typeRead(program, key) !== 'boolean') return [];
  if (program === 'postgresql' || program === 'minio') return ['on', 'off'];
  return program === 'airflow' || program === 'superset' ? ['True', 'False'] : ['true', 'false'];
}

/** Airflow calls many settings texts that it reads as a number or a boolean: those whose default is one. */
function typeRead(program: string, { key, type = '', default: initial = '' }: ConfigKey): string {
  if (program !== 'airflow' || type !== 'string' || takesMore.test(key)) return type;
  if (/^-?\d+$/.test(initial)) return 'int';
  return /^(?:True|False)$/.test(initial) ? 'boolean' : type;
}

/** Settings of Airflow that take other words as well, or are handed on as they are. */
const takesMore = /(?:^|\.)expose_(?:config|stacktrace)$|^(?:elastic|open)search_configs\./;

const byProgramsInt: Readonly<Record<string, Grammar>> = {
  hadoop: numberOfHadoop,
  clickhouse: numberOfClickHouse,
  minio: { pattern: /^(?:[+-]?\d+|auto)$/, words: 'a whole number' },
};

function grammarOf(program: string, type: string): Grammar | undefined {
  const own = grammars[program];
  if (type === 'int') return byProgramsInt[program] ?? (own && wholeNumber);
  if (type === 'double') return own && decimal;
  if (type === 'size') return own?.size;
  if (type === 'duration') return own?.duration;
  return type === 'boolean' ? own?.boolean : undefined;
}

/** A default that has not the form of the type shows that there are others; so do words that stand beside it. */
function isAlternative({ default: initial, values, unit = '' }: ConfigKey, text: string): boolean {
  const lower = text.toLowerCase();
  if (initial?.toLowerCase() === lower) return true;
  if (values?.some((value) => value.toLowerCase() === lower)) return true;
  return /\bor\b/.test(unit);
}

function expectedChoice(
  program: string,
  { unit = '', values = [] }: ConfigKey,
  text: string,
): string | undefined {
  const isSame = sameWords(program === 'postgresql' ? `${unit} case-insensitive` : unit);
  if (values.some((value) => isSame(value, text))) return undefined;
  // A choice that took the place of true and false takes them still.
  if (trueOrFalse.pattern.test(text)) return undefined;
  const shown = values.slice(0, 8).join(', ');
  return values.length > 8 ? `one of ${shown} …` : `one of ${shown}`;
}

/** A default that is none of the choices shows that there are others. */
function isWhole({ default: initial, values = [], unit = '' }: ConfigKey): boolean {
  if (initial === undefined || initial === '') return true;
  const isSame = sameWords(`${unit} case-insensitive - or _`);
  return values.some((value) => isSame(value, initial));
}

function sameWords(unit: string): (one: string, other: string) => boolean {
  const isCaseless = unit.includes('case-insensitive');
  const plain = (text: string): string => {
    const lower = isCaseless ? text.toLowerCase() : text;
    return unit.includes('- or _') ? lower.replaceAll('-', '_') : lower;
  };
  return (one, other) => plain(one) === plain(other);
}

function expectedBounds(
  { unit = '' }: ConfigKey,
  value: number,
  words: (bound: string) => string = (bound) => bound,
): string | undefined {
  if (!Number.isFinite(value)) return undefined;
  for (const [, sign, bound = ''] of unit.matchAll(/(>=|<=|>|<)\s?(-?\d+(?:\.\d+)?)(?![\w.])/g)) {
    const limit = Number(bound);
    if (sign === '>=' && value < limit) return `${words(bound)} or more`;
    if (sign === '<=' && value > limit) return `${words(bound)} or less`;
    if (sign === '>' && value <= limit) return `more than ${words(bound)}`;
    if (sign === '<' && value >= limit) return `less than ${words(bound)}`;
  }
  return undefined;
}
