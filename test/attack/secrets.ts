// Random secrets in random wrong places of random manifests: none may stand in anything that the server says.
//   npm run attack -- secrets [--rounds N] [--seed N]
import { secretCase, spoken } from './harness/secretCases.ts';
import { AttackServer } from './harness/attackServer.ts';
import { random } from './harness/random.ts';
import { createReport } from './harness/report.ts';

const option = (name: string, fallback: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  return at === -1 ? fallback : Number(process.argv[at + 1]);
};
const rounds = option('rounds', 1_500);
const seed = option('seed', 20_261_128);

const report = createReport();
const from = random(seed);
const server = await AttackServer.start();
let said = 0;
for (let round = 0; round < rounds; round++) {
  const { text, secret, name } = secretCase(from);
  const words = await spoken(server, `file:///secrets/${round}.yaml`, text);
  said += words.length;
  const leaks = words.filter((each) => each.toLowerCase().includes(secret.toLowerCase()));
  if (leaks.length > 0)
    report.add(`${round}: ${name}`, [...leaks.slice(0, 3), JSON.stringify(text)]);
}
report.add(
  `${rounds} documents, seed ${seed}`,
  said > rounds ? [] : ['the server said too little: nothing was tried'],
  `${said} texts`,
);
const logged = server.logged.filter((line) => /[a-z0-9]{3}Zq[a-z0-9]+/i.test(line));
report.add('the log', logged.slice(0, 3), `${server.logged.length} lines`);
await server.stop();
report.end();
