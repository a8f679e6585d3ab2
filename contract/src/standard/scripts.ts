import type { AnyNode } from 'acorn';
import { libraryOf } from '../governed.ts';
import type { Manifest } from '../manifest.ts';
import type { Files } from './closed-set.ts';
import { error, type Finding, warning } from './finding.ts';
import { isRelative, nodesOf, readScripts, resolveImport, type Script, textOf } from './module-graph.ts';

const named = (node: AnyNode, name: string): boolean => node.type === 'Identifier' && node.name === name;
function checkCode(script: Script, manifest: Manifest): Finding[] {
  const findings: Finding[] = [];
  for (const node of nodesOf(script.program)) {
    if (node.type === 'NewExpression' || node.type === 'CallExpression') {
      if (named(node.callee, 'Function') || (node.type === 'CallExpression' && named(node.callee, 'eval'))) {
        findings.push(
          error('code-from-text', script.path, 'It makes code from text', "Remove eval and new Function: the portal's policy blocks them."),
        );
      }
    }
    if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression') {
      const { object, property } = node.callee;
      const registry = named(object, 'customElements') || (object.type === 'MemberExpression' && named(object.property, 'customElements'));
      const name = textOf(node.arguments[0]);
      if (registry && named(property, 'define') && name !== undefined) {
        const place = script.path;
        if (!name.startsWith(`${manifest.agency}-`)) {
          findings.push(error('element-foreign', place, `It defines <${name}>`, `Begin the name with ${manifest.agency}-`));
        } else if (!manifest.elements?.includes(name)) {
          findings.push(error('element-undeclared', place, `It defines <${name}>`, 'List it under elements in src/agency.ts.'));
        }
      }
    }
  }
  return findings;
}

function checkImports(script: Script, manifest: Manifest, files: Files): Finding[] {
  const findings: Finding[] = [];
  for (const specifier of [...script.imports, ...script.dynamic]) {
    if (specifier === undefined) {
      findings.push(
        warning('import-computed', script.path, 'It imports an address it computes', 'Name the file: what is not listed is blocked.'),
      );
    } else if (isRelative(specifier)) {
      const target = resolveImport(script.path, specifier);
      if (!files.has(target)) {
        findings.push(
          error('import-unlisted', script.path, `It imports ${target}, which is not in the release`, 'Build again and upload everything.'),
        );
      }
    } else {
      const library = libraryOf(specifier);
      if (!library) {
        const advice = 'Bundle it: only the names in GOVERNED_NAMES stay bare.';
        findings.push(error('import-foreign', script.path, `It imports ${specifier}, which the portal does not offer`, advice));
      } else if (manifest.shared?.[library] === undefined) {
        findings.push(error('import-undeclared', script.path, `It imports ${specifier}`, `Declare ${library} under shared.`));
      }
    }
  }
  return findings;
}

function checkEntry(manifest: Manifest, scripts: ReadonlyMap<string, Script>): Finding[] {
  const { entry } = manifest;
  if (!entry) return [];
  const script = scripts.get(entry.path);
  if (!script) return [];
  const wanted = entry.format === 'federation' ? ['get', 'init'] : [entry.export ?? 'default'];
  return wanted
    .filter((name) => !script.exports.has(name))
    .map((name) =>
      error('entry-export', entry.path, `The entry exports no ${name}`, 'Export the section: export default reactSection({ … })'),
    );
}

/** Everything that can be said of the scripts without running them. */
export function checkScripts(manifest: Manifest, files: Files): { findings: Finding[]; scripts: ReadonlyMap<string, Script> } {
  const { scripts, faults } = readScripts(files);
  const findings = faults.map(({ path, fault }) =>
    error('script-unreadable', path, fault, 'Build again; upload the files the build wrote.'),
  );
  if (manifest.entry && !/\.m?js$/.test(manifest.entry.path)) {
    findings.push(error('script-unreadable', manifest.entry.path, 'The entry is not a script', 'An entry ends in .js'));
  }
  for (const script of scripts.values()) {
    findings.push(...checkImports(script, manifest, files), ...checkCode(script, manifest));
  }
  for (const [path, bytes] of files) {
    if (!/\.(m?js|html|json)$/.test(path)) continue;
    if (/\btype\\?["'`]?\s*[=:]\s*\\?["'`]?password\b/.test(new TextDecoder().decode(bytes))) {
      findings.push(
        error('password-field', path, 'It asks for a password', 'Sign-in is the portal’s alone; a plugin never asks for a secret.'),
      );
    }
  }
  return { findings: [...findings, ...checkEntry(manifest, scripts)], scripts };
}
