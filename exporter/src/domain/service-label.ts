/** The service that one of these labels names: `service: checkout` or `service/checkout`; '' where none does. */
export function serviceOf(labels: readonly string[]): string {
  return labels.flatMap((label) => /^service\s*[:/]\s*(.+)$/i.exec(label)?.[1]?.trim() ?? [])[0] ?? '';
}
