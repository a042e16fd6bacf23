import { normalizeMac } from './normalize-mac';
import type { ProviderFunction } from './provider-function';
import { spread } from './spread';

/** Every function of the provider, by the name behind `provider::hpvm::`. */
export const PROVIDER_FUNCTIONS: Readonly<Record<string, ProviderFunction>> = { normalize_mac: normalizeMac, spread };
