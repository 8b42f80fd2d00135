// The setting `dataPlatform.kubeconfig` as the variable KUBECONFIG would have it. A shell that sets the variable replaces `~` and
// other variables; for a setting nobody else does.
import { delimiter } from 'node:path';
import { own } from '../shared/own.ts';

/** A variable that is not set stays as it is written, so that the message about the missing file shows it. */
export function kubeconfigPaths(setting: string, env: NodeJS.ProcessEnv, home: string): string {
  return withVariables(setting, env)
    .split(delimiter)
    .map((path) => path.trim().replace(/^~(?=$|[/\\])/, () => home))
    .join(delimiter);
}

const variables = /\$\{(?:env:)?(\w+)\}|\$(\w+)|%(\w+)%/g;

function withVariables(text: string, env: NodeJS.ProcessEnv): string {
  return text.replace(variables, (whole, ...names: (string | undefined)[]) => {
    const [braced, bare, percent] = names;
    return own(env, braced ?? bare ?? percent ?? '') ?? whole;
  });
}
