import { Lazy, TerraformResource, TerraformStack, type TerraformProvider } from 'cdktf';
import type { Construct } from 'constructs';

import { ApplyStrategy } from '../apply-strategy';
import { INTERPRETER } from './apply-command';
import { refuseToken } from './check-value';
import { constructError } from './construct-error';
import { createNativeResource, type NativeOptions } from './native-resource';
import { loadNullProvider } from './null-provider';

/** What the resource of a host needs to know. */
export interface ApplyOptions {
  /** Command line for a digest, given as Terraform expression. */
  readonly command: (digest: string) => string;
  /** Digest of the desired state; asked during synthesis, more than once. */
  readonly digest: () => string;
  /** For the Terraform provider, which needs neither. */
  readonly native: NativeOptions;
}

const PRIMARY_ID = 'Resource';
const PROVIDER_ID = 'CdktfHpvmNullProvider';

const CREATORS: { readonly [Strategy in ApplyStrategy]: (host: Construct, options: ApplyOptions) => void } = {
  [ApplyStrategy.NULL_RESOURCE]: createNullResource,
  [ApplyStrategy.TERRAFORM_DATA]: createTerraformData,
  [ApplyStrategy.NATIVE]: (host, { native }) => createNativeResource(host, PRIMARY_ID, native),
  [ApplyStrategy.DOCUMENT_ONLY]: () => undefined,
};

/** Adds the resource that carries the desired state out, as the strategy says. */
export function createApplyResource(host: Construct, strategy: ApplyStrategy, options: ApplyOptions): void {
  refuseToken(host, 'applyStrategy', strategy);
  if (!Object.hasOwn(CREATORS, strategy)) {
    const allowed = Object.keys(CREATORS).join(', ');
    throw constructError(host, `applyStrategy is ${JSON.stringify(strategy)}; it must be one of ${allowed}`);
  }
  CREATORS[strategy](host, options);
}

function createNullResource(host: Construct, { command, digest }: ApplyOptions): void {
  const { Resource } = loadNullProvider(host);
  const provider = nullProviderOf(host);
  new Resource(host, PRIMARY_ID, {
    ...(provider === undefined ? {} : { provider }),
    triggers: { desired_sha256: Lazy.stringValue({ produce: digest }) },
    provisioners: [{ type: 'local-exec', interpreter: INTERPRETER, command: command('self.triggers.desired_sha256') }],
  });
}

/**
 * The provider to name in the resource; undefined when the stack brings its own. Ours has an alias, so that a default
 * provider that is added to the stack later does not clash with it.
 */
function nullProviderOf(host: Construct): TerraformProvider | undefined {
  const stack = TerraformStack.of(host);
  const ours = stack.node.tryFindChild(PROVIDER_ID) as TerraformProvider | undefined;
  if (ours !== undefined) return ours;
  if (
    stack
      .allProviders()
      .some(({ terraformResourceType, alias }) => terraformResourceType === 'null' && alias === undefined)
  ) {
    return undefined;
  }
  const { NullProvider } = loadNullProvider(host);
  return new NullProvider(stack, PROVIDER_ID, { alias: 'cdktf_hpvm' });
}

/**
 * The plain resource class, not cdktf's DataResource: that one runs `terraform version` in a shell for every instance,
 * and fails where terraform is not on the PATH.
 */
function createTerraformData(host: Construct, { command, digest }: ApplyOptions): void {
  const resource = new TerraformResource(host, PRIMARY_ID, {
    terraformResourceType: 'terraform_data',
    provisioners: [
      { type: 'local-exec', interpreter: INTERPRETER, command: command('self.triggers_replace.desired_sha256') },
    ],
  });
  resource.addOverride('triggers_replace', { desired_sha256: Lazy.stringValue({ produce: digest }) });
}
