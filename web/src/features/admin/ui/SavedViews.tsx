import { useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { adminApi, type SavedView } from '@/api/generatedAdmin';
import { describeError } from '@/api/problem';
import { useAppDispatch } from '@/lib/dispatch';
import { cx } from '@/lib/cx';
import { Button, buttonClass } from '@/ui/Button';
import { CheckIcon, TrashIcon } from '@/ui/icons';
import { toasted } from '@/ui/toastSlice';
import { BookmarkIcon } from './icons';
import { Popover } from './Popover';
import { chooseColumns, shownColumns } from './savedColumns';
import { SaveViewDialog } from './SaveViewDialog';

const viewsApi = adminApi.enhanceEndpoints<'Views'>({
  addTagTypes: ['Views'],
  endpoints: {
    listViews: { providesTags: ['Views'] },
    createView: { invalidatesTags: ['Views'] },
    updateView: { invalidatesTags: ['Views'] },
    deleteView: { invalidatesTags: ['Views'] },
  },
});

/** The query of the address without what is no filter: two spellings of one view are one. */
const plain = (query: string) => {
  const params = new URLSearchParams(query);
  params.delete('cursor');
  params.sort();
  return params.toString();
};

/**
 * The views that somebody keeps of a list, and those that others share: filters, sort and columns
 * under a name, at the service. `list` is the name of the table, too.
 */
export function SavedViews({
  list,
  columns,
}: {
  list: string;
  columns: readonly { id: string; hidden?: boolean }[];
}) {
  const { search } = useLocation();
  const navigate = useNavigate();
  const dispatch = useAppDispatch();
  const { data: views = [] } = viewsApi.useListViewsQuery({ list });
  const [create, creating] = viewsApi.useCreateViewMutation();
  const [update] = viewsApi.useUpdateViewMutation();
  const [remove] = viewsApi.useDeleteViewMutation();
  const [naming, setNaming] = useState(false);
  const now = plain(search);
  const current = views.find(({ query }) => plain(query) === now);

  function open(view: SavedView) {
    chooseColumns(list, columns, view.columns);
    void navigate({ search: view.query ? `?${view.query}` : '' });
  }
  async function told(work: Promise<{ error?: unknown }>, message: string) {
    const { error } = await work;
    dispatch(toasted(error ? { tone: 'bad', message: describeError(error) } : { message }));
  }
  return (
    <>
      <Popover
        label="Saved views"
        className={buttonClass('quiet', 'medium')}
        trigger={
          <>
            <BookmarkIcon size={18} />
            <span className="max-w-40 truncate">{current?.name ?? 'Views'}</span>
          </>
        }
      >
        {(close) => (
          <div className="flex flex-col gap-2">
            {views.length === 0 ? (
              <p className="text-sm text-ink-2">
                Filter and sort the list, then keep it here under a name.
              </p>
            ) : (
              <ul aria-label="Views" className="-mx-2 max-h-80 overflow-y-auto">
                {views.map((view) => (
                  <li key={view.id} className="flex items-center">
                    <button
                      type="button"
                      aria-current={view === current || undefined}
                      onClick={() => {
                        open(view);
                        close();
                      }}
                      className={cx(
                        'flex min-h-11 min-w-0 flex-1 items-center gap-2 rounded-lg px-2 text-left text-sm hover:bg-sunken focus-visible:-outline-offset-2',
                        view === current && 'font-semibold text-accent',
                      )}
                    >
                      <span className="min-w-0 flex-1">
                        <span className="block truncate">{view.name}</span>
                        {(view.shared || !view.mine) && (
                          <span className="block truncate text-xs font-normal text-ink-2">
                            {view.mine ? 'Shared with all' : `By ${view.owner_name}`}
                          </span>
                        )}
                      </span>
                      {view === current && <CheckIcon size={18} />}
                    </button>
                    {view.mine && (
                      <button
                        type="button"
                        aria-label={`Remove the view ${view.name}`}
                        onClick={() =>
                          void told(remove({ id: view.id }), `“${view.name}” is removed.`)
                        }
                        className="grid size-10 shrink-0 place-items-center rounded-full text-ink-3 hover:bg-sunken hover:text-bad"
                      >
                        <TrashIcon size={17} />
                      </button>
                    )}
                  </li>
                ))}
              </ul>
            )}
            <div className="flex flex-col gap-1 border-t border-line pt-2">
              <Button
                look="secondary"
                onClick={() => {
                  close();
                  setNaming(true);
                }}
              >
                Keep this view
              </Button>
              {current?.mine && (
                <Button
                  look="quiet"
                  onClick={() => {
                    close();
                    const { list, name, query, shared } = current;
                    const draft = {
                      list,
                      name,
                      query,
                      shared,
                      columns: shownColumns(list, columns),
                    };
                    void told(
                      update({ id: current.id, savedViewDraft: draft }),
                      `“${name}” has these columns now.`,
                    );
                  }}
                >
                  Keep its columns as they are
                </Button>
              )}
            </div>
          </div>
        )}
      </Popover>
      {naming && (
        <SaveViewDialog
          busy={creating.isLoading}
          error={creating.error}
          onClose={() => {
            creating.reset();
            setNaming(false);
          }}
          onSave={async (name, shared) => {
            const query = now;
            const draft = { list, name, query, shared, columns: shownColumns(list, columns) };
            const { data } = await create({ savedViewDraft: draft });
            if (!data) return;
            setNaming(false);
            dispatch(toasted({ message: `“${name}” is kept.` }));
          }}
        />
      )}
    </>
  );
}
