import { expect, test } from 'vitest';
import { familyCompositionCertificate } from '../services/family-composition-certificate.ts';
import { generationsOf } from './generations.ts';

const member = (relation: string, name = relation) => ({ relation, name });

test('everybody stands in their generation, the oldest first, whatever the order of the list', () => {
  const tree = generationsOf([
    member('child'),
    member('grandparent'),
    member('spouse'),
    member('mother'),
    member('grandchild'),
    member('other'),
  ]);
  expect(tree.map(({ generation, members }) => [generation, members.map(({ name }) => name)])).toEqual([
    ['grandparents', ['grandparent']],
    ['parents', ['mother']],
    ['own', ['spouse']],
    ['children', ['child']],
    ['grandchildren', ['grandchild']],
    ['relatives', ['other']],
  ]);
});

test('a person without a name yet is not drawn; the applicant’s own generation always is', () => {
  expect(generationsOf([member('child', ' ')])).toEqual([{ generation: 'own', members: [] }]);
});

test('every relation that the form offers has a place in the tree', () => {
  const group = familyCompositionCertificate.form.steps.flatMap(({ fields }) => fields).find(({ name }) => name === 'members');
  const relations = group?.fields?.find(({ name }) => name === 'relation')?.options?.map(({ value }) => value) ?? [];
  const drawn = generationsOf(relations.map((relation) => member(relation))).flatMap(({ members }) => members);
  expect(drawn).toHaveLength(relations.length);
  expect(relations).toHaveLength(8);
});
