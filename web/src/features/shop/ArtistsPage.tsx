export default function ArtistsPage() {
  return <h1 className="page py-10 text-4xl font-bold">Artists</h1>;
}
