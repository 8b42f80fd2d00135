/** Paths inside containers and on nodes. */
import { quote, stringFormat } from './format.ts';
import { editDistance } from './editDistance.ts';
import { withoutEnd } from '../../shared/trim.ts';

export const absolutePath = stringFormat({
  name: 'absolute-path',
  description: 'A path that begins with `/`.',
  examples: ['/data', '/exports/home'],
  check: (value) =>
    value === '' || value.startsWith('/')
      ? undefined
      : {
          message: `${quote(value)} is not an absolute path: begin it with "/"`,
          suggest: `/${value.replace(/^\.\//, '')}`,
        },
});

/** Paths that popular images read or write: a path nearly like one of these is a typo. */
const WELL_KNOWN = [
  '/usr/share/nginx/html',
  '/etc/nginx/conf.d',
  '/etc/nginx/nginx.conf',
  '/usr/local/apache2/htdocs',
  '/var/lib/postgresql/data',
  '/var/lib/mysql',
  '/var/lib/redis',
  '/var/lib/grafana',
  '/var/lib/rabbitmq',
  '/var/lib/zookeeper',
  '/var/lib/cassandra',
  '/usr/share/elasticsearch/data',
  '/opt/spark/work-dir',
  '/opt/spark/conf',
  '/opt/airflow/dags',
  '/etc/trino/catalog',
  '/home/jovyan/work',
  '/var/run/secrets/kubernetes.io/serviceaccount',
];

export const mountPath = stringFormat({
  name: 'mount-path',
  description: 'Where the volume appears in the container: an absolute path without `:`.',
  examples: ['/data', '/usr/share/nginx/html'],
  severity: 'warning',
  check(value) {
    if (value === '') return undefined;
    if (value.includes(':') && !/^[A-Za-z]:[\\/]/.test(value)) {
      return {
        message: `${quote(value)} contains ":": container runtimes refuse it, write a path without`,
        suggest: value.replace(/:/g, '-'),
      };
    }
    const known = nearlyKnown(value);
    if (known) {
      return {
        message: `${quote(value)} is nearly the well-known path ${known}: check the spelling`,
        suggest: known,
      };
    }
    if (/^(\/|[A-Za-z]:[\\/]|\$\()/.test(value)) return undefined;
    return {
      message: `${quote(value)} is a relative path: begin it with "/"`,
      suggest: `/${value.replace(/^\.\//, '')}`,
    };
  },
});

/** Without a leading `/` and without `..`: what the API server allows inside a volume. */
export const relativePath = stringFormat({
  name: 'relative-path',
  description: 'A path inside the volume: not beginning with `/`, without `..`.',
  examples: ['app.conf', 'certs/tls.crt'],
  check(value) {
    if (value.startsWith('/')) {
      return {
        message: `${quote(value)} is absolute: write it relative to the volume, without the leading "/"`,
        suggest: value.replace(/^\/+/, ''),
      };
    }
    return value.split('/').includes('..')
      ? { message: `${quote(value)} contains "..": write the path without it` }
      : undefined;
  },
});

function nearlyKnown(path: string): string | undefined {
  const cleaned = withoutEnd(path, /\//);
  if (cleaned.length < 8 || WELL_KNOWN.includes(cleaned)) return undefined;
  const slashed = slashedOf(cleaned);
  const lower = cleaned.toLowerCase();
  const parts = cleaned.split('/').length;
  const isNumbered = /\d$/.test(cleaned);
  // Not a deeper or sibling directory on purpose: the number of parts must not grow.
  const isNear = (known: WellKnown): boolean =>
    !isNumbered &&
    known.path.length >= 14 &&
    parts <= known.parts &&
    editDistance(lower, known.lower, 1) <= 1;
  return wellKnown.find((known) => known.slashed === slashed || isNear(known))?.path;
}

/** A well-known path with what paths are compared with. */
type WellKnown = (typeof wellKnown)[number];

const wellKnown = WELL_KNOWN.map((path) => ({
  path,
  lower: path.toLowerCase(),
  slashed: slashedOf(path),
  parts: path.split('/').length,
}));

function slashedOf(path: string): string {
  return path.replace(/\./g, '/');
}
