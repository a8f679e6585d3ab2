// Every governed name of Lit answers with this one file: one request, one hash, one instance.
export * from 'lit';
export { AsyncDirective } from 'lit/async-directive.js';
export { Directive, directive, PartType } from 'lit/directive.js';
export { cache } from 'lit/directives/cache.js';
export { choose } from 'lit/directives/choose.js';
export { classMap } from 'lit/directives/class-map.js';
export { guard } from 'lit/directives/guard.js';
export { ifDefined } from 'lit/directives/if-defined.js';
export { join } from 'lit/directives/join.js';
export { keyed } from 'lit/directives/keyed.js';
export { live } from 'lit/directives/live.js';
export { map } from 'lit/directives/map.js';
export { range } from 'lit/directives/range.js';
export { createRef, ref } from 'lit/directives/ref.js';
export { repeat } from 'lit/directives/repeat.js';
export { styleMap } from 'lit/directives/style-map.js';
export { until } from 'lit/directives/until.js';
export { when } from 'lit/directives/when.js';
