import { create } from 'zustand';

export type DialogId = 'palette' | 'shortcuts' | 'about' | 'compare' | 'quotas' | 'learn';

/** The dialog that is open, if any. */
export const useDialog = create<{ readonly open: DialogId | undefined }>(() => ({ open: undefined }));

export const openDialog = (open: DialogId): void => useDialog.setState({ open });
export const closeDialog = (): void => useDialog.setState({ open: undefined });
