/** The law's numbers: how many people each kind of event may gather, and cars in the bride's escort. */
export const LIMITS = { feast: 150, pilaf: 200, 'family-visit': 15, cars: 4 } as const;
