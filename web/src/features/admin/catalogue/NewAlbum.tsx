import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { CatalogueAlbumDetail, CatalogueArtist } from '@/api/generatedAdmin';
import { describeError } from '@/api/problem';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Notice } from '@/ui/States';
import { useDeskWrite } from './desk';
import { Picker, type Picked } from './Picker';

/** An artist, picked or added, and a title: the rest is on the album's own page. */
export default function NewAlbum({
  artist: given,
  onClose,
}: {
  artist?: Picked;
  onClose: () => void;
}) {
  const [artist, setArtist] = useState<Picked | null>(given ?? null);
  const [title, setTitle] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const write = useDeskWrite();
  const navigate = useNavigate();

  async function create(name: string): Promise<Picked> {
    const made = await write<CatalogueArtist>({ url: '/artists', body: { name } });
    return { id: made.id, name: made.name };
  }
  async function send() {
    if (!artist) return setFailure('Choose the artist first, or add one.');
    setBusy(true);
    setFailure(null);
    try {
      const body = { title, artist_id: artist.id };
      const album = await write<CatalogueAlbumDetail>({ url: '/albums', body });
      await navigate(`/admin/albums/${album.id}`);
    } catch (error) {
      setFailure(describeError(error));
      setBusy(false);
    }
  }
  return (
    <Dialog open onClose={onClose} title="New album">
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        {failure && <Notice tone="bad">{failure}</Notice>}
        <Picker
          label="Artist"
          hint="Search, or add a new one."
          url="/api/v1/admin/artists"
          value={artist}
          onPick={setArtist}
          create={create}
        />
        <label className="flex flex-col gap-1.5">
          <span className="text-sm font-semibold">Title</span>
          <input
            value={title}
            required
            maxLength={160}
            onChange={({ target }) => setTitle(target.value)}
            className="min-h-11 rounded-lg border border-line-strong bg-surface px-3 text-base"
          />
        </label>
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={busy}>
            Create draft
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
