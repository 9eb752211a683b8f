/** Rows in an organisation's projects; a token needs the scope read:project to see them. */
import { iso, nodeId } from '../ids.ts';
import type { ProjectItem } from '../state-work.ts';
import { connection, type PageArguments } from './connection.ts';
import type { View, World } from './world.ts';

export function projectItemView(world: World, item: ProjectItem): View {
  const project = {
    __typename: 'ProjectV2',
    id: nodeId('ProjectV2', 0, item.projectNumber),
    number: item.projectNumber,
    title: item.project,
    url: `${world.html}/projects/${item.projectNumber}`,
    closed: false,
  };
  return {
    __typename: 'ProjectV2Item',
    id: nodeId('ProjectV2Item', 0, item.id),
    isArchived: false,
    project,
    fieldValueByName: ({ name }: { name: string }) => fieldView(item, name),
    fieldValues: (page: PageArguments) =>
      connection(page, {
        name: 'fieldValues',
        items: Object.keys(item.fields),
        key: (name) => [name],
        view: (name) => fieldView(item, name),
      }),
  };
}

function fieldView(item: ProjectItem, name: string): View | null {
  const value = item.fields[name];
  if (!value) return null;
  const id = nodeId('ProjectV2Item', item.id, name);
  const field = { id: nodeId('ProjectV2', item.projectNumber, name), name };
  const updatedAt = iso(item.updatedAt);
  return 'choice' in value
    ? {
        __typename: 'ProjectV2ItemFieldSingleSelectValue',
        id,
        name: value.choice,
        optionId: value.choice,
        updatedAt,
        field: { __typename: 'ProjectV2SingleSelectField', ...field },
      }
    : {
        __typename: 'ProjectV2ItemFieldTextValue',
        id,
        text: value.text,
        updatedAt,
        field: { __typename: 'ProjectV2Field', ...field },
      };
}
