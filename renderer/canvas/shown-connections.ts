/** Connections as they are drawn: those of a collapsed group end at its card. */
import type { ProjectDocument } from '#shared/document/schema';
import type { ConnectionRecord } from '#shared/model/edit';
import { hiddenIn } from '#shared/picture/frames';
import type { LineLook } from '#shared/picture/all-routes';
import { fullConfig, kindOf } from '../project/catalogue';

export interface ShownConnection {
  readonly record: ConnectionRecord;
  /** Ids of what its ends are drawn at. */
  readonly source: string;
  readonly target: string;
}

export function shownConnections(document: ProjectDocument): readonly ShownConnection[] {
  const hidden = hiddenIn(document);
  return document.connections.flatMap((record) => {
    const source = hidden.get(record.from) ?? record.from;
    const target = hidden.get(record.to) ?? record.to;
    return source === target && hidden.has(record.from) ? [] : [{ record, source, target }];
  });
}

export const isOutcome = ({ kind }: ConnectionRecord): boolean => (kindOf(kind)?.role ?? 'work') !== 'work';

export function lookOf(record: ConnectionRecord): LineLook {
  const kind = kindOf(record.kind);
  return { isOutcome: isOutcome(record), badge: kind?.badge(fullConfig(kind, record.config)) ?? '' };
}
