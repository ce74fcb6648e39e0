/** The same keys as the Chinese texts, any words: a missing or extra key in another language does not compile. */
export type TextsLike<T> = { [K in keyof T]: T[K] extends string ? string : TextsLike<T[K]> };
