/** A string or number that only its parser can produce. */
export type Brand<T, Name extends string> = T & { readonly __brand: Name };
