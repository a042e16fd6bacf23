import { providerWorld } from './provider-world';
import { readHost } from './read-host';
import { apply, destroy, importHost, plan, planDestroy, read } from './resource/host-network';
import { validateConfig } from './resource/host-network-config';

/** What the provider does with hosts: the larger part of it, which is loaded only when a call needs it. */
export const hostOperations = { apply, destroy, importHost, plan, planDestroy, read, readHost, validateConfig };

/** How the provider reaches the world, loaded with the operations. */
export const worldOf = providerWorld;
