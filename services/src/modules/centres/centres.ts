import { z } from 'zod';
import { type Actor, ANONYMOUS } from '../../platform/actor.ts';
import type { Platform } from '../../platform/platform.ts';
import { notFound, unprocessable } from '../../platform/problem.ts';
import { publishedWorkingDays } from '../calendar/index.ts';
import { createAssist } from './assist.ts';
import { bookAppointment, CHANGED } from './book-appointment.ts';
import type { Appointment, Centre } from './centre.ts';
import { cancelAppointment, moveAppointment, personOf, releaseAppointment } from './change-appointment.ts';
import { createCodes, demoCodeSender } from './codes.ts';
import { counterRoutes } from './counter-routes.ts';
import { figuresOf } from './figures.ts';
import { freeSlots } from './free-slots.ts';
import { loadOf } from './load.ts';
import type { Centres, CentresDeps } from './model.ts';
import { createPost } from './post.ts';
import { createQueue } from './queue.ts';
import { remindHolders } from './remind.ts';
import { centreRoutes } from './routes.ts';
import { seedDemoCentres } from './seed.ts';
import { inDushanbe, readSlotId } from './slot.ts';
import { appointmentOf, loadCentres, type Tables } from './tables.ts';

const LIST = 100;

/** Service centres and posts: appointments, the queue, help at the counter. Declares the jobs `centres.remind` and `centres.end-sessions`. */
export function createCentres(platform: Platform, deps: CentresDeps): Centres {
  const { db, config, jobs } = platform;
  const days = publishedWorkingDays();
  let places: readonly Centre[] = [];
  const all = () => places;
  const book = bookAppointment(platform, days, all);
  const assisted = createAssist(platform);
  const codes = createCodes(platform, deps, all, config.demo ? demoCodeSender : undefined);
  const listeners = new Set<(centre: string) => void>();
  jobs.schedule('centres.end-sessions', '* * * * *', assisted.sweep);
  jobs.schedule('centres.remind', '*/10 * * * *', remindHolders(platform));

  const centres: Centres = {
    async start() {
      if (config.demo) await seedDemoCentres(platform);
      places = await db.read<Tables, Centre[]>(ANONYMOUS, loadCentres);
      await db.listen(CHANGED, (centre) => {
        for (const told of listeners) for (const place of centre ? [centre] : places.map(({ id }) => id)) told(place);
      });
    },
    all,
    centre: (id) => places.find((one) => one.id === id),
    freeSlots: freeSlots(platform, days, all),
    timeOf(slot) {
      const name = readSlotId(slot);
      return name && { centre: name.centre, day: name.day, startsAt: inDushanbe(name.day, name.time) };
    },
    isPublished: (day) => days.works(day) !== undefined,
    book,
    release: releaseAppointment(all),
    appointments: {
      async visit(actor, { slot, resource, service, key }) {
        const { subject } = personOf(actor);
        if (!/^[\w-]{8,100}$/.test(key)) throw unprocessable('idempotency-key-invalid', 'A key of 8 to 100 letters, digits, _ or -');
        const booking = { slot, resource, holder: subject, cause: `visit:${subject}:${key}`, ...(service ? { service } : {}) };
        return db.write<Tables, Appointment>(actor, (tx) => book(tx, booking));
      },
      mine: async (actor) => {
        const { subject } = personOf(actor);
        return db.read<Tables, Appointment[]>(actor, async (sql) => {
          const rows = await sql
            .selectFrom('centres.appointments')
            .selectAll()
            .where('holder', '=', subject)
            .orderBy('starts_at', 'desc')
            .limit(LIST)
            .execute();
          return rows.map(appointmentOf);
        });
      },
      open: (actor, id) => own(actor, id),
      cancel: cancelAppointment(platform, all),
      move: moveAppointment(platform, days, all),
    },
    queue: createQueue(platform, all),
    post: createPost(platform, all),
    load: loadOf(platform),
    figures: figuresOf(platform),
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    codes: { offer: codes.offer },
    begin: async (actor, code, centre) => assisted.begin(actor, await codes.use(actor, code, centre)),
    assisted,
    routes(app) {
      centreRoutes(app, centres);
      counterRoutes(app, centres, codes, deps);
    },
  };

  async function own(actor: Actor, id: string): Promise<Appointment> {
    const { subject } = personOf(actor);
    if (!z.uuid().safeParse(id).success) throw notFound('The appointment');
    return db.read<Tables, Appointment>(actor, async (sql) => {
      const row = await sql
        .selectFrom('centres.appointments')
        .selectAll()
        .where('id', '=', id)
        .where('holder', '=', subject)
        .executeTakeFirst();
      if (!row) throw notFound('The appointment');
      return appointmentOf(row);
    });
  }
  return centres;
}
