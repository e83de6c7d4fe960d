import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Block, blocksOf, firstWords, type Inline, inlineOf } from '../../../renderer/notes/markdown';

const text = (value: string): Inline => ({ kind: 'text', text: value });

describe('a note', () => {
  it('has headings, paragraphs, lists and code', () => {
    const note = '# Why a queue\nPartners burst.\nWe do not.\n\n- one\n- two\n\n1. first\n2) then\n```\na * b\n```';
    expect(blocksOf(note)).toEqual([
      { kind: 'heading', level: 1, inner: [text('Why a queue')] },
      { kind: 'paragraph', lines: [[text('Partners burst.')], [text('We do not.')]] },
      { kind: 'list', isOrdered: false, items: [[text('one')], [text('two')]] },
      { kind: 'list', isOrdered: true, items: [[text('first')], [text('then')]] },
      { kind: 'code', text: 'a * b' },
    ]);
  });

  it('has bold, italic, code and links within a line', () => {
    expect(inlineOf('a **bold _and_** `**code**` [docs](https://docs.aws.amazon.com/)')).toEqual([
      text('a '),
      { kind: 'bold', inner: [text('bold '), { kind: 'italic', inner: [text('and')] }] },
      text(' '),
      { kind: 'code', text: '**code**' },
      text(' '),
      { kind: 'link', to: 'https://docs.aws.amazon.com/', inner: [text('docs')] },
    ]);
  });

  it.each([
    '<img src=x onerror=alert(1)>',
    '[run](javascript:alert(1))',
    '2 * 3 * 4',
    'snake_case_name',
    '**',
    '[a]()',
  ])('leaves %s as it was typed', (typed) => {
    expect(blocksOf(typed)).toEqual([{ kind: 'paragraph', lines: [[text(typed)]] }]);
  });

  it('loses no word of what was typed, whatever that was', () => {
    const words = (inline: Inline): string => ('text' in inline ? inline.text : inline.inner.map(words).join(''));
    const said = (block: Block): string => {
      if (block.kind === 'code') return block.text;
      if (block.kind === 'heading') return block.inner.map(words).join('');
      return (block.kind === 'list' ? block.items : block.lines).flat().map(words).join('');
    };
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', ' ', '*', '_', '`', '[', ']', '(', ')', '\n', '#', '-', '1', '.') }),
        (typed) => {
          const letters = (value: string): string => value.replace(/[^a]/g, '');
          // A fence swallows the rest of its own line, as in every Markdown.
          fc.pre(!typed.includes('```'));
          expect(letters(blocksOf(typed).map(said).join(''))).toBe(letters(typed));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is called by its first line', () => {
    expect(firstWords('\n## **Orders** wait\nmore')).toBe('Orders wait');
  });
});
