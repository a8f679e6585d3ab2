import type { Text } from '@hukumat/contract';

/** Texts of the demonstration: neutral, fictional, and each says that it is a sample. `{body}` is the body's name. */
const text = (tg: string, ru: string, en?: string): Text => ({ tg, ru, ...(en ? { en } : {}) });

const SAMPLE = text(
  'Ин матн намунавӣ аст ва дар бораи воқеаи ҳақиқӣ хабар намедиҳад.',
  'Это образец текста: о настоящем событии он не сообщает.',
  'This is a sample text and reports no real event.',
);
/** A text and the word that it is a sample. */
export const sample = ({ tg, ru, en }: Text): Text =>
  text(`${tg}\n\n*${SAMPLE.tg}*`, `${ru}\n\n*${SAMPLE.ru}*`, en ? `${en}\n\n*${SAMPLE.en}*` : undefined);

export const ABOUT = text(
  '{body} дар ин бахш маълумоти расмии худро нашр мекунад: хизматрасониҳо, роҳбарият, сохтор, санадҳо, озмунҳо ва тамос.\n\n## Чӣ кор мекунад\n\n- муроҷиати шаҳрвандонро қабул мекунад ва дар муҳлати муайян ҷавоб медиҳад;\n- хизматрасониҳоро дар соҳаи худ пешниҳод мекунад;\n- лоиҳаи санадҳоро барои муҳокима нашр мекунад;\n- дар бораи кори худ мунтазам хабар медиҳад.',
  '{body} публикует в этом разделе свои официальные сведения: услуги, руководство, структуру, акты, конкурсы и контакты.\n\n## Чем занимается\n\n- принимает обращения граждан и отвечает в установленный срок;\n- оказывает услуги в своей сфере;\n- публикует проекты актов для обсуждения;\n- регулярно сообщает о своей работе.',
  '{body} publishes its official information in this section: services, leadership, structure, acts, competitions and contacts.\n\n## What it does\n\n- takes appeals of citizens and answers them in time;\n- offers services in its field;\n- publishes draft acts for discussion;\n- reports regularly on its work.',
);
export const REGULATION = text(
  'Дар ин саҳифа низомномаи мақом меистад: ваколатҳо, вазифаҳо, ҳуқуқ ва ҷавобгарӣ. {body} кори худро дар асоси Конститутсия, қонунҳо ва низомномаи худ ба роҳ мемонад.\n\n## Ваколатҳо\n\n1. таҳияи қоидаҳо дар соҳаи худ;\n2. назорати иҷрои онҳо;\n3. хизматрасонӣ ба шаҳрвандон ва шахсони ҳуқуқӣ.',
  'На этой странице стоит положение о ведомстве: полномочия, задачи, права и ответственность. {body} работает на основе Конституции, законов и своего положения.\n\n## Полномочия\n\n1. разработка правил в своей сфере;\n2. контроль за их исполнением;\n3. услуги гражданам и юридическим лицам.',
  'This page holds the regulation of the body: its powers, tasks, rights and duties. {body} works on the basis of the Constitution, the laws and its regulation.\n\n## Powers\n\n1. making rules in its field;\n2. watching over them;\n3. serving citizens and legal entities.',
);
export const RECEPTION = text(
  'Роҳбарони мақом шаҳрвандонро дар рӯзҳои муайян қабул мекунанд. Барои қабул метавонед бо телефони қабулгоҳ ё дар саҳифаи «Муроҷиатҳо» номнавис шавед. Шиноснома ё дигар ҳуҷҷати шахсиро бо худ гиред. Агар масъала аз ваколати мақоми дигар бошад, ба Шумо мегӯянд, ки ба куҷо муроҷиат кунед.',
  'Руководители ведомства принимают граждан в установленные дни. Записаться можно по телефону приёмной или на странице «Обращения». Возьмите с собой паспорт или другой документ. Если вопрос относится к другому ведомству, Вам подскажут, куда обратиться.',
  'The leaders of the body receive citizens on fixed days. You can ask for a time by telephone or on the page of appeals. Bring your passport or another document. If the matter belongs to another body, you will be told where to go.',
);
export const OPEN_DATA = text(
  '{body} маълумоти худро дар шакле нашр мекунад, ки ҳам инсон ва ҳам барнома хонда метавонад. Ҳар маҷмӯъ номи сутунҳо, санаи навшавӣ ва иҷозатнома дорад. Агар маълумоти дигар лозим бошад, дар саҳифаи «Муроҷиатҳо» нависед.',
  '{body} публикует свои данные так, чтобы их могли прочитать и человек, и программа. У каждого набора есть описание столбцов, дата обновления и лицензия. Если нужны другие данные, напишите на странице «Обращения».',
  '{body} publishes its data so that people and programs can read them. Every set says what its columns mean, when it was renewed and under which licence. If you need other data, write on the page of appeals.',
);
export const OWNER = text('Шуъбаи робита бо ҷомеа', 'Отдел по связям с общественностью', 'Public relations unit');

