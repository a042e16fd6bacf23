/** The namespace of signatures under plans: a signature made for something else (a commit, a mail) is none for a plan. */
export const PLAN_SIGNATURE_NAMESPACE = 'hpvm-plan@cdktf-hpvm';

/** Who signed a plan, as the list of allowed signers tells. */
export interface PlanSignature {
  /** What the list calls the signer, for example `alice@example.com`. */
  readonly principal: string;
  /** Type and SHA-256 fingerprint of the key, as `ssh-keygen` prints them: `ED25519 SHA256:...`. */
  readonly key: string;
}

/** One line for people: `alice@example.com (ED25519 SHA256:...)`. */
export function signatureText({ principal, key }: PlanSignature): string {
  return `${principal} (${key})`;
}
