export function teamBenchmarks(..._args: unknown[]) {
  return { items: [], nearest: [] };
}
