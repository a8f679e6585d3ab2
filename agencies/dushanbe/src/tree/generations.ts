/** One member of the family, as far as it is written down yet. */
export interface Member {
  relation: string;
  name: string;
  birthDate?: string;
}

/** Generations of a family from the oldest on; whoever applies stands among their own. */
export const GENERATIONS = ['grandparents', 'parents', 'own', 'children', 'grandchildren', 'relatives'] as const;
export type Generation = (typeof GENERATIONS)[number];

const PLACE: Readonly<Record<string, Generation>> = {
  grandparent: 'grandparents',
  father: 'parents',
  mother: 'parents',
  spouse: 'own',
  sibling: 'own',
  child: 'children',
  grandchild: 'grandchildren',
};

/** The generations that hold anybody, each in the order in which its people were written down. */
export function generationsOf(members: readonly Member[]): { generation: Generation; members: Member[] }[] {
  return GENERATIONS.map((generation) => ({
    generation,
    members: members.filter(({ relation, name }) => name.trim() !== '' && (PLACE[relation] ?? 'relatives') === generation),
  })).filter(({ generation, members: held }) => held.length > 0 || generation === 'own');
}
