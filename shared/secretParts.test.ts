import { expect, test } from 'vitest';
import { withoutSecrets } from './hideSecrets.ts';
import { secretPartsOf } from './secretParts.ts';

const X = 'hunTer2Zq';

/** What a message shows that repeats the whole text. */
function shown(text: string): string {
  return withoutSecrets(text, secretPartsOf(text));
}

test.each([
  ['the first parameter of an address', `jdbc:postgresql://h/db?password=${X}`],
  ['a parameter of a web address', `https://h/?token=${X}`],
  ['a parameter of a file', `file:/x?password=${X}`],
  ['a variable behind a prefix', `env:DB_PASSWORD=${X}`],
  ['a property with a prefix', `-Dx=y:password=${X}`],
  ['a signed address', `https://a.blob.core.windows.net/c?sv=2024&sig=${X}`],
  ['a setting of Spark', `--conf=spark.hadoop.fs.s3a.secret.key=${X}`],
  ['a value of a chart', `--set=auth.password=${X}`],
  ['a variable of a container', `--env=PASSWORD=${X}`],
  ['the same, short', `-e=PASSWORD=${X}`],
  ['a literal of kubectl', `--from-literal=password=${X}`],
  ['an argument of a build', `--build-arg=TOKEN=${X}`],
  ['an index', `{auth.tokens[0]=${X}}`],
])('%s is a secret behind another sign: %s', (_, text) => {
  expect(shown(text)).not.toContain(X);
  expect(shown(text)).not.toBe('<hidden>');
});

test.each([
  ['double quotes', `password="one ${X}"`],
  ['single quotes', `password='one ${X}'`],
  ['quotes behind a flag', `run --password "one ${X}" --now`],
  ['quotes within quotes', `{"password":"a\\"${X}"}`],
  ['escaped quotes', `{\\"password\\":\\"${X}\\"}`],
  ['a doubled quote', `password='it''s ${X}'`],
  ['text that touches the quote', `password="a"${X}`],
  ['no end of the quote', `password="one ${X}`],
  ['an ampersand', `password=abc&${X}`],
  ['a semicolon', `password=abc;${X}`],
  ['a comma', `--db.password=abc,${X}`],
  ['a blank in a line of its own', `user = me\npassword = correct ${X}`],
  ['a block of lines', `user: me\npassword: |\n  ${X}\n  more\nport: 1`],
  ['an @ in an address', `mysql://u:pa@${X}@h/db`],
  ['a slash in an address', `mysql://u:pa/${X}@h/db`],
])('a value goes to its end: %s', (_, text) => {
  expect(shown(text)).not.toContain(X);
});

test.each([
  ['a source name of Go', `root:${X}@tcp(mysql:3306)/db`],
  ['a user without a scheme', `u:${X}@h`],
  ['a user of an address of numbers', `u:${X}@10.0.0.1:5432`],
  ['an address without its scheme', `//u:${X}@h`],
  ['a token for a user', `https://${X}@github.com/org/repo.git`],
  ['a token of an address that lost its colon', `https//${X}@github.com/org/repo.git`],
  ['logins of registries', `{"auths":{"r":{"auth":"${X}"}}}`],
  ['a header', `Authorization: ${X}`],
  ['a header that lost its colon', `authorization token ${X}`],
  ['a header with a scheme', `authorization: token ${X}`],
  ['a header of a command', `curl -H "Authorization: Token ${X}" https://h`],
  ['a signature of Azure', `SharedAccessSignature=${X}`],
  ['a property of Hadoop', `<name>a.password</name><value>${X}</value>`],
  [
    'the same in lines',
    `<property>\n  <name>a.password</name>\n  <value>${X}</value>\n</property>`,
  ],
  ['an element', `<server><password>${X}</password></server>`],
  ['a variable of YAML', `env:\n- name: DB_PASSWORD\n  value: ${X}\n`],
  ['a variable of JSON', `[{"name":"DB_PASSWORD","value":"${X}"}]`],
  ['mysql', `mysql -u root -p${X} db`],
  ['curl', `curl -u u:${X} https://h`],
  ['sshpass', `sshpass -p ${X} ssh h`],
  ['docker login', `docker login -u me -p ${X} registry`],
  ['redis-cli', `redis-cli -h r -a ${X} ping`],
  ['a short name', `pw: ${X}`],
])('a secret is told by what stands around it: %s', (_, text) => {
  expect(shown(text)).not.toContain(X);
});

