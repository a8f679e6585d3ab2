import { formatDate as b } from '@hukumat/contract/locale';
import {
  vModelText as _,
  createTextVNode as a,
  onMounted as c,
  renderList as d,
  Fragment as e,
  shallowRef as f,
  vModelRadio as g,
  vModelCheckbox as h,
  createElementVNode as i,
  openBlock as l,
  unref as m,
  createCommentVNode as n,
  defineComponent as o,
  toDisplayString as p,
  createElementBlock as r,
  h as s,
  createApp as t,
  ref as u,
  withDirectives as v,
  withModifiers as y,
} from 'vue';
var x = Symbol(`hukumat`);
function S(e) {
  return {
    start(n) {
      const r = new Map();
      return {
        mount(i) {
          const a = e[i.export];
          if (!a) throw Error(`This section draws no "${i.export}"`);
          const o = f(i),
            c = t({ render: () => s(a, { host: n, view: o.value }) });
          c.provide(x, { host: n, view: o });
          let l,
            u = !1;
          c.config.errorHandler = (e) => {
            u ? n.report(e, { export: i.export, fatal: !0 }) : (l ??= { error: e });
          };
          const d = i.root.ownerDocument.createElement(`div`);
          if ((i.root.append(d), r.set(i.root, { app: c, view: o, container: d }), c.mount(d), (u = !0), l)) throw l.error;
        },
        update(e) {
          const t = r.get(e.root);
          t && (t.view.value = e);
        },
        unmount(e) {
          const t = r.get(e.root);
          t?.app.unmount(), t?.container.remove(), r.delete(e.root);
        },
      };
    },
  };
}
var C = {
    id: `vehicle-power-of-attorney`,
    version: 1,
    title: {
      tg: `Ваколатномаи электронӣ барои идоракунии воситаи нақлиёт`,
      ru: `Электронная доверенность на право управления транспортным средством`,
      en: `Power of attorney to drive a vehicle`,
    },
    summary: {
      tg: `Ба шахси дигар ҳуқуқи рондани мошини худро диҳед. Нотариус аризаи Шуморо месанҷад ва тасдиқ мекунад.`,
      ru: `Дайте другому человеку право водить вашу машину. Заявление проверит и заверит нотариус.`,
      en: `Let another person drive your vehicle. A notary checks and confirms your request.`,
    },
    category: `transport`,
    lifeEvents: [`buying-a-car`, `going-abroad`],
    audience: [`person`],
    needs: `high`,
    who: {
      tg: `Соҳиби воситаи нақлиёт, ки ба синни 18 расидааст.`,
      ru: `Владелец транспортного средства старше 18 лет.`,
      en: `The owner of the vehicle, aged 18 or over.`,
    },
    result: {
      tg: `Қарори нотариус дар бораи тасдиқи ваколатнома.`,
      ru: `Решение нотариуса о заверении доверенности.`,
      en: `The notary’s decision on confirming the power of attorney.`,
    },
    channels: [`online`, `office`],
    legalBasis: [
      {
        title: {
          tg: `Қонуни Ҷумҳурии Тоҷикистон «Дар бораи нотариати давлатӣ»`,
          ru: `Закон Республики Таджикистан «О государственном нотариате»`,
          en: `Law of the Republic of Tajikistan on the state notariate`,
        },
        number: `810`,
        date: `2012-04-16`,
      },
      {
        title: {
          tg: `Қонуни Ҷумҳурии Тоҷикистон «Дар бораи боҷи давлатӣ»`,
          ru: `Закон Республики Таджикистан «О государственной пошлине»`,
          en: `Law of the Republic of Tajikistan on state duty`,
        },
        number: `19`,
        date: `2004-02-28`,
      },
    ],
    fees: [
      {
        kind: `duty`,
        indicators: 2,
        payer: `applicant`,
        when: `before-issue`,
        showWhen: { field: `powers`, is: `use` },
        label: { tg: `Танҳо барои истифода`, ru: `Только право пользования`, en: `For use only` },
        sample: !0,
      },
      {
        kind: `duty`,
        indicators: 15,
        payer: `applicant`,
        when: `before-issue`,
        showWhen: { field: `powers`, is: `disposal` },
        label: { tg: `Бо ҳуқуқи ихтиёрдорӣ`, ru: `С правом распоряжения`, en: `With the right of disposal` },
        sample: !0,
      },
    ],
    evidence: [
      {
        name: `registration-certificate`,
        title: {
          tg: `Шаҳодатномаи бақайдгирии воситаи нақлиёт`,
          ru: `Свидетельство о регистрации транспортного средства`,
          en: `Vehicle registration certificate`,
        },
        source: `paper`,
      },
    ],
    form: {
      schema: {
        type: `object`,
        required: [
          `principalSurname`,
          `principalGivenName`,
          `principalBirthDate`,
          `principalPassport`,
          `agentSurname`,
          `agentGivenName`,
          `agentPassport`,
          `agentLicence`,
          `plate`,
          `vin`,
          `make`,
          `year`,
          `registrationCertificate`,
          `powers`,
          `termYears`,
          `substitution`,
        ],
        properties: {
          principalSurname: { type: `string`, format: `person-name`, maxLength: 80 },
          principalGivenName: { type: `string`, format: `person-name`, maxLength: 80 },
          principalPatronymic: { type: `string`, format: `person-name`, maxLength: 80 },
          principalBirthDate: { type: `string`, format: `date` },
          principalPassport: { type: `string`, format: `tj-passport` },
          agentSurname: { type: `string`, format: `person-name`, maxLength: 80 },
          agentGivenName: { type: `string`, format: `person-name`, maxLength: 80 },
          agentPatronymic: { type: `string`, format: `person-name`, maxLength: 80 },
          agentPassport: { type: `string`, format: `tj-passport` },
          agentLicence: { type: `string`, format: `document-number`, maxLength: 40 },
          plate: { type: `string`, format: `plate` },
          vin: { type: `string`, format: `vin` },
          make: { type: `string`, minLength: 2, maxLength: 80 },
          year: { type: `integer`, minimum: 1950, maximum: 2100 },
          registrationCertificate: { type: `string`, format: `document-number`, maxLength: 40 },
          powers: { type: `string`, enum: [`use`, `disposal`] },
          termYears: { type: `integer`, minimum: 1, maximum: 3 },
          substitution: { type: `string`, enum: [`no`, `yes`] },
        },
      },
      steps: [
        {
          name: `principal`,
          title: { tg: `Соҳиби мошин`, ru: `Владелец машины`, en: `The owner` },
          fields: [
            {
              name: `principalSurname`,
              kind: `name`,
              label: { tg: `Насаб`, ru: `Фамилия`, en: `Surname` },
              prefill: `surname`,
              autocomplete: `family-name`,
            },
            {
              name: `principalGivenName`,
              kind: `name`,
              label: { tg: `Ном`, ru: `Имя`, en: `Given name` },
              prefill: `givenName`,
              autocomplete: `given-name`,
            },
            {
              name: `principalPatronymic`,
              kind: `name`,
              label: { tg: `Номи падар`, ru: `Отчество`, en: `Patronymic` },
              hint: { tg: `Агар бошад`, ru: `Если есть`, en: `If there is one` },
              prefill: `patronymic`,
            },
            {
              name: `principalBirthDate`,
              kind: `date`,
              label: { tg: `Санаи таваллуд`, ru: `Дата рождения`, en: `Date of birth` },
              prefill: `birthDate`,
            },
            {
              name: `principalPassport`,
              kind: `identity`,
              label: {
                tg: `Силсила ва рақами шиноснома ё корти шаҳрвандӣ`,
                ru: `Серия и номер паспорта или удостоверения личности`,
                en: `Series and number of the passport or identity card`,
              },
              prefill: `passport`,
              width: `medium`,
            },
          ],
        },
        {
          name: `agent`,
          title: { tg: `Кӣ меронад?`, ru: `Кто будет водить?`, en: `Who will drive?` },
          fields: [
            {
              name: `agentSurname`,
              kind: `name`,
              label: { tg: `Насаби ваколатдор`, ru: `Фамилия доверенного лица`, en: `Agent's surname` },
            },
            {
              name: `agentGivenName`,
              kind: `name`,
              label: { tg: `Номи ваколатдор`, ru: `Имя доверенного лица`, en: `Agent's given name` },
            },
            {
              name: `agentPatronymic`,
              kind: `name`,
              label: { tg: `Номи падари ваколатдор`, ru: `Отчество доверенного лица`, en: `Agent's patronymic` },
              hint: { tg: `Агар бошад`, ru: `Если есть`, en: `If there is one` },
            },
            {
              name: `agentPassport`,
              kind: `identity`,
              label: { tg: `Шиносномаи ваколатдор`, ru: `Паспорт доверенного лица`, en: `Agent's passport` },
              hint: { tg: `Масалан: A00000001`, ru: `Например: A00000001`, en: `For example: A00000001` },
              width: `medium`,
            },
            {
              name: `agentLicence`,
              kind: `text`,
              label: { tg: `Рақами шаҳодатномаи ронандагӣ`, ru: `Номер водительского удостоверения`, en: `Driving licence number` },
              width: `medium`,
            },
          ],
        },
        {
          name: `vehicle`,
          title: { tg: `Воситаи нақлиёт`, ru: `Транспортное средство`, en: `The vehicle` },
          fields: [
            {
              name: `plate`,
              kind: `text`,
              label: { tg: `Рақами қайди давлатӣ`, ru: `Государственный номер`, en: `Plate number` },
              hint: { tg: `Масалан: 0000 AA 01`, ru: `Например: 0000 AA 01`, en: `For example: 0000 AA 01` },
              width: `medium`,
            },
            {
              name: `vin`,
              kind: `text`,
              label: { tg: `Рақами VIN`, ru: `VIN-номер`, en: `VIN` },
              hint: { tg: `17 аломат`, ru: `17 знаков`, en: `17 characters` },
              width: `medium`,
            },
            { name: `make`, kind: `text`, label: { tg: `Тамға ва навъ`, ru: `Марка и модель`, en: `Make and model` }, width: `medium` },
            { name: `year`, kind: `number`, label: { tg: `Соли истеҳсол`, ru: `Год выпуска`, en: `Year of manufacture` }, width: `short` },
            {
              name: `registrationCertificate`,
              kind: `text`,
              label: {
                tg: `Рақами шаҳодатномаи бақайдгирӣ`,
                ru: `Номер свидетельства о регистрации`,
                en: `Registration certificate number`,
              },
              width: `medium`,
            },
          ],
        },
        {
          name: `powers`,
          title: { tg: `Ваколатҳо ва муҳлат`, ru: `Полномочия и срок`, en: `Powers and term` },
          fields: [
            {
              name: `powers`,
              kind: `radio`,
              label: { tg: `Чӣ ҳуқуқ медиҳед?`, ru: `Какие права вы даёте?`, en: `Which powers do you give?` },
              options: [
                { value: `use`, label: { tg: `Танҳо истифода`, ru: `Только пользование`, en: `Use only` } },
                {
                  value: `disposal`,
                  label: { tg: `Истифода ва ихтиёрдорӣ`, ru: `Пользование и распоряжение`, en: `Use and disposal` },
                  hint: { tg: `аз ҷумла фурӯш`, ru: `в том числе продажа`, en: `including sale` },
                },
              ],
            },
            {
              name: `termYears`,
              kind: `number`,
              label: { tg: `Муҳлат`, ru: `Срок`, en: `Term` },
              unit: { tg: `сол`, ru: `г.`, en: `years` },
              hint: { tg: `Аз 1 то 3 сол`, ru: `От 1 до 3 лет`, en: `From 1 to 3 years` },
              width: `short`,
            },
            {
              name: `substitution`,
              kind: `radio`,
              label: {
                tg: `Ваколатдор метавонад ҳуқуқро ба дигаре диҳад?`,
                ru: `Может ли доверенное лицо передать право другому?`,
                en: `May the agent pass the power on?`,
              },
              options: [
                { value: `no`, label: { tg: `Не`, ru: `Нет`, en: `No` } },
                { value: `yes`, label: { tg: `Ҳа`, ru: `Да`, en: `Yes` } },
              ],
              showWhen: { field: `powers`, is: `use` },
            },
          ],
        },
      ],
      assertions: [
        {
          code: `principal-age`,
          field: `principalBirthDate`,
          rule: { field: `principalBirthDate`, ageAtLeast: 18 },
          message: {
            tg: `Ваколатномаро шахсе медиҳад, ки ба синни 18 расидааст.`,
            ru: `Доверенность выдаёт человек старше 18 лет.`,
            en: `The owner must be at least 18.`,
          },
        },
      ],
      declaration: {
        tg: `Тасдиқ мекунам, ки маълумот дуруст аст ва мошин дар баҳс ё гарав нест.`,
        ru: `Подтверждаю, что сведения верны и машина не в споре и не в залоге.`,
        en: `I confirm that the information is correct and the vehicle is neither disputed nor pledged.`,
      },
    },
    workflow: {
      kind: `review`,
      role: `officer`,
      workingDays: 1,
      sendBackDays: 30,
      refusals: [
        {
          code: `not-owner`,
          label: {
            tg: `Ариздиҳанда соҳиби воситаи нақлиёт нест`,
            ru: `Заявитель не владелец транспортного средства`,
            en: `The applicant does not own the vehicle`,
          },
        },
        {
          code: `vehicle-data-wrong`,
          label: {
            tg: `Маълумоти воситаи нақлиёт нодуруст аст`,
            ru: `Данные транспортного средства неверны`,
            en: `The vehicle data are wrong`,
          },
        },
      ],
      sample: !0,
    },
    searchWords: [`доверенность`, `ваколатнома`, `мошин`, `машина`, `power of attorney`, `нотариус`, `vakolatnoma`],
    checkedOn: `2026-11-23`,
  },
  w = new Set([`stale-version`, `forbidden`, `not-found`, `offline`, `already-claimed`, `not-allowed`]);
