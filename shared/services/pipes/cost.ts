/** What a pipe is charged for: each message or record that passes its filter, in steps of 64 KB; calls of API destinations. */
import type { Usage, UsageContext } from '#shared/model/cost';
import { KIB } from '#shared/model/unit';
import { chunks, type Factor, MONTH, product } from '#shared/model/usage';
import type { PipeConfig } from './config';
import { enrichmentsOf, isDestination, type Source, sourcesOf, type Stage, targetsOf } from './stages';

/** https://aws.amazon.com/eventbridge/pricing/ (2025-06-05) */
const UNIT = 64 * KIB;

export function usage(context: UsageContext<PipeConfig>): readonly Usage[] {
  const { resource } = context;
  const calls = [...enrichmentsOf(resource), ...targetsOf(resource)].filter(isDestination);
  return [
    ...sourcesOf(resource).map((source) => requests(source, context)),
    ...calls.map((stage) => destinationCalls(stage, context)),
  ];
}

/** A message of a queue each time that it is received. */
function requests(source: Source, context: UsageContext<PipeConfig>): Usage {
  const { flow, outcome } = context.flow(source);
  return product({ meter: 'eventbridge/pipes', connection: source.id }, [
    { name: 'polled', value: flow.rate * (1 - outcome.delayed), unit: 'records/s' },
    { name: 'share that passes the filter', value: source.config.filterShare, field: 'filterShare' },
    units(flow.size),
    MONTH,
  ]);
}

function destinationCalls(stage: Stage, context: UsageContext<PipeConfig>): Usage {
  const { flow } = context.flow(stage);
  return product({ meter: 'eventbridge/api_destinations', connection: stage.id }, [
    { name: 'calls', value: flow.rate, unit: 'calls/s' },
    units(flow.size),
    MONTH,
  ]);
}

const units = (size: number): Factor => ({ name: '64 KB units for each', value: chunks(size, UNIT) });
