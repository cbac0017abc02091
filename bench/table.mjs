// Prints a report of chinook-bench as Markdown.
const report = JSON.parse(await new Response(process.stdin).text());
const round = (n, digits = 0) => (n == null ? '–' : n.toLocaleString('en', { maximumFractionDigits: digits }));
console.log(`${report.machine.cores} cores, ${report.machine.os} ${report.machine.arch}, ${report.connections} connections\n`);
console.log('| what | bytes | requests/s | p50 ms | p99 ms | limit requests/s | limit p99 ms | ratio |');
console.log('|---|---|---|---|---|---|---|---|');
for (const c of report.cases) {
  const cells = [c.name, round(c.bytes), round(c.requests_per_second), round(c.p50_us / 1000, 2), round(c.p99_us / 1000, 2),
    round(c.limit_requests_per_second), round(c.limit_p99_us / 1000, 2), round(c.ratio, 2)];
  console.log(`| ${cells.join(' | ')} |`);
}
console.log(`\nStart to first answer ${round(report.start_to_first_answer_ms)} ms; first start, with the import, ` +
  `${round(report.first_start_with_import_ms)} ms; import ${round(report.import_rows_per_second)} rows/s.`);
console.log(`Memory ${round(report.idle_memory_mb, 1)} MB idle, ${round(report.memory_under_load_mb, 1)} MB under load.`);
