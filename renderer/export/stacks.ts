/** Whether the groups of the open design become stacks, where the person said so; else it is as in the folder. */
import { create } from 'zustand';
import type { StackChoice } from '#shared/cdk/stack-choice';
import { useProject } from '../project/store';

export const useStacks = create<{ readonly chosen: StackChoice | undefined }>(() => ({ chosen: undefined }));

useProject.subscribe((state, before) => {
  if (state.opened !== before.opened || !state.history) useStacks.setState({ chosen: undefined });
});

export const chosenStacks = (): StackChoice | undefined => useStacks.getState().chosen;
