import { useRef, useState, type ReactNode } from 'react';
import { describeError, isNotFound } from '@/api/problem';
import { copyText } from '@/lib/clipboard';
import { formatDate, plural } from '@/lib/format';
import { Button, IconButton } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { TrashIcon } from '@/ui/icons';
import { Loading, Skeleton } from '@/ui/Skeleton';
import { Notice } from '@/ui/States';
import { inputClass } from './inputs';
import { useChangeMyPlaylistMutation, useMyPlaylistQuery } from './playlistsApi';
import { ProfileForm } from './ProfileForm';
import {
  useInviteMutation,
  useMembersQuery,
  useOwnProfileQuery,
  usePlaylistSharesQuery,
  useRemoveMemberMutation,
  useRevokeShareMutation,
  useSharePlaylistMutation,
} from './sharingApi';
import type { Playlist, Share } from './types';

/** Three ways to share: a link for anybody who has it, one's profile, and people who add songs. */
export default function ShareDialog({
  playlist,
  onClose,
}: {
  playlist: Playlist;
  onClose: () => void;
}) {
  return (
    <Dialog open onClose={onClose} title={`Share “${playlist.name}”`}>
      <div className="flex flex-col gap-8">
        <Links id={playlist.id} />
        <OnProfile playlist={playlist} />
        {playlist.kind === 'manual' && <Together id={playlist.id} />}
      </div>
    </Dialog>
  );
}

function Part({ title, about, children }: { title: string; about: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-3">
      <div>
        <h3 className="text-lg font-bold">{title}</h3>
        <p className="text-sm text-ink-2">{about}</p>
      </div>
      {children}
    </section>
  );
}

const lifetimes = [
  ['', 'Until I end it'],
  ['1', 'For a day'],
  ['7', 'For a week'],
  ['30', 'For a month'],
] as const;
const dayMs = 86_400_000;

function Links({ id }: { id: string }) {
  const { data, error } = usePlaylistSharesQuery(id);
  const [create, creating] = useSharePlaylistMutation();
  const [revoke, revoking] = useRevokeShareMutation();
  const [days, setDays] = useState('');
  const failed = error ?? creating.error ?? revoking.error;

  function make() {
    const expires_at = days ? new Date(Date.now() + Number(days) * dayMs).toISOString() : null;
    void create({ id, expires_at });
  }
  return (
    <Part
      title="By link"
      about="Whoever has the link sees the songs and hears what the shop may play. Your name is not shown."
    >
      {data?.items.map((share) => (
        <ShareLine
          key={share.id}
          share={share}
          onRevoke={() => void revoke({ id, share: share.id })}
        />
      ))}
      {!data && !error && (
        <>
          <Loading what="links" />
          <Skeleton className="h-10 w-full" />
        </>
      )}
      <div className="flex flex-wrap items-end gap-3">
        <label className="flex flex-col gap-1.5 text-sm font-semibold">
          It works
          <select
            value={days}
            onChange={(event) => setDays(event.target.value)}
            className={inputClass}
          >
            {lifetimes.map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <Button look="primary" busy={creating.isLoading} onClick={make}>
          Make a link
        </Button>
      </div>
      {failed && <Notice tone="bad">That did not work. {describeError(failed)}</Notice>}
    </Part>
  );
}

function ShareLine({ share, onRevoke }: { share: Share; onRevoke: () => void }) {
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-center gap-2">
        <CopyLink url={share.url} label="Link" />
        <IconButton label="End this link" size="small" onClick={onRevoke}>
          <TrashIcon size={18} />
        </IconButton>
      </div>
      <p className="text-xs text-ink-2">
        {plural(share.visits, 'visit')} · made {formatDate(share.created_at)} ·{' '}
        {share.expires_at
          ? `works until ${formatDate(share.expires_at)}`
          : 'works until you end it'}
      </p>
    </div>
  );
}

/** A link to be copied; where the clipboard is refused it is selected, ready for the keys. */
export function CopyLink({ url, label }: { url: string; label: string }) {
  const input = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState('');
  const whole = new URL(url, window.location.origin).href;
  async function copy() {
    if (await copyText(whole)) return setSaid('Copied');
    input.current?.select();
    setSaid('Selected: press Ctrl C');
  }
  return (
    <>
      <input
        ref={input}
        readOnly
        aria-label={label}
        value={whole}
        onFocus={(event) => event.target.select()}
        className={`${inputClass} min-w-0 flex-1`}
      />
      <Button onClick={() => void copy()}>
        <span role="status">{said || 'Copy'}</span>
      </Button>
    </>
  );
}

function OnProfile({ playlist }: { playlist: Playlist }) {
  const profile = useOwnProfileQuery();
  const current = useMyPlaylistQuery(playlist.id).currentData ?? playlist;
  const [change, { error, isLoading }] = useChangeMyPlaylistMutation();
  const isPublic = current.visibility === 'public';
  const needsProfile = isNotFound(profile.error);
  const set = (on: boolean) =>
    change({
      id: current.id,
      version: current.version,
      changes: { visibility: on ? 'public' : 'private' },
    });
  return (
    <Part
      title="On your profile"
      about="Everybody can find it on your public page, under the name you choose there."
    >
      {needsProfile ? (
        <ProfileForm onSaved={() => void set(true)} />
      ) : (
        <label className="flex items-center gap-3">
          <input
            type="checkbox"
            checked={isPublic}
            disabled={isLoading || !profile.data}
            onChange={(event) => void set(event.target.checked)}
            className="size-5 shrink-0 accent-accent"
          />
          Show this playlist on my profile
        </label>
      )}
      {profile.data && (
        <div className="flex items-center gap-2">
          <CopyLink url={`/u/${profile.data.handle}`} label="Your profile’s address" />
        </div>
      )}
      {error && <Notice tone="bad">Not changed. {describeError(error)}</Notice>}
    </Part>
  );
}

function Together({ id }: { id: string }) {
  const { data } = useMembersQuery(id);
  const [invite, { data: invitation, error, isLoading }] = useInviteMutation();
  const [remove, removing] = useRemoveMemberMutation();
  const failed = error ?? removing.error;
  return (
    <Part
      title="Together"
      about="People you invite can add, move and remove songs. They need an account here."
    >
      {data && data.items.length > 0 && (
        <ul aria-label="Members" className="flex flex-col">
          {data.items.map((member) => (
            <li key={member.id} className="flex min-h-10 items-center gap-3 text-sm">
              <span className="mr-auto min-w-0 truncate font-semibold">{member.name}</span>
              <span className="text-xs text-ink-2">since {formatDate(member.joined_at)}</span>
              <IconButton
                label={`Remove ${member.name}`}
                size="small"
                onClick={() => void remove({ id, member: member.id })}
              >
                <TrashIcon size={18} />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      {invitation && (
        <div className="flex flex-col gap-1">
          <div className="flex items-center gap-2">
            <CopyLink url={invitation.url} label="Invitation" />
          </div>
          <p className="text-xs text-ink-2">
            For one person, until {formatDate(invitation.expires_at)}. It is shown only now.
          </p>
        </div>
      )}
      <Button busy={isLoading} onClick={() => void invite(id)} className="self-start">
        {invitation ? 'Invite another person' : 'Invite somebody'}
      </Button>
      {failed && <Notice tone="bad">That did not work. {describeError(failed)}</Notice>}
    </Part>
  );
}
