/** The table: median and 95th percentile of each row's samples. */

export function percentile(samples, share) {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

function format(value, unit) {
  const digits = unit === 'ms' && value < 100 ? 1 : unit === '×' ? 2 : 0;
  return `${value.toFixed(digits)} ${unit}`;
}

function cells({ name, unit, samples = [], value, aim = '' }) {
  if (value !== undefined) return [name, format(value, unit), '', '1', aim];
  const shown = [percentile(samples, 0.5), percentile(samples, 0.95)].map(number => format(number, unit));
  return [name, ...shown, String(samples.length), aim];
}

export function printTable(rows) {
  const lines = [['', 'median', 'p95', 'runs', 'aim'], ...rows.map(cells)];
  const widths = lines[0].map((_, column) => Math.max(...lines.map(line => line[column].length)));
  const text = lines.map(line =>
    line
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column])))
      .join('  '),
  );
  console.log(text.join('\n'));
}
