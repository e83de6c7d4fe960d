/** Whether the groups of a drawing become stacks of the exported app. Apart, so that asking costs no exporter. */

/** `joined`: groups whose stacks would each have to be deployed before the other share one. */
export const STACK_CHOICES = ['one', 'groups', 'joined'] as const;
export type StackChoice = (typeof STACK_CHOICES)[number];
