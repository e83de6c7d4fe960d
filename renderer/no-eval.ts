/**
 * The page's policy forbids making code from text. Told so, zod does not try it: the refused attempt would make V8 parse
 * the whole script a second time, for the stack of an error that nobody reads. It is told before it is loaded, under
 * the name at which it keeps its settings, since schemas are made as the modules load.
 */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
