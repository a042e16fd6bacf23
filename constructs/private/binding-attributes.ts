import { Token } from 'cdktf';

/** Names of Terraform for the properties of a binding; of nested attributes, also for what is inside. */
export interface BindingShape {
  readonly [property: string]: {
    readonly name: string;
    readonly nesting?: 'single' | 'map';
    readonly attributes?: BindingShape;
  };
}

/** What is written to `cdk.tf.json`. Keys of maps are the user's and stay; so does what only Terraform can evaluate. */
export function bindingAttributes(config: object, shape: BindingShape): Record<string, unknown> {
  const given = config as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(shape).flatMap(([property, { name, nesting, attributes }]): [string, unknown][] => {
      const value = given[property];
      if (value === undefined) return [];
      if (attributes === undefined || !isPlainObject(value)) return [[name, value]];
      if (nesting === 'single') return [[name, bindingAttributes(value, attributes)]];
      const items = Object.entries(value as Readonly<Record<string, unknown>>).map(([key, item]) => [
        key,
        isPlainObject(item) ? bindingAttributes(item, attributes) : item,
      ]);
      return [[name, Object.fromEntries(items)]];
    }),
  );
}

function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !Token.isUnresolved(value);
}
