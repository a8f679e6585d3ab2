/** What the form's and the account's page models are made of. */
export type { TimelineEntry } from '@hukumat/ui';
export { ADD, type Choices, CONSENT, DROP, newlyAsked, type UploadView } from '@hukumat/ui/form';
export { type AccessesModel, accessesPage } from './accesses.ts';
export { accessibilityPage } from './accessibility.ts';
export { type AccountModel, type ApplicationLine, type ApplicationsModel, accountPage, applicationsPage } from './account.ts';
export { type AgenciesModel, agenciesPage } from './agencies.ts';
export {
  type AgreementModel,
  agreementListPage,
  agreementPage,
  type MoveForm,
  type TransitionState,
  transitionPage,
} from './agreements.ts';
export {
  type AppealCaseModel,
  type AppealDeskModel,
  type AppealModel,
  type AppealReceiptModel,
  type AppealsModel,
  appealCasePage,
  appealDeskPage,
  appealLookUpPage,
  appealPage,
  appealReceiptPage,
  appealsPage,
  type LookUpModel,
} from './appeals.ts';
export {
  type ApplicationModel,
  applicationPage,
  type ObjectionsModel,
  type RatingModel,
  type Refused,
  type SigningModel,
} from './application.ts';
export { applyPage, type StepModel } from './apply.ts';
export type { PluginCard } from './cards.ts';
export { type CatalogueModel, cataloguePage } from './catalogue.ts';
export {
  type AppointmentLine,
  appointmentsPage,
  assistBanner,
  assistDonePage,
  assistStartPage,
  boardPage,
  centrePage,
  centresPage,
  helpPage,
  helpRecordPage,
  type PlaceLine,
  stacked,
  type TimesModel,
  timesPage,
} from './centres.ts';
export { type CheckModel, checkPage } from './check.ts';
export {
  type CentralListModel,
  type ContactModel,
  type ContentLine,
  centralList,
  endedPage,
  type FileModel,
  type ItemModel,
  itemPage,
  type LeaderModel,
  type PictureModel,
  type Stamps,
  type StatementModel,
  type UnitModel,
  type Written,
} from './content.ts';
export {
  type Colleague,
  type DeskLine,
  type DeskModel,
  type Due,
  deskLoadPage,
  deskOpinionPage,
  deskOpinionsPage,
  deskPage,
  type LoadModel,
  type Nearness,
  type OpinionsModel,
} from './desk.ts';
export { type DeskAppointmentsModel, deskAppointmentsPage, type PostLine } from './desk-appointments.ts';
export { type ActionName, type DeskActions, type DeskCaseModel, deskCasePage, type Letter } from './desk-case.ts';
export { type DocumentLine, type DocumentModel, documentPage, documentsPage } from './documents.ts';
export {
  type Completeness,
  type Difference,
  type EditorialLine,
  type EditorialListModel,
  editorialListPage,
  editorialTypesPage,
  type Standing,
} from './editorial.ts';
export { type EditorialEditModel, type EditorialField, editorialEditPage, fieldId } from './editorial-edit.ts';
export {
  type EditorialItemModel,
  type EditorialPreviewModel,
  editorialEditionPage,
  editorialHistoryPage,
  editorialItemPage,
  editorialPreviewPage,
} from './editorial-item.ts';
export { type FeedbackModel, feedbackPage } from './feedback.ts';
export { type HomeModel, homePage } from './home.ts';
export { type InboxLine, type InboxThread, inboxPage } from './inbox.ts';
export { privacyPage } from './lists.ts';
export { type MandateLine, type MandatesModel, mandatesPage } from './mandates.ts';
export { type MessageSettingsModel, messageSettingsPage } from './message-settings.ts';
export {
  type OldSiteModel,
  type OldSitesModel,
  oldSitePage,
  oldSitesPage,
  type RepairedTextsModel,
  repairedTextsPage,
} from './migration.ts';
export { type MyDataModel, myDataPage } from './my-data.ts';
export { type OfflineModel, offlinePage } from './offline.ts';
export { type OldAddressModel, oldAddressPage } from './old-address.ts';
export { type Context, content, emptyState, legalName, sampleTag, searchBox, untranslated } from './parts.ts';
export { type PayModel, payPage } from './pay.ts';
export { type BankModel, bankPage } from './pay-bank.ts';
export { type PaymentLine, paymentsPage, type ReceiptOfPayment, receiptOfPaymentPage } from './payments.ts';
export { pluginPage } from './plugin-route.ts';
export { type RegisterModel, registerPage } from './register.ts';
export { type SearchModel, searchPage } from './search.ts';
export { type FrontModel, type SectionModel, type StandardModel, sectionPage, standardPage } from './section.ts';
export { type ServiceModel, servicePage } from './service.ts';
export {
  type InvitationLine,
  type InvitedModel,
  type InviteModel,
  invitedPage,
  invitePage,
  memberPage,
  type ProposalLine,
  type StaffSaid,
  staffBodiesPage,
  staffInvitationPage,
  staffPage,
} from './staff.ts';
export {
  scoreboardPage,
  scorecardPage,
  standardLetterPage,
  standardPromisesPage,
  standardRulePage,
  standardRulesPage,
} from './standard.ts';
export { type StatisticsModel, statisticsPage } from './statistics.ts';
export { type TokensModel, tokensPage } from './tokens.ts';
export { type TroubleModel, troublePage } from './trouble.ts';
export { type VerdictModel, type VerifyModel, verifyPage } from './verify.ts';
