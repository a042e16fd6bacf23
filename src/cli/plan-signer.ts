import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';
import { PLAN_SIGNATURE_NAMESPACE } from '../model/plan-signature';
import { failure, success } from '../model/result';
import type { PlanSigner } from '../workflow/ports';
import type { CliContext } from './context';
import { inPrivateFolder, runSshKeygen } from './ssh-keygen';

/**
 * Signs with `ssh-keygen -Y sign` and a key file: a private key, or the public key of one that the agent holds. It asks for
 * a passphrase, or for a touch of a security key, at the terminal.
 *
 * A copy in a folder of its own is signed, with the terminal on stdin: a text on stdin would leave it no terminal to ask at,
 * and the file itself could change between being written and being signed.
 */
export function planSigner(context: CliContext, keyFile: string): PlanSigner {
  const key = path.resolve(context.workingFolder, keyFile);
  return {
    sign: (text) =>
      inPrivateFolder(async (folder) => {
        // ssh-keygen reads a device to its end, if it has one, and a pipe of ours is none of its own.
        const found = await stat(key).catch(() => undefined);
        if (found?.isFile() === false) return failure(notAKey(keyFile));
        const copy = path.join(folder, 'plan');
        await writeFile(copy, text, { encoding: 'utf8', mode: 0o600 });
        const args = ['-q', '-Y', 'sign', '-f', key, '-n', PLAN_SIGNATURE_NAMESPACE, copy];
        const ended = await runSshKeygen(context, { args, input: 'terminal' });
        if (!ended.ok) return ended;
        const signature = await readFile(`${copy}.sig`, 'utf8').catch(() => undefined);
        if (ended.value.exitStatus === 0 && signature !== undefined) return success(signature);
        return failure(
          errorDiagnostic(
            'plan-not-signed',
            `ssh-keygen did not sign the plan with ${keyFile}`,
            'It says why above. Give a private key, or a public key whose private one the agent holds (ssh-add -L lists them). Neither the plan nor a signature was written.',
          ),
        );
      }),
  };
}

function notAKey(file: string): Diagnostic {
  const next =
    'Give a private key, or a public key whose private one the agent holds. Neither the plan nor a signature was written.';
  return errorDiagnostic('plan-not-signed', `${file} is a device or a pipe, not the file of a key`, next);
}
