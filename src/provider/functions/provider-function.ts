import type { PlainType } from '../protocol/attribute-type';
import type { WireFunction } from '../protocol/messages';
import type { Value } from '../protocol/value';

/** A function that configurations call as `provider::hpvm::name(...)`; its arguments are known and not null. */
export interface ProviderFunction {
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly { readonly name: string; readonly type: PlainType; readonly description: string }[];
  readonly returns: PlainType;
  /** The result, or what is wrong with which argument (from 0). */
  call(args: readonly Value[]): { readonly result: Value } | { readonly argument: number; readonly problem: string };
}

/** The signature as the protocol sends it. */
export function wireFunction({ summary, description, parameters, returns }: ProviderFunction): WireFunction {
  const typeOf = (type: PlainType): Uint8Array => Buffer.from(JSON.stringify(type));
  return {
    summary,
    description,
    descriptionKind: 1,
    parameters: parameters.map(({ name, type, description: text }) => ({
      name,
      type: typeOf(type),
      description: text,
    })),
    return: { type: typeOf(returns) },
  };
}
