/** Two designs side by side: what is compared, and what is looked at in both. */
import { create } from 'zustand';
import type { ProjectDocument } from '#shared/document/schema';
import type { Comparison } from '#shared/evaluation/compare';

/** A design that is compared: as it was when the comparison began. */
export interface Side {
  /** `Order pipeline`, `Order pipeline as saved`, `orders.spillway`. */
  readonly title: string;
  readonly document: ProjectDocument;
}

export interface Compared {
  readonly before: Side;
  readonly after: Side;
  readonly loadFactor: number;
  /** Undefined while the figures are worked out. */
  readonly comparison: Comparison | undefined;
}

interface ComparisonState {
  readonly shown: Compared | undefined;
  /** Id of the resource or connection that is looked at in both drawings. */
  readonly looked: string | undefined;
}

export const useComparison = create<ComparisonState>(() => ({ shown: undefined, looked: undefined }));

export const endComparison = (): void => useComparison.setState({ shown: undefined, looked: undefined });
export const lookAt = (looked: string | undefined): void => useComparison.setState({ looked });
