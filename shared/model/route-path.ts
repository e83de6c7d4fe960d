/** Paths of an API's routes, whoever declares or calls them. */

/** With one slash before it and none behind: /orders of `orders/`. */
export const routePath = (path: string): string => `/${path.trim().replace(/^\/+|\/+$/g, '')}`;

/** Parameters of a path, in order: `user` and `key` of /users/{user}/{key+}. */
export const parametersOf = (path: string): readonly string[] =>
  [...path.matchAll(/\{([^{}+]+)\+?\}/g)].map(([, name = '']) => name);
