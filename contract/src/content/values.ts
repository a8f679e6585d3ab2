import { z } from 'zod';
import type { Text } from '../names.ts';

/** A file or picture of the portal: its bytes are found by their SHA-256. */
export const contentFileSchema = z.strictObject({
  file: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string().trim().min(1).max(200),
  mediaType: z.string().regex(/^[a-z]+\/[a-z0-9.+-]+$/),
  size: z.int().min(1).max(50_000_000),
  /** What a picture shows, for whoever does not see it. */
  alt: z
    .strictObject({ tg: z.string().trim().min(1), ru: z.string().trim().min(1).optional(), en: z.string().trim().min(1).optional() })
    .optional(),
});
export interface ContentFile {
  file: string;
  name: string;
  mediaType: string;
  size: number;
  alt?: Text | undefined;
}

/** Days are `yyyy-mm-dd`, times `hh:mm`, sums whole diram, long texts Markdown without HTML. */
export interface ContentValues {
  page: { title: Text; body: Text; section: 'about' | 'documents' | 'services' | 'open-data'; owner: Text };
  news: { title: Text; summary?: Text; body: Text; publishedAt: string; topic: NewsTopic; image?: ContentFile };
  notice: { title: Text; body: Text; publishedAt: string; validUntil: string };
  leader: {
    name: Text;
    post: Text;
    duties: Text;
    order: number;
    receptionDay: Text;
    biography?: Text;
    phone?: string;
    email?: string;
    photo?: ContentFile;
  };
  unit: { name: Text; functions: Text; head?: Text; phone?: string; parent?: string; order?: number };
  act: {
    title: Text;
    kind: ActKind;
    number: string;
    date: string;
    signatory: Text;
    status: 'in-force' | 'repealed';
    repealedOn?: string;
    body?: Text;
    file?: ContentFile;
  };
  draftAct: { title: Text; body: Text; explanatoryNote: Text; until: string; file?: ContentFile };
  vacancy: {
    institution: Text;
    unit: Text;
    post: Text;
    count: number;
    salary: number;
    requirements: Text;
    papers: Text;
    publishedAt: string;
    deadline: string;
    contact: Text;
    stages?: Text;
    result?: Text;
    resultOn?: string;
  };
  noVacancyStatement: { period: Text; signer: Text; date: string };
  service: { service: string; note?: Text };
  contact: {
    address: Text;
    phones: string;
    email: string;
    hours: Text;
    latitude: number;
    longitude: number;
    accessibleEntrance: 'yes' | 'partly' | 'no';
    trustLine?: string;
  };
  dataset: {
    title: Text;
    description?: Text;
    licence: 'cc-by-4.0' | 'cc0-1.0' | 'odbl-1.0';
    cadence: Cadence;
    distribution: ContentFile;
    schema: Text;
  };
  budgetReport: { title: Text; period: string; table: Text; file: ContentFile };
  faq: { question: Text; answer: Text; service?: string };
}
export type ContentTypeName = keyof ContentValues;
export type NewsTopic = 'services' | 'work' | 'meetings' | 'law' | 'events';
export type ActKind = 'law' | 'decree' | 'resolution' | 'order' | 'regulation' | 'instruction' | 'other';
export type Cadence = 'daily' | 'weekly' | 'monthly' | 'quarterly' | 'yearly';
