import { STACK_CHOICES, type StackChoice } from '#shared/cdk/stack-choice';
import type { ProjectDocument } from '#shared/document/schema';
import { SelectField } from '../design/SelectField';
import type { Generated } from './messages';
import { useStacks } from './stacks';

const TITLES: Readonly<Record<StackChoice, string>> = {
  one: 'One for the whole design',
  groups: 'One for each group',
  joined: 'Groups, joined in circles',
};

interface StacksFieldProps {
  readonly generated: Generated;
  readonly document: ProjectDocument;
}

/** Which stacks the app has. Nothing to choose where nothing is grouped. */
export function StacksField({ generated: { stacks }, document }: StacksFieldProps) {
  if (document.groups.length === 0 && stacks === 'one') return null;
  return (
    <div className="code__stacks">
      <span aria-hidden="true">Stacks</span>
      <SelectField
        label="Stacks of the app"
        value={stacks}
        options={STACK_CHOICES.map((id) => ({ id, title: TITLES[id] }))}
        onChange={(value) => useStacks.setState({ chosen: STACK_CHOICES.find((choice) => choice === value) })}
      />
    </div>
  );
}