/** Fictional people; the word in brackets says so. */
export const PEOPLE: readonly Text[] = [
  text('Раҳимзода Фирӯза Саидовна (намуна)', 'Рахимзода Фируза Саидовна (образец)', 'Rahimzoda Firuza Saidovna (sample)'),
  text('Каримов Далер (намуна)', 'Каримов Далер (образец)', 'Karimov Daler (sample)'),
  text('Назарӣ Меҳрубон (намуна)', 'Назари Мехрубон (образец)', 'Nazari Mehrubon (sample)'),
  text('Шоқодирова Гулбаҳор (намуна)', 'Шокодирова Гулбахор (образец)', 'Shoqodirova Gulbahor (sample)'),
];
export const POSTS: readonly { post: Text; duties: Text; reception: Text }[] = [
  {
    post: text('Роҳбари мақом', 'Руководитель ведомства', 'Head of the body'),
    duties: text(
      'Ба фаъолияти мақом роҳбарӣ мекунад ва барои иҷрои вазифаҳои он ҷавобгар аст. Нақшаи кор ва ҳисоботро тасдиқ мекунад.',
      'Руководит деятельностью ведомства и отвечает за выполнение его задач. Утверждает план работы и отчёты.',
      'Leads the body and answers for its tasks. Approves the plan of work and the reports.',
    ),
    reception: text('Душанбе, 9:00–12:00', 'Понедельник, 9:00–12:00', 'Monday, 9:00–12:00'),
  },
  {
    post: text('Муовини роҳбар', 'Заместитель руководителя', 'Deputy head'),
    duties: text(
      'Хизматрасонӣ ва қабули шаҳрвандонро ҳамоҳанг мекунад. Муроҷиатҳо ва муҳлати ҷавобро назорат мекунад.',
      'Координирует услуги и приём граждан. Следит за обращениями и сроками ответов.',
      'Coordinates services and the reception of citizens. Watches over appeals and their terms.',
    ),
    reception: text('Чоршанбе, 14:00–16:00', 'Среда, 14:00–16:00', 'Wednesday, 14:00–16:00'),
  },
];
export const UNITS: readonly { slug: string; name: Text; functions: Text }[] = [
  {
    slug: 'services',
    name: text('Раёсати хизматрасонӣ', 'Управление услуг', 'Directorate of services'),
    functions: text(
      'Аризаҳоро қабул мекунад, ҳуҷҷатҳоро месанҷад ва натиҷаро ба шаҳрванд мерасонад.',
      'Принимает заявления, проверяет документы и сообщает результат гражданину.',
      'Takes applications, checks papers and tells the citizen the outcome.',
    ),
  },
  {
    slug: 'personnel',
    name: text('Шуъбаи кадрҳо', 'Отдел кадров', 'Personnel unit'),
    functions: text(
      'Озмунҳоро эълон ва баргузор мекунад, санадҳои кормандонро пеш мебарад.',
      'Объявляет и проводит конкурсы, ведёт документы сотрудников.',
      'Announces and holds competitions and keeps the records of staff.',
    ),
  },
  {
    slug: 'law',
    name: text('Шуъбаи ҳуқуқ', 'Правовой отдел', 'Legal unit'),
    functions: text(
      'Лоиҳаи санадҳоро таҳия мекунад ва ба мутобиқати онҳо бо қонун назорат мекунад.',
      'Готовит проекты актов и следит за их соответствием закону.',
      'Prepares draft acts and sees that they follow the law.',
    ),
  },
];

