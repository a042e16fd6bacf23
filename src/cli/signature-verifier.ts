import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PLAN_SIGNATURE_NAMESPACE, type PlanSignature } from '../model/plan-signature';
import { readBoundedBytes } from '../transport/bounded-file';
import { readProblem } from '../workflow/read-input-file';
import type { SignatureVerdict, SignatureVerifier } from '../workflow/ports';
import type { CliContext } from './context';
import { inPrivateFolder, runSshKeygen } from './ssh-keygen';

/** Files that say whose signatures count. */
export interface SignerLists {
  /** `ALLOWED SIGNERS` of ssh-keygen(1): principals, options and public keys. */
  readonly allowedSigners: string;
  /** Keys that no longer count: public keys, or a key revocation list. */
  readonly revokedKeys?: string;
}

/**
 * Verifies with `ssh-keygen -Y find-principals` and `-Y verify`. Signature and lists are copied first, so that all calls see
 * the same; the text goes in on stdin.
 */
export function signatureVerifier(context: CliContext, lists: SignerLists): SignatureVerifier {
  return {
    verify: (text, signature) =>
      inPrivateFolder(async (folder): Promise<SignatureVerdict> => {
        const at = (name: string): string => path.join(folder, name);
        await writeFile(at('signature'), signature, 'utf8');
        for (const [file, name] of [
          [lists.allowedSigners, 'allowed-signers'],
          [lists.revokedKeys, 'revoked-keys'],
        ] as const) {
          if (file === undefined) continue;
          try {
            await writeFile(at(name), await readBoundedBytes(path.resolve(context.workingFolder, file)));
          } catch (error) {
            return { status: 'undecided', diagnostics: [readProblem(error, file)] };
          }
        }
        const common = ['-s', at('signature'), '-f', at('allowed-signers')];
        const found = await runSshKeygen(context, { args: ['-Y', 'find-principals', ...common], input: { text: '' } });
        if (!found.ok) return { status: 'undecided', diagnostics: found.diagnostics };
        const principals = found.value.exitStatus === 0 ? principalsIn(found.value.stdout) : [];
        let lastWords = found.value.stderr;
        for (const principal of principals) {
          const revoked = lists.revokedKeys === undefined ? [] : ['-r', at('revoked-keys')];
          const args = ['-Y', 'verify', ...common, '-I', principal, '-n', PLAN_SIGNATURE_NAMESPACE, ...revoked];
          const verified = await runSshKeygen(context, { args, input: { text } });
          if (!verified.ok) return { status: 'undecided', diagnostics: verified.diagnostics };
          if (verified.value.exitStatus === 0)
            return { status: 'valid', signedBy: signedBy(principal, verified.value.stdout) };
          lastWords = verified.value.stderr;
        }
        return invalid(lastWords, lists);
      }),
  };
}

/** One a line. A pattern that excludes somebody names nobody. */
function principalsIn(stdout: string): readonly string[] {
  return stdout.split('\n').filter((line) => line !== '' && !line.startsWith('!'));
}

/** `Good "NAMESPACE" signature for PRINCIPAL with ED25519 key SHA256:...` */
function signedBy(principal: string, stdout: string): PlanSignature {
  const [, type = '', fingerprint = ''] = / with (\S+) key (SHA256:\S+)\s*$/.exec(stdout) ?? [];
  return { principal, key: `${type} ${fingerprint}`.trim() };
}

const SIGN_AGAIN = 'Look at the plan, and sign it again with a key that counts: hpvmctl plan --out PLAN --sign KEY.';

function invalid(stderr: string, { allowedSigners, revokedKeys }: SignerLists): SignatureVerdict {
  // What it says of our copies would name files that nobody knows.
  const words = stderr
    .split('\n')
    .map((line) => line.replaceAll(/\S*\/(allowed-signers|revoked-keys|signature)\b/g, '$1').trim())
    .filter((line) => line !== '');
  const said = words.length === 0 ? '' : ` (ssh-keygen: ${words.join('; ')})`;
  const [, why, next] = REASONS.find(([pattern]) => pattern.test(stderr)) ?? [
    undefined,
    revokedKeys === undefined
      ? 'It does not verify'
      : `It does not verify: its key is revoked in ${revokedKeys}, or that file cannot be understood`,
    SIGN_AGAIN,
  ];
  return { status: 'invalid', why: `${why.replace('LIST', allowedSigners)}${said}.`, next };
}

/** What `ssh-keygen` says when it does not accept a signature, what that means, and what to do next. */
const REASONS: readonly (readonly [said: RegExp, why: string, next: string])[] = [
  [/key has expired/, 'Its signer is in LIST, but is no longer allowed', SIGN_AGAIN],
  [/key is not yet valid/, 'Its signer is in LIST, but is not allowed yet', SIGN_AGAIN],
  [/incorrect signature/, 'The plan is not the one that was signed: it was changed afterwards', SIGN_AGAIN],
  [
    /not permitted for use in signature namespace/,
    `Its signer is in LIST, but not for plans: namespaces= must allow ${PLAN_SIGNATURE_NAMESPACE}`,
    'Have the list corrected, or let somebody sign who may.',
  ],
  [
    /namespace does not match/,
    `It was made for something else than a plan: its namespace is not ${PLAN_SIGNATURE_NAMESPACE}`,
    SIGN_AGAIN,
  ],
  [
    /missing header|incomplete message|Couldn't parse|invalid format/i,
    'The file is not a signature that ssh-keygen makes',
    SIGN_AGAIN,
  ],
  [
    /No principal matched/,
    'Its key is not in LIST',
    'Let somebody sign who is in the list, or have the signer added to it.',
  ],
];
