/** The law that both ceremonies rest on. */
export const LAW = {
  tg: 'Қонуни Ҷумҳурии Тоҷикистон «Дар бораи танзими ҷашну маросим» (июни соли 2024)',
  ru: 'Закон Республики Таджикистан «Об упорядочении торжеств и обрядов» (июнь 2024 года)',
  en: 'Law of the Republic of Tajikistan on the regulation of celebrations and ceremonies (June 2024)',
};

export const LEGAL_BASIS = [{ title: LAW, date: '2024-06-01', source: 'khovar.tj, 2024-06; tanzim.tj', sample: true as const }];