function T(e) {
  const t = u(``);
  return {
    message: t,
    async run(n) {
      t.value = ``;
      try {
        return (await n(), !0);
      } catch (n) {
        if (e.signal.aborted) return !1;
        const r = typeof n == `object` && n && `code` in n ? String(n.code) : ``;
        return ((t.value = w.has(r) ? e.text(`problem.${r}`) : e.text(`problem.unknown`, { incident: e.report(n) })), !1);
      }
    },
  };
}
var E = { key: 0, class: `hk-notice hk-notice--warning` },
  D = { key: 1 },
  O = { key: 0, class: `hk-notice hk-notice--error`, role: `alert` },
  k = { key: 1, 'aria-live': `polite` },
  A = { class: `hk-summary` },
  j = { key: 0, class: `hk-card` },
  M = [`disabled`],
  N = { key: 0, class: `hk-error`, role: `alert` },
  P = [`value`],
  F = { key: 1 },
  I = [`value`],
  L = { key: 2 },
  R = [`value`],
  z = { key: 3, class: `hk-field` },
  B = { class: `hk-label` },
  V = [`disabled`],
  H = o({
    __name: `case`,
    props: { host: {}, view: {} },
    setup(t) {
      const o = t,
        s = o.host.text,
        f = o.host.applications?.officer,
        b = u(),
        x = u(!1),
        S = u(),
        w = u(``),
        H = u(``),
        U = u([]),
        W = u(``),
        { message: G, run: K } = T(o.host),
        q = C.workflow.refusals ?? [],
        J = o.view.params.id ?? ``;
      c(() =>
        K(async () => {
          f && (b.value = await f.open(J));
        }),
      );
      async function Y(e) {
        const t = b.value;
        t &&
          f &&
          !x.value &&
          ((x.value = !0),
          (await K(async () => {
            (b.value = await e(t)), o.host.notify({ kind: `success`, text: s(`case.done`) });
          })) || (b.value = await f.open(J).catch(() => t)),
          (x.value = !1));
      }
      async function X() {
        if (!f) return;
        W.value = ``;
        const e = H.value.trim();
        S.value === `approve`
          ? await Y((t) => f.decide(t.id, t.version, { approve: !0, ...(e ? { note: e } : {}) }))
          : S.value === `reject` && w.value
            ? await Y((t) => f.decide(t.id, t.version, { approve: !1, reason: w.value, ...(e ? { note: e } : {}) }))
            : S.value === `send-back` && U.value.length > 0 && e
              ? await Y((t) => f.sendBack(t.id, t.version, { fields: U.value, message: e }))
              : (W.value = s(
                  S.value === `reject`
                    ? `decision.chooseReason`
                    : S.value === `send-back`
                      ? U.value.length === 0
                        ? `decision.chooseFields`
                        : `decision.writeMessage`
                      : `decision.choose`,
                ));
      }
      return (o, c) =>
        m(f)
          ? (l(),
            r(`article`, D, [
              i(`p`, null, [
                i(
                  `button`,
                  { type: `button`, class: `hk-link-button`, onClick: (c[0] ||= (e) => t.host.go(`queue`)) },
                  p(m(s)(`case.back`)),
                  1,
                ),
              ]),
              m(G) ? (l(), r(`p`, O, p(m(G)), 1)) : n(``, !0),
              !b.value && !m(G) ? (l(), r(`p`, k, p(m(s)(`desk.loading`)), 1)) : n(``, !0),
              b.value
                ? (l(),
                  r(
                    e,
                    { key: 2 },
                    [
                      i(`h2`, null, p(b.value.number), 1),
                      i(`p`, null, p(m(s)(`state.${b.value.state}`)), 1),
                      i(`dl`, A, [
                        (l(!0),
                        r(
                          e,
                          null,
                          d(
                            b.value.fields,
                            (e) => (
                              l(),
                              r(`div`, { key: e.name, class: `hk-summary__row` }, [
                                i(`dt`, null, p(e.label), 1),
                                i(`dd`, null, p(e.value), 1),
                              ])
                            ),
                          ),
                          128,
                        )),
                      ]),
                      b.value.state === `submitted`
                        ? (l(),
                          r(`section`, j, [
                            i(`p`, null, p(m(s)(`decision.claimFirst`)), 1),
                            i(
                              `button`,
                              {
                                type: `button`,
                                class: `hk-button`,
                                disabled: x.value,
                                onClick: (c[1] ||= (e) => Y((e) => m(f).claim(e.id, e.version))),
                              },
                              p(m(s)(`decision.claim`)),
                              9,
                              M,
                            ),
                          ]))
                        : b.value.state === `in_review`
                          ? (l(),
                            r(
                              `form`,
                              { key: 1, class: `hk-card`, novalidate: ``, onSubmit: y(X, [`prevent`]) },
                              [
                                i(`h3`, null, p(m(s)(`decision.title`)), 1),
                                W.value ? (l(), r(`p`, N, p(W.value), 1)) : n(``, !0),
                                i(`fieldset`, null, [
                                  i(`legend`, null, p(m(s)(`decision.legend`)), 1),
                                  (l(),
                                  r(
                                    e,
                                    null,
                                    d([`approve`, `send-back`, `reject`], (e) =>
                                      i(`label`, { key: e, class: `hk-choice` }, [
                                        v(
                                          i(
                                            `input`,
                                            {
                                              'onUpdate:modelValue': (c[2] ||= (e) => (S.value = e)),
                                              type: `radio`,
                                              name: `choice`,
                                              value: e,
                                            },
                                            null,
                                            8,
                                            P,
                                          ),
                                          [[g, S.value]],
                                        ),
                                        a(` ` + p(m(s)(`decision.${e}`)), 1),
                                      ]),
                                    ),
                                    64,
                                  )),
                                ]),
                                S.value === `send-back`
                                  ? (l(),
                                    r(`fieldset`, F, [
                                      i(`legend`, null, p(m(s)(`decision.fields`)), 1),
                                      (l(!0),
                                      r(
                                        e,
                                        null,
                                        d(
                                          b.value.fields,
                                          (e) => (
                                            l(),
                                            r(`label`, { key: e.name, class: `hk-choice` }, [
                                              v(
                                                i(
                                                  `input`,
                                                  {
                                                    'onUpdate:modelValue': (c[3] ||= (e) => (U.value = e)),
                                                    type: `checkbox`,
                                                    value: e.name,
                                                  },
                                                  null,
                                                  8,
                                                  I,
                                                ),
                                                [[h, U.value]],
                                              ),
                                              a(` ` + p(e.label), 1),
                                            ])
                                          ),
                                        ),
                                        128,
                                      )),
                                    ]))
                                  : n(``, !0),
                                S.value === `reject`
                                  ? (l(),
                                    r(`fieldset`, L, [
                                      i(`legend`, null, p(m(s)(`decision.reason`)), 1),
                                      (l(!0),
                                      r(
                                        e,
                                        null,
                                        d(
                                          m(q),
                                          (e) => (
                                            l(),
                                            r(`label`, { key: e.code, class: `hk-choice` }, [
                                              v(
                                                i(
                                                  `input`,
                                                  {
                                                    'onUpdate:modelValue': (c[4] ||= (e) => (w.value = e)),
                                                    type: `radio`,
                                                    name: `reason`,
                                                    value: e.code,
                                                  },
                                                  null,
                                                  8,
                                                  R,
                                                ),
                                                [[g, w.value]],
                                              ),
                                              a(` ` + p(e.label[m(s).lang] ?? e.label.tg), 1),
                                            ])
                                          ),
                                        ),
                                        128,
                                      )),
                                    ]))
                                  : n(``, !0),
                                S.value
                                  ? (l(),
                                    r(`label`, z, [
                                      i(`span`, B, p(m(s)(S.value === `send-back` ? `decision.message` : `decision.note`)), 1),
                                      v(
                                        i(
                                          `textarea`,
                                          {
                                            'onUpdate:modelValue': (c[5] ||= (e) => (H.value = e)),
                                            class: `hk-input`,
                                            rows: `4`,
                                            maxlength: `2000`,
                                          },
                                          null,
                                          512,
                                        ),
                                        [[_, H.value]],
                                      ),
                                    ]))
                                  : n(``, !0),
                                i(`button`, { type: `submit`, class: `hk-button`, disabled: x.value }, p(m(s)(`decision.send`)), 9, V),
                              ],
                              32,
                            ))
                          : n(``, !0),
                    ],
                    64,
                  ))
                : n(``, !0),
            ]))
          : (l(), r(`p`, E, p(m(s)(`desk.noAccess`)), 1));
    },
  }),
  U = { key: 0, class: `hk-notice hk-notice--warning` },
  W = { key: 1 },
  G = { key: 0, class: `hk-notice hk-notice--error`, role: `alert` },
  K = { key: 1, 'aria-live': `polite` },
  q = { key: 2, class: `hk-empty` },
  J = { key: 3, class: `hk-table-scroll` },
  Y = { class: `hk-table` },
  X = { class: `hk-visually-hidden` },
  Z = { scope: `col` },
  Q = { scope: `col` },
  $ = { scope: `col` },
  ee = { scope: `col` },
  te = { scope: `row` },
  ne = [`onClick`],
  re = S({
    queue: o({
      __name: `queue`,
      props: { host: {}, view: {} },
      setup(t) {
        const n = t,
          a = n.host.text,
          o = n.host.applications?.officer,
          s = u(),
          { message: f, run: h } = T(n.host);
        return (
          c(async () => {
            o &&
              (await h(async () => {
                s.value = await o.queue();
              }));
          }),
          (n, c) =>
            m(o)
              ? (l(),
                r(`div`, W, [
                  m(f)
                    ? (l(), r(`p`, G, p(m(f)), 1))
                    : s.value
                      ? s.value.length === 0
                        ? (l(), r(`div`, q, [i(`p`, null, p(m(a)(`desk.empty`)), 1)]))
                        : (l(),
                          r(`div`, J, [
                            i(`table`, Y, [
                              i(`caption`, X, p(m(a)(`desk.title`)), 1),
                              i(`thead`, null, [
                                i(`tr`, null, [
                                  i(`th`, Z, p(m(a)(`desk.number`)), 1),
                                  i(`th`, Q, p(m(a)(`desk.applicant`)), 1),
                                  i(`th`, $, p(m(a)(`desk.state`)), 1),
                                  i(`th`, ee, p(m(a)(`desk.due`)), 1),
                                ]),
                              ]),
                              i(`tbody`, null, [
                                (l(!0),
                                r(
                                  e,
                                  null,
                                  d(
                                    s.value,
                                    (e) => (
                                      l(),
                                      r(`tr`, { key: e.id }, [
                                        i(`th`, te, [
                                          i(
                                            `button`,
                                            { type: `button`, class: `hk-link-button`, onClick: (n) => t.host.go(`case`, { id: e.id }) },
                                            p(e.number),
                                            9,
                                            ne,
                                          ),
                                        ]),
                                        i(`td`, null, p(e.applicant), 1),
                                        i(`td`, null, p(m(a)(`state.${e.state}`)), 1),
                                        i(`td`, null, p(e.dueOn ? m(b)(e.dueOn, m(a).lang) : m(a)(`desk.noDue`)), 1),
                                      ])
                                    ),
                                  ),
                                  128,
                                )),
                              ]),
                            ]),
                          ]))
                      : (l(), r(`p`, K, p(m(a)(`desk.loading`)), 1)),
                ]))
              : (l(), r(`p`, U, p(m(a)(`desk.noAccess`)), 1))
        );
      },
    }),
    case: H,
  });
export { re as default };
