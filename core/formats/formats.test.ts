import { describe, expect, test } from 'vitest';
import type { FormatValue } from './format.ts';
import { formats } from './index.ts';
import { NANO, parseQuantity } from './quantity.ts';

const a = (count: number) => 'a'.repeat(count);

/** For each format: values without a problem, and values with one (and the value that is suggested, if any). */
const TABLE: Record<string, { good: FormatValue[]; bad: [FormatValue, string?][] }> = {
  quantity: {
    good: [
      '0',
      '0.5',
      '.5',
      '5.',
      '+1',
      '-1',
      '1k',
      '1Ki',
      '1M',
      '1Mi',
      '1E',
      '1Ei',
      '100m',
      '5u',
      '7n',
      '1e3',
      '1E3',
      '12e-2',
      '1e+6',
      ' 1Gi ',
      3,
      0.25,
    ],
    bad: [
      ['10 Gi', '10Gi'],
      ['1GB', '1G'],
      ['512MB', '512M'],
      ['10Gib', '10Gi'],
      ['10GiB', '10Gi'],
      ['10gi', '10Gi'],
      ['10g', '10G'],
      ['500K', '500k'],
      ['1.5.0Gi'],
      ['lots'],
      ['1e', '1E'],
      ['1Kii'],
      ['- 1', '-1'],
      ['1mi', '1Mi'],
      [''],
      ['1Gi\n', '1Gi'],
      [true],
    ],
  },
  'cpu-quantity': {
    good: ['500m', '0.5', '2', 2, 0.1],
    bad: [['500 m', '500m'], ['0.5cpu', '0.5'], ['2cores', '2'], ['half'], ['1,5', '1.5']],
  },
  'dns-label': {
    good: ['a', '1st', 'a-b', a(63), ''],
    bad: [['a.b', 'a-b'], ['My_App', 'my-app'], ['-a', 'a'], ['a-', 'a'], ['a 1', 'a-1'], [a(64)]],
  },
  'dns-1035-label': {
    good: ['a', 'svc-1'],
    bad: [['1st-svc'], ['my.svc', 'my-svc'], [a(64)]],
  },
  'dns-subdomain': {
    good: ['a', 'a.b-c.d', '1.2', a(253)],
    bad: [['a..b'], ['My.App', 'my.app'], ['a_1', 'a-1'], ['.a', 'a'], [a(254)]],
  },
  'wildcard-host': {
    good: ['a.com', '*.a.com', ''],
    bad: [['10.0.0.1'], ['http://a'], ['a:80'], ['*'], ['<*.custom_domain>']],
  },
  'path-segment-name': {
    good: ['system:node', 'A b', '...'],
    bad: [['team/admin', 'team:admin'], ['a%b', 'a:b'], ['.'], ['..']],
  },
  'label-key': {
    good: ['app', 'app.kubernetes.io/name', 'A_b.c', `${a(253)}/${a(63)}`],
    bad: [
      ['my label', 'my-label'],
      ['/app'],
      ['a/b/c'],
      [a(64)],
      [`${a(254)}/a`],
      ['-a', 'a'],
      ['Up.com/a'],
      [''],
    ],
  },
  'annotation-key': { good: ['Up.com/A', 'note'], bad: [['a b'], ['a/b/c']] },
  'label-value': {
    good: ['', 'v1.0', 'A_b', a(63)],
    bad: [['a b', 'a-b'], ['-x', 'x'], ['a/b', 'a-b'], [a(64)], ['x-', 'x']],
  },
  'env-name': { good: ['A', '1A', 'my.var-x', 'a b', ''], bad: [['A=B'], ['é']] },
  'config-key': {
    good: ['app.conf', '.hidden', '_x', a(253)],
    bad: [['a/b', 'a-b'], ['a b', 'a-b'], ['.'], ['..'], ['..a', 'a'], [a(254)]],
  },
  duration: {
    good: ['0', '1h30m', '1.5s', '-2m', '10ms', '3µs'],
    bad: [['1d', '24h'], ['30', '30s'], ['1 h', '1h'], ['abc'], ['']],
  },
  cron: {
    good: [
      '0 3 * * *',
      '*/5 0-4,8 1 jan-MAR sun',
      '0 0 ? * *',
      '@daily',
      '@every 1h30m',
      '5/15 * * * *',
    ],
    bad: [
      ['0 0 3 * * *'],
      ['* * * *'],
      ['0 24 * * *'],
      ['0 0 * * 7'],
      ['5-1 * * * *'],
      ['*/0 * * * *'],
      ['@everyday'],
      ['@every 1d', '@every 24h'],
      ['TZ=UTC 0 3 * * *', '0 3 * * *'],
      ['CRON_TZ=UTC 0 3 * * *', '0 3 * * *'],
      [''],
      ['a * * * *'],
      ['1-2-3 * * * *'],
    ],
  },
  'spark-cron': {
    good: ['CRON_TZ=Europe/Paris 0 3 * * *', '@hourly'],
    bad: [['TZ=Nowhere/X 0 3 * * *'], ['0 0 3 * * *']],
  },
  'time-zone': {
    good: ['Europe/Paris', 'UTC', 'Etc/UTC', 'US/Eastern', 'Etc/GMT+3'],
    bad: [['GMT+3'], ['Local'], ['europe/paris', 'Europe/Paris'], ['+01:00'], ['']],
  },
  'spark-time-zone': { good: ['Local', 'Europe/Paris', ''], bad: [['GMT+3']] },
  rfc3339: {
    good: ['2024-05-01T12:00:00Z', '2024-05-01T12:00:00.5+02:00'],
    bad: [['2024-05-01'], ['2024-13-01T12:00:00Z']],
  },
  'port-number': { good: [1, 80, 65535, 'http', 1.5], bad: [[0], [-1], [65536], [70000]] },
  'optional-port-number': { good: [0, 1, 65535], bad: [[-1], [65536]] },
  'optional-port-number-or-name': { good: [0, '', 80, 'http'], bad: [[-1], ['80', '80']] },
  'port-name': {
    good: ['http', 'a-1', '1a', ''],
    bad: [
      ['http_metrics', 'http-metrics'],
      ['prometheus-metrics'],
      ['80'],
      ['a--b', 'a-b'],
      ['-a', 'a'],
      ['HTTP', 'http'],
    ],
  },
  'port-number-or-name': {
    good: [80, 'http'],
    bad: [[0], ['8080', '8080'], ['my_port', 'my-port'], ['0']],
  },
  image: {
    good: [
      'nginx',
      'nginx:1.27',
      'registry.example.com:5000/team/app:2.0',
      'localhost/app',
      `ghcr.io/org/app@sha256:${'0'.repeat(64)}`,
      `nginx:1.27@sha256:${'0'.repeat(64)}`,
      'a/b__c/d-e',
      'mongo-express',
      'eclipse-temurin:21',
      'my-app',
      'nginx-exporter:1.0',
      'kafka-ui',
      '${IMAGE}',
      '<image>',
      '',
    ],
    bad: [
      ['nginx-stable-alpine', 'nginx:stable-alpine'],
      ['alpine.latest', 'alpine:latest'],
      ['nginx-1.27', 'nginx:1.27'],
      ['Nginx:1', 'nginx:1'],
      [' nginx', 'nginx'],
      ['nginx :1', 'nginx:1'],
      ['https://ghcr.io/a/b', 'ghcr.io/a/b'],
      ['nginx:'],
      ['a//b'],
      ['nginx@sha256:12'],
      ['nginx:a:b'],
      ['-nginx'],
    ],
  },
  'absolute-path': {
    good: ['/a', ''],
    bad: [
      ['a/b', '/a/b'],
      ['./a', '/a'],
    ],
  },
  'mount-path': {
    good: [
      '/data',
      '/usr/share/nginx/html',
      '/usr/share/nginx/html/sub',
      '/var/lib/mysql2',
      '/html',
      'C:\\data',
      '',
    ],
    bad: [
      ['/usr/share/nginx.html', '/usr/share/nginx/html'],
      ['/usr/share/ngnix/html', '/usr/share/nginx/html'],
      ['/a:b', '/a-b'],
      ['data', '/data'],
    ],
  },
  'relative-path': { good: ['a', 'a/b', '..a', ''], bad: [['/a', 'a'], ['a/../b']] },
  ip: {
    good: ['10.0.0.1', 'fd00::1', '2001:db8::1:0:0:1', '1:0:2:3:4:5:6:7', '::', ''],
    bad: [
      ['2001:DB8::1', '2001:db8::1'],
      ['2001:db8:0:0:0:0:0:1', '2001:db8::1'],
      ['1::2:3:4:5:6:7', '1:0:2:3:4:5:6:7'],
      ['::1.2.3.4', '::102:304'],
      ['0:0:1:0:0:0:0:0', '0:0:1::'],
      ['10.0.0.256'],
      ['host'],
      ['10.0.0.0/8'],
      ['010.0.0.1'],
      ['::ffff:1.2.3.4'],
      ['fe80::1%eth0'],
    ],
  },
  cidr: {
    good: ['10.0.0.0/8', 'fd00::/64', '0.0.0.0/0'],
    bad: [
      ['10.0.0.1', '10.0.0.1/32'],
      ['10.0.0.1/24', '10.0.0.0/24'],
      ['fd00::1/64'],
      ['FD00::/64', 'fd00::/64'],
      ['10.0.0.0/08'],
      ['10.0.0.0/33'],
      ['a/8'],
    ],
  },
  uri: { good: ['https://a', 's3a://b/c', ''], bad: [['maven'], ['http://a b']] },
  base64: {
    good: ['cGFzcw==', 'YWJj', '', 'YWJj\nYWJj\n'],
    bad: [['hunter2!'], ['abc'], ['a==='], ['YW-_']],
  },
  'jvm-size': { good: ['8G', '512m', '1024', ''], bad: [['8Gi', '8G'], ['8GB', '8G'], ['lots']] },
  'jvm-options': {
    good: ['-XX:+UseG1GC', '-Xms2g -Xmx2g', '# -Xmx8Gi\n-Xmx8g', '-Dsize=8Gi', ''],
    bad: [
      ['-XX:+UseG1CG -Xss1m', '-XX:+UseG1GC -Xss1m'],
      ['-server\n-Xmx8Gi', '-server\n-Xmx8G'],
      ['-Xms4g -Xmx2g'],
    ],
  },
  'jvm-flag': {
    good: ['MaxGCPauseMillis', 'FlagOfAnotherJvm'],
    bad: [['MaxGCPauseMilis', 'MaxGCPauseMillis']],
  },
  'spawner-memory': {
    good: ['512M', '2G', '1.5G', '1073741824', ''],
    bad: [['2Gi', '2G'], ['512MB', '512M'], ['2g', '2G'], ['lots']],
  },
  'spawner-cpu': { good: ['0.5', '2', '.5', ''], bad: [['500m', '0.5'], ['half']] },
  'spark-memory': {
    good: ['512m', '4g', '4G', '1024', '2gb', '10K', ''],
    bad: [['4Gi', '4g'], ['2 g', '2g'], ['1.5g', '1536m'], ['512MiB', '512m'], ['lots'], ['-1g']],
  },
  'spark-overhead': { good: ['512m'], bad: [['512Mi', '512m']] },
  'spark-factor': { good: ['0.1', '.4', '2', ''], bad: [['10%', '0.1'], ['0'], ['-1']] },
  'spark-version': { good: ['3.5.3', '4.0.0-preview1', '3.5', ''], bad: [['latest']] },
  'spark-cpu': { good: ['1200m', '1', ''], bad: [['1core', '1'], ['half']] },
  'openapi-date': { good: ['2024-02-29'], bad: [['2024-02-30'], ['2024-2-9'], ['']] },
  'openapi-date-time': {
    good: ['2024-05-01T12:00:00Z', '2024-05-01t12:00:00.123+02:00'],
    bad: [['2024-05-01'], ['2024-05-01 12:00:00Z'], ['2024-05-01T25:00:00Z'], ['now']],
  },
  'openapi-duration': { good: ['90s', '1h30m', '2 days', '0'], bad: [['soon'], ['10']] },
  'openapi-byte': { good: ['', 'YQ==', 'YWI=', 'YWJj'], bad: [['YQ'], ['plain text']] },
  'openapi-uuid': {
    good: ['123e4567-e89b-12d3-a456-426614174000', '123E4567E89B12D3A456426614174000'],
    bad: [['123e4567'], ['']],
  },
  'openapi-uuid3': {
    good: ['123e4567-e89b-32d3-a456-426614174000'],
    bad: [['123e4567-e89b-42d3-a456-426614174000']],
  },
  'openapi-uuid4': {
    good: ['123e4567-e89b-42d3-a456-426614174000'],
    bad: [['123e4567-e89b-32d3-a456-426614174000']],
  },
  'openapi-uuid5': {
    good: ['123e4567-e89b-52d3-a456-426614174000'],
    bad: [['123e4567-e89b-42d3-a456-426614174000']],
  },
  'openapi-ipv4': { good: ['10.0.0.1'], bad: [['10.0.0'], ['10.0.0.256'], ['fd00::1']] },
  'openapi-ipv6': { good: ['fd00::1', '::'], bad: [['10.0.0.1'], ['fd00']] },
  'openapi-cidr': {
    good: ['10.0.0.0/16', 'fd00::/64'],
    bad: [['10.0.0.0'], ['10.0.0.0/33'], ['fd00::/129'], ['10.0.0.0/8/8']],
  },
  'openapi-mac': {
    good: ['00:00:5e:00:53:01', '00-00-5e-00-53-01', '0000.5e00.5301'],
    bad: [['00:00:5e'], ['0000:5e00'], ['00:00-5e:00:53:01']],
  },
  'openapi-email': { good: ['data@example.com'], bad: [['data'], ['@']] },
  'openapi-uri': {
    good: ['https://example.com/a', '/a', 's3a://b'],
    bad: [['example.com/a'], ['']],
  },
  'openapi-hostname': { good: ['db.example.com', 'db'], bad: [['db_1'], ['http://db'], ['a b']] },
};

