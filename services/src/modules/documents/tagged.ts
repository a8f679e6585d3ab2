import {
  type PDFArray,
  type PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFOperator,
  type PDFPage,
  type PDFRef,
} from 'pdf-lib';

/** What a piece of a page is to somebody who hears it. */
export type Role = 'H1' | 'P' | 'Figure';

export interface TaggedPage {
  /** Draws something that is read aloud as `role`; `alt` for what has no text of its own. */
  tag(role: Role, draw: () => void, alt?: string): void;
  /** Draws something that is only looked at. */
  artifact(draw: () => void): void;
}

/**
 * The structure tree of a file (ISO 32000-2, 14.7): a section per language, in it what was drawn in the order it is read.
 * What stands outside of it is an artifact: lines, and the number of the page.
 */
export function openStructure(pdf: PDFDocument): { section(lang: string): (page: PDFPage) => TaggedPage; close(): void } {
  const { context } = pdf;
  const root = context.nextRef();
  const document = context.nextRef();
  const sections: PDFRef[] = [];
  const pages: PDFRef[] = [];
  const operator = (name: string, args: (PDFName | string)[] = []) => PDFOperator.of(name as never, args);

  const section = (lang: string) => {
    const ref = context.nextRef();
    const children: PDFArray = context.obj([]);
    context.assign(ref, context.obj({ Type: 'StructElem', S: 'Sect', P: document, K: children, Lang: PDFHexString.fromText(lang) }));
    sections.push(ref);
    return (page: PDFPage): TaggedPage => {
      const onPage: PDFArray = context.obj([]);
      page.node.set(PDFName.of('StructParents'), PDFNumber.of(pages.length));
      page.node.set(PDFName.of('Tabs'), PDFName.of('S'));
      pages.push(context.register(onPage));
      const marked = (begin: PDFOperator, draw: () => void) => {
        page.pushOperators(begin);
        draw();
        page.pushOperators(operator('EMC'));
      };
      return {
        tag(role, draw, alt) {
          const element: PDFDict = context.obj({ Type: 'StructElem', S: role, P: ref, Pg: page.ref, K: onPage.size() });
          if (alt !== undefined) element.set(PDFName.of('Alt'), PDFHexString.fromText(alt));
          const begin = operator('BDC', [PDFName.of(role), `<</MCID ${onPage.size()}>>`]);
          const elementRef = context.register(element);
          onPage.push(elementRef);
          children.push(elementRef);
          marked(begin, draw);
        },
        artifact: (draw) => marked(operator('BMC', [PDFName.of('Artifact')]), draw),
      };
    };
  };

  return {
    section,
    close() {
      const numbers = pages.flatMap((page, index) => [PDFNumber.of(index), page]);
      context.assign(document, context.obj({ Type: 'StructElem', S: 'Document', P: root, K: sections }));
      const parents = context.obj({ Nums: numbers });
      context.assign(root, context.obj({ Type: 'StructTreeRoot', K: document, ParentTree: parents, ParentTreeNextKey: pages.length }));
      pdf.catalog.set(PDFName.of('StructTreeRoot'), root);
      pdf.catalog.set(PDFName.of('MarkInfo'), context.obj({ Marked: true }));
    },
  };
}
