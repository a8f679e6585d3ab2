export { type Catalogue, createCatalogue } from './catalogue.ts';
export { LIFE_EVENTS, type LifeEvent, lifeEvent } from './life-events.ts';
export { REGISTER_STATES } from './register.ts';
