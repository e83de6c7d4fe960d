/** What the app and the simulation worker say to each other. */
import type { ProjectDocument } from '#shared/document/schema';
import type { FluidResult } from '#shared/fluid/series';
import type { SimulationResult } from '#shared/simulation/result';
import type { Progress } from '#shared/simulation/shard';
import type { SimulationOptions } from '#shared/simulation/simulate';

export type SimulationRequest =
  | {
      readonly do: 'run' | 'estimate' | 'preview';
      readonly run: number;
      readonly document: ProjectDocument;
      readonly options: SimulationOptions;
    }
  | { readonly do: 'cancel'; readonly run: number };

export type SimulationReply =
  | { readonly run: number; readonly progress: Progress }
  /** Events that all replications of the run will take together. */
  | { readonly run: number; readonly estimate: number }
  /** The course of the means, without a run. */
  | { readonly run: number; readonly preview: FluidResult }
  | { readonly run: number; readonly result: SimulationResult; readonly tookMs: number }
  /** It could not be simulated: a sentence for a person. */
  | { readonly run: number; readonly trouble: string };
