export default function ArtistPage() {
  return <h1 className="page py-10 text-4xl font-bold">Artist</h1>;
}
