/** First part of the path of a field of the saved configuration, as opposed to the running one: `saved.mode`. */
const PREFIX = 'saved.';

/** Path of a field of the saved configuration: what the next boot brings, whatever runs now. */
export function savedField(path: string): string {
  return `${PREFIX}${path}`;
}

/** True for the path of a field of the saved configuration. */
export function isSavedField(path: string): boolean {
  return path.startsWith(PREFIX);
}

/** Path of the running field whose saved counterpart a path is; any other path as it is. */
export function runningField(path: string): string {
  return isSavedField(path) ? path.slice(PREFIX.length) : path;
}

/** True when all that differs is what the next boot would bring; what runs is as desired. A difference without fields is none such. */
export function isOnlySaved(change: { readonly fields: readonly { readonly path: string }[] }): boolean {
  return change.fields.length > 0 && change.fields.every((field) => isSavedField(field.path));
}
