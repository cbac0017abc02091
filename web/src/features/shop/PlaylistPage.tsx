export default function PlaylistPage() {
  return <h1 className="page py-10 text-4xl font-bold">Playlist</h1>;
}
