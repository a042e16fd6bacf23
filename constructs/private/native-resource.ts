import { Lazy, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

import type { OnDestroy } from '../on-destroy';
import { DataHpvmHost, HpvmHostNetwork, HpvmProvider, type DataHpvmHostSsh } from '../terraform-bindings.generated';
import { constructError } from './construct-error';
import type { NativeAttributes } from './native-attributes';

/** What the Terraform provider needs to know of a host. */
export interface NativeOptions {
  readonly hostName: string;
  /** How it is reached, in Terraform's words; undefined: by its name. */
  readonly ssh: object | undefined;
  /** What it should be; asked during synthesis, more than once. */
  readonly attributes: () => NativeAttributes;
  /** Where in the code all of it is declared; asked as often. */
  readonly declaredAt: () => Readonly<Record<string, string>>;
  readonly acceptRecalled: boolean | undefined;
  readonly isGuarded: boolean;
  readonly onDestroy: OnDestroy | undefined;
}

const PROVIDER_ID = 'CdktfHpvmProvider';
const ALIAS = 'cdktf_hpvm';

/** Adds the data source that reads a host, and the resource that holds it. */
export function createNativeResource(host: Construct, primaryId: string, options: NativeOptions): void {
  const provider = providerOf(host);
  const { hostName, attributes, acceptRecalled, isGuarded, onDestroy } = options;
  const common = {
    host: hostName,
    ...(provider === undefined ? {} : { provider }),
    // Made by us in Terraform's own words, which a token stands for.
    ...(options.ssh === undefined ? {} : { ssh: Lazy.anyValue({ produce: () => options.ssh }) as DataHpvmHostSsh }),
  };
  const observed = new DataHpvmHost(host, 'Observed', { ...common, declaredAt: host.node.path });
  const later = (name: keyof NativeAttributes) => Lazy.anyValue({ produce: () => attributes()[name] });
  new HpvmHostNetwork(host, primaryId, {
    ...common,
    snapshot: observed.snapshot,
    declaredAt: Lazy.anyValue({ produce: options.declaredAt }) as unknown as Record<string, string>,
    interfaces: later('interfaces'),
    groups: later('groups'),
    hostVlans: later('host_vlans'),
    vswitches: later('vswitches'),
    guestNics: later('guest_nics'),
    tunables: later('tunables'),
    ...(onDestroy === undefined ? {} : { onDestroy }),
    ...(acceptRecalled === undefined ? {} : { acceptRecalled }),
    ...(isGuarded ? {} : { revert: false }),
  });
}

/** The provider to name in the resource; undefined when the stack brings its own. Ours has an alias, as the null provider has. */
function providerOf(host: Construct): HpvmProvider | undefined {
  const stack = TerraformStack.of(host);
  const ours = stack.node.tryFindChild(PROVIDER_ID) as HpvmProvider | undefined;
  if (ours !== undefined) return ours;
  if (hasDefaultProvider(stack)) return undefined;
  const provider = new HpvmProvider(stack, PROVIDER_ID, { alias: ALIAS });
  const late = `the stack has an HpvmProvider that its hosts do not use: declare it before the first IntegrityVmHost`;
  provider.node.addValidation({
    validate: () => (hasDefaultProvider(stack) ? [constructError(provider, late).message] : []),
  });
  return provider;
}

function hasDefaultProvider(stack: TerraformStack): boolean {
  return stack
    .allProviders()
    .some(({ terraformResourceType, alias }) => terraformResourceType === 'hpvm' && alias === undefined);
}