export const NEWS: readonly { slug: string; topic: 'services' | 'work' | 'meetings' | 'law' | 'events'; title: Text; body: Text }[] = [
  {
    slug: 'reception-point',
    topic: 'services',
    title: text('Нуқтаи нави қабули шаҳрвандон ба кор даромад', 'Открыт новый пункт приёма граждан', 'A new reception point has opened'),
    body: text(
      '{body} нуқтаи нави қабули шаҳрвандонро кушод. Дар он ҷо аризаро қабул мекунанд, маслиҳат медиҳанд ва дар пур кардани шакл ёрӣ мерасонанд. Даромадгоҳ барои шахсони маъюб мувофиқ карда шудааст.\n\nБо худ шиноснома гиред. Навбатро метавонед пешакӣ гиред.',
      '{body}: открыт новый пункт приёма граждан. Там принимают заявления, консультируют и помогают заполнить форму. Вход приспособлен для людей с инвалидностью.\n\nВозьмите с собой паспорт. Записаться можно заранее.',
      '{body} has opened a new reception point. There applications are taken, advice is given and help with forms. The entrance suits people with disabilities.\n\nBring your passport. A time can be booked ahead.',
    ),
  },
  {
    slug: 'working-hours',
    topic: 'work',
    title: text('Реҷаи кори қабулгоҳ дароз карда шуд', 'Часы работы приёмной продлены', 'The reception is open longer'),
    body: text(
      'Аз ин ҳафта қабулгоҳи мақом дар рӯзҳои корӣ то соати 18:00 кушода аст. {body} ин қарорро бо дархости шаҳрвандоне қабул кард, ки пас аз кор муроҷиат мекунанд.\n\nТелефон ва суроға дар саҳифаи «Тамос» аст.',
      'С этой недели приёмная открыта в рабочие дни до 18:00. {body} принимает это решение по просьбам граждан, которые обращаются после работы.\n\nТелефон и адрес — на странице «Контакты».',
      'From this week the reception is open until 18:00 on working days. {body} answers the wish of citizens who come after work.\n\nTelephone and address are on the page of contacts.',
    ),
  },
  {
    slug: 'meeting-with-citizens',
    topic: 'meetings',
    title: text(
      'Мулоқот бо сокинон: саволҳо ва ҷавобҳо',
      'Встреча с жителями: вопросы и ответы',
      'A meeting with residents: questions and answers',
    ),
    body: text(
      'Кормандони мақом бо сокинон дар бораи хизматрасониҳои электронӣ суҳбат карданд. {body} саволҳоро сабт кард; ҷавоби умумӣ дар бахши «Саволу ҷавоб» нашр мешавад.\n\nМулоқоти навбатӣ моҳи оянда мегузарад.',
      'Сотрудники ведомства поговорили с жителями об электронных услугах. {body} записывает вопросы; общие ответы выходят в разделе «Вопросы и ответы».\n\nСледующая встреча пройдёт в будущем месяце.',
    ),
  },
  {
    slug: 'draft-discussion',
    topic: 'law',
    title: text(
      'Лоиҳаи қоидаҳо барои муҳокима нашр шуд',
      'Проект правил опубликован для обсуждения',
      'Draft rules are open for discussion',
    ),
    body: text(
      '{body} лоиҳаи қоидаҳои қабули ҳуҷҷатҳоро барои муҳокимаи ҷомеа нашр кард. Фикру пешниҳоди худро дар саҳифаи «Муроҷиатҳо» нависед. Ҳамаи пешниҳодҳо хонда мешаванд ва хулоса дар ҳамин бахш нашр мегардад.',
      '{body} публикует проект правил приёма документов для общественного обсуждения. Напишите свои предложения на странице «Обращения». Все предложения прочитают, итоги выйдут в этом разделе.',
      '{body} has published draft rules on taking papers for public discussion. Write your proposals on the page of appeals. All are read, and the outcome is published in this section.',
    ),
  },
  {
    slug: 'open-day',
    topic: 'events',
    title: text('Рӯзи дарҳои кушод барои донишҷӯён', 'День открытых дверей для студентов', 'An open day for students'),
    body: text(
      'Донишҷӯён бо кори мақом шинос шуданд, аз кормандон савол пурсиданд ва дар бораи озмунҳо маълумот гирифтанд. {body} чунин рӯзро соле ду бор мегузаронад.\n\nГурӯҳҳо метавонанд пешакӣ номнавис шаванд.',
      'Студенты познакомились с работой ведомства, задали вопросы сотрудникам и узнали о конкурсах. {body} проводит такой день дважды в год.\n\nГруппы могут записаться заранее.',
    ),
  },
  {
    slug: 'month-in-figures',
    topic: 'work',
    title: text('Моҳи гузашта дар рақамҳо', 'Прошедший месяц в цифрах', 'The past month in figures'),
    body: text(
      '{body} натиҷаи кори моҳро ҷамъбаст кард. Ин ҷадвал намунавӣ аст.\n\n| Нишондиҳанда | Шумора |\n|---|---|\n| Муроҷиатҳои қабулшуда | 120 |\n| Ҷавоб дар муҳлат | 117 |\n| Қабули шахсӣ | 34 |',
      '{body} подводит итоги месяца. Эта таблица — образец.\n\n| Показатель | Число |\n|---|---|\n| Принято обращений | 120 |\n| Ответов в срок | 117 |\n| Личный приём | 34 |',
      '{body} sums up the month. This table is a sample.\n\n| Figure | Number |\n|---|---|\n| Appeals taken | 120 |\n| Answered in time | 117 |\n| Received in person | 34 |',
    ),
  },
];
export const NOTICE = {
  title: text('Рӯзи санитарӣ: қабулгоҳ баста аст', 'Санитарный день: приёмная закрыта', 'Cleaning day: the reception is closed'),
  body: text(
    'Дар рӯзи ҷумъаи охири моҳ қабулгоҳ баъд аз нисфирӯзӣ баста аст. {body} аризаҳои электрониро дар ин рӯз низ қабул мекунад.',
    'В последнюю пятницу месяца приёмная после обеда закрыта. {body} принимает электронные заявления и в этот день.',
    'On the last Friday of the month the reception is closed after noon. {body} takes electronic applications on this day as well.',
  ),
};
export const VACANCIES: readonly { slug: string; unit: Text; post: Text; diram: number }[] = [
  {
    slug: 'chief-specialist',
    unit: text('Раёсати хизматрасонӣ', 'Управление услуг', 'Directorate of services'),
    post: text('Сармутахассис', 'Главный специалист', 'Chief specialist'),
    diram: 198_400,
  },
  {
    slug: 'leading-specialist',
    unit: text('Шуъбаи ҳуқуқ', 'Правовой отдел', 'Legal unit'),
    post: text('Мутахассиси пешбар', 'Ведущий специалист', 'Leading specialist'),
    diram: 172_600,
  },
  {
    slug: 'specialist',
    unit: text('Шуъбаи кадрҳо', 'Отдел кадров', 'Personnel unit'),
    post: text('Мутахассис', 'Специалист', 'Specialist'),
    diram: 148_480,
  },
];
export const REQUIREMENTS = text(
  '- маълумоти олӣ аз рӯйи ихтисос;\n- донистани забони давлатӣ ва қоидаҳои имло;\n- кор бо компютер;\n- донистани қонунгузорӣ дар соҳа.',
  '- высшее образование по профилю;\n- владение государственным языком и правилами правописания;\n- работа с компьютером;\n- знание законодательства в своей сфере.',
  '- higher education in the field;\n- command of the state language and its spelling;\n- computer skills;\n- knowledge of the law of the field.',
);
export const PAPERS = text(
  '- ариза;\n- нусхаи шиноснома;\n- нусхаи диплом;\n- варақаи шахсии кадрҳо бо акс.',
  '- заявление;\n- копия паспорта;\n- копия диплома;\n- личный листок по учёту кадров с фотографией.',
  '- an application;\n- a copy of the passport;\n- a copy of the diploma;\n- a personnel form with a photograph.',
);
export const STAGES = text(
  '1. санҷиши ҳуҷҷатҳо; 2. тест ва имло; 3. суҳбат.',
  '1. проверка документов; 2. тест и диктант; 3. собеседование.',
  '1. check of papers; 2. test and dictation; 3. interview.',
);
export const RESULT = text(
  'Озмун баргузор шуд. Як довталаб ғолиб дониста шуд; ба ҳамаи иштирокчиён хабар дода шуд.',
  'Конкурс состоялся. Победителем признан один кандидат; всем участникам сообщено.',
  'The competition was held. One candidate won; everybody who took part has been told.',
);
export const SIGNER = text('Сардори шуъбаи кадрҳо', 'Начальник отдела кадров', 'Head of the personnel unit');
export const PERIOD = text('Моҳи ҷорӣ', 'Текущий месяц', 'This month');
export const ACTS: readonly { slug: string; kind: 'regulation' | 'order'; title: Text; body: Text }[] = [
  {
    slug: 'regulation-of-the-body',
    kind: 'regulation',
    title: text('Низомномаи мақом (намуна)', 'Положение о ведомстве (образец)', 'Regulation of the body (sample)'),
    body: text(
      '## 1. Муқаррароти умумӣ\n\n{body} мақоми давлатӣ мебошад ва дар доираи ваколати худ амал мекунад.\n\n## 2. Вазифаҳо\n\nВазифаҳои асосӣ дар боби дуюми ин санад номбар мешаванд.',
      '## 1. Общие положения\n\n{body} является государственным органом и действует в пределах своих полномочий.\n\n## 2. Задачи\n\nОсновные задачи перечислены во второй главе этого акта.',
      '## 1. General provisions\n\n{body} is a state body and acts within its powers.\n\n## 2. Tasks\n\nThe main tasks are listed in the second chapter of this act.',
    ),
  },
  {
    slug: 'rules-of-reception',
    kind: 'order',
    title: text(
      'Дар бораи тартиби қабули шаҳрвандон (намуна)',
      'О порядке приёма граждан (образец)',
      'On the reception of citizens (sample)',
    ),
    body: text(
      'Бо мақсади беҳтар кардани кор бо муроҷиатҳо тартиби қабули шаҳрвандон тасдиқ карда мешавад. {body} ҷадвали қабулро дар бахши худ нашр мекунад.',
      'В целях улучшения работы с обращениями утверждается порядок приёма граждан. {body} публикует график приёма в своём разделе.',
    ),
  },
];
export const FAQ = {
  question: text('Дар кадом муҳлат ба муроҷиат ҷавоб медиҳанд?', 'В какой срок отвечают на обращение?', 'How soon is an appeal answered?'),
  answer: text(
    'Муҳлат пас аз фиристодан дар квитансия навишта мешавад. Ҷавобро дар ҳуҷраи шахсӣ ё бо рақами муроҷиат мебинед.',
    'Срок указан в квитанции после отправки. Ответ виден в личном кабинете или по номеру обращения.',
    'The term stands on the receipt. The answer is seen in the account or by the number of the appeal.',
  ),
};
export const HOURS = text(
  'Душанбе–ҷумъа, 8:00–17:00, танаффус 12:00–13:00',
  'Понедельник–пятница, 8:00–17:00, перерыв 12:00–13:00',
  'Monday to Friday, 8:00–17:00, closed 12:00–13:00',
);
export const STREETS: readonly Text[] = [
  text('кӯчаи Намунавӣ', 'улица Намунави', 'Namunavi street'),
  text('хиёбони Озмоишӣ', 'проспект Озмоиши', 'Ozmoishi avenue'),
  text('кӯчаи Тамринӣ', 'улица Тамрини', 'Tamrini street'),
];