test('every format is in the table', () => {
  expect(Object.keys(TABLE).sort(), 'add good and bad values to TABLE, above').toEqual(
    [...formats.keys()].sort(),
  );
});

describe.each(Object.entries(TABLE))('%s', (name, { good, bad }) => {
  const format = formats.get(name)!;

  test.each(good.map((value) => [value]))('takes %j', (value) => {
    expect(format.check(value)).toBeUndefined();
  });

  test.each(bad)('refuses %j', (value, suggest) => {
    const problem = format.check(value);
    expect(problem?.message).toMatch(/[^.]$/);
    expect(problem?.suggest).toBe(suggest);
  });

  test('its own examples are good', () => {
    const complete = format.examples.filter((example) => !example.endsWith('...'));
    for (const example of complete) expect(format.check(example)).toBeUndefined();
  });
});

test('a quantity says which amount it is', () => {
  expect(parseQuantity('1Ki')).toBe(1024n * NANO);
  expect(parseQuantity('1.5')).toBe((3n * NANO) / 2n);
  expect(parseQuantity('100m')).toBe(NANO / 10n);
  expect(parseQuantity('1e3')).toBe(1000n * NANO);
  expect(parseQuantity('-2')).toBe(-2n * NANO);
  expect(parseQuantity('0.0000000001')).toBe(1n);
});

