/** What a form changes. */
export type Target = { readonly resource: string } | { readonly connection: string };
