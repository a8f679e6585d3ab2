import { type Fee, feeOn, feesOfDay, type ServiceDefinition, type Text } from '@hukumat/contract';
import { formatDate, formatList, formatMoney } from '@hukumat/contract/locale';
import { facts, icon, notice, said } from '@hukumat/ui';
import type { MessageKey } from '../../messages/index.ts';
import { type Html, html, type Part } from '../render.ts';
import { type Context, legalName, sampleTag, untranslated } from './parts.ts';

export interface ServiceModel {
  definition: ServiceDefinition;
  agency: { id: string; names: Text };
  /** `yyyy-mm-dd`: fees are computed for this day. */
  today: string;
  /** False while values are unconfirmed and the portal is no demonstration. */
  startable: boolean;
}

/** One fee in words: the sum today, how it was counted, what it depends on. */
function feeLine(fee: Fee, today: string, context: Context): Html {
  const { t, lang } = context;
  const { showWhen, ...always } = fee;
  const sum = feeOn(always, today);
  const label = fee.label ? said(fee.label, lang) : t(`service.feeKind.${fee.kind}` as MessageKey);
  const rest = html`${showWhen ? html`<small class="hk-soft">${t('service.feeDepends')}</small>` : ''}${sampleTag(fee.sample, context)}`;
  // An agency's own words for a price that is not known yet say it all.
  if (sum === undefined || 'unpublished' in sum)
    return html`<li>${fee.label ? label : html`${label}: ${t('service.feeUnpublished')}`}${rest}</li>`;
  if ('open' in sum) return html`<li>${label}: ${t('service.feeByAnswers')}${rest}</li>`;
  const counted =
    sum.indicators === undefined || sum.value === undefined
      ? ''
      : html`<small class="hk-soft">${t('service.feeCounted', { n: sum.indicators, value: formatMoney(sum.value, lang) })}</small>`;
  return html`<li>${label}: ${formatMoney(sum.diram, lang)}${counted}${rest}</li>`;
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

const hooked = (hook: string, value: Part): Html => html`<span data-hk=${hook}>${value}</span>`;

function atAGlance({ definition, today }: ServiceModel, context: Context): Html {
  const { t, to, lang } = context;
  const { workflow } = definition;
  const elsewhere = definition.channels.filter((channel) => channel !== 'online').map((channel) => t(`service.channel.${channel}`));
  const time =
    workflow.kind === 'immediate' || workflow.workingDays === 0 ? t('service.timeNow') : t('service.timeDays', { n: workflow.workingDays });
  const rows = [
    { label: t('service.who'), value: hooked('service-audience', html`${said(definition.who, lang)}`) },
    {
      label: t('service.fee'),
      value: hooked(
        'service-cost',
        definition.fees.length === 0
          ? t('service.free')
          : html`<ul class="hk-plain">${feesOfDay(definition, today).map((fee) => feeLine(fee, today, context))}</ul>`,
      ),
    },
    { label: t('service.time'), value: html`${hooked('service-time', time)}${sampleTag(workflow.sample, context)}` },
    { label: t('service.result'), value: hooked('service-result', html`${said(definition.result, lang)}`) },
    {
      label: t('service.needed'),
      value: hooked(
        'service-needed',
        definition.evidence.length === 0
          ? t('service.neededNothing')
          : html`<a href="#papers">${t('service.neededPapers', { n: definition.evidence.length })}</a>`,
      ),
    },
    { label: t('service.signIn'), value: t(`service.signIn.${definition.needs}`) },
    ...(elsewhere.length > 0
      ? [
          {
            label: t('service.where'),
            value: html`${sentence(formatList(elsewhere, lang))}${definition.channels.includes('centre') ? html` <a href=${to('/centres')}>${t('frame.centres')}</a>` : ''}`,
          },
        ]
      : []),
  ];
  return html`<section aria-label=${t('service.facts')}>${facts(rows)}</section>`;
}

/** Whether there is a sum to pay before the body looks: one that is known, or follows from the answers. */
const isPaid = (definition: ServiceDefinition, today: string): boolean =>
  feesOfDay(definition, today).some(({ showWhen: _, ...fee }) => {
    const sum = feeOn(fee, today);
    return sum !== undefined && !('unpublished' in sum);
  });

function steps({ definition, today }: ServiceModel, context: Context): Html {
  const { t } = context;
  const { form, workflow, output } = definition;
  const all: [MessageKey, string][] = [
    ['service.stepFill', t('service.stepFillText', { n: form.steps.length })],
    ['service.stepCheck', t('service.stepCheckText')],
    ...(workflow.acceptance ? [['service.stepParty', t('service.stepPartyText')] satisfies [MessageKey, string]] : []),
    ...(isPaid(definition, today) ? [['service.stepPay', t('service.stepPayText')] satisfies [MessageKey, string]] : []),
    workflow.kind === 'immediate'
      ? ['service.stepRegistered', t('service.stepRegisteredText')]
      : ['service.stepDecide', t('service.stepDecideText')],
    ...(output ? [['service.stepGet', t('service.stepGetText')] satisfies [MessageKey, string]] : []),
  ];
  return html`<section class="hk-section" aria-labelledby="steps"><h2 id="steps" data-hk="service-how">${t('service.steps')}</h2><ol class="hk-steps">${all.map(
    ([title, text]) => html`<li><h3>${t(title)}</h3><p>${text}</p></li>`,
  )}</ol></section>`;
}

function papers({ definition }: ServiceModel, context: Context): Part {
  const { t, lang } = context;
  if (definition.evidence.length === 0) return '';
  return html`<section class="hk-section" aria-labelledby="papers"><h2 id="papers">${t('service.papers')}</h2><ul>${definition.evidence.map(
    (one) =>
      html`<li>${said(one.title, lang)} <small class="hk-soft">(${t(`service.paper.${one.source}`)}${one.showWhen ? html`, ${t('service.paperWhen')}` : ''})</small>${sampleTag(one.sample, context)}</li>`,
  )}</ul></section>`;
}

function law({ definition }: ServiceModel, context: Context): Html {
  const { t, lang } = context;
  return html`<section class="hk-section" aria-labelledby="law"><h2 id="law">${t('service.law')}</h2><ul data-hk="service-law">${definition.legalBasis.map(
    (act) =>
      html`<li>${said(act.title, lang)}${act.number ? html`, ${t('service.lawNumber', { number: act.number })}` : ''}${
        act.date ? html` ${t('service.lawDated', { date: formatDate(act.date, lang) })}` : ''
      }${sampleTag(act.sample, context)}</li>`,
  )}</ul></section>`;
}

/** A service: what it is, what it costs in money, days and papers, and one way to begin. */
export function servicePage(model: ServiceModel, context: Context): Html {
  const { definition, agency } = model;
  const { t, to, lang } = context;
  const start = definition.workflow.kind === 'immediate' && definition.fees.length === 0 ? t('service.startQuiet') : t('service.start');
  return html`<div class="hk-page hk-main"><div class="hk-reading"><h1 data-hk="service-title">${said(definition.title, lang)}</h1><p class="hk-lead">${said(definition.summary, lang)}</p>${untranslated(
    [definition.title, definition.summary, definition.who, definition.result],
    context,
  )}</div><div class="hk-aside hk-service">${model.startable ? html`<div class="hk-stay hk-start"><a class="hk-button hk-button-large" href=${to(`/${agency.id}/${definition.id}/apply`)} data-hk="service-start" data-native>${start}${icon('arrow-right')}</a>${definition.needs === 'none' ? '' : html`<small class="hk-soft">${t('service.signInFirst')}</small>`}</div>` : html`<div class="hk-start">${notice({ kind: 'warning', title: t('service.notYet'), text: t('problem.service-unconfirmed') })}</div>`}<div class="hk-service-facts">${atAGlance(model, context)}</div><div>${steps(model, context)}${papers(model, context)}${law(model, context)}<section class="hk-section" aria-labelledby="contact"><h2 id="contact">${t('service.contact')}</h2><p data-hk="service-contact"><a href=${to(`/${agency.id}/`)}>${legalName(agency.names, context)}</a></p><p><a href=${to(`/${agency.id}/contacts`)}>${t('service.contactLink')}</a></p></section><p class="hk-small hk-soft" data-hk="reviewed">${
    definition.checkedOn
      ? html`<time datetime=${definition.checkedOn}>${t('service.checked', { date: formatDate(definition.checkedOn, lang) })}</time>`
      : t('service.unchecked')
  }</p><p class="hk-small"><a href=${to(`/statistics/${definition.id}`)}>${t('statistics.title')}</a></p><p class="hk-small">${t('service.openData')} <a href=${`/api/v1/services/${definition.id}.ttl`} data-native>Turtle</a> · <a href=${`/api/v1/services/${definition.id}.jsonld`} data-native>JSON-LD</a></p><p class="hk-small" data-hk="feedback"><a href=${to(`/${agency.id}/appeals`)}>${t('service.feedback')}</a></p></div></div></div>`;
}
