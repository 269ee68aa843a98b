/**
 * The shape of a catalog: the same keys and the same arguments, whatever the words. A second language is an object of
 * type `Messages`; a missing or misspelt key there does not compile.
 */
export type Shape<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : { readonly [K in keyof T]: Shape<T[K]> };
