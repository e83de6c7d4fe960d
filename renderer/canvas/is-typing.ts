/** Whether keys go into a text: then they are no shortcuts. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input:not([type=range]):not([type=checkbox]), textarea, select'))
  );
}