test('messages name the value and say what to do', () => {
  expect(formats.get('quantity')!.check('10 Gi')!.message).toBe(
    '"10 Gi" is not a quantity: remove the space, write 10Gi',
  );
  expect(formats.get('quantity')!.check('1GB')!.message).toBe(
    '"1GB" is not a quantity: units have no B, write 1G or 1Gi',
  );
});

test('the value of a secret is never in the message', () => {
  expect(formats.get('base64')!.check('hunter2!')!.message).not.toContain('hunter2');
});

test.each([
  ['quantity', '5GB', { suggest: '5G', isSame: false, others: ['5Gi'] }],
  ['quantity', '10g', { suggest: '10G', isSame: false, others: ['10Gi'] }],
  ['quantity', '1K', { suggest: '1k', isSame: false, others: ['1Ki'] }],
  ['quantity', '10 GiB', { suggest: '10Gi', isSame: true, others: [] }],
  ['quantity', '5 Gi', { suggest: '5Gi', isSame: true, others: [] }],
  ['quantity', '1,5Gi', { suggest: '1.5Gi', isSame: true, others: [] }],
  ['quantity', '1,500Mi', { suggest: '1.500Mi', isSame: false, others: ['1500Mi'] }],
  ['cpu-quantity', '2 cores', { suggest: '2', isSame: true, others: [] }],
  ['cpu-quantity', '500 millicores', { suggest: '500m', isSame: true, others: [] }],
  ['duration', '30', { suggest: '30s', others: ['30m'] }],
  ['duration', '30000', { suggest: '30000s', others: ['30000ms'] }],
  ['duration', '1d12h', { suggest: '24h12h', isSame: true }],
  ['duration', '10 minutes', { suggest: '10m', isSame: true }],
  ['duration', '5M', { suggest: '5m', isSame: false }],
  ['duration', 'PT1H30M', { suggest: '1h30m', isSame: true }],
  ['port-number-or-name', '80:8080', { suggest: '8080', others: ['80'] }],
  ['port-number-or-name', '8080/TCP', { suggest: '8080', others: [] }],
  ['spark-memory', '8Gi', { suggest: '8g', isSame: true }],
])('%s: what is meant with %s', (name, value, meant) => {
  const { message: _, severity: _s, ...found } = formats.get(name)?.check(value) ?? {};
  expect(found).toEqual(meant);
});
