// Loaded into every process of an editor server before its own code. Variables that the JSON file `DPM_ENVIRONMENT_FILE`
// names override the environment, `null` removes one: so a window that is restarted can get others than the server has.
import { existsSync, readFileSync } from 'node:fs';

const file = process.env.DPM_ENVIRONMENT_FILE;
if (file && existsSync(file)) {
  const variables = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string | null>;
  for (const [name, value] of Object.entries(variables)) {
    if (value === null) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  }
}
