import { defineElements } from '@hukumat/ui/elements';

/** Brings the portal's own custom elements to life: counters, file fields, copy buttons, dialogs. */
defineElements();
