export default function AlbumPage() {
  return <h1 className="page py-10 text-4xl font-bold">Album</h1>;
}
