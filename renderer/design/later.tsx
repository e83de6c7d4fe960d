import { type ComponentType, type ReactNode, useEffect, useState } from 'react';

/** A component whose code comes when it is first shown, or sooner where somebody calls for it. */
export type Later<Props> = ComponentType<Props> & { load(): Promise<void> };

/**
 * Shows `meanwhile` until the code is there; a failure to load it is the next boundary's matter. React's own lazy shows
 * what it waited for no sooner than 300 ms after the place holder, however soon it came.
 */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  meanwhile: ReactNode = <div className="empty">Loading…</div>,
): Later<Props> {
  let loading: Promise<ComponentType<Props>> | undefined;
  let loaded: ComponentType<Props> | undefined;
  const get = async (): Promise<ComponentType<Props>> => {
    loading ??= load();
    try {
      loaded = await loading;
      return loaded;
    } catch (error) {
      // The next time tries again.
      loading = undefined;
      throw error;
    }
  };
  function Part(props: Props) {
    const [Content, setContent] = useState(() => loaded);
    const [failure, setFailure] = useState<unknown>();
    useEffect(() => {
      if (Content) return;
      get().then(
        (content) => setContent(() => content),
        (error: unknown) => setFailure(error),
      );
    }, [Content]);
    if (failure !== undefined) throw failure;
    return Content ? <Content {...props} /> : meanwhile;
  }
  return Object.assign(Part, { load: async () => void (await get()) });
}
