import { feedbackPage } from '@hukumat/shell/document';
import { refuseScripts } from '../../platform/http/from-script.ts';
import { Problem } from '../../platform/problem.ts';
import { one } from './apply-posted.ts';
import type { Site } from './needs.ts';
import type { PageRoute } from './visit.ts';

const PAGE = /^\/[a-z0-9/-]{0,299}$/;
const pageOf = (path: string | undefined): string => (path && PAGE.test(path) && !path.startsWith('//') ? path : '/');

/** Whether a page helped, and why: two buttons under every page, then a word for whoever wants to say more. */
export const contentFeedbackRoutes = (site: Site): PageRoute[] => [
  {
    pattern: '/feedback',
    get({ query, t, to, ...visit }) {
      const page = pageOf(query.page);
      const said = query.helpful === 'yes' || query.helpful === 'no' ? query.helpful : undefined;
      return {
        title: t('feedback.title'),
        unlisted: true,
        main: feedbackPage({ page, ...(said ? { said } : {}), done: query.done === '1', back: to(page) }, { ...visit, t, to }),
      };
    },
    async post(visit) {
      await refuseScripts(visit.request);
      const page = pageOf(one(visit.body, 'page'));
      const helpful = one(visit.body, 'helpful') === 'yes';
      const comment = one(visit.body, 'comment');
      const again = `page=${encodeURIComponent(page)}&helpful=${helpful ? 'yes' : 'no'}`;
      // A field that no person sees.
      if (one(visit.body, 'website')) return { redirect: visit.to(`/feedback?${again}&done=1`) };
      try {
        await site.content.feedback.give({
          path: page,
          lang: visit.lang,
          helpful,
          from: visit.request.ip,
          ...(comment ? { comment } : {}),
        });
      } catch (error) {
        if (!(error instanceof Problem) || error.status !== 429) throw error;
        return {
          title: visit.t('feedback.title'),
          status: 429,
          unlisted: true,
          main: feedbackPage({ page, done: true, refused: visit.t('problem.feedback-many'), back: visit.to(page) }, visit),
        };
      }
      return { redirect: visit.to(`/feedback?${again}${comment === undefined ? '' : '&done=1'}`) };
    },
  },
];
