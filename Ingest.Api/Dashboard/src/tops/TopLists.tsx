import { ofAccount, withQuery } from '../api/api';
import type { Change } from '../address/useView';
import { withFilter, type View } from '../address/view';
import type { Parameter } from '../time/range';
import { MetadataTop } from './MetadataTop';
import { TopList } from './TopList';

interface Props {
  account: string;
  view: View;
  change: Change;
  /** Time and filters. */
  selection: Parameter[];
  /** Keys that events were seen to have. */
  metadataKeys: string[];
  everyMs: number;
  revision: number;
}

const lists = [
  ['types', 'Types', 'type'],
  ['users', 'Users', 'user_id'],
  ['paths', 'Paths', 'path'],
] as const;

/** Types, users, paths, and the values of a metadata key. */
export function TopLists({ account, view, change, selection, metadataKeys, everyMs, revision }: Props) {
  const pathOf = (dimension: string): string => withQuery(ofAccount(account, `top/${encodeURIComponent(dimension)}`), ...selection, ['limit', '10']);
  return (
    <>
      {lists.map(([dimension, title, filter]) => (
        <TopList
          key={dimension}
          title={title}
          what={`top ${dimension}`}
          path={pathOf(dimension)}
          everyMs={everyMs}
          revision={revision}
          onChoose={(value) => change(withFilter(view, { name: filter, value }))}
        />
      ))}
      <MetadataTop view={view} change={change} keys={metadataKeys} pathOf={(key) => pathOf(`metadata.${key}`)} />
    </>
  );
}
