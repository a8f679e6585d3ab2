import { feeOn, type Lang, type ServiceDefinition } from '@hukumat/contract';
import type { Agency } from '../directory/index.ts';
import { serviceIri } from './graph.ts';

/** Where a channel that is no form is found. */
const placeOf = (channel: 'centre' | 'office', agency: string): string => (channel === 'centre' ? '/centres' : `/${agency}/contacts`);

/** One service in the words of schema.org, in the language of the page it stands in. Texts are those of the page; nothing is added. */
export function governmentService(
  { definition, agency }: { definition: ServiceDefinition; agency: Agency },
  { origin, lang, today }: { origin: string; lang: Lang; today: string },
): Record<string, unknown> {
  const said = (text: { tg: string; ru?: string | undefined; en?: string | undefined }) => text[lang] ?? text.tg;
  const page = `${origin}/${lang}/services/${definition.id}`;
  const offers = definition.fees.flatMap((fee) => {
    const { showWhen: _condition, ...always } = fee;
    const sum = feeOn(always, today);
    return sum && 'diram' in sum
      ? [
          {
            '@type': 'Offer',
            price: (sum.diram / 100).toFixed(2),
            priceCurrency: 'TJS',
            ...(fee.label ? { description: said(fee.label) } : {}),
          },
        ]
      : [];
  });
  const free = definition.fees.length === 0 ? [{ '@type': 'Offer', price: '0.00', priceCurrency: 'TJS' }] : [];
  return {
    '@context': 'https://schema.org',
    '@type': 'GovernmentService',
    '@id': serviceIri(origin, definition.id),
    name: said(definition.title),
    description: said(definition.summary),
    url: page,
    inLanguage: lang,
    provider: {
      '@type': 'GovernmentOrganization',
      name: said(agency.names),
      url: `${origin}/${lang}/${agency.id}/`,
    },
    areaServed: { '@type': 'Country', name: 'TJ' },
    audience: { '@type': 'Audience', audienceType: said(definition.who) },
    serviceOutput: {
      '@type': definition.output?.kind === 'permit' ? 'GovernmentPermit' : 'Thing',
      name: said(definition.output?.title ?? definition.result),
    },
    availableChannel: definition.channels.map((channel) =>
      channel === 'online'
        ? {
            '@type': 'ServiceChannel',
            serviceUrl: `${origin}/${lang}/${agency.id}/${definition.id}/apply`,
            availableLanguage: ['tg', 'ru', 'en'],
          }
        : {
            '@type': 'ServiceChannel',
            serviceUrl: `${origin}/${lang}${placeOf(channel, agency.id)}`,
            serviceLocation: { '@type': 'GovernmentOffice', name: said(agency.names) },
          },
    ),
    ...(offers.length + free.length > 0 ? { offers: [...offers, ...free] } : {}),
  };
}
