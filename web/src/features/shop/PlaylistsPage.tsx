export default function PlaylistsPage() {
  return <h1 className="page py-10 text-4xl font-bold">Playlists</h1>;
}
