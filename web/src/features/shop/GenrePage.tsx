export default function GenrePage() {
  return <h1 className="page py-10 text-4xl font-bold">Genre</h1>;
}
