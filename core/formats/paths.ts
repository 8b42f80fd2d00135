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
  const slashed = cleaned.replace(/\./g, '/');
  return WELL_KNOWN.find(
    (known) =>
      known.replace(/\./g, '/') === slashed ||
      (known.length >= 14 &&
        isInside(cleaned, known) &&
        editDistance(cleaned.toLowerCase(), known.toLowerCase(), 1) <= 1),
  );
}

/** Not a deeper or sibling directory on purpose: the number of parts must not grow. */
function isInside(path: string, known: string): boolean {
  return path.split('/').length <= known.split('/').length && !/\d$/.test(path);
}