test.each([
  `glpat-${X}hunTer2Zq`,
  `xoxb-123456789012-${X}`,
  `sk_live_${X}`,
  `hf_${X}hunTer2Zq`,
  `AIza${X}hunTer2Zq`,
  `dapi0123456789abcdef0123456789abcdef`,
  'AKIAIOSFODNN7EXAMPLE',
  `ghp_${X}hunTer2Zqhunter`,
  `github_pat_${X}hunTer2Zq`,
  `eyJhbGciOiJIUzI1NiJ9.e30.${X}`,
])('a token is told by its form: %s', (token) => {
  expect(shown(`use ${token} now`)).toBe('use <hidden> now');
});

test.each([
  'registry.example.com:5000/team/app:1.2@sha256:0123456789abcdef',
  'docker://team/app:1.2@sha256:0123456789abcdef',
  'someone@example.com',
  'mailto:someone@example.com',
  'git@github.com:org/repository.git',
  'ssh://git@github.com/org/repository.git',
  'abfss://container@account.dfs.core.windows.net/path',
  'https://example.com:8443/@scope/name',
  'https://example.com/path?mode=fast&size=large',
  '1@kafka-0:9093,2@kafka-1:9093',
  'hdfs/_HOST@EXAMPLE.COM',
  'RULE:[2:$1@$0](nn@EXAMPLE.COM)s/.*/hdfs/',
  'npm:package@latest',
  '${2:someone@example.com}',
  '--master=k8s://https://kubernetes.default.svc:443',
  '--conf=spark.executor.memory=4g',
  '--set=image.tag=latest,replicas=three',
  'docker run --user 1000:1000 image',
  'mkdir -p /data/warehouse && cp -u one two',
  'note: the first line of a text, and what follows: more of it',
  'jdbc:postgresql://database.example.com:5432/warehouse?ssl=true',
  'connection-url=jdbc:oracle:thin:@database.example.com:1521/ORCL',
  'jdbc:oracle:thin:@//database.example.com:1521/service.example.com',
  '{"auth":true,"author":"someone"}',
  '<name>hadoop.tmp.dir</name><value>/data/hadoop</value>',
  'spring.kafka.properties.security.protocol=SASL_PLAINTEXT',
])('an ordinary text stays readable: %s', (text) => {
  expect(secretPartsOf(text)).toEqual([]);
});

test('what stands beside a secret stays readable', () => {
  expect(shown(`jdbc:postgresql://h/db?user=me&password=${X}`)).toBe(
    'jdbc:postgresql://h/db?user=me&password=<hidden>',
  );
  expect(shown(`curl -u me:${X} https://example.com`)).toBe(
    'curl -u me:<hidden> https://example.com',
  );
  expect(shown(`mysql://me:${X}@database/warehouse`)).toBe(
    'mysql://me:<hidden>@database/warehouse',
  );
  expect(shown(`jdbc:oracle:thin:me/${X}@database:1521/ORCL`)).toBe(
    'jdbc:oracle:thin:<hidden>@database:1521/ORCL',
  );
  expect(shown(`{"user":"someone","password":"${X}","port":5432}`)).toBe(
    '{"user":"someone","password":"<hidden>","port":5432}',
  );
});

test('a text with many secrets is read in time that grows as it does', () => {
  const piece = (text: string): number =>
    secretPartsOf(text.repeat(Math.floor(90_000 / text.length))).reduce(
      (sum, { length }) => sum + length,
      0,
    );
  for (const text of [
    'password=',
    'password=a,',
    'token: "',
    'a:b@',
    'authorization: a,',
    'password= ',
  ])
    // A few times the text; one long form for each secret would be thousands of times.
    expect(piece(text), text).toBeLessThan(90_000 * 8);
});

test.each([
  'password=${DB_PASSWORD}',
  's3.aws-secret-key=${ENV:S3_SECRET}',
  'sasl.password=${secrets:kafka/user:password}',
  'password=${file:/etc/kafka/db.properties:password}',
  'password=$(DB_PASSWORD)',
  'password: {{ .Values.password }}',
  'database_url=jdbc:postgresql://db:5432/metastore',
])('a name in its place is no secret: %s', (text) => {
  expect(shown(text)).toBe(text);
});

test.each([`\${PASSWORD:-${X}}`, `\${PASSWORD:${X}}`, `$${X}`, `{{ .x | default "${X}" }}`])(
  'a default is a secret: %s',
  (value) => {
    expect(shown(`password=${value}`)).not.toContain(X);
  },
);
