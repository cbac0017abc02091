import { useState } from 'react';
import type { CatalogueAlbumDetail } from '@/api/generatedAdmin';
import { useAppDispatch } from '@/lib/dispatch';
import { Button } from '@/ui/Button';
import { Cover } from '@/ui/Cover';
import { api } from '@/api/base';
import { Panel } from '@/features/admin/ui/AdminPage';
import { UploadDrop } from '@/features/admin/ui/UploadDrop';
import { officeTag } from '@/features/admin/ui/useAdminList';
import { useDeskAction } from './desk';

const office = api.enhanceEndpoints({ addTagTypes: [officeTag] });

/** The album's picture: the one that was sent, else the one that is drawn. */
export function CoverPanel({ album }: { album: CatalogueAlbumDetail }) {
  const dispatch = useAppDispatch();
  const act = useDeskAction();
  const [open, setOpen] = useState(false);
  const url = `/api/v1/admin/albums/${album.id}/cover`;
  return (
    <Panel title="Cover">
      <div className="flex flex-col gap-3">
        {/* The version makes the browser ask again after another one was sent. */}
        <Cover
          src={`${album.cover_url}?v=${album.version}`}
          alt={`Cover of ${album.title}`}
          className="max-w-64"
        />
        <div className="flex flex-wrap gap-2">
          <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
            {album.has_cover ? 'Send another' : 'Send a picture'}
          </Button>
          {album.has_cover && (
            <Button
              size="small"
              look="quiet"
              onClick={() =>
                void act(
                  { url: `/albums/${album.id}/cover`, method: 'DELETE' },
                  'The drawn cover is back.',
                )
              }
            >
              Take it away
            </Button>
          )}
        </div>
        {open && (
          <UploadDrop
            label="Drop a picture here"
            hint="PNG, JPEG or WebP, 15 MB at most"
            accept="image/png,image/jpeg,image/webp"
            request={(file) => ({ url, method: 'PUT', body: file })}
            onSent={() => {
              dispatch(office.util.invalidateTags([officeTag]));
              setOpen(false);
            }}
          />
        )}
      </div>
    </Panel>
  );
}
