import { describe, expect, it } from 'vitest';
import { applyEdit } from '#shared/document/edit';
import type { ProjectDocument } from '#shared/document/schema';
import { writeDocument } from '#shared/document/write';
import { loadPrices } from '#shared/cost/regions';
import { evaluate } from '#shared/evaluation/evaluate';
import type { ProjectEdit } from '#shared/model/edit';
import { framesOf, groupAt } from '#shared/picture/frames';
import { groupFigures } from '../../../renderer/canvas/group-figures';
import { nudge } from '../../../renderer/canvas/move';
import { edgesOf, nodesOf } from '../../../renderer/canvas/nodes';
import { dragOf } from '../../../renderer/canvas/useCanvasNodes';
import { services } from '../../../renderer/project/catalogue';
import { groupingOf, ungroupingOf } from '../../../renderer/project/grouping';
import { NOTHING_SELECTED } from '../../../renderer/project/selection';
import { aClient, aDocument, aFunction, anApi, aQueue, joined } from '../../support/builders';

const prices = await loadPrices('us-east-1');
const applied = (document: ProjectDocument, edit: ProjectEdit | undefined): ProjectDocument =>
  edit ? applyEdit(document, edit, services).document : document;

const drawn: ProjectDocument = {
  ...aDocument(
    aClient('entry', { rate: 50 }),
    anApi('api'),
    aFunction('worker'),
    aQueue('dead'),
    joined('client/http-request', 'entry', 'api'),
    joined('api-gateway/lambda-proxy', 'api', 'worker'),
  ),
  layout: { entry: { x: 0, y: 0 }, api: { x: 320, y: 0 }, worker: { x: 640, y: 0 }, dead: { x: 640, y: 320 } },
};
const grouped = applied(drawn, groupingOf(drawn, { resources: ['api', 'worker'], groups: [] })?.edit);
const [group] = grouped.groups;
if (!group) throw new Error('nothing was grouped');

describe('a group', () => {
  it('holds what was selected, in a frame around its cards', () => {
    expect(group).toEqual({ id: 'group:group', name: 'Group', members: ['api', 'worker'] });
    expect(framesOf(grouped).get(group.id)).toEqual({ x: 296, y: -56, width: 584, height: 160, isCollapsed: false });
  });

  it('is dissolved again without a trace', () => {
    const after = applied(grouped, ungroupingOf(grouped, { resources: [], groups: [group.id] }));
    expect(writeDocument(after, services)).toBe(writeDocument(drawn, services));
  });

  it('that takes the last member of another leaves none empty behind', () => {
    const again = groupingOf(grouped, { resources: ['api', 'worker', 'dead'], groups: [] });
    expect(applied(grouped, again?.edit).groups.map(({ members }) => members)).toEqual([['api', 'dead', 'worker']]);
  });

  it('takes its members along, and a frame goes with its members', () => {
    const moved = dragOf(grouped, new Map([[group.id, { x: 296, y: 104 }]]));
    expect(applied(grouped, moved).layout).toMatchObject({ api: { x: 320, y: 160 }, worker: { x: 640, y: 160 } });
    const sized = applied(grouped, {
      do: 'move',
      positions: { [group.id]: { x: 240, y: -80, width: 720, height: 240 } },
    });
    const nudged = applied(sized, { do: 'move', positions: nudge(sized, ['api', 'worker'], { x: 8, y: 0 }) });
    expect(nudged.layout[group.id]).toEqual({ x: 248, y: -80, width: 720, height: 240 });
    expect(nudged.groups).toBe(sized.groups);
  });

  it('is joined by a card that is dropped in its frame, and left by one that is dropped outside', () => {
    const joinedIt = applied(grouped, dragOf(grouped, new Map([['dead', { x: 480, y: 16 }]])));
    expect(joinedIt.groups[0]?.members).toEqual(['api', 'dead', 'worker']);
    const left = applied(grouped, dragOf(grouped, new Map([['worker', { x: 640, y: 400 }]])));
    expect(left.groups[0]?.members).toEqual(['api']);
    expect(groupAt(left, { x: 640, y: 400 })).toBeUndefined();
  });

  it('that is collapsed is one card, at which the lines of its members end', () => {
    const folded = applied(grouped, {
      do: 'move',
      positions: { [group.id]: { x: 296, y: -56, width: 584, height: 160, collapsed: true } },
    });
    expect(nodesOf(folded, NOTHING_SELECTED, []).map(({ id }) => id)).toEqual([group.id, 'dead', 'entry']);
    const [line, ...others] = edgesOf(folded, NOTHING_SELECTED, []);
    expect(line).toMatchObject({ id: 'entry--api', source: 'entry', target: group.id });
    expect(others).toEqual([]);
    expect(groupAt(folded, { x: 320, y: 0 })).toBeUndefined();
  });

  it('adds up what crosses its frame and what its members cost, and names the fullest', () => {
    const evaluation = evaluate(grouped, services, prices);
    const { resources } = evaluation;
    const figures = groupFigures(group, grouped.connections, evaluation);
    expect(figures.inPerSecond).toBeCloseTo(50, 6);
    expect(figures.outPerSecond).toBe(0);
    expect(figures.usdPerMonth).toBeCloseTo(
      (resources['api']?.usdPerMonth ?? 0) + (resources['worker']?.usdPerMonth ?? 0),
      6,
    );
    const utilisations = ['api', 'worker'].map((id) => resources[id]?.utilisation ?? 0);
    expect(figures.tightest?.utilisation).toBe(Math.max(...utilisations));
    // An entry has nothing before it: what it offers comes into its group.
    expect(groupFigures({ members: ['entry'] }, grouped.connections, evaluation)).toMatchObject({
      inPerSecond: 50,
      outPerSecond: 50,
    });
  });
});
