import { isNested, type Attribute, type Attributes } from '../../src/provider/protocol/attribute-type';
import { isObjectValue, UNKNOWN, type ObjectValue, type Value } from '../../src/provider/protocol/value';

// What Terraform holds a provider to, written down apart from the provider: broken rules are what it reports as
// "Provider produced invalid plan", "inconsistent final plan" and "inconsistent result after apply".

/** Rules of a plan: what is configured is planned as it is, what is not and is not computed is null. */
export function planProblems(config: ObjectValue, planned: ObjectValue, attributes: Attributes): readonly string[] {
  return Object.entries(attributes).flatMap(([name, attribute]) =>
    valueProblems(name, config[name] ?? null, planned[name] ?? null, attribute),
  );
}

function valueProblems(
  path: string,
  config: Value,
  planned: Value,
  { mode, type, isWriteOnly }: Attribute,
): readonly string[] {
  if (isWriteOnly === true) return planned === null ? [] : [`${path}: a write-only value is planned`];
  if (mode === 'computed') return config === null ? [] : [`${path}: cannot be configured`];
  if (config === null || config === UNKNOWN || !isNested(type)) return differences(path, config, planned);
  if (!isObjectValue(config) || !isObjectValue(planned)) return [`${path}: is no object`];
  if (type.nesting === 'single') return planProblems(config, planned, type.attributes).map((text) => `${path}.${text}`);
  const keys = new Set([...Object.keys(config), ...Object.keys(planned)]);
  return [...keys].flatMap((key) => {
    const own: Value | undefined = config[key];
    const made: Value | undefined = planned[key];
    if (own === undefined || made === undefined) return [`${path}[${key}]: is only in one of them`];
    if (!isObjectValue(own) || !isObjectValue(made)) return differences(`${path}[${key}]`, own, made);
    return planProblems(own, made, type.attributes).map((text) => `${path}[${key}].${text}`);
  });
}

/** Rules of what follows a plan (the plan made again at apply, and the result): what was known stays exactly so. */
export function refinementProblems(planned: Value, later: Value, path = ''): readonly string[] {
  if (planned === UNKNOWN) return [];
  if (isObjectValue(planned) && isObjectValue(later)) {
    const keys = new Set([...Object.keys(planned), ...Object.keys(later)]);
    return [...keys].flatMap((key) => {
      const one: Value | undefined = planned[key];
      const other: Value | undefined = later[key];
      if (one === undefined || other === undefined) return [`${path}.${key}: appeared or vanished`];
      return refinementProblems(one, other, `${path}.${key}`);
    });
  }
  if (Array.isArray(planned) && Array.isArray(later)) {
    if (planned.length !== later.length) return [`${path}: elements appeared or vanished`];
    return planned.flatMap((item: Value, index) =>
      refinementProblems(item, later[index] as Value, `${path}[${String(index)}]`),
    );
  }
  return differences(path, planned, later);
}

/** Every way in which two values differ; unknown is only equal to unknown. */
export function differences(path: string, one: Value, other: Value): readonly string[] {
  const text = (value: Value): string =>
    JSON.stringify(value, (_key, each: unknown) => (each === UNKNOWN ? '(unknown)' : each));
  const sorted = (value: Value): Value =>
    isObjectValue(value)
      ? Object.fromEntries(
          Object.keys(value)
            .sort()
            .map((key) => [key, sorted(value[key] ?? null)]),
        )
      : value;
  return text(sorted(one)) === text(sorted(other)) ? [] : [`${path}: ${text(one)} became ${text(other)}`];
}
