import type { Answer, Text } from '@hukumat/contract';
import { dushanbeDate, formatTime } from '@hukumat/contract/locale';
import type { ColumnType, Generated, Selectable, Transaction } from 'kysely';
import type { Appointment, AppointmentState, Centre, Resource, Weekly } from './centre.ts';
import { slotId } from './slot.ts';
import type { TicketState } from './ticket.ts';

type JsonColumn<T> = ColumnType<T, string, string>;
type Nullable<T> = ColumnType<T | null, T | null | undefined, T | null>;
/** Read as a `Date` at midnight of the server: ask for `::text` instead. */
type Day = ColumnType<string, string, never>;

interface CentresTable {
  id: string;
  kind: 'centre' | 'post';
  agency: string;
  names: JsonColumn<Text>;
  city: string;
  cities: JsonColumn<Text>;
  address: JsonColumn<Text>;
  phone: string;
  latitude: number;
  longitude: number;
  desks: number;
  sample: boolean;
}
interface ResourcesTable {
  centre: string;
  id: string;
  title: JsonColumn<Text>;
  services: string[];
  letter: string;
  weekly: JsonColumn<Weekly>;
  slot_minutes: number;
  capacity: number;
}
interface AppointmentsTable {
  id: Generated<string>;
  centre: string;
  resource: string;
  starts_at: Date;
  ends_at: Date;
  seat: number;
  holder: string;
  holder_name: string;
  booked_by: string;
  service: Nullable<string>;
  cause: string;
  code: string;
  state: AppointmentState;
  created_at: Date;
  reminded_at: Nullable<Date>;
}
interface TicketsTable {
  id: Generated<string>;
  centre: string;
  resource: string;
  day: Day;
  number: string;
  appointment: Nullable<string>;
  holder: Nullable<string>;
  holder_name: Nullable<string>;
  service: Nullable<string>;
  state: TicketState;
  rank: Date;
  desk: Nullable<number>;
  operator: Nullable<string>;
  made_at: Date;
  called_at: Nullable<Date>;
  started_at: Nullable<Date>;
  ended_at: Nullable<Date>;
}
interface CodesTable {
  id: Generated<string>;
  citizen: string;
  citizen_name: string;
  centre: string;
  service: string;
  digest: string;
  asked_by: string;
  created_at: Date;
  expires_at: Date;
  used_at: Nullable<Date>;
}
interface SessionsTable {
  id: Generated<string>;
  citizen: string;
  citizen_name: string;
  operator: string;
  operator_name: string;
  centre: string;
  services: string[];
  draft: Nullable<string>;
  application: Nullable<string>;
  started_at: Date;
  seen_at: Date;
  until: Date;
  ended_at: Nullable<Date>;
  ended_by: Nullable<'operator' | 'citizen' | 'idle' | 'time'>;
  sampled: boolean;
}
interface EntriesTable {
  id: Generated<string>;
  session: string;
  citizen: string;
  at: Date;
  draft: string;
  field: string;
  before: ColumnType<Answer | null, string | null, never>;
  after: ColumnType<Answer | null, string | null, never>;
}

export interface Tables {
  'centres.centres': CentresTable;
  'centres.resources': ResourcesTable;
  'centres.operators': { operator: string; centre: string };
  'centres.appointments': AppointmentsTable;
  'centres.ticket_counters': { centre: string; day: string; letter: string; last: number };
  'centres.tickets': TicketsTable;
  'centres.codes': CodesTable;
  'centres.wrong_codes': { operator: string; at: Date };
  'centres.sessions': SessionsTable;
  'centres.entries': EntriesTable;
}
export type AppointmentRow = Selectable<AppointmentsTable>;
export type TicketRow = Selectable<TicketsTable>;
export type SessionRow = Selectable<SessionsTable>;
export type Reading = Transaction<Tables>;

/** Every place with what it can be booked for. */
export async function loadCentres(sql: Reading): Promise<Centre[]> {
  const places = await sql.selectFrom('centres.centres').selectAll().orderBy('kind').orderBy('id').execute();
  const resources = await sql.selectFrom('centres.resources').selectAll().orderBy('letter').execute();
  return places.map((place) => ({ ...place, resources: resources.filter(({ centre }) => centre === place.id).map(resourceOf) }));
}

const resourceOf = ({ centre: _centre, slot_minutes, ...rest }: Selectable<ResourcesTable>): Resource => ({
  ...rest,
  slotMinutes: slot_minutes,
});

export function appointmentOf(row: AppointmentRow): Appointment {
  const { id, centre, resource, state, holder, service, cause, code } = row;
  return {
    id,
    slot: slotId({ resource, centre, day: dushanbeDate(row.starts_at), time: formatTime(row.starts_at) }),
    centre,
    resource,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    state,
    holder,
    ...(service ? { service } : {}),
    cause,
    code,
  };
}
