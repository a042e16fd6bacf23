import { rcIndices, rcValue } from '../rc-file';

/** Lines that set the elements `PREFIX_NAME[index]` of one record; what is null is not written. */
export function rcRecordLines(
  prefix: string,
  index: number,
  values: Readonly<Record<string, string | number | null>>,
): readonly string[] {
  return Object.entries(values).flatMap(([name, value]) =>
    value === null ? [] : [`${prefix}${name}[${String(index)}]=${String(value)}`],
  );
}

/** Records of a file by the variable that names them: a look-up of the other elements for each index. */
export function rcRecords(
  text: string,
  prefix: string,
  naming: string,
): readonly { readonly name: string; readonly value: (variable: string) => string | null }[] {
  return rcIndices(text, `${prefix}${naming}`).flatMap((index) => {
    const value = (variable: string): string | null =>
      rcValue(text, `${prefix}${variable}[${String(index)}]`)?.trim() || null;
    const name = value(naming);
    return name === null ? [] : [{ name, value }];
  });
}
