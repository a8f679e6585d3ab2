import { type Manifest, manifestSchema } from '../manifest.ts';
import { CONTRACT_VERSION } from '../names.ts';
import { error, type Finding, pointer } from './finding.ts';

/** Parses the manifest strictly. Each fault names its path and the rule it breaks. */
export function checkSchema(manifest: unknown): { manifest?: Manifest; findings: Finding[] } {
  const result = manifestSchema.safeParse(manifest);
  if (result.success) return { manifest: result.data, findings: checkContract(result.data) };
  const findings = result.error.issues.map((issue) => {
    const keys = issue.code === 'unrecognized_keys' ? ` (${issue.keys.join(', ')})` : '';
    const tajik = issue.path.at(-1) === 'tg' ? 'Every text needs its Tajik form first.' : 'See the contract for the shape expected here.';
    return error(`schema-${issue.code.replaceAll('_', '-')}`, pointer(...issue.path) || '/', `${issue.message}${keys}`, tajik);
  });
  return { findings };
}

function checkContract(manifest: Manifest): Finding[] {
  const [major = 0, minor = 0] = manifest.contract.min.split('.').map(Number);
  const [current = 0, newest = 0] = CONTRACT_VERSION.split('.').map(Number);
  const supported = (major === current && minor <= newest) || (current > 1 && major === current - 1);
  if (supported) return [];
  return [
    error(
      'contract-window',
      '/contract/min',
      `The portal runs contract ${CONTRACT_VERSION}${current > 1 ? ` and ${current - 1}.x` : ''}; this plugin asks for ${manifest.contract.min}`,
      'Build against a contract the portal runs.',
    ),
  ];
}
