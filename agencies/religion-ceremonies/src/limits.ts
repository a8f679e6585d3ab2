/** The law's numbers: how many people each kind of event may gather, and cars in the bride's escort. */
export const LIMITS = { feast: 150, pilaf: 200, 'family-visit': 15, cars: 4 } as const;

/** Side events that the law names and does not allow, by their own names. */
export const SIDE_EVENTS = [
  'фотиҳаи тӯй',
  'маслиҳатошӣ',
  'идонабарӣ',
  'сандуқбарон',
  'сарупобинон',
  'чойгаштак',
  'раисталбон',
  'қудоталбон',
  'ноншиканон',
  'хонакашон',
  'модарталбон',
  'падарталбон',
  'рӯйбинон',
  'муборакбодӣ',
] as const;
