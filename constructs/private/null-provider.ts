import type { NullProvider as NullProviderClass } from '@cdktf/provider-null/lib/provider';
import type { Resource as ResourceClass } from '@cdktf/provider-null/lib/resource';
import type { IConstruct } from 'constructs';

import { constructError } from './construct-error';

interface NullProviderBinding {
  readonly NullProvider: typeof NullProviderClass;
  readonly Resource: typeof ResourceClass;
}

/**
 * The binding of Terraform's null provider, loaded when it is needed: it is an optional dependency, which sites that use
 * another strategy do not install.
 *
 * @throws Error with what to do when it is not installed
 */
export function loadNullProvider(host: IConstruct): NullProviderBinding {
  try {
    /* eslint-disable @typescript-eslint/no-require-imports -- an import would load the optional dependency always */
    const { NullProvider } = require('@cdktf/provider-null/lib/provider') as Pick<NullProviderBinding, 'NullProvider'>;
    const { Resource } = require('@cdktf/provider-null/lib/resource') as Pick<NullProviderBinding, 'Resource'>;
    /* eslint-enable @typescript-eslint/no-require-imports */
    return { NullProvider, Resource };
  } catch (cause) {
    const error = constructError(
      host,
      'applyStrategy NULL_RESOURCE needs the package @cdktf/provider-null: install it, or choose TERRAFORM_DATA, which needs none',
    );
    error.cause = cause;
    throw error;
  }
}
