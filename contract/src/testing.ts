export { type Conformance, conformance } from './testing/conformance.ts';
export { type FakeHost, type FakeHostOptions, fakeHost, live } from './testing/fake-host.ts';
export { type Leak, openLedger } from './testing/ledger.ts';
