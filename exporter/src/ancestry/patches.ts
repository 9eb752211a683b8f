import type { Deployment } from './first-deployment.ts';
import type { Finding } from './finding.ts';
import { versionNumbers } from './version.ts';

/**
 * A deployment that the same service follows with a higher patch of the same major.minor, 0 < distance ≤ `within`
 * milliseconds; the earliest such one is its fix. A guess, so it is off unless the configuration asks for it.
 */
export function findPatches(deployments: readonly Deployment[], within: number): Finding[] {
  const series = new Map<string, { index: number; patch: number; at: number }[]>();
  for (const [index, { service, version, finishedAt }] of deployments.entries()) {
    const [major, minor, patch] = versionNumbers(version);
    if (major === undefined || minor === undefined || patch === undefined) continue;
    const key = `${String(major)}.${String(minor)} ${service}`;
    const members = series.get(key) ?? [];
    members.push({ index, patch, at: finishedAt });
    series.set(key, members);
  }
  const findings: Finding[] = [];
  for (const members of series.values()) {
    for (const [place, earlier] of members.entries()) {
      for (let next = place + 1; next < members.length; next++) {
        const later = members[next];
        if (later === undefined || later.at - earlier.at > within) break;
        if (later.at === earlier.at || later.patch <= earlier.patch) continue;
        findings.push({ evidence: 'patch', failed: earlier.index, fix: later.index });
        break;
      }
    }
  }
  return findings;
}
