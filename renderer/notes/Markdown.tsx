import { Fragment, useMemo } from 'react';
import { type Block, blocksOf, type Inline } from './markdown';
import './markdown.css';

/** A note as it reads. Made of elements: nothing in a note is ever taken for HTML. */
export function Markdown({ text }: { readonly text: string }) {
  const blocks = useMemo(() => blocksOf(text), [text]);
  return (
    <div className="markdown">
      {blocks.map((block, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- blocks have no identity but their place
        <BlockView key={index} block={block} />
      ))}
    </div>
  );
}

function BlockView({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case 'heading':
      return (
        <p
          className={`markdown__heading markdown__heading--${block.level}`}
          role="heading"
          aria-level={block.level + 3}
        >
          <Inlines parts={block.inner} />
        </p>
      );
    case 'paragraph':
      return (
        <p>
          {block.lines.map((line, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- lines have no identity but their place
            <Fragment key={index}>
              {index > 0 && <br />}
              <Inlines parts={line} />
            </Fragment>
          ))}
        </p>
      );
    case 'list': {
      const List = block.isOrdered ? 'ol' : 'ul';
      return (
        <List>
          {block.items.map((item, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- items have no identity but their place
            <li key={index}>
              <Inlines parts={item} />
            </li>
          ))}
        </List>
      );
    }
    case 'code':
      return <pre>{block.text}</pre>;
    default:
      return block satisfies never;
  }
}

const Inlines = ({ parts }: { readonly parts: readonly Inline[] }) =>
  // oxlint-disable-next-line react/no-array-index-key -- parts have no identity but their place
  parts.map((part, index) => <InlineView key={index} part={part} />);

function InlineView({ part }: { readonly part: Inline }) {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'code':
      return <code>{part.text}</code>;
    case 'bold':
      return (
        <strong>
          <Inlines parts={part.inner} />
        </strong>
      );
    case 'italic':
      return (
        <em>
          <Inlines parts={part.inner} />
        </em>
      );
    case 'link':
      return (
        <a className="nodrag" href={part.to} target="_blank" rel="noreferrer" title={part.to}>
          <Inlines parts={part.inner} />
        </a>
      );
    default:
      return part satisfies never;
  }
}
