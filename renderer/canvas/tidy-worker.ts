import type { Position } from '#shared/model/edit';
import { layered, type TidyRequest } from './layered';

export type { TidyRequest };

export interface TidyReply {
  readonly places: readonly (readonly [id: string, place: Position])[];
}

self.onmessage = ({ data }: MessageEvent<TidyRequest>): void => {
  const reply: TidyReply = { places: layered(data) };
  self.postMessage(reply);
};
