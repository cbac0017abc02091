import { useState, type FormEvent } from 'react';
import { useNavigate, useParams } from 'react-router';
import { describeError, isNotFound } from '@/api/problem';
import { LibraryLayout } from '@/features/library/LibraryLayout';
import { useAppDispatch } from '@/lib/dispatch';
import { Button, LinkButton } from '@/ui/Button';
import { Loading, RowsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState, Notice } from '@/ui/States';
import { toasted } from '@/ui/toastSlice';
import { explain } from './explain';
import { inputClass } from './inputs';
import {
  useChangeMyPlaylistMutation,
  useCreateMyPlaylistMutation,
  useMyPlaylistQuery,
} from './playlistsApi';
import { RuleGroup } from './RuleGroup';
import { RulesPreview } from './RulesPreview';
import { newRule, rulesProblem, ruleSorts, templates, type Template } from './rules';
import type { Playlist, Rules } from './types';

const noRules: Rules = { match: { all: [newRule()] }, sort: null, limit: null };

/** The builder of smart playlists: a new one from a template, or the rules of one that is there. */
export default function SmartPage() {
  const { id } = useParams();
  return (
    <LibraryLayout title={id ? 'Rules' : 'New smart playlist'}>
      {id ? <Existing id={id} /> : <NewOne />}
    </LibraryLayout>
  );
}

function Existing({ id }: { id: string }) {
  const { currentData, error, refetch } = useMyPlaylistQuery(id);
  if (isNotFound(error) || (currentData && !currentData.rules)) {
    return (
      <EmptyState
        title="There are no rules here"
        action={<LinkButton to="/library/playlists">Your playlists</LinkButton>}
      >
        This playlist is not here, or it is filled by hand.
      </EmptyState>
    );
  }
  if (error && !currentData) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!currentData?.rules) {
    return (
      <>
        <Loading what="the rules" />
        <RowsSkeleton count={4} />
      </>
    );
  }
  return <Builder playlist={currentData} name={currentData.name} rules={currentData.rules} />;
}

function NewOne() {
  const [chosen, setChosen] = useState<Template | 'own' | null>(null);
  if (chosen === 'own') return <Builder playlist={null} name="" rules={noRules} />;
  if (chosen) return <Builder playlist={null} name={chosen.name} rules={chosen.rules} />;
  return (
    <>
      <p className="mb-5 text-ink-2">
        A smart playlist fills itself from your library, and changes as you listen and rate. Start
        from one of these, and change what you like:
      </p>
      <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {[...templates, null].map((template) => (
          <li key={template?.name ?? ''} className="flex">
            <button
              type="button"
              onClick={() => setChosen(template ?? 'own')}
              className="flex w-full flex-col rounded-xl border border-line bg-surface p-4 text-left hover:border-ink hover:bg-sunken"
            >
              <span className="block font-bold">{template?.name ?? 'My own rules'}</span>
              <span className="mt-1 block text-sm text-ink-2">
                {template?.about ?? 'Begin with one empty rule.'}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function Builder({
  playlist,
  name: firstName,
  rules: firstRules,
}: {
  playlist: Playlist | null;
  name: string;
  rules: Rules;
}) {
  const [name, setName] = useState(firstName);
  const [rules, setRules] = useState(firstRules);
  const [tried, setTried] = useState(false);
  const { save, isLoading, error } = useSave(playlist);
  const missing = rulesProblem(rules) ?? (name.trim() ? null : 'Give the playlist a name.');

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (!missing) void save(name.trim(), rules);
  }
  return (
    <div className="grid grid-cols-1 gap-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)] lg:gap-12">
      <form noValidate onSubmit={submit} className="flex min-w-0 flex-col gap-6">
        <label className="flex flex-col gap-1.5 text-sm font-semibold">
          Name
          <input
            value={name}
            maxLength={200}
            required
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
            className={inputClass}
          />
        </label>
        <RuleGroup
          group={rules.match}
          label="Rules"
          onChange={(match) => setRules({ ...rules, match })}
        />
        <Order rules={rules} onChange={setRules} />
        {tried && missing && <Notice tone="bad">Not saved yet. {missing}</Notice>}
        {error && <Notice tone="bad">Not saved. {explain(error) ?? describeError(error)}</Notice>}
        <div className="flex flex-wrap gap-3">
          <Button type="submit" look="primary" busy={isLoading}>
            {playlist ? 'Save the rules' : 'Create playlist'}
          </Button>
          <LinkButton to={playlist ? `/library/playlists/${playlist.id}` : '/library/playlists'}>
            Cancel
          </LinkButton>
        </div>
      </form>
      <RulesPreview rules={rules} />
    </div>
  );
}

function useSave(playlist: Playlist | null) {
  const navigate = useNavigate();
  const dispatch = useAppDispatch();
  const [create, creating] = useCreateMyPlaylistMutation();
  const [change, changing] = useChangeMyPlaylistMutation();
  async function save(name: string, rules: Rules) {
    const answer = playlist
      ? await change({
          id: playlist.id,
          version: playlist.version,
          changes: { name, rules },
        })
      : await create({ name, kind: 'smart', rules });
    if (!answer.data) return;
    dispatch(toasted({ message: `“${answer.data.name}” is ${playlist ? 'saved' : 'ready'}.` }));
    void navigate(`/library/playlists/${answer.data.id}`, { replace: true });
  }
  return {
    save,
    isLoading: creating.isLoading || changing.isLoading,
    error: creating.error ?? changing.error,
  };
}

/** How many songs, and which come first. */
function Order({ rules, onChange }: { rules: Rules; onChange: (rules: Rules) => void }) {
  return (
    <fieldset className="flex flex-wrap items-end gap-4">
      <legend className="sr-only">Order and limit</legend>
      <label className="flex flex-col gap-1.5 text-sm font-semibold">
        Order
        <select
          value={rules.sort ?? ''}
          onChange={(event) => onChange({ ...rules, sort: event.target.value || null })}
          className={inputClass}
        >
          {ruleSorts.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      </label>
      <label className="flex flex-col gap-1.5 text-sm font-semibold">
        At most (empty: all)
        <input
          type="number"
          inputMode="numeric"
          min={1}
          max={10000}
          value={rules.limit ?? ''}
          onChange={({ target }) =>
            onChange({ ...rules, limit: target.value ? target.valueAsNumber : null })
          }
          className={`${inputClass} w-26`}
        />
      </label>
    </fieldset>
  );
}
