export default function AlbumsPage() {
  return <h1 className="page py-10 text-4xl font-bold">Albums</h1>;
}
