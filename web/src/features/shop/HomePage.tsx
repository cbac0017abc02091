export default function HomePage() {
  return <h1 className="page py-10 text-4xl font-bold">Home</h1>;
}
